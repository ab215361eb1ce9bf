#include "server/imports/records.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "ballot/wire.hpp"

namespace piaojue::imports {

namespace {

// What a spreadsheet shows where a formula failed, once it is saved as text.
bool is_error_text(std::string_view text) {
    constexpr std::array<std::string_view, 8> shown{"#REF!",   "#N/A",  "#VALUE!", "#NAME?",
                                                    "#DIV/0!", "#NUM!", "#NULL!",  "#SPILL!"};
    return std::find(shown.begin(), shown.end(), text) != shown.end();
}

// Under a table, and between its parts.
bool is_sum(std::string_view text) {
    constexpr std::array<std::string_view, 8> sums{"合计", "总计", "小计",  "共计",
                                                   "合計", "總計", "Total", "total"};
    return std::find(sums.begin(), sums.end(), cleaned(text, Spacing::person)) != sums.end();
}

class RecordReader {
public:
    RecordReader(Table& table, const Header& header, Kind kind, std::vector<Fault>& faults)
        : table_(table), header_(header), kind_(kind), faults_(faults) {}

    Readable<std::vector<Record>> read() {
        for (const TableRow& row : table_.rows)
            if (row.number > header_.last_row) read_row(row);
        std::size_t looked_at = 0;
        for (const Merge& merge : table_.merges) {
            if (merge.last_row <= header_.last_row || records_.empty()) continue;
            looked_at += apply(merge);
            if (looked_at > cells_max) return unreadable(FaultCode::too_large, "merged cells");
        }
        take_extra_rows();
        for (Record& record : records_)
            check(record);
        say_outside();
        if (!hidden_.empty()) {
            faults_.push_back(
                fault(FaultCode::hidden_row, {hidden_.front(), {}}, spoken_rows(hidden_)));
        }
        return std::move(records_);
    }

private:
    void read_row(const TableRow& row) {
        Record record;
        record.row = row.number;
        bool some = false;
        bool outside = false;
        for (const Cell& cell : row.cells) {
            const Column* const column =
                cell.column < columns_max ? header_.at(cell.column) : nullptr;
            const bool blank =
                cell.kind == CellKind::text && cleaned(cell.text, Spacing::line).empty();
            if (blank) continue;
            if (column == nullptr) outside = true;
            if (column == nullptr || !column->field || header_.of(*column->field) != column) {
                continue;  // said once, at the header
            }
            some = true;
            read_cell(cell, *column, record);
        }
        if (outside) outside_.push_back(row.number);
        if (!some) return;
        if (row.hidden) hidden_.push_back(row.number);
        records_.push_back(std::move(record));
    }

    void read_cell(const Cell& cell, const Column& column, Record& record) {
        const Place place{record.row, cell.column};
        const FieldFacts about = field_facts(*column.field, kind_);
        std::string text = cleaned(cell.text, about.spacing);
        if (cell.kind == CellKind::no_value) {
            faults_.push_back(fault(FaultCode::no_cached_value, place));
            spoilt_.emplace(record.row, *column.field);
            return;
        }
        if (cell.kind == CellKind::error || is_error_text(text)) {
            faults_.push_back(fault(FaultCode::error_cell, place, beginning(text)));
            spoilt_.emplace(record.row, *column.field);
            return;
        }
        const bool block = about.spacing == Spacing::block;
        if (const auto control = control_character(text, block)) {
            faults_.push_back(
                fault(FaultCode::control_character, place, static_cast<std::uint32_t>(*control)));
        }
        if (text.find("\xEF\xBF\xBD") != std::string::npos) {
            faults_.push_back(fault(FaultCode::lost_character, place));
        }
        // 1200 under 投资规模（万元）
        const bool money = column.measure.find("元") != std::string::npos;
        if (*column.field == Field::investment && money &&
            text.find_first_not_of("0123456789.,") == std::string::npos) {
            text += column.measure;
        }
        if (text.size() > about.bytes_max) {
            faults_.push_back(fault(FaultCode::too_long, place, text.size(), about.bytes_max));
        }
        record.of(*column.field) = std::move(text);
    }

