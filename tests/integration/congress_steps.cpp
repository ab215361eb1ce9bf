// tests/integration/congress_steps.cpp — a small congress around a real server: what people do
#include <algorithm>

#include "ballot/entries/congress.hpp"
#include "ballot/entries/enrolment.hpp"
#include "ballot/entries/roll.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

constexpr std::uint16_t official = 1;
constexpr std::uint16_t scrutineer = 2;
constexpr std::uint16_t first_teller = 3;

std::string teller_path(std::string_view step, std::size_t teller) {
    return "/api/v1/ceremony/" + std::string{step} + "/" + std::to_string(teller);
}

}  // namespace

void Congress::enrol() {
    Enrolment enrolment{congress_, {}};
    enrolment.persons.push_back(
        make_person(congress_, Role::official, "官员", persons_[0], rng.bytes<32>()));
    enrolment.persons.push_back(
        make_person(congress_, Role::scrutineer, "监票人", persons_[1], rng.bytes<32>()));
    for (std::size_t i = 0; i < tellers_.size(); ++i)
        enrolment.persons.push_back(make_teller(
            congress_, "计票人" + std::to_string(i + 1), persons_[2 + i],
            Point::base_mul(tellers_[i].dkg_key), tellers_[i].cosigner, rng.bytes<32>()));
    const Bytes entry = encode_enrolment(enrolment);
    enrolment_hash_ = enrolment_hash(entry);
    expect_accepted(post_setup(entry), "enrolment");
}

// All tellers in one place; the messages go through the server as in a hall.
void Congress::exchange() {
    std::vector<Point> static_keys;
    for (const TellerKeys& teller : tellers_)
        static_keys.push_back(Point::base_mul(teller.dkg_key));
    const DkgSetup setup =
        value_of(DkgSetup::create(enrolment_hash_.value(), static_keys, plan.threshold));
    std::vector<Bytes> messages;
    std::vector<Bytes32> hashes;
    for (std::size_t i = 0; i < tellers_.size(); ++i) {
        const auto number = static_cast<DkgIndex>(i + 1);
        messages.push_back(value_of(make_first_message(setup, number, tellers_[i].dkg_key, rng)));
        hashes.push_back(dkg_first_message_hash(messages.back()));
        const CeremonyCommit commit = make_ceremony_commit(
            enrolment_hash_, plan.threshold, TellerNumber{static_cast<std::uint8_t>(number)},
            hashes.back(), persons_[2 + i]);
        const Bytes body = Writer{}.raw(commit.first_message_hash).raw(commit.signature).bytes();
        expect_accepted(post(teller_path("commit", number), body), "commit");
    }
    for (std::size_t i = 0; i < tellers_.size(); ++i)
        expect_accepted(post(teller_path("message", i + 1), messages[i]), "first message");
    const auto transcript = make_transcript(setup, messages, dkg_extension(hashes));
    ASSERT_TRUE(transcript.has_value());
    transcript_ = *transcript;
    for (std::size_t i = 0; i < tellers_.size(); ++i) {
        auto output =
            finish_dkg(*transcript, static_cast<DkgIndex>(i + 1), tellers_[i].dkg_key, messages);
        ASSERT_TRUE(output.has_value());
        tellers_[i].share = std::move(output->share);
        keys_ = output->keys;
    }
}

void Congress::certify() {
    for (std::size_t i = 0; i < tellers_.size(); ++i)
        expect_accepted(
            post(teller_path("certificate", i + 1), certify_dkg(*transcript_, tellers_[i].dkg_key)),
            "certificate");
    ceremony_hash_ = state().ceremony_hash();
}

void Congress::hold_ceremony() {
    exchange();
    certify();
}

void Congress::draw_up_roll() {
    Roll roll{congress_, RollId{rng.bytes<32>()}, {}};
    for (const SigningKey& deputy : deputies_)
        roll.identity_keys.push_back(deputy.verify_key());
    const Bytes entry = encode_roll(roll);
    roll_hash_ = roll_hash(entry);
    expect_accepted(post_setup(entry), "roll");
}

