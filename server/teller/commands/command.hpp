// server/teller/commands/command.hpp — the subcommands of `piaojue-teller`; what they have in
// common with those of `piaojue` is in server/cli/command.hpp
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/secret.hpp"
#include "server/cli/command.hpp"
#include "server/teller/key_files.hpp"
#include "server/teller/log_copy.hpp"

namespace piaojue::teller::commands {

using cli::held;
using cli::misused;
using cli::not_held;
using cli::Options;
using cli::print_json;
using cli::read_hash;
using cli::report_error;
using cli::Run;
using cli::run_command;
using cli::Said;
using cli::ServerOptions;

[[nodiscard]] Run add_keys(Options& command);
[[nodiscard]] Run add_line(Options& command);
[[nodiscard]] Run add_enrolment(Options& command);
[[nodiscard]] Run add_fingerprint(Options& command);
[[nodiscard]] Run add_ceremony(Options& command);
[[nodiscard]] Run add_cards(Options& command);
[[nodiscard]] Run add_slips(Options& command);
[[nodiscard]] Run add_act(Options& command);
[[nodiscard]] Run add_cosign(Options& command);
[[nodiscard]] Run add_share(Options& command);
[[nodiscard]] Run add_report(Options& command);
[[nodiscard]] Run add_sheets(Options& command);
[[nodiscard]] Run add_doubtful(Options& command);
[[nodiscard]] Run add_enter(Options& command);
[[nodiscard]] Run add_recount(Options& command);
[[nodiscard]] Run add_console(Options& command);

// ── keys under their passphrase ──

struct KeysOptions {
    std::string keys;
    std::string passphrase_file;
};
void add_keys_options(Options& command, KeysOptions& options);

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
