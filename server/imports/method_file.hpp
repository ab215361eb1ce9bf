// server/imports/method_file.hpp — method.toml: a voting method as the congress adopted it
//                                                                     PROTOCOL.md §6
// Every key may be left out; then it is that of the default method. docs/METHOD.md names the keys
// and the statutes behind them. The same keys are read from a JSON object. Nothing here is secret.
//
// Refusals: malformed, whose detail says file, line (of a TOML file), key and what to do.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ballot/method.hpp"
#include "crypto/base/result.hpp"

namespace piaojue::imports {

struct MethodFile {
    std::string title;
    Method rules;  // lo and hi are set by method_for()
    std::optional<std::uint8_t> max_approvals;
    // How long behind the close a server waits for claims at least (§11.9). No rule of the vote: it
    // stands in the text alone, which the manifest names by its hash.
    std::uint16_t claim_minutes = 0;
};

// `name` is what refusals call the file.
[[nodiscard]] Result<MethodFile> parse_method_toml(std::string_view text, const std::string& name);
[[nodiscard]] Result<MethodFile> read_method_json(const boost::json::object& object,
                                                  const std::string& name);

// For so many candidate projects. Refuses what check_method() refuses, and a cap where the style
// has none.
[[nodiscard]] Result<Method> method_for(const MethodFile& file, std::size_t projects);

}  // namespace piaojue::imports
