#include "server/imports/projects.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "ballot/wire.hpp"
#include "server/imports/import.hpp"

namespace piaojue::imports {

void check_projects(const Header& header, const std::vector<Record>& records,
                    std::vector<Fault>& faults) {
    if (records.size() > limit::projects) {
        faults.push_back(fault(FaultCode::too_many_rows, {}, records.size(), limit::projects));
    }
    const Column* const column = header.of(Field::name);
    if (column == nullptr) return;
    std::unordered_map<std::string, std::uint32_t> first;
    for (const Record& record : records) {
        const std::string& name = record.of(Field::name);
        if (name.empty()) continue;
        const auto [earlier, is_new] = first.emplace(name, record.row);
        if (is_new) continue;
        faults.push_back(
            fault(FaultCode::duplicate_name, {record.row, column->column}, name, earlier->second));
    }
}

std::vector<Project> candidates(const std::vector<Record>& records) {
    std::vector<Project> out;
    for (const Record& record : records) {
        out.push_back({ProjectNumber{static_cast<std::uint16_t>(record.no)},
                       record.of(Field::name),
                       record.of(Field::name2),
                       {}});
    }
    return out;
}

Result<ProjectsFile> parse_projects(std::string_view bytes, const std::string& name) {
    const Import import = import_table(as_bytes(bytes), Kind::projects);
    if (!import.ok())
        return fail(Errc::malformed, fmt::format("{}: {}", name, spoken_errors(import)));
    ProjectsFile out;
    out.candidates = candidates(import.records);
    out.canonical = canonical(Kind::projects, import.records);
    if (out.canonical.size() > limit::attachment_bytes) {
        return fail(Errc::malformed, fmt::format("{}: {} bytes of text, at most {}", name,
                                                 out.canonical.size(), limit::attachment_bytes));
    }
    return out;
}

}  // namespace piaojue::imports
