// server/imports/fault_json.hpp — faults of a table, as programs and pages read them
#pragma once

#include <boost/json.hpp>
#include <vector>

#include "server/imports/fault.hpp"

namespace piaojue::imports {

// {"row", "column", "code", "message"}; what is not known is null, a column its letters.
[[nodiscard]] boost::json::object fault_json(const Fault& fault);
[[nodiscard]] boost::json::array faults_json(const std::vector<Fault>& faults);

}  // namespace piaojue::imports
