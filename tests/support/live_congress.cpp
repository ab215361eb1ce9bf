#include "tests/support/live_congress.hpp"

#include <fmt/format.h>

#include <array>
#include <thread>

#include "ballot/card.hpp"
#include "ballot/record.hpp"
#include "crypto/base/clock.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"

namespace piaojue::live {

namespace {

SystemRng& rng() {
    static SystemRng generator;
    return generator;
}

}  // namespace

Congress::Congress(const Setting& setting)
    : setting_(setting),
      official_(teller::make_person_keys(Role::official, "Official", rng())),
      scrutineer_(teller::make_person_keys(Role::scrutineer, "Scrutineer", rng())) {
    for (unsigned i = 1; i <= setting.tellers; ++i) {
        tellers_.push_back(
            {teller::make_person_keys(Role::teller, fmt::format("Teller {}", i), rng()),
             SecretBuffer{},
             {}});
    }
}

void Congress::set_up(const Server& server) {
    enrol(server);
    hold_ceremony(server.endpoint());
    draft(server);
    client::Api api{server.endpoint()};
    need(api.post_statement(statement(Act::seal)));
}

void Congress::enrol(const Server& server) {
    client::Api api{server.endpoint()};
    congress_ = congress_id(need(api.entry("congress")));
    Enrolment enrolment{congress_, {}};
    enrolment.persons.push_back(teller::enrolment_line(congress_, official_));
    enrolment.persons.push_back(teller::enrolment_line(congress_, scrutineer_));
    for (const Teller& one : tellers_) {
        enrolment.persons.push_back(teller::enrolment_line(congress_, one.keys));
    }
    enrolment_ = encode_enrolment(enrolment);
    need(api.post_setup_entry(server.setup_code(), enrolment_));
}

void Congress::draft(const Server& server) {
    client::Api api{server.endpoint()};
    const std::string code = server.setup_code();
    const Bytes ceremony = need(api.entry("ceremony"));
    const Enrolment enrolment = need(decode_enrolment(enrolment_));
    ceremony_hash_ = ceremony_hash(ceremony);
    joint_keys_ = need(
        check_ceremony(need(decode_ceremony(ceremony)), enrolment, enrolment_hash(enrolment_)));
    roll_id_ = RollId{rng().bytes<32>()};
    Roll roll{congress_, roll_id_, {}};
    for (std::uint32_t i = 0; i < setting_.due; ++i) {
        cards_.push_back(make_card_secret(rng()));
        roll.identity_keys.push_back(identity(i + 1).verify_key());
    }
    const Bytes roll_entry = encode_roll(roll);
    roll_hash_ = roll_hash(roll_entry);
    need(api.post_setup_entry(code, roll_entry));

    const VoteManifest manifest = need(VoteManifest::create(manifest_fields(need(api.keys()))));
    need(api.post_setup_entry(code, manifest.bytes()));
    round_ = need(Round::create(manifest));
}

void Congress::hold_ceremony(const client::Endpoint& endpoint) {
    std::vector<Result<teller::CeremonyOutcome>> outcomes;
    for (std::size_t i = 0; i < tellers_.size(); ++i)
        outcomes.push_back(fail(Errc::internal));
    {
        std::vector<std::jthread> seats;
        for (std::size_t i = 0; i < tellers_.size(); ++i) {
            seats.emplace_back([this, i, &endpoint, &outcomes] {
                client::Api api{endpoint};
                const teller::CeremonyPlan plan{enrolment_, setting_.threshold};
                outcomes[i] = teller::run_ceremony(api, tellers_[i].keys, plan, rng());
            });
        }
    }
    for (std::size_t i = 0; i < tellers_.size(); ++i) {
        teller::CeremonyOutcome outcome = need(std::move(outcomes[i]));
        Teller& one = tellers_[i];
        one.stored = teller::encode_share_file(outcome.share_file);
        one.device.emplace(one.keys, std::move(outcome.share_file),
                           [&one](const teller::ShareFile& file) {
                               one.stored = teller::encode_share_file(file);
                           });
    }
}

ManifestFields Congress::manifest_fields(ByteView server_keys) const {
    Reader reader{server_keys};
    ManifestFields fields;
    fields.box_key = need(reader.fixed<size::key>());
    PJ_ASSERT(need(reader.u8()) == 1, "one issuer");
    fields.issuer.modulus = need(reader.fixed<size::rsa>());
    for (Bytes384& root : fields.issuer.roots)
        root = need(reader.fixed<size::rsa>());
    fields.congress_id = congress_;
    fields.enrolment_hash = piaojue::enrolment_hash(enrolment_);
    fields.ceremony_hash = ceremony_hash_;
    fields.roll_hash = roll_hash_;
    fields.due = setting_.due;
    fields.sample = true;
    fields.title = "试验 Test";
    fields.phases = setting_.phases;
    fields.min_group = setting_.min_group;
    fields.threshold = joint_keys_->threshold;
    fields.joint_key = joint_keys_->joint_key;
    fields.verification_shares = joint_keys_->verification_shares;
    fields.method = default_method();
    fields.method.places = 1;
    fields.method.hi = static_cast<std::uint8_t>(setting_.projects);
    for (std::size_t i = 1; i <= setting_.projects; ++i) {
        fields.projects.push_back({ProjectNumber{static_cast<std::uint16_t>(i)},
                                   fmt::format("项目 Project {}", i),
                                   {},
                                   {}});
    }
    return fields;
}

// ── statements ──

teller::ActingPerson Congress::official() const {
    return {PersonNumber{1}, &official_.statement_key};
}
teller::ActingPerson Congress::scrutineer() const {
    return {PersonNumber{2}, &scrutineer_.statement_key};
}
teller::ActingPerson Congress::teller(std::size_t number) const {
    return {PersonNumber{static_cast<std::uint16_t>(number + 2)},
            &tellers_.at(number - 1).keys.statement_key};
}

Bytes Congress::statement(Act act, StatementBody body) {
    const std::array<teller::ActingPerson, 2> both{official(), scrutineer()};
    const std::span<const teller::ActingPerson> signers{both};
    return statement_by(act, std::move(body), signers.first(signer_count(act_rule(act).signed_by)));
}

Bytes Congress::statement_by(Act act, StatementBody body,
                             std::span<const teller::ActingPerson> signers) {
    const Bytes32& scope = act_rule(act).of_congress ? congress_.value() : round_->hash().value();
    return teller::make_statement_entry(act, scope, ++serial_, SystemClock{}.now_minutes(),
                                        std::move(body), signers);
}

// ── sheets ──

PaperBatch Congress::batch(std::uint32_t sheets, std::uint32_t approve_first) const {
    PaperBatch out{round_->hash(), BatchNumber{1}, sheets, sheets, {}, {}, {}};
    for (std::size_t i = 0; i < setting_.projects; ++i) {
        const std::uint32_t approve = i == 0 ? approve_first : 0;
        out.projects.push_back({approve, 0, sheets - approve});
    }
    return out;
}

Bytes Congress::sheets_statement(ByteView log, std::uint32_t uncancelled) {
    const RecordView view = need(decode_record(log));
    std::vector<ByteView> newest;
    for (const ByteView entry : view.entries)
        if (need(entry_type(entry)) == EntryType::paper_batch) newest = {entry};
    return statement(Act::paper, PaperBody{uncancelled, 1, paper_hash(newest)});
}

// ── deputies ──

SigningKey Congress::identity(std::uint32_t deputy) const {
    return identity_key(cards_.at(deputy - 1), roll_id_);
}

Paper Congress::make_paper(std::uint32_t deputy) const {
    TokenSeed seed = rng().secret<32>();
    const IssueRequest request =
        need(make_issue_request(*round_, DeputyNumber{deputy}, identity(deputy), seed));
    SigningKey ballot_key = derive_paper(round_->hash(), seed).ballot_key;
    return {std::move(seed), encode_issue_request(request), std::move(ballot_key), {}};
}

void Congress::take(Paper& paper, ByteView answer) const {
    paper.token = need(finalize_token(*round_, paper.seed, need(decode_issue_answer(answer))));
}

EncryptedBallot Congress::make_ballot(const Paper& paper, unsigned approved) const {
    std::vector<Mark> marks;
    for (std::size_t i = 0; i < setting_.projects; ++i)
        marks.push_back(((approved >> i) & 1U) != 0 ? Mark::approve : Mark::none);
    const Marks checked = need(Marks::create(round_->shape(), marks, approved == 0));
    const BallotSeed seed = rng().secret<32>();
    return need(seal(*round_, checked, paper.token.value(), paper.ballot_key, seed, rng()));
}

Bytes sign_again(Bytes ballot, const SigningKey& ballot_key) {
    // version 2 ‖ M ‖ Q ‖ ciphertexts ‖ proofs ‖ token ‖ signature (PROTOCOL.md §8.5)
    const std::size_t token_at = ballot.size() - size::token - size::signature;
    const ByteView all{ballot};
    const Bytes32 id = hash_tagged(tag::ballot, {all.subspan(2, token_at - 2)});
    Bytes payload;
    append(payload, id);
    append(payload, sha256(all.subspan(token_at, size::token)));
    const Signature signature = sign(ballot_key, tag::cast, payload);
    std::copy(signature.view().begin(), signature.view().end(),
              ballot.end() - static_cast<std::ptrdiff_t>(size::signature));
    return ballot;
}

Bytes copy_ballot(const EncryptedBallot& original, const Paper& paper) {
    constexpr std::size_t key_at = 2 + size::hash;
    Bytes out = original.bytes();
    const Bytes32& key = paper.ballot_key.verify_key().bytes();
    std::copy(key.view().begin(), key.view().end(), out.begin() + key_at);
    const Bytes token = encode_token(paper.token.value());
    std::copy(token.begin(), token.end(),
              out.end() - static_cast<std::ptrdiff_t>(size::token + size::signature));
    return sign_again(std::move(out), paper.ballot_key);
}

// ── tellers ──

teller::TellerDevice& Congress::device(std::size_t number) {
    return tellers_.at(number - 1).device.value();
}

teller::ShareFile Congress::share_file(std::size_t number) const {
    return need(teller::decode_share_file(tellers_.at(number - 1).stored.expose()));
}

const teller::PersonKeys& Congress::teller_keys(std::size_t number) const {
    return tellers_.at(number - 1).keys;
}

Bytes Congress::query() const {
    return encode_query(make_query(official_.statement_key, congress_, PersonNumber{1},
                                   SystemClock{}.now_minutes()));
}

void Congress::cosign(client::Api& api) {
    const Bytes log = need(api.evidence(query()));
    for (std::size_t i = 1; i <= round_->manifest().cosigner_quorum(); ++i) {
        const Cosignature one = need(device(i).cosign(log, SystemClock{}.now_seconds()));
        need(api.post_cosignature(device(i).number(), one.seconds, one.signature));
    }
}

void Congress::give_shares(client::Api& api, std::span<const std::size_t> tellers) {
    const Bytes log = need(api.evidence(query()));
    for (const std::size_t number : tellers) {
        const Bytes share = need(device(number).give_share(log, rng()));
        need(api.post_share(share));
    }
}

Bytes Congress::finish(client::Api& api) {
    const Bytes log = need(api.evidence(query()));
    ResultHash result;
    for (std::size_t i = 1; i <= setting_.threshold; ++i) {
        result = need(device(i).confirm_result(log));
        const std::array<teller::ActingPerson, 1> signer{teller(i)};
        need(api.post_statement(statement_by(Act::report, ResultBody{result}, signer)));
    }
    need(api.post_statement(statement(Act::announce, ResultBody{result})));
    need(api.post_statement(statement(Act::publish)));
    return need(client::repeat_passing([&] { return api.record(); }));
}

Report verify_record(ByteView record, const Round& round) {
    VerifyOptions options;
    options.expected_manifest = round.hash();
    return need(verify(record, rng(), options));
}

std::string failed_checks(const Report& report) {
    std::string out;
    for (const CheckResult& check : report.checks) {
        if (!check.passed) out += fmt::format("{}: {}\n", check_name(check.check), check.detail);
    }
    return out;
}

}  // namespace piaojue::live