void Congress::draft() {
    ManifestFields fields = sample_fields(plan.projects, Style::choose_up_to, plan.projects);
    const Reply keys = get("/api/v1/keys");
    Reader reader{keys.body};
    fields.box_key = value_of(reader.fixed<32>());
    EXPECT_EQ(value_of(reader.u8()), 1U);
    fields.issuer.modulus = value_of(reader.fixed<384>());
    for (Bytes384& root : fields.issuer.roots)
        root = value_of(reader.fixed<384>());
    EXPECT_TRUE(reader.finish());
    fields.congress_id = congress_;
    fields.enrolment_hash = enrolment_hash_;
    fields.ceremony_hash = ceremony_hash_;
    fields.roll_hash = roll_hash_;
    fields.due = plan.deputies;
    fields.min_group = plan.min_group;
    fields.phases = plan.phases;
    fields.threshold = plan.threshold;
    fields.joint_key = keys_->joint_key;
    fields.verification_shares = keys_->verification_shares;
    fields.attachments.clear();
    if (plan.slips > 0) print_slips(fields);
    if (!plan.method.empty()) {
        const ByteView text = as_bytes(plan.method);
        const Bytes entry = encode_attachment(
            {congress_, AttachmentKind::method, "text/plain", {text.begin(), text.end()}});
        expect_accepted(post_setup(entry), "method");
        fields.attachments.push_back(attachment_hash(entry));
    }
    post_manifest(fields);
}

void Congress::print_slips(ManifestFields& fields) {
    slips_.clear();
    std::vector<SlipHash> hashes;
    for (std::uint32_t i = 0; i < plan.slips; ++i) {
        slips_.push_back(rng.secret<32>());
        hashes.push_back(slip_hash(slips_.back()));
    }
    slip_list_ = value_of(SlipList::create(hashes));
    const Bytes entry = encode_attachment(
        {congress_, AttachmentKind::slips, "application/octet-stream", slip_list_.encode()});
    expect_accepted(post_setup(entry), "list of slips");
    fields.attachments.push_back(attachment_hash(entry));
}

Reply Congress::draw(std::uint32_t deputy, ByteView mark) {
    Bytes request = encode_issue_request(
        make_draw_request(round_->hash(), DeputyNumber{deputy}, identity_key(deputy)));
    request.insert(request.end(), mark.begin(), mark.end());
    return post("/api/v1/issue", request);
}

SamplePaper Congress::slip(std::size_t number) const {
    SlipSecrets slip = derive_slip(slips_.at(number));
    return {std::move(slip.ballot_key), drawn_token(slip.prefix)};
}

SlipHash Congress::slip_of(std::size_t number) const {
    return slip_hash(slips_.at(number));
}

void Congress::post_manifest(const ManifestFields& fields) {
    const VoteManifest manifest = value_of(VoteManifest::create(fields));
    round_ = value_of(Round::create(manifest, slip_list_));
    expect_accepted(post_setup(manifest.bytes()), "manifest");
}

void Congress::draft_further() {
    const RoundBefore before = state().round()->as_before();
    expect_accepted(
        act(Act::further_round, NextRoundBody{before.parent, further_kind(before).value()}),
        "further round");
    post_manifest(value_of(further_round(before)));
}

void Congress::prepare() {
    enrol();
    hold_ceremony();
    draw_up_roll();
    draft();
    expect_accepted(act(Act::seal), "seal");
}

void Congress::sign_in(std::uint32_t first, std::uint32_t last) {
    DeputiesBody body;
    for (std::uint32_t deputy = first; deputy <= last; ++deputy)
        body.deputies.emplace_back(deputy);
    expect_accepted(act(Act::sign_in, body), "sign in");
}

void Congress::open() {
    sign_in(1, plan.deputies);
    expect_accepted(act(Act::open), "open");
}

void Congress::end_issuing() {
    expect_accepted(act(Act::end_issuing), "end of issuing");
}

void Congress::close() {
    expect_accepted(act(Act::close), "close");
}

void Congress::cosign() {
    for (std::uint8_t teller = 1; teller <= round_->manifest().cosigner_quorum(); ++teller)
        expect_accepted(post("/api/v1/cosignatures", cosignature(teller)), "cosignature");
}

void Congress::decrypt() {
    for (std::uint8_t teller = 1; teller <= plan.threshold; ++teller)
        expect_accepted(post("/api/v1/shares", share(teller)), "share");
}

void Congress::announce() {
    const ResultBody result{result_hash()};
    for (std::uint16_t teller = 0; teller < plan.threshold; ++teller) {
        const auto person = static_cast<std::uint16_t>(first_teller + teller);
        expect_accepted(post("/api/v1/statements", statement_by(Act::report, result, {person})),
                        "report");
    }
    expect_accepted(act(Act::announce, result), "announce");
}

