// server/commands/command.hpp — the subcommands of `piaojue`, one file each; what they have in
// common is in server/cli/command.hpp
#pragma once

#include "crypto/base/encoding.hpp"
#include "server/cli/command.hpp"

namespace piaojue::client {
class Api;
}  // namespace piaojue::client

namespace piaojue::commands {

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

[[nodiscard]] Run add_import(Options& command);
[[nodiscard]] Run add_certificate(Options& command);
[[nodiscard]] Run add_init(Options& command);
[[nodiscard]] Run add_serve(Options& command);
[[nodiscard]] Run add_decide(Options& command);
[[nodiscard]] Run add_simulate(Options& command);
[[nodiscard]] Run add_kiosk(Options& command);
[[nodiscard]] Run add_report(Options& command);
[[nodiscard]] Run add_publish(Options& command);
[[nodiscard]] Run add_archive(Options& command);
// These reach a running server over HTTPS.
[[nodiscard]] Run add_manifest(Options& command);
[[nodiscard]] Run add_post(Options& command);
[[nodiscard]] Run add_vote(Options& command);
[[nodiscard]] Run add_draw(Options& command);
[[nodiscard]] Run add_hand_back(Options& command);
[[nodiscard]] Run add_exchange(Options& command);
[[nodiscard]] Run add_declare(Options& command);
[[nodiscard]] Run add_claim(Options& command);
[[nodiscard]] Run add_record(Options& command);

// The newest entry of a kind, as the server shows it.
[[nodiscard]] Result<Bytes> fetch_entry(client::Api& api, std::string_view kind);

}  // namespace piaojue::commands
