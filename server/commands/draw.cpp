// server/commands/draw.cpp — `piaojue draw`: the desk, where a deputy draws a sealed slip, or takes
// a sheet of paper                                                      PROTOCOL.md §7.4 §7.5
// The card says that one was drawn. Which one the desk does not see: the slip is sealed.
#include <fmt/format.h>

#include <memory>

#include "ballot/card.hpp"
#include "server/client/deputy.hpp"
#include "server/commands/command.hpp"
#include "server/teller/connection.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

namespace {

struct DrawOptions {
    ServerOptions server;
    std::uint32_t deputy = 0;
    std::string card;
    std::string card_file;
    std::string roll_id;
    bool sheet = false;
    bool json = false;
};

struct DrawInputs {
    client::Endpoint endpoint;
    SigningKey identity;
};

// The first line of a file that holds one code.
Result<SecretBuffer> read_code(const std::string& file) {
    const SecretBuffer bytes = PJ_TRY(teller::read_secret_file(file));
    const std::string_view text = as_text(bytes.expose());
    return SecretBuffer{as_bytes(text.substr(0, text.find_first_of("\r\n")))};
}

Result<DrawInputs> read_draw_inputs(const DrawOptions& options) {
    client::Endpoint endpoint =
        PJ_TRY(teller::issue_endpoint(options.server.server, options.server.certificate));
    const RollId roll_id{PJ_TRY(read_hash("--roll-id", options.roll_id))};
    const CardSecret card = PJ_TRY(read_card(options.card, options.card_file));
    return DrawInputs{std::move(endpoint), identity_key(card, roll_id)};
}

Result<Said> draw(const DrawOptions& options, const DrawInputs& inputs) {
    client::Api api{inputs.endpoint};
    const Bytes entry = PJ_TRY(fetch_entry(api, "manifest"));
    VoteManifest manifest = PJ_TRY(VoteManifest::decode(entry));
    const Round round = PJ_TRY(Round::create(std::move(manifest)));
    const DeputyNumber deputy{options.deputy};
    PJ_TRY(client::as_result(options.sheet
                                 ? client::take_sheet(api, round, deputy, inputs.identity)
                                 : client::draw_slip(api, round, deputy, inputs.identity)));
    const std::string hash = encode_hex(round.hash().value());
    Said said;
    said.json["deputy"] = options.deputy;
    said.json["manifest_sha256"] = hash;
    said.json[options.sheet ? "taken" : "drawn"] = true;
    said.text = fmt::format(
        "✓ {}; 底稿指纹 / manifest hash {}\n",
        options.sheet ? "请发一张纸票 / hand out one sheet" : "请抽一张票条 / draw one slip", hash);
    return said;
}

}  // namespace

Result<CardSecret> read_card(const std::string& code, const std::string& file) {
    if (code.empty() == file.empty()) {
        return fail(Errc::malformed, "give either --card CODE or --card-file FILE");
    }
    if (!code.empty()) return decode_card_code(code);
    const SecretBuffer read = PJ_TRY(read_code(file));
    return decode_card_code(as_text(read.expose()));
}

Result<SlipSeed> read_slip_file(const std::string& file) {
    const SecretBuffer read = PJ_TRY(read_code(file));
    return decode_slip_code(as_text(read.expose()));
}

Run add_draw(Options& command) {
    auto options = std::make_shared<DrawOptions>();
    command.add("--deputy", options->deputy, "代表号 / number on the roll")
        .required()
        .between(1, limit::deputies);
    command.add("--card", options->card,
                "卡码，同机他人可见 / the card's code; other users of the machine can see it");
    command.add("--card-file", options->card_file, "卡码文件 / file that holds the card's code");
    command.add("--roll-id", options->roll_id, "名册编号 / id of the roll, 64 hex digits")
        .required();
    command.flag("--sheet", options->sheet,
                 "领纸票，不抽票条 / take a sheet of paper instead of a slip");
    add_server_options(command, options->server);
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_draw_inputs(*options); },
            [&](const DrawInputs& inputs) { return draw(*options, inputs); });
    };
}

}  // namespace piaojue::commands
