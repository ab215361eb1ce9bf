#include "server/imports/roll.hpp"

#include <unordered_map>

#include "ballot/wire.hpp"

namespace piaojue::imports {

namespace {

std::uint32_t column_of(const Header& header, Field field) {
    const Column* const column = header.of(field);
    return column == nullptr ? 0 : column->column;
}

void check_names(const Header& header, const std::vector<Record>& records,
                 std::vector<Fault>& faults) {
    std::unordered_map<std::string, const Record*> first;
    for (const Record& record : records) {
        const std::string& name = record.of(Field::name);
        if (name.empty()) continue;
        const auto [earlier, is_new] = first.emplace(name, &record);
        if (is_new) continue;
        const bool same_place =
            earlier->second->of(Field::delegation) == record.of(Field::delegation);
        const std::string_view told_apart =
            same_place
                ? "；代表团也相同，请用座位或备注区分 also the delegation: tell them apart by "
                  "seat or note"
                : "；代表团不同 the delegations differ";
        faults.push_back(fault(FaultCode::same_name, {record.row, column_of(header, Field::name)},
                               name, earlier->second->row, told_apart));
    }
}

void check_delegations(const Header& header, const std::vector<Record>& records,
                       std::vector<Fault>& faults) {
    const Column* const column = header.of(Field::delegation);
    if (column == nullptr) return;
    std::vector<std::uint32_t> empty;
    for (const Record& record : records)
        if (record.of(Field::delegation).empty()) empty.push_back(record.row);
    if (empty.empty() || empty.size() == records.size()) return;
    faults.push_back(
        fault(FaultCode::gaps, {empty.front(), column->column}, column->title, spoken_rows(empty)));
}

}  // namespace

void check_roll(const Header& header, const std::vector<Record>& records,
                std::vector<Fault>& faults) {
    if (records.size() > limit::deputies) {
        faults.push_back(fault(FaultCode::too_many_rows, {}, records.size(), limit::deputies));
    }
    check_names(header, records, faults);
    check_delegations(header, records, faults);
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i].no == 0 || records[i].no == i + 1) continue;
        faults.push_back(fault(FaultCode::not_consecutive,
                               {records[i].row, column_of(header, Field::no)}, i + 1));
        return;  // the first says it all
    }
}

}  // namespace piaojue::imports