void Congress::publish() {
    expect_accepted(act(Act::publish), "publish");
}

Bytes Congress::statement_by(Act act, StatementBody body,
                             const std::vector<std::uint16_t>& persons) {
    Statement out;
    out.act = act;
    out.scope = act_rule(act).of_congress ? congress_.value() : round_->hash().value();
    out.serial = ++serial_;
    out.minute = clock.now_minutes();
    out.body = std::move(body);
    for (const std::uint16_t person : persons)
        sign_statement(out, PersonNumber{person}, person_key(person));
    return encode_statement(out);
}

Bytes Congress::statement(Act act, StatementBody body) {
    switch (act_rule(act).signed_by) {
    case SignedBy::official: return statement_by(act, std::move(body), {official});
    case SignedBy::teller: return statement_by(act, std::move(body), {first_teller});
    case SignedBy::official_and_second:
        return statement_by(act, std::move(body), {official, scrutineer});
    case SignedBy::two_tellers:
        return statement_by(act, std::move(body), {first_teller, first_teller + 1});
    }
    PJ_UNREACHABLE("signers of no kind");
}

Reply Congress::act(Act act, StatementBody body) {
    return post("/api/v1/statements", statement(act, std::move(body)));
}

SecretBytes<32> Congress::token_seed(std::uint32_t deputy, Byte seed) const {
    SecretBytes<32> out;
    out.expose_mut()[0] = seed;
    out.expose_mut()[1] = static_cast<Byte>(deputy);
    out.expose_mut()[2] = static_cast<Byte>(deputy >> 8U);
    return out;
}

Bytes Congress::issue_request(std::uint32_t deputy, Byte seed) const {
    return encode_issue_request(value_of(make_issue_request(
        *round_, DeputyNumber{deputy}, identity_key(deputy), token_seed(deputy, seed))));
}

SamplePaper Congress::paper(std::uint32_t deputy) {
    const Reply reply = post("/api/v1/issue", issue_request(deputy));
    expect_accepted(reply, "issue");
    const SecretBytes<32> seed = token_seed(deputy, 1);
    const Token token =
        value_of(finalize_token(*round_, seed, value_of(decode_issue_answer(reply.body))));
    return {std::move(derive_paper(round_->hash(), seed).ballot_key), token};
}

EncryptedBallot Congress::ballot(const SamplePaper& paper, const std::vector<int>& marks) {
    return value_of(
        seal(*round_, make_marks(*round_, marks), paper.token, paper.key, rng.secret<32>(), rng));
}

Reply Congress::hand_back(const SamplePaper& paper) {
    return post("/api/v1/hand-back", make_hand_back(*round_, paper.token, paper.key).bytes,
                Origin::box);
}

Reply Congress::declare(std::uint32_t deputy) {
    return post("/api/v1/declare",
                encode_declaration(
                    make_declaration(round_->hash(), DeputyNumber{deputy}, identity_key(deputy))));
}

Reply Congress::claim(const SamplePaper& paper) {
    return post("/api/v1/claim", make_claim(*round_, paper.token, paper.key).bytes, Origin::box);
}

Reply Congress::end_claims(std::uint32_t used_slips) {
    return act(Act::end_claims, UsedSlipsBody{used_slips});
}

Bytes Congress::cosignature(std::uint8_t teller) {
    const Checkpoint closing = app_->log().checkpoint_at(state().round()->closing_size);
    const Cosignature made =
        piaojue::cosign(closing, tellers_.at(teller - 1U).cosigner, clock.now_seconds());
    return Writer{}.u8(teller).u64(made.seconds).raw(made.signature).bytes();
}

Bytes Congress::share(std::uint8_t teller) {
    const RoundState& now = *state().round();
    TallyContext context{*round_, now.closing_root, Aggregate{*round_}};
    for (const std::uint64_t index : now.ballots) {
        const Bytes entry = app_->log().entry(index);
        context.aggregate.add(
            value_of(EncryptedBallot::decode(*round_, ByteView{entry}.subspan(1))));
    }
    return encode_share(
        value_of(make_share(context, TellerNumber{teller}, *tellers_.at(teller - 1U).share,
                            persons_.at(teller + 1U), rng)));
}

Bytes Congress::query(std::uint16_t person) {
    return encode_query(
        make_query(person_key(person), congress_, PersonNumber{person}, clock.now_minutes()));
}

ResultHash Congress::result_hash() {
    return state().round()->result;
}

}  // namespace piaojue::testing
