// server/commands/faults.hpp — how the faults of a table are told, all of them at once
#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "server/imports/fault.hpp"

namespace piaojue::commands {

// {"file", "row", "column", "code", "message"}; what is not known is null, a column its letters.
[[nodiscard]] boost::json::object fault_json(std::string_view file, const imports::Fault& fault);

// One line on stderr. `title`: of the column.
void print_fault(std::string_view file, std::string_view title, const imports::Fault& fault);

}  // namespace piaojue::commands
