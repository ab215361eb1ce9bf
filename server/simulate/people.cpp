#include "server/simulate/people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "ballot/card.hpp"
#include "ballot/promise.hpp"
#include "ballot/record.hpp"
#include "crypto/base/clock.hpp"
#include "crypto/base/reader.hpp"
#include "server/client/deputy.hpp"
#include "server/teller/log_copy.hpp"

namespace piaojue::simulate {

namespace {

constexpr std::size_t sign_in_batch = 200;

// A device that lives as long as this process keeps its share file in memory.
void remember_in_memory(const teller::ShareFile& /*file*/) {}

}  // namespace

People::People(const client::Endpoint& endpoint, std::string setup_code, Plan plan)
    : endpoint_(endpoint),
      setup_code_(std::move(setup_code)),
      plan_(std::move(plan)),
      api_(endpoint),
      official_(teller::make_person_keys(Role::official, "工作人员 Official", rng_)),
      scrutineer_(teller::make_person_keys(Role::scrutineer, "监票人 Scrutineer", rng_)) {
    for (unsigned i = 1; i <= plan_.tellers; ++i) {
        tellers_.push_back(
            {teller::make_person_keys(Role::teller, fmt::format("监票人{} Teller {}", i, i), rng_),
             {}});
    }
}

void People::move_to(client::Endpoint endpoint) {
    endpoint_ = std::move(endpoint);
    api_ = client::Api{endpoint_};
}

Result<EntryIndex> People::post_setup(ByteView entry) {
    return client::post_setup(api_, setup_code_, entry);
}

Result<void> People::post_statement(Act act, StatementBody body,
                                    std::span<const teller::ActingPerson> signers) {
    const Bytes32& scope = act_rule(act).of_congress ? congress_.value() : round_->hash().value();
    const Bytes entry = teller::make_statement_entry(
        act, scope, ++serial_, SystemClock{}.now_minutes(), std::move(body), signers);
    PJ_TRY(client::as_result(client::repeat_passing([&] { return api_.post_statement(entry); })));
    return {};
}

Result<void> People::post_by_role(Act act, StatementBody body) {
    const std::array<teller::ActingPerson, 2> both{{
        {PersonNumber{1}, &official_.statement_key},
        {PersonNumber{2}, &scrutineer_.statement_key},
    }};
    const std::span<const teller::ActingPerson> signers{both};
    return post_statement(act, std::move(body),
                          signers.first(signer_count(act_rule(act).signed_by)));
}

Result<void> People::act(Act act) {
    return post_by_role(act, {});
}

Result<void> People::end_claims(std::uint32_t used_slips) {
    return post_by_role(Act::end_claims, UsedSlipsBody{used_slips});
}

PersonNumber People::teller_person(std::size_t teller) const {
    return PersonNumber{static_cast<std::uint16_t>(teller + 3)};
}

teller::Witnesses People::witnesses() const {
    return {{{PersonNumber{2}, &scrutineer_.statement_key},
             {teller_person(0), &tellers_.front().keys.statement_key}}};
}

Result<void> People::enrol() {
    congress_ = congress_id(PJ_TRY(client::as_result(api_.entry("congress"))));
    Enrolment enrolment{congress_, {}};
    enrolment.persons.push_back(teller::enrolment_line(congress_, official_));
    enrolment.persons.push_back(teller::enrolment_line(congress_, scrutineer_));
    for (const Teller& one : tellers_) {
        enrolment.persons.push_back(teller::enrolment_line(congress_, one.keys));
    }
    enrolment_ = encode_enrolment(enrolment);
    enrolment_hash_ = enrolment_hash(enrolment_);
    PJ_TRY(post_setup(enrolment_));
    return {};
}

Result<void> People::hold_ceremony() {
    std::vector<Result<teller::CeremonyOutcome>> outcomes;
    for (std::size_t i = 0; i < tellers_.size(); ++i)
        outcomes.emplace_back(fail(Errc::internal));
    {
        std::vector<std::jthread> seats;
        for (std::size_t i = 0; i < tellers_.size(); ++i) {
            seats.emplace_back([this, i, &outcomes] {
                client::Api api{endpoint_};
                SystemRng rng;
                teller::CeremonyPlan plan{enrolment_, plan_.threshold};
                outcomes[i] = teller::run_ceremony(api, tellers_[i].keys, plan, rng);
            });
        }
    }
    for (std::size_t i = 0; i < tellers_.size(); ++i) {
        teller::CeremonyOutcome outcome = PJ_TRY(std::move(outcomes[i]));
        joint_keys_ = std::move(outcome.keys);
        ceremony_hash_ = outcome.share_file.ceremony;
        tellers_[i].device.emplace(tellers_[i].keys, std::move(outcome.share_file),
                                   remember_in_memory);
    }
    return {};
}

Result<std::vector<CardSecret>> People::draw_up_roll() {
    roll_id_ = RollId{rng_.bytes<size::hash>()};
    Roll roll{congress_, roll_id_, {}};
    std::vector<CardSecret> cards;
    for (std::uint32_t i = 0; i < plan_.due; ++i) {
        cards.push_back(make_card_secret(rng_));
        roll.identity_keys.push_back(identity_key(cards.back(), roll_id_).verify_key());
    }
    const Bytes entry = encode_roll(roll);
    roll_hash_ = roll_hash(entry);
    PJ_TRY(post_setup(entry));
    return cards;
}

Result<ManifestFields> People::draft_manifest() {
    const Bytes keys =
        PJ_TRY(client::as_result(client::repeat_passing([&] { return api_.keys(); })));
    const imports::ServerKeys server = PJ_TRY(imports::decode_server_keys(keys));
    ManifestFields fields;
    fields.congress_id = congress_;
    fields.enrolment_hash = enrolment_hash_;
    fields.ceremony_hash = ceremony_hash_;
    fields.roll_hash = roll_hash_;
    fields.due = plan_.due;
    fields.sample = plan_.sample;
    fields.title = plan_.title;
    fields.title2 = plan_.title2;
    fields.phases = plan_.phases;
    fields.min_group = plan_.min_group;
    fields.box_key = server.box_key;
    fields.issuer = server.issuer;
    fields.threshold = joint_keys_->threshold;
    fields.joint_key = joint_keys_->joint_key;
    fields.verification_shares = joint_keys_->verification_shares;
    fields.method = plan_.method;
    fields.projects = plan_.projects;
    for (const imports::Attached& attached : plan_.attachments) {
        const Bytes entry = imports::attachment_entry(congress_, attached);
        PJ_TRY(post_setup(entry));
        fields.attachments.push_back(attachment_hash(entry));
    }
    return fields;
}

Result<void> People::seal() {
    return seal(PJ_TRY(draft_manifest()));
}

Result<SlipList> People::print_slips(ManifestFields& fields) {
    slips_.clear();
    if (plan_.slips == 0) return SlipList{};
    std::vector<SlipHash> hashes;
    for (std::uint32_t i = 0; i < plan_.slips; ++i) {
        slips_.push_back(rng_.secret<32>());
        hashes.push_back(slip_hash(slips_.back()));
    }
    SlipList list = PJ_TRY(SlipList::create(std::move(hashes)));
    const Bytes entry = imports::attachment_entry(
        congress_, {AttachmentKind::slips, std::string{as_text(list.encode())}});
    PJ_TRY(post_setup(entry));
    fields.attachments.push_back(attachment_hash(entry));
    return list;
}

SlipSeed People::draw_slip() {
    PJ_ASSERT(!slips_.empty(), "a slip is left");
    SlipSeed slip = std::move(slips_.back());
    slips_.pop_back();
    return slip;
}

Result<void> People::void_leftover_slips() {
    std::vector<SlipHash> left;
    for (const SlipSeed& slip : slips_)
        left.push_back(slip_hash(slip));
    std::sort(left.begin(), left.end());
    for (std::size_t i = 0; i < left.size(); i += limit::slips_voided_at_once) {
        const std::size_t end = std::min(left.size(), i + limit::slips_voided_at_once);
        PJ_TRY(post_by_role(Act::void_slips,
                            SlipsBody{{left.begin() + static_cast<std::ptrdiff_t>(i),
                                       left.begin() + static_cast<std::ptrdiff_t>(end)}}));
    }
    return {};
}

Result<void> People::seal(ManifestFields fields) {
    const SlipList slips = PJ_TRY(print_slips(fields));
    const VoteManifest manifest = PJ_TRY(VoteManifest::create(fields));
    PJ_TRY(post_setup(manifest.bytes()));
    const Enrolment enrolment = PJ_TRY(decode_enrolment(enrolment_));
    round_ = PJ_TRY(Round::create(manifest, slips, second_persons(enrolment)));
    return act(Act::seal);
}

Result<void> People::sign_in(std::span<const DeputyNumber> deputies) {
    std::vector<DeputyNumber> sorted{deputies.begin(), deputies.end()};
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < sorted.size(); i += sign_in_batch) {
        DeputiesBody body;
        for (std::size_t j = i; j < std::min(sorted.size(), i + sign_in_batch); ++j) {
            body.deputies.push_back(sorted[j]);
        }
        PJ_TRY(post_by_role(Act::sign_in, std::move(body)));
    }
    return {};
}

