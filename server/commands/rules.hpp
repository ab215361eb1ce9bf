// server/commands/rules.hpp — the rules of a round as options give them
#pragma once

#include <optional>
#include <string>

#include "server/cli/options.hpp"
#include "server/simulate/simulation.hpp"

namespace piaojue::commands {

struct RuleOptions {
    std::string style = "approve";
    std::uint8_t places = 10;
    std::optional<std::uint8_t> max_approvals;  // as many as places
    std::uint16_t min_group = 1;
};

void add_rule_options(cli::Options& options, RuleOptions& rules);

void apply_rules(const RuleOptions& rules, simulate::Options& simulation);

}  // namespace piaojue::commands
