// server/commands/clients.hpp — subcommands of `piaojue` that reach a running server over HTTPS
//
// As command.hpp: exit 0 held, 1 refused, 2 unreadable, misused or not reached. What a command
// prints it says twice, for people (Chinese first, then English) and as one JSON object.
#pragma once

#include <boost/json.hpp>
#include <cstdio>
#include <string>

#include "server/client/api.hpp"
#include "server/commands/command.hpp"

namespace piaojue::commands {

[[nodiscard]] Run add_manifest(CLI::App& command);
[[nodiscard]] Run add_post(CLI::App& command);
[[nodiscard]] Run add_vote(CLI::App& command);
[[nodiscard]] Run add_hand_back(CLI::App& command);
[[nodiscard]] Run add_record(CLI::App& command);

struct ServerOptions {
    std::string server;
    std::string certificate;
};
void add_server_options(CLI::App& command, ServerOptions& options);
void add_json_flag(CLI::App& command, bool& json);
// 64 hex digits. Refuses `malformed`, naming the option.
[[nodiscard]] Result<Bytes32> read_hash(std::string_view option, std::string_view text);
// The newest entry of a kind, as the server shows it.
[[nodiscard]] Result<Bytes> fetch_entry(client::Api& api, std::string_view kind);

struct Said {
    std::string text;  // ends with a line feed
    boost::json::object json;
};

int report_refusal(bool json, const Error& error, int exit_code);

// Reads the inputs (a refusal is misuse), acts (a refusal did not hold, but for what was malformed
// or not reached), says what came of it.
template <class Read, class Do>
int run_client(bool json, Read read, Do act) try {
    auto inputs = read();
    if (!inputs) return report_refusal(json, inputs.error(), misused);
    Result<Said> said = act(*inputs);
    if (!said) {
        const Errc code = said.error().code;
        const bool unreadable = code == Errc::internal || code == Errc::malformed;
        return report_refusal(json, said.error(), unreadable ? misused : not_held);
    }
    std::fputs((json ? boost::json::serialize(said->json) + '\n' : said->text).c_str(), stdout);
    return held;
} catch (const EnvError& failure) {
    return report_refusal(json, {Errc::internal, failure.what()}, misused);
}

}  // namespace piaojue::commands
