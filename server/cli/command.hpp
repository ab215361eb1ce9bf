// server/cli/command.hpp — a subcommand, and how it ends
//
// One row a subcommand. A row's `add` declares the options and gives what runs after they were
// read. Everywhere: exit 0 it held, 1 it did not hold, 2 unreadable, misused or not reached; with
// --json exactly one object on stdout and all else on stderr; an error says what, where, what to
// do. People read Chinese first, then English.
#pragma once

#include <boost/json.hpp>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "server/cli/options.hpp"

namespace piaojue::cli {

enum ExitCode : int { held = 0, not_held = 1, misused = 2 };

// Gives the exit code. EnvError is caught in program.cpp and ends with `misused`.
using Run = std::function<int()>;

struct Command {
    std::string_view name;
    std::string_view summary;
    Run (*add)(Options& command);
};

// ── what a command says ──

// The same for people (a text that ends with a line feed) and for programs.
struct Said {
    std::string text;
    boost::json::object json;
};

// One error in the form that was asked for; gives `exit_code` back.
int report_error(bool json, const Error& error, int exit_code);

// One object on stdout.
void print_json(const boost::json::object& object);

// Reads the inputs (a refusal is misuse), acts, says what came of it. A refusal of the act did not
// hold, but for what was malformed or could not be reached.
template <class Read, class Do>
int run_command(bool json, Read read, Do act) {
    auto inputs = read();
    if (!inputs) return report_error(json, inputs.error(), misused);
    const Result<Said> said = act(*inputs);
    if (!said) {
        const Errc code = said.error().code;
        const bool misuse = code == Errc::internal || code == Errc::malformed;
        return report_error(json, said.error(), misuse ? misused : not_held);
    }
    if (json) {
        print_json(said->json);
    } else {
        std::fputs(said->text.c_str(), stdout);
    }
    return held;
}

// ── options that several commands have ──

struct ServerOptions {
    std::string server;
    std::string certificate;
};
void add_server_options(Options& command, ServerOptions& options);
void add_json_flag(Options& command, bool& json);
// 64 hex digits. Refuses `malformed`, naming the option.
[[nodiscard]] Result<Bytes32> read_hash(std::string_view option, std::string_view text);

}  // namespace piaojue::cli
