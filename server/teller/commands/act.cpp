// server/teller/commands/act.cpp — `act`: a statement, signed by one or two persons and posted
//                                                                            PROTOCOL.md §9
// The log is fetched and read to its end first: the round that the statement is for, and for
// `resume` the position, are what this device has seen itself.
#include <fmt/format.h>

#include <memory>

#include "ballot/promise.hpp"
#include "crypto/base/encoding.hpp"
#include "server/teller/act_body.hpp"
#include "server/teller/acts.hpp"
#include "server/teller/commands/command.hpp"
#include "server/teller/connection.hpp"
#include "server/teller/last_call.hpp"
#include "server/teller/secret_join.hpp"

namespace piaojue::teller::commands {

namespace {

struct ActOptions {
    std::string name;
    KeysOptions keys;
    KeysOptions second;
    ServerOptions server;
    std::string enrolment;
    std::string expect_manifest;
    ActWords words;
    bool unheard = false;
    bool json = false;
};

struct ActInputs {
    ActBrief brief;
    client::Endpoint endpoint;
    std::optional<ManifestHash> expected;
    Unlocked first;
    std::optional<Unlocked> second;
};

Act act_of(std::string_view name) {
    for (std::uint8_t code = act_first; code <= act_last; ++code) {
        const ActRule* rule = find_act_rule(code);
        if (rule != nullptr && rule->name == name) return rule->act;
    }
    PJ_UNREACHABLE("an act of the option's list");
}

std::vector<std::string> act_names() {
    std::vector<std::string> names;
    for (std::uint8_t code = act_first; code <= act_last; ++code) {
        // A report is signed for what one's own tool has recomputed: the command of that name.
        const ActRule* rule = find_act_rule(code);
        if (rule != nullptr && rule->act != Act::report) names.emplace_back(rule->name);
    }
    return names;
}

Result<ActInputs> read_act_inputs(const ActOptions& options) {
    const Act act = act_of(options.name);
    ActBrief brief = PJ_TRY(read_words(act, options.words));
    if (options.unheard && act != Act::close) {
        return fail(Errc::malformed, fmt::format("--unheard does not belong to {}", options.name));
    }
    std::optional<ManifestHash> expected;
    if (!options.expect_manifest.empty()) {
        expected = ManifestHash{PJ_TRY(read_hash("--expect-manifest", options.expect_manifest))};
    }
    if (!options.second.keys.empty() && signer_count(act_rule(act).signed_by) == 1) {
        return fail(Errc::malformed,
                    fmt::format("{} is signed by one person; leave --second away", options.name));
    }
    if (!options.words.cards.empty()) PJ_TRY(check_new_file(options.words.cards));
    client::Endpoint endpoint =
        PJ_TRY(issue_endpoint(options.server.server, options.server.certificate));
    Unlocked first = PJ_TRY(unlock(options.keys));
    ActInputs inputs{std::move(brief), std::move(endpoint), expected, std::move(first), {}};
    if (!options.second.keys.empty()) {
        KeysOptions second = options.second;
        if (second.passphrase_file.empty()) second.passphrase_file = options.keys.passphrase_file;
        inputs.second = PJ_TRY(unlock(second));
    }
    return inputs;
}

// Nobody signs for a round that the others do not mean.
Result<void> confirm_round(const ActInputs& inputs, const CongressState& state) {
    const RoundState* const round = state.round();
    if (round == nullptr) return fail(Errc::wrong_phase, "there is no manifest yet");
    const ManifestHash& manifest = round->manifest.hash();
    const std::string text = encode_hex(manifest.value());
    if (inputs.expected) {
        if (*inputs.expected == manifest) return {};
        return fail(Errc::wrong_manifest,
                    fmt::format("the server's round is {}, another than expected", text));
    }
    if (inputs.brief.act != Act::seal) return {};
    const auto typed = ask_to_type(
        fmt::format("底稿指纹 / manifest hash: {}\n"
                    "若与草稿一致，请输入前八位 / type its first eight digits to seal it: ",
                    text),
        std::string_view{text}.substr(0, 8));
    if (!typed) {
        return fail(Errc::not_permitted,
                    "sealing needs the manifest hash: give --expect-manifest HEX");
    }
    if (!*typed) return fail(Errc::not_permitted, "the manifest hash was not confirmed");
    return {};
}

// The page asks a second time before it closes: so does this command.
Result<void> check_booths(client::Api& api, const ActOptions& options, const ActInputs& inputs,
                          const Seat& seat, const CongressState& state) {
    if (inputs.brief.act != Act::close || options.unheard) return {};
    const RoundState* const round = state.round();
    if (round == nullptr || round->phase != Phase::voting) return {};  // the server refuses it
    const Bytes query = encode_query(make_query(inputs.first.keys.statement_key, seat.congress,
                                                seat.place.person, SystemClock{}.now_minutes()));
    const std::string answer =
        PJ_TRY(client::as_result(client::repeat_passing([&] { return api.devices(query); })));
    const BoothDoubts doubts = PJ_TRY(booth_doubts(answer, seat.congress, round->manifest.hash()));
    if (!doubts.empty()) return fail(Errc::not_permitted, doubts_text(doubts));
    return {};
}

struct Reading {
    CongressState state;
    std::optional<RollId> roll_id;
};

Result<Reading> read_log(client::Api& api, const ActInputs& inputs, const Seat& seat) {
    const Bytes evidence = PJ_TRY(fetch_evidence(api, inputs.first.keys, seat, SystemClock{}));
    const RecordView view = PJ_TRY(decode_record(evidence));
    CongressState state = PJ_TRY(replay(view));
    PJ_TRY(check_log_of(seat, state));
    const std::optional<RollId> roll_id = PJ_TRY(newest_roll_id(view));
    return Reading{std::move(state), roll_id};
}

// Before the statement: a card that nobody has is worse than one too many.
Result<void> write_card(const ActOptions& options, const std::optional<NewCard>& card) {
    if (!card) return {};
    const std::string number = fmt::format("no,code\n{},", card->deputy.value());
    const SecretBuffer code = encode_card_code(card->secret);
    const SecretBuffer table = join_secret({as_bytes(number), code.expose(), as_bytes("\n")});
    return write_new_file(options.words.cards, table.expose(), FileMode::owner_only);
}

// A card that was refused is none. Whether it was is unknown when the server was not reached.
void forget_card(const ActOptions& options, const std::optional<NewCard>& card,
                 const Error& error) {
    if (card && error.code != Errc::internal) std::filesystem::remove(options.words.cards);
}

Result<std::vector<ActingPerson>> signers_of(const ActInputs& inputs, const Seat& seat,
                                             const CongressState& state) {
    std::vector<ActingPerson> signers{{seat.place.person, &inputs.first.keys.statement_key}};
    if (!inputs.second) return signers;
    const SigningKey& second = inputs.second->keys.statement_key;
    const auto place = place_of(*state.enrolment(), second.verify_key());
    if (!place) return fail(Errc::not_permitted, "the second keys are not in the enrolment");
    signers.push_back({place->person, &second});
    return signers;
}

Result<EntryIndex> post(client::Api& api, const Bytes& entry) {
    auto answer = client::repeat_passing([&] { return api.post_statement(entry); });
    if (!answer && answer.error().is(Errc::second_person_required)) {
        return fail(Errc::second_person_required,
                    "this act needs two persons: give --second KEYS of another one");
    }
    return client::as_result(std::move(answer));
}

Result<Said> perform(const ActOptions& options, const ActInputs& inputs) {
    client::Api api{inputs.endpoint};
    const Seat seat = PJ_TRY(read_seat(options.enrolment, api, inputs.first.keys));
    const Reading log = PJ_TRY(read_log(api, inputs, seat));
    const bool of_congress = act_rule(inputs.brief.act).of_congress;
    if (!of_congress) PJ_TRY(confirm_round(inputs, log.state));
    PJ_TRY(check_booths(api, options, inputs, seat, log.state));
    const Bytes32 scope =
        of_congress ? seat.congress.value() : log.state.round()->manifest.hash().value();

    SystemRng rng;
    const SystemClock clock;
    ActBodies made = PJ_TRY(make_bodies(inputs.brief, log.state, log.roll_id, rng));
    const std::vector<ActingPerson> signers = PJ_TRY(signers_of(inputs, seat, log.state));
    SerialBook serials = PJ_TRY(SerialBook::open(options.keys.keys));
    PJ_TRY(write_card(options, made.card));
    boost::json::array entries;
    const std::uint32_t in_log = log.state.last_serial(signers.front().key->verify_key());
    for (StatementBody& body : made.bodies) {
        const std::uint32_t serial = PJ_TRY(serials.next(clock, in_log));
        const Bytes entry = make_statement_entry(inputs.brief.act, scope, serial,
                                                 clock.now_minutes(), std::move(body), signers);
        const Result<EntryIndex> index = post(api, entry);
        if (!index) {
            forget_card(options, made.card, index.error());
            return fail(index.error().code, index.error().detail);
        }
        entries.push_back(index->value());
    }
    Said said;
    said.text = fmt::format("✓ {}：已记入日志 / in the log, entry {}\n", options.name,
                            boost::json::serialize(entries));
    said.json["act"] = options.name;
    said.json["scope"] = encode_hex(scope);
    said.json["entries"] = std::move(entries);
    return said;
}

void add_word_options(Options& command, ActWords& words) {
    command.add("--deputies", words.deputies,
                "代表号 / deputies: 1-314,320 (sign_in, leave, replace_card)");
    command.add("--reason", words.reason, "理由 / reason (unseal, pause, void, replace_card)");
    command.add(
        "--result", words.result,
        "结果指纹 / result hash that the tellers reported (announce; further_round if it is to be "
        "compared)");
    command.add("--kind", words.kind, "下一轮的缘由 / why a further round is held (further_round)");
    command.add("--tellers", words.tellers, "缺席者 / numbers of absent tellers (absent)");
    command.add("--cards", words.cards,
                "新文件：补发的卡码 / new file for the new card's code (replace_card)");
    command.add(
        "--uncancelled", words.uncancelled,
        "未注销电子票而发出的纸票 / sheets handed out beside a token that was not cancelled "
        "(paper)");
    command.add("--slips", words.slips,
                "剩余票条的条码文件 / codes of slips that nobody drew, one a line (void_slips)");
    command.add(
        "--used-slips", words.used_slips,
        "回收箱内已用票条数 / slips counted in the box where booths drop them (end_claims)");
}

}  // namespace

Run add_act(Options& command) {
    auto options = std::make_shared<ActOptions>();
    command.add("name", options->name, "行为 / act of PROTOCOL.md §9")
        .required()
        .one_of(act_names());
    add_keys_options(command, options->keys);
    command.add("--second", options->second.keys,
                "第二人的密钥文件 / key file of the second person");
    command.add("--second-passphrase-file", options->second.passphrase_file,
                "第二人的口令文件，缺省同第一人 / the second person's; the first one's if not "
                "given");
    add_server_options(command, options->server);
    command.add("--enrolment", options->enrolment,
                "登记条目，缺省取自服务器 / enrolment entry; asked of the server if not given");
    command.add("--expect-manifest", options->expect_manifest,
                "底稿指纹 / manifest hash that the round must have");
    add_word_options(command, options->words);
    command.flag(
        "--unheard", options->unheard,
        "有终端没有收到、或还存着票，仍要截止 / close though booths were not heard from or "
        "hold ballots (close)");
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_act_inputs(*options); },
            [&](const ActInputs& inputs) { return perform(*options, inputs); });
    };
}

}  // namespace piaojue::teller::commands
