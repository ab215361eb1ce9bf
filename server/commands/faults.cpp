#include "server/commands/faults.hpp"

#include <fmt/format.h>

#include "server/imports/fault_json.hpp"
#include "server/imports/import.hpp"

namespace piaojue::commands {

boost::json::object fault_json(std::string_view file, const imports::Fault& fault) {
    boost::json::object out;
    out["file"] = nullptr;
    if (!file.empty()) out["file"] = file;
    for (const auto& [name, value] : imports::fault_json(fault))
        out[name] = value;
    return out;
}

void print_fault(std::string_view file, std::string_view title, const imports::Fault& fault) {
    const std::string place = imports::spoken_place(fault.place, title);
    std::string where{file};
    if (!where.empty() && !place.empty()) where += ' ';
    where += place;
    if (!where.empty()) where += ": ";
    fmt::print(stderr, "{} {}{}\n", fault.severity() == imports::Severity::warning ? "!" : "✗",
               where, fault.message);
}

}  // namespace piaojue::commands