Result<Bytes> People::evidence() {
    const Query query = make_query(official_.statement_key, congress_, PersonNumber{1},
                                   SystemClock{}.now_minutes());
    const Bytes bytes = encode_query(query);
    return client::as_result(client::repeat_passing([&] { return api_.evidence(bytes); }));
}

Result<void> People::cosign() {
    const Bytes log = PJ_TRY(evidence());
    for (std::size_t i = 0; i < round_->manifest().cosigner_quorum(); ++i) {
        teller::TellerDevice& device = *tellers_[i].device;
        const Cosignature cosignature = PJ_TRY(device.cosign(log, SystemClock{}.now_seconds()));
        PJ_TRY(client::as_result(client::repeat_passing([&] {
            return api_.post_cosignature(device.number(), cosignature.seconds,
                                         cosignature.signature);
        })));
    }
    return {};
}

Result<void> People::count_sheets(std::span<const PaperBatch> batches, std::uint32_t uncancelled) {
    const teller::Witnesses both = witnesses();
    for (PaperBatch batch : batches) {
        batch.manifest = round_->hash();
        const Bytes body = encode_paper_body(batch);
        for (const teller::ActingPerson& person : both) {
            const Bytes request = teller::batch_request(body, BatchSigner::keyed, person);
            const client::BatchAnswer answer = PJ_TRY(client::as_result(
                client::repeat_passing([&] { return api_.post_batch(request); })));
            if (!answer.differs.empty()) {
                return fail(Errc::internal, "the server finds that the same numbers differ");
            }
        }
    }
    const Bytes log = PJ_TRY(evidence());
    const RecordView view = PJ_TRY(decode_record(log));
    const CongressState state = PJ_TRY(teller::replay(view));
    return post_by_role(Act::paper, state.round()->paper_body(uncancelled));
}