    // Gives how many rows were looked at.
    std::size_t apply(const Merge& merge) {
        const auto before = [](const Record& record, std::uint32_t row) {
            return record.row < row;
        };
        const auto first =
            std::lower_bound(records_.begin(), records_.end(),
                             std::max(merge.first_row, header_.last_row + 1), before);
        const auto last = std::lower_bound(first, records_.end(), merge.last_row + 1, before);
        if (first == last) return 1;
        bool named = false;
        for (const Field field : {Field::no, Field::name}) {
            const Column* const column = header_.of(field);
            if (column == nullptr || !merge.covers(merge.first_row, column->column)) continue;
            if (merge.first_row == merge.last_row && is_extra(*first)) continue;  // a heading
            if (!std::exchange(named, true)) {
                faults_.push_back(
                    fault(FaultCode::merged_cells, {first->row, column->column}, merge.name()));
            }
            for (auto record = first; record != last; ++record)
                spoilt_.emplace(record->row, field);
        }
        const Column* const column =
            merge.first_column < columns_max ? header_.at(merge.first_column) : nullptr;
        const bool fills = column != nullptr && column->field && *column->field != Field::no &&
                           *column->field != Field::name && header_.of(*column->field) == column &&
                           first->row == merge.first_row;
        if (fills) {
            const std::string value = first->of(*column->field);
            for (auto record = first; record != last; ++record)
                record->of(*column->field) = value;
        }
        return 1 + static_cast<std::size_t>(last - first);
    }

    [[nodiscard]] bool is_extra(const Record& record) const {
        if (header_.of(Field::no) == nullptr || header_.of(Field::name) == nullptr) return false;
        for (const Field field : {Field::no, Field::name})
            if (spoilt_.contains({record.row, field})) return false;
        const std::string& no = record.of(Field::no);
        const std::string& name = record.of(Field::name);
        if (is_sum(no) || (no.empty() && is_sum(name))) return true;
        return name.empty() && !whole_number(no);
    }

    // What else is wrong in such a row is no matter.
    void take_extra_rows() {
        std::map<std::uint32_t, std::string> extra;  // row → what stands first in it
        for (const Record& record : records_) {
            if (!is_extra(record)) continue;
            std::string& begins = extra[record.row];
            for (const std::string& text : record.values)
                if (begins.empty()) begins = beginning(text);
        }
        std::erase_if(faults_, [&extra](const Fault& one) {
            return one.place.row && extra.contains(*one.place.row);
        });
        std::erase_if(records_,
                      [&extra](const Record& record) { return extra.contains(record.row); });
        for (const auto& [row, begins] : extra)
            faults_.push_back(fault(FaultCode::extra_row, {row, {}}, begins));
    }

    void check(Record& record) {
        check_number(record);
        const Column* const column = header_.of(Field::name);
        if (column != nullptr && record.of(Field::name).empty() &&
            !spoilt_.contains({record.row, Field::name})) {
            faults_.push_back(fault(FaultCode::missing_name, {record.row, column->column},
                                    field_facts(Field::name, kind_).chinese));
        }
    }

    void check_number(Record& record) {
        const Column* const column = header_.of(Field::no);
        std::string& text = record.of(Field::no);
        if (column == nullptr) return;
        const Place place{record.row, column->column};
        if (text.empty()) {
            if (spoilt_.contains({record.row, Field::no})) return;
            faults_.push_back(fault(FaultCode::missing_number, place));
            return;
        }
        const auto number = whole_number(text);
        if (!number || *number == 0 || *number > number_max(kind_)) {
            faults_.push_back(
                fault(FaultCode::bad_number, place, beginning(text), number_max(kind_)));
            return;
        }
        record.no = *number;
        text = std::to_string(*number);
        const auto [earlier, is_new] = row_of_.emplace(*number, record.row);
        if (!is_new) {
            faults_.push_back(fault(FaultCode::duplicate_number, place, *number, earlier->second));
        }
    }

    void say_outside() {
        if (outside_.empty()) return;
        faults_.push_back(
            fault(FaultCode::outside_columns, {outside_.front(), {}}, spoken_rows(outside_)));
    }

    Table& table_;
    const Header& header_;
    Kind kind_;
    std::vector<Fault>& faults_;
    std::vector<Record> records_;
    std::set<std::pair<std::uint32_t, Field>> spoilt_;  // a fault of them was named already
    std::map<std::uint32_t, std::uint32_t> row_of_;     // number → its first row
    std::vector<std::uint32_t> outside_;
    std::vector<std::uint32_t> hidden_;
};

}  // namespace

std::uint32_t number_max(Kind kind) {
    return kind == Kind::roll ? static_cast<std::uint32_t>(limit::deputies) : 65'535;
}

Readable<std::vector<Record>> read_records(Table& table, const Header& header, Kind kind,
                                           std::vector<Fault>& faults) {
    return RecordReader{table, header, kind, faults}.read();
}

}  // namespace piaojue::imports
