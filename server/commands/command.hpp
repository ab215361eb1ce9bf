// server/commands/command.hpp — the subcommands of `piaojue`
//
// One row a subcommand, one file each. A row's `add` declares the options and gives what runs after
// they were read. Everywhere: exit 0 it held, 1 it did not hold, 2 unreadable or misused; with
// --json exactly one object on stdout and all else on stderr; an error says what, where, what to
// do.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace piaojue::commands {

enum ExitCode : int { held = 0, not_held = 1, misused = 2 };

// Gives the exit code.
using Run = std::function<int()>;

struct Command {
    std::string_view name;
    std::string_view summary;
    Run (*add)(CLI::App& command);
};

[[nodiscard]] Run add_init(CLI::App& command);
[[nodiscard]] Run add_serve(CLI::App& command);
[[nodiscard]] Run add_simulate(CLI::App& command);

// Runs it; an environment failure is reported in the form that was asked for and gives `misused`.
int run_reporting(bool json, const Run& run);

// One error in the form that was asked for; gives `code` back.
int report_error(bool json, Errc code, std::string_view message, int exit_code);

}  // namespace piaojue::commands
