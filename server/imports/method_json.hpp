// server/imports/method_json.hpp — a method with nothing left to guess, under the names of
// method.toml; and what is wrong with one
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "server/imports/fault.hpp"
#include "server/imports/method_file.hpp"

namespace piaojue::imports {

// Every key of method.toml, of the method that method_for() made of the file; a rule that it does
// not have is null. read_method_json() and method_for() make the same method of it.
[[nodiscard]] boost::json::object method_json(const Method& method, const MethodFile& file);

// bad_method: what parse_method_toml(…, name) or method_for() refused, in the row that it names.
[[nodiscard]] Fault method_fault(const std::string& detail, std::string_view name);

}  // namespace piaojue::imports
