// server/teller/commands/command.hpp — the subcommands of `piaojue-teller`
//
// One row a subcommand. A row's `add` declares the options and gives what runs after they were
// read. Everywhere: exit 0 it held, 1 it did not hold (somebody refused), 2 unreadable or misused;
// with --json exactly one object on stdout and all else on stderr; an error says what, where, what
// to do. People read Chinese first, then English.
#pragma once

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "server/teller/key_files.hpp"
#include "server/teller/log_copy.hpp"

namespace piaojue::teller::commands {

enum ExitCode : int { held = 0, not_held = 1, misused = 2 };

// Gives the exit code. EnvError is caught by main and ends with `misused`.
using Run = std::function<int()>;

struct Command {
    std::string_view name;
    std::string_view summary;
    Run (*add)(CLI::App& command);
};

[[nodiscard]] Run add_keys(CLI::App& command);
[[nodiscard]] Run add_line(CLI::App& command);
[[nodiscard]] Run add_enrolment(CLI::App& command);
[[nodiscard]] Run add_fingerprint(CLI::App& command);
[[nodiscard]] Run add_ceremony(CLI::App& command);
[[nodiscard]] Run add_cards(CLI::App& command);
[[nodiscard]] Run add_act(CLI::App& command);
[[nodiscard]] Run add_cosign(CLI::App& command);
[[nodiscard]] Run add_share(CLI::App& command);
[[nodiscard]] Run add_report(CLI::App& command);
[[nodiscard]] Run add_recount(CLI::App& command);

// ── what a command says ──

// The same for people (a text that ends with a line feed) and for programs.
struct Said {
    std::string text;
    boost::json::object json;
};

// One error in the form that was asked for; gives `exit_code` back.
int report_error(bool json, const Error& error, int exit_code);

// Reads the inputs (a refusal is misuse), then acts (a refusal did not hold; a server that can not
// be reached is neither: 2), then says what came of it.
template <class Read, class Do>
int run_command(bool json, Read read, Do act) {
    auto inputs = read();
    if (!inputs) return report_error(json, inputs.error(), misused);
    Result<Said> said = act(*inputs);
    if (!said) {
        const bool environment = said.error().code == Errc::internal;
        return report_error(json, said.error(), environment ? misused : not_held);
    }
    std::fputs((json ? boost::json::serialize(said->json) + '\n' : said->text).c_str(), stdout);
    return held;
}

// ── options that several commands have ──

struct KeysOptions {
    std::string keys;
    std::string passphrase_file;
};
void add_keys_options(CLI::App& command, KeysOptions& options);

struct ServerOptions {
    std::string server;
    std::string certificate;
};
void add_server_options(CLI::App& command, ServerOptions& options);

void add_json_flag(CLI::App& command, bool& json);
// 64 hex digits.
[[nodiscard]] Result<Bytes32> read_hash(std::string_view option, std::string_view text);

// ── keys under their passphrase ──

struct Unlocked {
    PersonKeys keys;
    SecretBuffer passphrase;
};
// From the file, or asked on the terminal without echo. Refuses `malformed` without either.
[[nodiscard]] Result<SecretBuffer> read_passphrase(const std::string& file,
                                                   const std::string& prompt);
// The same, asked twice on the terminal.
[[nodiscard]] Result<SecretBuffer> read_new_passphrase(const std::string& file);
[[nodiscard]] Result<Unlocked> unlock(const KeysOptions& options);

// Whether the person at the terminal types exactly this. Refuses `malformed` without a terminal.
[[nodiscard]] Result<bool> ask_to_type(const std::string& prompt, std::string_view expected);

// The enrolment from this file, or, when no file was named, from the server: this person's seat in
// it. Between close and announce the server shows it to nobody.
[[nodiscard]] Result<Seat> read_seat(const std::string& file, client::Api& api,
                                     const PersonKeys& keys);

}  // namespace piaojue::teller::commands
