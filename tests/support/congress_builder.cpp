#include "tests/support/congress_builder.hpp"

#include "ballot/opening.hpp"

namespace piaojue::testing {

namespace {

constexpr std::uint32_t minute = 29'000'000;
constexpr std::uint64_t seconds = std::uint64_t{minute} * 60;

}  // namespace

CongressState state_of(const std::vector<Bytes>& log) {
    CongressState state;
    for (const Bytes& entry : log)
        EXPECT_TRUE(state.apply(entry));
    return state;
}

MerkleTree tree_of(const std::vector<Bytes>& log) {
    MerkleTree tree;
    for (const Bytes& entry : log)
        tree.append(entry_leaf_hash(entry).value());
    return tree;
}

CongressBuilder::CongressBuilder(const CongressOptions& given)
    : options(given),
      rng(given.seed),
      log_key(SigningKey::generate(rng)),
      box_key(SigningKey::generate(rng)),
      official_key(SigningKey::generate(rng)),
      scrutineer_key(SigningKey::generate(rng)) {
    add(encode_congress({true, rng.bytes<32>(), log_key.verify_key(), "样例大会", "Sample"}));
    id = congress_id(log.back());
    add_enrolment();
    add_ceremony();
    add_roll();
    add(encode_attachment({id, AttachmentKind::method, "text/plain", Bytes{'x'}}));
    attachment = attachment_hash(log.back());
    if (options.slips > 0) add_slips();
}

void CongressBuilder::add_enrolment() {
    Enrolment list{id, {}};
    list.persons.push_back(
        make_person(id, Role::official, "official", official_key, rng.bytes<32>()));
    list.persons.push_back(
        make_person(id, Role::scrutineer, "scrutineer", scrutineer_key, rng.bytes<32>()));
    for (int i = 1; i <= options.tellers; ++i) {
        tellers.push_back({SigningKey::generate(rng), SigningKey::generate(rng),
                           SecretScalar::random(rng), SecretScalar{}});
        const TellerSecrets& teller = tellers.back();
        list.persons.push_back(make_teller(id, "teller " + std::to_string(i), teller.statement_key,
                                           Point::base_mul(teller.dkg_key), teller.cosigner_key,
                                           rng.bytes<32>()));
    }
    add(encode_enrolment(list));
    enrolment = enrolment_hash(log.back());
}

void CongressBuilder::add_ceremony() {
    const Enrolment list = value_of(decode_enrolment(log.back()));
    const DkgSetup setup = value_of(ceremony_setup(list, enrolment, options.threshold));
    piaojue::Ceremony out;
    out.enrolment = enrolment;
    out.threshold = options.threshold;
    std::vector<Bytes> messages;
    for (std::uint32_t i = 1; i <= options.tellers; ++i) {
        const TellerSecrets& teller = tellers[i - 1];
        messages.push_back(value_of(make_first_message(setup, i, teller.dkg_key, rng)));
        out.commits.push_back(make_ceremony_commit(
            enrolment, options.threshold, TellerNumber{static_cast<std::uint8_t>(i)},
            dkg_first_message_hash(messages.back()), teller.statement_key));
    }
    const auto transcript = make_transcript(setup, messages, ceremony_extension(out.commits));
    PJ_ASSERT(transcript.has_value(), "honest tellers make a transcript");
    out.transcript = encode_transcript(*transcript);
    for (std::uint32_t i = 1; i <= options.tellers; ++i) {
        TellerSecrets& teller = tellers[i - 1];
        auto output = finish_dkg(*transcript, i, teller.dkg_key, messages);
        PJ_ASSERT(output.has_value(), "honest tellers finish");
        teller.key_share = std::move(output->share);
        out.certificate.push_back(certify_dkg(*transcript, teller.dkg_key));
    }
    joint_keys = value_of(check_ceremony(out, list, enrolment));
    add(encode_ceremony(out));
    ceremony = ceremony_hash(log.back());
}

void CongressBuilder::add_roll() {
    Roll out{id, RollId{rng.bytes<32>()}, {}};
    for (std::uint32_t i = 0; i < options.deputies; ++i) {
        identity_keys.push_back(SigningKey::generate(rng));
        out.identity_keys.push_back(identity_keys.back().verify_key());
    }
    add(encode_roll(out));
    roll = roll_hash(log.back());
}

MerkleTree CongressBuilder::tree() const {
    return tree_of(log);
}

CheckpointKeys CongressBuilder::checkpoint_keys() const {
    CheckpointKeys keys{log_origin(id), log_key.verify_key(), {}};
    for (std::size_t i = 0; i < tellers.size(); ++i) {
        const TellerNumber number{static_cast<std::uint8_t>(i + 1)};
        keys.cosigners.push_back(
            {teller_cosigner_name(id, number), tellers[i].cosigner_key.verify_key()});
    }
    return keys;
}

std::string CongressBuilder::checkpoint(std::uint64_t size, const Bytes32& root) const {
    return checkpoint(size, root, {});
}

std::string CongressBuilder::checkpoint(std::uint64_t size, const Bytes32& root,
                                        const std::vector<int>& by) const {
    SignedCheckpoint out{{log_origin(id), size, root}, {}, {}};
    out.log_signature = sign_checkpoint(out.checkpoint, log_key);
    for (const int teller : by) {
        const auto position = static_cast<std::size_t>(teller - 1);
        out.cosignatures.push_back(
            {position, piaojue::cosign(out.checkpoint, tellers[position].cosigner_key, seconds)});
    }
    return print_signed_checkpoint(out, checkpoint_keys());
}

Bytes CongressBuilder::record() const {
    const MerkleTree now = tree();
    return encode_record(log, as_bytes(checkpoint(now.size(), now.root())));
}

const SigningKey& CongressBuilder::person_key(int person) const {
    if (person == 1) return official_key;
    if (person == 2) return scrutineer_key;
    return tellers[static_cast<std::size_t>(person - 3)].statement_key;
}

Statement CongressBuilder::unsigned_statement(Act act, StatementBody body) {
    const bool of_congress = act_rule(act).of_congress;
    return {
        act, of_congress ? id.value() : round->hash().value(), ++serial_, minute, std::move(body),
        {}};
}

Bytes CongressBuilder::statement(Act act, StatementBody body, const std::vector<int>& persons) {
    Statement out = unsigned_statement(act, std::move(body));
    for (const int person : persons) {
        sign_statement(out, PersonNumber{static_cast<std::uint16_t>(person)}, person_key(person));
    }
    return encode_statement(out);
}

void CongressBuilder::act(Act act, StatementBody body) {
    std::vector<int> persons;
    switch (act_rule(act).signed_by) {
    case SignedBy::official: persons = {1}; break;
    case SignedBy::teller: persons = {3}; break;
    case SignedBy::official_and_second: persons = {1, 2}; break;
    case SignedBy::two_tellers: persons = {3, 4}; break;
    }
    add(statement(act, std::move(body), persons));
}

void CongressBuilder::sign_in(const std::vector<std::uint32_t>& deputies) {
    DeputiesBody body;
    for (const std::uint32_t deputy : deputies) {
        body.deputies.push_back(DeputyNumber{deputy});
        present.insert(deputy);
    }
    act(Act::sign_in, body);
}

ManifestFields CongressBuilder::manifest_fields() const {
    ManifestFields out = sample_fields(options.projects, options.style, options.hi);
    out.congress_id = id;
    out.enrolment_hash = enrolment;
    out.ceremony_hash = ceremony;
    out.roll_hash = roll;
    out.due = options.deputies;
    out.min_group = options.min_group;
    out.box_key = box_key.verify_key().bytes();
    out.threshold = options.threshold;
    out.joint_key = joint_keys.joint_key;
    out.verification_shares = joint_keys.verification_shares;
    out.attachments = {attachment};
    if (slips_attachment) out.attachments.push_back(*slips_attachment);
    return out;
}

ManifestFields CongressBuilder::further_fields() const {
    return value_of(further_round(state_of(log).round()->as_before()));
}

void CongressBuilder::state_further_round() {
    const CongressState state = state_of(log);
    const RoundBefore before = state.round()->as_before();
    act(Act::further_round, NextRoundBody{before.parent, further_kind(before).value()});
}

void CongressBuilder::draft(const ManifestFields& fields) {
    const VoteManifest manifest = value_of(VoteManifest::create(fields));
    add(manifest.bytes());
    const bool has_slips =
        slips_attachment &&
        std::ranges::find(fields.attachments, *slips_attachment) != fields.attachments.end();
    SecondPersons people{{PersonNumber{2}, scrutineer_key.verify_key()}};
    for (std::uint16_t i = 0; i < options.tellers; ++i)
        people.emplace(PersonNumber{static_cast<std::uint16_t>(3 + i)},
                       tellers[i].statement_key.verify_key());
    round = value_of(Round::create(manifest, has_slips ? slip_list : SlipList{}, people));
    voided = 0;
    paper_stated = false;
    exchanges.clear();
    papers.clear();
    ballots.clear();
    hand_backs.clear();
    opened.clear();
    declarations.clear();
    claims.clear();
    shares.clear();
}

void CongressBuilder::open() {
    std::vector<std::uint32_t> all;
    for (std::uint32_t deputy = 1; deputy <= options.deputies; ++deputy)
        all.push_back(deputy);
    sign_in(all);
    act(Act::seal);
    act(Act::open);
}

const Paper& CongressBuilder::issue(std::uint32_t deputy) {
    const TokenSeed seed = rng.secret<32>();
    const auto request =
        value_of(make_issue_request(*round, DeputyNumber{deputy}, identity_keys[deputy - 1], seed));
    const Token token = value_of(finalize_token(*round, seed, sign_blindly(request)));
    Issuance issuance{round->hash(), request.deputy, request.blinded_hash(), request.signature};
    papers.erase(deputy);
    return papers
        .emplace(deputy,
                 Paper{std::move(derive_paper(round->hash(), seed).ballot_key), token, issuance})
        .first->second;
}

void CongressBuilder::end_issuing() {
    act(Act::end_issuing);
    for (const auto& [deputy, paper] : papers)
        add(encode_issuance(paper.issuance));
}

Bytes CongressBuilder::ballot_of(std::uint32_t deputy, const std::vector<int>& marks) {
    const Paper& paper = papers.at(deputy);
    return value_of(seal(*round, make_marks(*round, marks), paper.token, paper.key,
                         rng.secret<32>(), rng))
        .entry();
}

void CongressBuilder::cast(std::uint32_t deputy, const std::vector<int>& marks) {
    ballots.push_back(ballot_of(deputy, marks));
}

void CongressBuilder::hand_back(std::uint32_t deputy) {
    const Paper& paper = papers.at(deputy);
    hand_backs.push_back(make_hand_back(*round, paper.token, paper.key).bytes);
}

void CongressBuilder::check_ballot(std::uint32_t deputy) {
    const std::vector<int> none(round->shape().projects, 0);
    const BallotHead head = value_of(ballot_head(ballot_of(deputy, none)));
    opened.push_back(encode_opened({round->hash(), head.id, 1, CheckVerdict::agrees}));
}

void CongressBuilder::count(CountsPhase phase) {
    const auto number = [](std::size_t count) { return static_cast<std::uint32_t>(count); };
    add(encode_counts({round->hash(),
                       phase,
                       {number(present.size()), number(papers.size()), number(ballots.size()),
                        number(hand_backs.size())}}));
}

void CongressBuilder::add_box() {
    for (std::vector<Bytes>* batch : {&ballots, &hand_backs, &exchanges, &opened}) {
        std::sort(batch->begin(), batch->end());
        log.insert(log.end(), batch->begin(), batch->end());
    }
}

void CongressBuilder::add_closing() {
    const auto number = [](std::size_t count) { return static_cast<std::uint32_t>(count); };
    add(encode_closing({round->hash(),
                        {number(present.size()), number(papers.size()), number(ballots.size()),
                         number(hand_backs.size())},
                        voided,
                        number(opened.size())}));
    const MerkleTree now = tree();
    closing_size = now.size();
    closing_root = now.root();
}

void CongressBuilder::close() {
    act(Act::close);
    add_box();
    add_closing();
}

void CongressBuilder::cosign(const std::vector<int>& by) {
    closing_checkpoint = checkpoint(closing_size, closing_root, by);
    const ByteView text = as_bytes(closing_checkpoint);
    add(encode_cosigned({round->hash(), Bytes{text.begin(), text.end()}}));
}

TallyContext CongressBuilder::tally() const {
    Aggregate aggregate{*round};
    for (const Bytes& ballot : ballots)
        aggregate.add(value_of(EncryptedBallot::decode(*round, ByteView{ballot}.subspan(1))));
    return {*round, closing_root, std::move(aggregate)};
}

Share CongressBuilder::share_of(int teller) {
    TellerSecrets& secrets = tellers[static_cast<std::size_t>(teller - 1)];
    const TellerNumber number{static_cast<std::uint8_t>(teller)};
    return value_of(make_share(tally(), number, secrets.key_share, secrets.statement_key, rng));
}

ResultEntry CongressBuilder::result_entry(const std::vector<int>& by) {
    const TallyContext context = tally();
    std::vector<CheckedShare> checked;
    for (const int teller : by)
        checked.push_back(value_of(CheckedShare::check(context, share_of(teller))));
    std::optional<Combined> combined;
    if (!checked.empty()) combined = value_of(combine(context, checked));
    const auto number = [](std::size_t count) { return static_cast<std::uint32_t>(count); };
    const BoxCounts box{number(present.size()), number(papers.size()), number(ballots.size()),
                        number(hand_backs.size())};
    std::optional<PaperPart> paper;
    if (paper_stated) paper = state_of(log).round()->paper_part();
    return make_result(round->manifest(), closing_root, box, combined, paper);
}

void CongressBuilder::decide(const std::vector<int>& by) {
    add(encode_result(result_entry(by)));
    result = result_hash(log.back());
}

void CongressBuilder::report(int teller) {
    add(statement(Act::report, ResultBody{result}, {teller + 2}));
}

void CongressBuilder::announce() {
    act(Act::announce, ResultBody{result});
}

const CongressBuilder& finished_congress() {
    static const CongressBuilder built = CongressBuilder::finished();
    return built;
}

}  // namespace piaojue::testing
