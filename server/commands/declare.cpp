// server/commands/declare.cpp — `piaojue declare`: the desk, where a deputy hands the card in
//                                                                            PROTOCOL.md §11.9
// The card says that the deputy's paper of this round is in the box; neither which nor when.
#include <fmt/format.h>

#include <memory>

#include "server/client/deputy.hpp"
#include "server/commands/card.hpp"
#include "server/teller/connection.hpp"

namespace piaojue::commands {

namespace {

struct DeclareOptions {
    ServerOptions server;
    CardOptions card;
    std::string expect_manifest;
    bool json = false;
};

struct DeclareInputs {
    client::Endpoint endpoint;
    SigningKey identity;
    std::optional<ManifestHash> manifest;
};

Result<DeclareInputs> read_declare_inputs(const DeclareOptions& options) {
    client::Endpoint endpoint =
        PJ_TRY(teller::issue_endpoint(options.server.server, options.server.certificate));
    SigningKey identity = PJ_TRY(read_identity(options.card));
    DeclareInputs out{std::move(endpoint), std::move(identity), {}};
    if (!options.expect_manifest.empty()) {
        out.manifest =
            ManifestHash{PJ_TRY(read_hash("--expect-manifest", options.expect_manifest))};
    }
    return out;
}

Result<Said> declare(const DeclareOptions& options, const DeclareInputs& inputs) {
    client::Api api{inputs.endpoint};
    std::optional<ManifestHash> manifest = inputs.manifest;
    if (!manifest) {
        const Bytes entry = PJ_TRY(fetch_entry(api, "manifest"));
        manifest = PJ_TRY(VoteManifest::decode(entry)).hash();
    }
    PJ_TRY(client::as_result(
        client::declare(api, *manifest, DeputyNumber{options.card.deputy}, inputs.identity)));
    Said said;
    said.json["deputy"] = options.card.deputy;
    said.json["manifest_sha256"] = encode_hex(manifest->value());
    said.json["declared"] = true;
    said.text = fmt::format(
        "✓ 已声明：代表 {} 的票在票箱内 / declared: the paper of deputy {} is in "
        "the box\n",
        options.card.deputy, options.card.deputy);
    return said;
}

}  // namespace

Run add_declare(Options& command) {
    auto options = std::make_shared<DeclareOptions>();
    add_card_options(command, options->card, Card::required);
    command.add("--expect-manifest", options->expect_manifest,
                "会场宣布的底稿指纹，投票结束后必填 / the manifest hash that is shown in the hall; "
                "needed behind the close");
    add_server_options(command, options->server);
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_declare_inputs(*options); },
            [&](const DeclareInputs& inputs) { return declare(*options, inputs); });
    };
}

}  // namespace piaojue::commands
