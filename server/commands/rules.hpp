// server/commands/rules.hpp — the rules of a round: a method file, or the few that options give
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "ballot/method.hpp"
#include "server/cli/options.hpp"
#include "server/imports/method_file.hpp"

namespace piaojue::commands {

struct RuleOptions {
    std::string method;                         // a method.toml; then none of the next three
    std::string style;                          // approve
    std::optional<std::uint8_t> places;         // 10
    std::optional<std::uint8_t> max_approvals;  // as many as places
    std::uint16_t min_group = 1;
};

void add_rule_options(cli::Options& options, RuleOptions& rules);

// As they were read once, before the projects are known.
class Rules {
public:
    // Refuses `malformed`: what the method file refuses, and such a file beside options that it
    // decides.
    [[nodiscard]] static Result<Rules> read(const RuleOptions& options);

    // Without a file three_way stands for capped, too.
    [[nodiscard]] Style style() const;
    // For so many projects. Refuses what method_for() and check_method() refuse.
    [[nodiscard]] Result<Method> method(std::size_t projects) const;
    // Of the method file; empty without one.
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    explicit Rules(RuleOptions options) : options_(std::move(options)) {}

    RuleOptions options_;
    std::string text_;
    std::optional<imports::MethodFile> file_;
};

}  // namespace piaojue::commands