Result<void> People::enter_sheet(const Marks& marks) {
    const EncryptedBallot ballot = PJ_TRY(teller::enter_sheet(*round_, marks, witnesses(), rng_));
    PJ_TRY(client::as_result(client::cast(api_, *round_, ballot)));
    return {};
}

Result<bool> People::may_open() {
    const Bytes log = PJ_TRY(evidence());
    const RecordView view = PJ_TRY(decode_record(log));
    const CongressState state = PJ_TRY(teller::replay(view));
    return !state.round()->stays_closed();
}

Result<void> People::decrypt() {
    const Bytes log = PJ_TRY(evidence());
    for (std::size_t i = 0; i < plan_.threshold; ++i) {
        const Bytes share = PJ_TRY(tellers_[i].device->give_share(log, rng_));
        PJ_TRY(client::as_result(client::repeat_passing([&] { return api_.post_share(share); })));
    }
    return {};
}

Result<void> People::report() {
    const Bytes log = PJ_TRY(evidence());
    for (std::size_t i = 0; i < plan_.threshold; ++i) {
        const ResultHash result = PJ_TRY(tellers_[i].device->confirm_result(log));
        const std::array<teller::ActingPerson, 1> signer{
            {{teller_person(i), &tellers_[i].keys.statement_key}}};
        PJ_TRY(post_statement(Act::report, ResultBody{result}, signer));
        result_ = result;
    }
    return {};
}

Result<void> People::announce() {
    return post_by_role(Act::announce, ResultBody{result_});
}

Result<RoundBefore> People::round_before() {
    const Bytes log = PJ_TRY(evidence());
    const RecordView view = PJ_TRY(decode_record(log));
    const CongressState state = PJ_TRY(teller::replay(view));
    return state.round()->as_before();
}

Result<std::optional<ManifestFields>> People::further_fields() {
    const RoundBefore before = PJ_TRY(round_before());
    if (!further_kind(before)) return std::optional<ManifestFields>{};
    return std::optional{PJ_TRY(further_round(before))};
}

Result<void> People::state_further_round() {
    const RoundBefore before = PJ_TRY(round_before());
    const auto kind = further_kind(before);
    if (!kind) return fail(Errc::wrong_phase, "no further round follows");
    return post_by_role(Act::further_round, NextRoundBody{before.parent, *kind});
}

}  // namespace piaojue::simulate
