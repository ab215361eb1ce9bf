// server/commands/rules.hpp — the rules of a round: a method file, or the few that options give
#pragma once

#include <optional>
#include <string>

#include "ballot/method.hpp"
#include "server/cli/options.hpp"

namespace piaojue::commands {

struct RuleOptions {
    std::string method;                         // a method.toml; then none of the next three
    std::string style;                          // approve
    std::optional<std::uint8_t> places;         // 10
    std::optional<std::uint8_t> max_approvals;  // as many as places
    std::uint16_t min_group = 1;
};

void add_rule_options(cli::Options& options, RuleOptions& rules);

struct RoundRules {
    Method method;
    std::string text;  // of the method file; empty without one
};
// The ballot style, before the projects are known. three_way stands for capped, too.
[[nodiscard]] Result<Style> read_style(const RuleOptions& rules);
// For so many projects. Refuses `malformed`: a method file beside options that it decides, and what
// method_for() refuses.
[[nodiscard]] Result<RoundRules> read_rules(const RuleOptions& rules, std::size_t projects);

}  // namespace piaojue::commands
