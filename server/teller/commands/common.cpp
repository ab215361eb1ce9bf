// server/teller/commands/common.cpp — keys under their passphrase, and what else several commands
// ask
#include <fmt/format.h>

#include "crypto/base/encoding.hpp"
#include "server/teller/commands/command.hpp"
#include "server/teller/commands/terminal.hpp"

namespace piaojue::teller::commands {

namespace {

// A line feed at the end is not part of a passphrase.
SecretBuffer without_line_end(SecretBuffer text) {
    ByteView bytes = text.expose();
    while (!bytes.empty() && (bytes.back() == '\n' || bytes.back() == '\r'))
        bytes = bytes.first(bytes.size() - 1);
    return SecretBuffer{bytes};
}

Result<SecretBuffer> from_file(const std::string& file) {
    SecretBuffer passphrase = without_line_end(PJ_TRY(read_secret_file(file)));
    if (passphrase.size() == 0) {
        return fail(Errc::malformed, file + " is empty; write the passphrase into it");
    }
    return passphrase;
}

tl::unexpected<Error> no_terminal() {
    return fail(Errc::malformed, "no terminal to ask for the passphrase; give --passphrase-file");
}

}  // namespace

void add_keys_options(Options& command, KeysOptions& options) {
    command.add("--keys", options.keys, "本人密钥文件 / own key file").required();
    command.add("--passphrase-file", options.passphrase_file,
                "口令文件，缺省在终端询问 / file that holds the passphrase; asked on the "
                "terminal if not given");
}

Result<SecretBuffer> read_passphrase(const std::string& file, const std::string& prompt) {
    if (!file.empty()) return from_file(file);
    Terminal terminal;
    if (!terminal.is_open()) return no_terminal();
    return terminal.ask_secret(prompt);
}

Result<SecretBuffer> read_new_passphrase(const std::string& file) {
    if (!file.empty()) return from_file(file);
    Terminal terminal;
    if (!terminal.is_open()) return no_terminal();
    SecretBuffer first = terminal.ask_secret("新口令 / new passphrase: ");
    const SecretBuffer again = terminal.ask_secret("再输一遍 / the same again: ");
    if (first.size() == 0) return fail(Errc::malformed, "an empty passphrase");
    if (!equal(first.expose(), again.expose())) {
        return fail(Errc::malformed, "the two passphrases differ; start again");
    }
    return first;
}

Result<Unlocked> unlock(const KeysOptions& options) {
    const std::string prompt =
        fmt::format("{} 的口令 / passphrase of {}: ", options.keys, options.keys);
    SecretBuffer passphrase = PJ_TRY(read_passphrase(options.passphrase_file, prompt));
    return unlock_keys(options.keys, std::move(passphrase));
}

Result<bool> ask_to_type(const std::string& prompt, std::string_view expected) {
    Terminal terminal;
    if (!terminal.is_open()) return fail(Errc::malformed, "no terminal to ask on");
    return terminal.ask(prompt) == expected;
}

Result<Seat> read_seat(const std::string& file, client::Api& api, const PersonKeys& keys) {
    if (!file.empty()) {
        const Bytes entry = PJ_TRY(read_file(file, limit::entry_bytes));
        return find_seat(entry, keys);
    }
    auto entry = client::repeat_passing([&] { return api.entry("enrolment"); });
    if (!entry && entry.error().is(Errc::wrong_phase)) {
        return fail(Errc::wrong_phase,
                    "between close and announce the server shows nothing; give the enrolment entry "
                    "with --enrolment FILE");
    }
    const Bytes bytes = PJ_TRY(client::as_result(std::move(entry)));
    return find_seat(bytes, keys);
}

}  // namespace piaojue::teller::commands
