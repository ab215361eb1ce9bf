// server/commands/vote.cpp — `piaojue vote`, `hand-back` and `claim`: one deputy's device, or a
// booth with a slip
//                                                              PROTOCOL.md §7 §8 §11.9
// The seed file is written before anything is sent and read again by every later run: a run that
// was cut off is repeated with the same file. Manifest and token lie in it too, so that casting
// needs the box alone.
#include <fmt/format.h>

#include <memory>

#include "ballot/claim.hpp"
#include "ballot/hand_back.hpp"
#include "server/client/deputy.hpp"
#include "server/commands/card.hpp"
#include "server/commands/paper_file.hpp"
#include "server/imports/marks_text.hpp"
#include "server/teller/connection.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

namespace {

struct VoteOptions {
    ServerOptions server;
    std::string box;
    CardOptions card;
    std::string slip_file;
    std::string marks;
    std::string seed_file;
    std::string expect_manifest;
    bool paper_only = false;
    bool json = false;
};

struct VoteInputs {
    client::Endpoint issue;
    client::Endpoint box;
    std::optional<ManifestHash> expected;
    std::optional<SigningKey> identity;  // by a card
    std::optional<SlipSeed> slip;
};

// A card, with the place on the roll that it is for, or a slip, which is for no place.
Result<void> read_paper_source(const VoteOptions& options, VoteInputs& out) {
    if (!options.slip_file.empty()) {
        if (options.card.given()) {
            return fail(Errc::malformed, "a slip is nobody's: leave card, deputy and roll away");
        }
        out.slip = PJ_TRY(read_slip_file(options.slip_file));
        return {};
    }
    if (options.card.deputy == 0) return fail(Errc::malformed, "give --deputy, or --slip-file");
    out.identity = PJ_TRY(read_identity(options.card));
    return {};
}

Result<VoteInputs> read_vote_inputs(const VoteOptions& options) {
    const std::string& certificate = options.server.certificate;
    client::Endpoint issue = PJ_TRY(teller::issue_endpoint(options.server.server, certificate));
    client::Endpoint box = PJ_TRY(teller::box_endpoint(options.box, certificate));
    std::optional<ManifestHash> expected;
    if (!options.expect_manifest.empty()) {
        expected = ManifestHash{PJ_TRY(read_hash("--expect-manifest", options.expect_manifest))};
    }
    VoteInputs out{std::move(issue), std::move(box), expected, {}, {}};
    PJ_TRY(read_paper_source(options, out));
    return out;
}

// ── the ballot paper ──

Result<PaperFile> make_paper(const VoteOptions& options, const VoteInputs& inputs) {
    client::Api api{inputs.issue};
    const Bytes entry = PJ_TRY(fetch_entry(api, "manifest"));
    VoteManifest manifest = PJ_TRY(VoteManifest::decode(entry));
    if (inputs.expected && *inputs.expected != manifest.hash()) {
        return fail(Errc::wrong_manifest,
                    fmt::format("the server's round is {}; tell the scrutineers",
                                encode_hex(manifest.hash().value())));
    }
    PJ_TRY(check_issuer_key(manifest));
    SystemRng rng;
    PaperFile paper{
        PJ_TRY(Round::create(std::move(manifest))), rng.secret<32>(), rng.secret<32>(), {}};
    if (inputs.slip) {
        paper.token_seed = inputs.slip->clone();
        paper.token = client::open_slip(*inputs.slip).token;
    }
    PJ_TRY(teller::write_new_file(options.seed_file, encode_paper_file(paper).expose(),
                                  teller::FileMode::owner_only));
    return paper;
}

Result<PaperFile> load_paper(const VoteOptions& options, const VoteInputs& inputs) {
    if (!std::filesystem::exists(options.seed_file)) return make_paper(options, inputs);
    const SecretBuffer bytes = PJ_TRY(teller::read_secret_file(options.seed_file));
    PaperFile paper = PJ_TRY(decode_paper_file(bytes.expose()));
    if (inputs.expected && *inputs.expected != paper.round.hash()) {
        return fail(Errc::wrong_manifest,
                    options.seed_file + " is of another round; use a new seed file");
    }
    return paper;
}

Result<void> fetch_token(const VoteOptions& options, const VoteInputs& inputs, PaperFile& paper) {
    if (paper.token) return {};
    client::Api api{inputs.issue};
    const client::Paper issued = PJ_TRY(client::as_result(client::take_paper(
        api, paper.round, DeputyNumber{options.card.deputy}, *inputs.identity, paper.token_seed)));
    paper.token = issued.token;
    teller::replace_file(options.seed_file, encode_paper_file(paper).expose());
    return {};
}

// The seed of a drawn token is the slip's.
SigningKey ballot_key_of(const PaperFile& paper) {
    if (paper.token->kind == TokenKind::drawn) return derive_slip(paper.token_seed).ballot_key;
    return derive_paper(paper.round.hash(), paper.token_seed).ballot_key;
}

Result<Marks> marks_of(const VoteOptions& options, const VoteManifest& manifest) {
    auto marks = imports::parse_marks(manifest, options.marks);
    if (!marks) return fail(marks.error().code, "--marks: " + marks.error().detail);
    return marks;
}

// ── the box ──

// A refusal, with what the box signed about it.
tl::unexpected<Error> refused(const Round& round, const client::Failure& failure,
                              ByteView request) {
    std::string detail = failure.advice;
    if (failure.is(Errc::wrong_phase) && failure.evidence.size() == size::signature) {
        const Signature signature = Signature::from(failure.evidence);
        const bool genuine = check_refusal(round.manifest().box_key(), round.hash(), failure.code,
                                           request, signature)
                                 .has_value();
        detail += genuine ? "; the box signed this refusal: " + encode_hex(signature)
                          : "; its signature is not the box's: tell the scrutineers";
    }
    if (failure.is(Errc::already_cast)) {
        const auto promise = decode_promise(failure.evidence);
        if (promise && check_promise(round.manifest().box_key(), *promise)) {
            detail += "; the ballot in the box has the leaf " + encode_hex(promise->leaf.value());
        }
    }
    return fail(failure.code, std::move(detail));
}

Said say_paper(const VoteOptions& options, const PaperFile& paper) {
    Said said;
    if (options.card.deputy != 0) said.json["deputy"] = options.card.deputy;
    said.json["manifest_sha256"] = encode_hex(paper.round.hash().value());
    said.json["issued"] = true;
    said.text = fmt::format("✓ 已领票 / ballot paper taken; 底稿指纹 / manifest hash {}\n",
                            encode_hex(paper.round.hash().value()));
    return said;
}

Result<Said> vote(const VoteOptions& options, const VoteInputs& inputs) {
    PaperFile paper = PJ_TRY(load_paper(options, inputs));
    std::optional<Marks> marks;
    if (!options.paper_only) marks = PJ_TRY(marks_of(options, paper.round.manifest()));
    PJ_TRY(fetch_token(options, inputs, paper));
    Said said = say_paper(options, paper);
    if (!marks) return said;

    SystemRng rng;
    const SigningKey ballot_key = ballot_key_of(paper);
    const EncryptedBallot ballot =
        PJ_TRY(seal(paper.round, *marks, *paper.token, ballot_key, paper.ballot_seed, rng));
    client::Api box{inputs.box};
    const auto promise = client::cast(box, paper.round, ballot);
    if (!promise) return refused(paper.round, promise.error(), ballot.bytes());
    said.json["tracking_code"] = ballot.tracking_code().text();
    said.json["ballot_id"] = encode_hex(ballot.id().value());
    said.json["promise"] = encode_hex(encode_promise(*promise));
    said.text += fmt::format(
        "✓ 已投票 / cast\n查询码 / tracking code  {}\n票箱承诺 / promise of the box  {}\n",
        ballot.tracking_code().text(), encode_hex(encode_promise(*promise)));
    return said;
}

// For nothing, or for a sheet of paper.
Result<Said> give_up(const VoteOptions& options, const VoteInputs& inputs,
                     const TokenUseForm& form) {
    PaperFile paper = PJ_TRY(load_paper(options, inputs));
    PJ_TRY(fetch_token(options, inputs, paper));
    const client::Paper held_paper{ballot_key_of(paper), *paper.token};
    client::Api box{inputs.box};
    const bool exchange = form.type == EntryType::exchange;
    const auto promise = exchange ? client::exchange(box, paper.round, held_paper)
                                  : client::hand_back(box, paper.round, held_paper);
    if (!promise) {
        const TokenUse request =
            make_token_use(form, paper.round, held_paper.token, held_paper.ballot_key);
        return refused(paper.round, promise.error(), request.bytes);
    }
    Said said = say_paper(options, paper);
    said.json["promise"] = encode_hex(encode_promise(*promise));
    said.text += fmt::format("✓ {}\n票箱承诺 / promise of the box  {}\n",
                             exchange ? "已换纸票，请到签到台领取 / exchanged for a sheet, which "
                                        "the desk hands out"
                                      : "已退票 / paper handed back",
                             encode_hex(encode_promise(*promise)));
    return said;
}

Result<Said> hand_back(const VoteOptions& options, const VoteInputs& inputs) {
    return give_up(options, inputs, hand_back_form);
}

Result<Said> exchange(const VoteOptions& options, const VoteInputs& inputs) {
    return give_up(options, inputs, exchange_form);
}

// Behind the close, by the file that was kept; the desk has no paper any more.
Result<Said> claim(const VoteOptions& options, const VoteInputs& inputs) {
    PaperFile paper = PJ_TRY(load_paper(options, inputs));
    PJ_TRY(fetch_token(options, inputs, paper));
    const client::Paper held_paper{ballot_key_of(paper), *paper.token};
    client::Api box{inputs.box};
    const auto promise = client::claim(box, paper.round, held_paper);
    if (!promise) {
        const Claim request = make_claim(paper.round, held_paper.token, held_paper.ballot_key);
        return refused(paper.round, promise.error(), request.bytes);
    }
    Said said = say_paper(options, paper);
    said.json["promise"] = encode_hex(encode_promise(*promise));
    said.text +=
        fmt::format("✓ 已认领未用的票 / claimed as unused\n票箱承诺 / promise of the box  {}\n",
                    encode_hex(encode_promise(*promise)));
    return said;
}

void add_deputy_options(Options& command, VoteOptions& options) {
    add_card_options(command, options.card, Card::or_a_slip);
    command.add("--slip-file", options.slip_file,
                "票条条码文件，代替代表卡 / file that holds a slip's code, in the place of a card");
    command
        .add("--seed-file", options.seed_file,
             "种子文件，先写后发，凭它重复或继续 / made before anything is sent; the same file "
             "repeats or continues")
        .required();
    add_server_options(command, options.server);
    command.add("--box", options.box, "票箱 HOST:PORT / the box origin").required();
    command.add("--expect-manifest", options.expect_manifest,
                "会场宣布的底稿指纹 / the manifest hash that is shown in the hall");
    add_json_flag(command, options.json);
}

// A command whose one act is what the paper is used for.
using PaperAct = Result<Said> (*)(const VoteOptions&, const VoteInputs&);
Run add_paper_act(Options& command, PaperAct act) {
    auto options = std::make_shared<VoteOptions>();
    add_deputy_options(command, *options);
    return [options, act] {
        return run_command(
            options->json, [&] { return read_vote_inputs(*options); },
            [&](const VoteInputs& inputs) { return act(*options, inputs); });
    };
}

}  // namespace

Run add_vote(Options& command) {
    auto options = std::make_shared<VoteOptions>();
    add_deputy_options(command, *options);
    const cli::Option marks = command.add(
        "--marks", options->marks,
        "项目号 / project numbers: 1,3,5 approves, -4 opposes; or blank, or none (abstain on all)");
    cli::Option paper_only =
        command.flag("--paper-only", options->paper_only,
                     "只领票，稍后投 / only take the ballot paper, cast later");
    paper_only.excludes(marks);
    return [options] {
        if (!options->paper_only && options->marks.empty()) {
            return report_error(options->json, {Errc::malformed, "give --marks, or --paper-only"},
                                misused);
        }
        return run_command(
            options->json, [&] { return read_vote_inputs(*options); },
            [&](const VoteInputs& inputs) { return vote(*options, inputs); });
    };
}

Run add_hand_back(Options& command) {
    return add_paper_act(command, hand_back);
}

Run add_exchange(Options& command) {
    return add_paper_act(command, exchange);
}

Run add_claim(Options& command) {
    return add_paper_act(command, claim);
}

}  // namespace piaojue::commands
