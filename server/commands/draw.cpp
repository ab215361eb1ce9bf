// server/commands/draw.cpp — `piaojue draw`: the desk, where a deputy draws a sealed slip, or takes
// a sheet of paper                                                      PROTOCOL.md §7.4 §7.5
// The card says that one was drawn. Which one the desk does not see: the slip is sealed.
#include <fmt/format.h>

#include <memory>

#include "server/client/deputy.hpp"
#include "server/commands/card.hpp"
#include "server/teller/connection.hpp"

namespace piaojue::commands {

namespace {

struct DrawOptions {
    ServerOptions server;
    CardOptions card;
    bool sheet = false;
    bool json = false;
};

struct DrawInputs {
    client::Endpoint endpoint;
    SigningKey identity;
};

Result<DrawInputs> read_draw_inputs(const DrawOptions& options) {
    client::Endpoint endpoint =
        PJ_TRY(teller::issue_endpoint(options.server.server, options.server.certificate));
    SigningKey identity = PJ_TRY(read_identity(options.card));
    return DrawInputs{std::move(endpoint), std::move(identity)};
}

Result<Said> draw(const DrawOptions& options, const DrawInputs& inputs) {
    client::Api api{inputs.endpoint};
    const Bytes entry = PJ_TRY(fetch_entry(api, "manifest"));
    VoteManifest manifest = PJ_TRY(VoteManifest::decode(entry));
    const Round round = PJ_TRY(Round::create(std::move(manifest)));
    const DeputyNumber deputy{options.card.deputy};
    PJ_TRY(client::as_result(options.sheet
                                 ? client::take_sheet(api, round, deputy, inputs.identity)
                                 : client::draw_slip(api, round, deputy, inputs.identity)));
    const std::string hash = encode_hex(round.hash().value());
    Said said;
    said.json["deputy"] = options.card.deputy;
    said.json["manifest_sha256"] = hash;
    said.json[options.sheet ? "taken" : "drawn"] = true;
    said.text = fmt::format(
        "✓ {}; 底稿指纹 / manifest hash {}\n",
        options.sheet ? "请发一张纸票 / hand out one sheet" : "请抽一张票条 / draw one slip", hash);
    return said;
}

}  // namespace

Run add_draw(Options& command) {
    auto options = std::make_shared<DrawOptions>();
    add_card_options(command, options->card, Card::required);
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
