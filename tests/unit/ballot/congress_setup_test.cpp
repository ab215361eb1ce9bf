// What the state of a congress refuses before a round is open; a refused entry changes nothing.
#include "tests/support/congress_follower.hpp"

namespace piaojue {
namespace {

using testing::CongressBuilder;
using testing::CongressOptions;
using testing::value_of;

class CongressSetup : public testing::CongressFollower {};

TEST_F(CongressSetup, a_whole_congress_is_followed_and_counted) {
    to_voting();
    EXPECT_EQ(state.present(), 7U);
    EXPECT_EQ(state.round()->issued_count, 7U);
    builder.shut();
    builder.finish();
    follow();
    EXPECT_EQ(state.phase(), Phase::published);
    EXPECT_EQ(state.congress_id(), builder.id);
    EXPECT_EQ(state.round()->ballots.size(), 5U);
    EXPECT_EQ(state.round()->hand_backs.size(), 1U);
    EXPECT_EQ(state.round()->opened.size(), 1U);
    EXPECT_EQ(state.round()->closing_root, builder.closing_root);
    EXPECT_EQ(state.round()->result, builder.result);
    EXPECT_EQ(state.tree().root(), builder.tree().root());
}

TEST_F(CongressSetup, a_log_begins_with_its_one_congress) {
    expect_refused(builder.log[1], Errc::wrong_phase);
    follow();
    expect_refused(builder.log[0], Errc::wrong_phase);
    expect_refused({}, Errc::malformed);
    expect_refused({0x0b}, Errc::malformed);
}

TEST_F(CongressSetup, setup_entries_of_another_congress_are_refused) {
    CongressOptions other;
    other.seed = 2;
    const CongressBuilder stranger{other};
    follow();
    for (std::size_t i = 1; i < stranger.log.size(); ++i)
        expect_refused(stranger.log[i], Errc::wrong_manifest);
}

TEST_F(CongressSetup, a_manifest_names_what_stands_in_the_log) {
    follow();
    const auto refuse = [this](const std::function<void(ManifestFields&)>& change, Errc code) {
        ManifestFields fields = builder.manifest_fields();
        change(fields);
        expect_refused(value_of(VoteManifest::create(fields)).bytes(), code);
    };
    refuse([](ManifestFields& f) { f.congress_id = {}; }, Errc::wrong_manifest);
    refuse([](ManifestFields& f) { f.enrolment_hash = {}; }, Errc::wrong_manifest);
    refuse([](ManifestFields& f) { f.ceremony_hash = {}; }, Errc::wrong_manifest);
    refuse([](ManifestFields& f) { f.roll_hash = {}; }, Errc::wrong_manifest);
    refuse([](ManifestFields& f) { f.attachments = {AttachmentHash{}}; }, Errc::wrong_manifest);
    refuse([](ManifestFields& f) { f.due = 8; }, Errc::malformed);
    refuse([](ManifestFields& f) { f.sample = false; }, Errc::malformed);
    refuse([](ManifestFields& f) { f.joint_key = Point::generator(); }, Errc::wrong_manifest);
    refuse([](ManifestFields& f) { std::swap(f.verification_shares[0], f.verification_shares[1]); },
           Errc::wrong_manifest);
    refuse([](ManifestFields& f) { f.threshold = 3; }, Errc::wrong_manifest);
    refuse([](ManifestFields& f) { f.issuer.roots[0] = f.issuer.roots[1]; }, Errc::token_rejected);
    refuse(
        [](ManifestFields& f) {
            f.kind = RoundKind::tie;
            f.round = 2;
            f.parent = ResultHash{Bytes32{{1}}};
        },
        Errc::malformed);
}

TEST_F(CongressSetup, a_manifest_may_be_replaced_until_it_is_sealed) {
    builder.draft();
    ManifestFields fields = builder.manifest_fields();
    fields.title = "another";
    builder.draft(fields);
    follow();
    ASSERT_EQ(state.rounds().size(), 1U);
    EXPECT_EQ(state.round()->manifest.fields().title, "another");
    builder.act(Act::seal);
    follow();
    expect_refused(value_of(VoteManifest::create(builder.manifest_fields())).bytes(),
                   Errc::wrong_phase);
    for (const std::size_t setup : {1U, 2U, 3U, 4U})
        expect_refused(builder.log[setup], Errc::wrong_phase);
    builder.act(Act::unseal, ReasonBody{"typing error"});
    follow();
    EXPECT_EQ(state.phase(), Phase::drafted);
}

TEST_F(CongressSetup, a_manifest_behind_a_replaced_enrolment_can_not_be_sealed) {
    builder.draft();
    builder.add(builder.log[1]);  // the enrolment again: the ceremony is gone
    follow();
    builder.act(Act::seal);
    expect_refused(builder.log.back(), Errc::wrong_manifest);
}

TEST_F(CongressSetup, what_people_of_another_enrolment_stated_ends_with_it) {
    // Whoever holds the setup code alone enrols invented people, who sign deputies in and give them
    // new cards, and puts the true enrolment back: all that the manifest names is as it should be.
    const SigningKey official = SigningKey::generate(builder.rng);
    Enrolment invented{builder.id, {}};
    invented.persons.push_back(
        make_person(builder.id, Role::official, "nobody", official, builder.rng.bytes<32>()));
    for (const auto& [statement_key, cosigner_key, dkg_key, share] : builder.tellers)
        invented.persons.push_back(make_teller(builder.id, "nobody", statement_key,
                                               Point::base_mul(dkg_key), cosigner_key,
                                               builder.rng.bytes<32>()));
    const VerifyKey card = SigningKey::generate(builder.rng).verify_key();
    const VerifyKey true_key = builder.identity_keys[3].verify_key();
    builder.sign_in({1});
    builder.add(encode_enrolment(invented));
    Statement in =
        builder.unsigned_statement(Act::sign_in, DeputiesBody{{DeputyNumber{4}, DeputyNumber{5}}});
    sign_statement(in, PersonNumber{1}, official);
    builder.add(encode_statement(in));
    Statement replaced =
        builder.unsigned_statement(Act::replace_card, CardBody{DeputyNumber{4}, card, "mine"});
    sign_statement(replaced, PersonNumber{2}, builder.tellers[0].statement_key);
    sign_statement(replaced, PersonNumber{3}, builder.tellers[1].statement_key);
    builder.add(encode_statement(replaced));
    follow();
    EXPECT_EQ(state.signed_in_count(), 2U);
    EXPECT_EQ(*state.identity_key(DeputyNumber{4}), card);

    builder.add(builder.log[1]);
    builder.add(builder.log[2]);
    builder.draft();
    follow();
    EXPECT_EQ(state.signed_in_count(), 0U);
    for (const std::uint32_t deputy : {1U, 4U, 5U})
        EXPECT_FALSE(state.signed_in(DeputyNumber{deputy}));
    EXPECT_EQ(*state.identity_key(DeputyNumber{4}), true_key);
    builder.act(Act::seal);
    follow();
    builder.act(Act::open);
    expect_refused(builder.log.back(), Errc::quorum_missed);
}

TEST_F(CongressSetup, statements_need_their_people) {
    builder.draft();
    follow();
    expect_refused(builder.statement(Act::seal, {}, {1}), Errc::second_person_required);
    expect_refused(builder.statement(Act::seal, {}, {2, 1}), Errc::not_permitted);
    expect_refused(builder.statement(Act::seal, {}, {1, 1}), Errc::not_permitted);
    expect_refused(builder.statement(Act::sign_in, DeputiesBody{}, {2}), Errc::not_permitted);
    const CardBody card{DeputyNumber{1}, builder.box_key.verify_key(), "lost"};
    expect_refused(builder.statement(Act::replace_card, card, {1, 2}), Errc::not_permitted);
    expect_refused(builder.statement(Act::replace_card, card, {3, 3}),
                   Errc::second_person_required);
    EXPECT_TRUE(state.check(builder.statement(Act::replace_card, card, {4, 3})));
    EXPECT_TRUE(state.check(builder.statement(Act::seal, {}, {1, 4})));
    Statement forged = builder.unsigned_statement(Act::seal);
    sign_statement(forged, PersonNumber{1}, builder.official_key);
    sign_statement(forged, PersonNumber{2}, builder.official_key);
    expect_refused(encode_statement(forged), Errc::signature_rejected);
    forged.signers[1].person = PersonNumber{9};
    expect_refused(encode_statement(forged), Errc::not_permitted);
}

TEST_F(CongressSetup, a_statement_is_of_its_congress_or_round_and_its_serial_is_used_once) {
    builder.draft();
    builder.act(Act::seal);
    const Bytes seal = builder.log.back();
    follow();
    builder.act(Act::unseal, ReasonBody{"again"});
    follow();
    expect_refused(seal, Errc::not_permitted);
    Statement same = builder.unsigned_statement(Act::seal);
    --same.serial;  // that of the unseal just before
    sign_statement(same, PersonNumber{1}, builder.official_key);
    sign_statement(same, PersonNumber{2}, builder.scrutineer_key);
    expect_refused(encode_statement(same), Errc::not_permitted);
    Statement other = builder.unsigned_statement(Act::seal);
    other.scope = Bytes32{};
    sign_statement(other, PersonNumber{1}, builder.official_key);
    sign_statement(other, PersonNumber{2}, builder.scrutineer_key);
    expect_refused(encode_statement(other), Errc::wrong_manifest);
}

TEST_F(CongressSetup, only_deputies_of_the_roll_are_signed_in_and_each_counts_once) {
    follow();
    expect_refused(builder.statement(Act::sign_in, DeputiesBody{{DeputyNumber{8}}}, {1}),
                   Errc::not_on_roll);
    builder.sign_in({1, 2});
    builder.sign_in({2, 3});
    builder.act(Act::leave, DeputiesBody{{DeputyNumber{1}}});
    follow();
    EXPECT_EQ(state.signed_in_count(), 2U);
    EXPECT_FALSE(state.signed_in(DeputyNumber{1}));
    EXPECT_TRUE(state.signed_in(DeputyNumber{2}));
    EXPECT_FALSE(state.signed_in(DeputyNumber{4}));
    EXPECT_FALSE(state.signed_in(DeputyNumber{0}));
}

TEST_F(CongressSetup, a_round_opens_with_its_quorum_only) {
    builder.draft();
    builder.sign_in({1, 2, 3, 4});  // two thirds of seven are five
    builder.act(Act::seal);
    follow();
    builder.act(Act::open);
    expect_refused(builder.log.back(), Errc::quorum_missed);
    builder.log.pop_back();
    builder.sign_in({5});
    builder.act(Act::open);
    follow();
    EXPECT_EQ(state.phase(), Phase::issuing);
}

TEST_F(CongressSetup, resume_names_the_log_as_it_was) {
    builder.draft();
    builder.open();
    builder.act(Act::pause, ReasonBody{"lights"});
    follow();
    builder.act(Act::resume, LogPositionBody{state.size(), Bytes32{}});
    expect_refused(builder.log.back(), Errc::log_rollback);
    builder.log.pop_back();
    builder.act(Act::resume, LogPositionBody{state.size(), state.tree().root()});
    follow();
    EXPECT_EQ(state.phase(), Phase::issuing);
}

}  // namespace
}  // namespace piaojue
