// Beyond the straight way: absent tellers, further rounds, a void round, evidence, a log with two
// faces
//                                                                       PROTOCOL.md §9 §11.2 §16
#include <gtest/gtest.h>

#include "ballot/record.hpp"
#include "ballot/verify.hpp"
#include "server/log/files.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

TEST(Rounds, absent_tellers_lower_the_quorum_only_by_a_signed_act) {
    Congress congress;
    congress.prepare();
    congress.open();
    static_cast<void>(congress.paper(1));
    congress.end_issuing();
    congress.close();
    ASSERT_EQ(congress.round().manifest().cosigner_quorum(), 3);
    EXPECT_EQ(congress.post("/api/v1/cosignatures", congress.cosignature(1)).status, 202U);
    EXPECT_EQ(congress.post("/api/v1/cosignatures", congress.cosignature(2)).status, 202U);
    EXPECT_EQ(congress.state().phase(), Phase::closed);
    congress.restart();  // what was collected is kept
    EXPECT_EQ(congress.act(Act::absent, AbsentBody{{TellerNumber{3}}}).status, 201U);
    EXPECT_NE(congress.state().phase(), Phase::closed);
}

// Issuing has ended, and deputy 1's ballot is in the box.
EncryptedBallot cast_one(Congress& congress) {
    congress.prepare();
    congress.open();
    const SamplePaper paper = congress.paper(1);
    congress.end_issuing();
    EncryptedBallot ballot = congress.ballot(paper, {1, 0});
    EXPECT_EQ(congress.cast(ballot).status, 200U);
    return ballot;
}

void count_and_announce(Congress& congress) {
    congress.close();
    congress.cosign();
    congress.decrypt();
    congress.announce();
}

TEST(Rounds, a_further_round_has_its_own_box_and_papers_and_who_left_is_not_in_it) {
    Congress congress;
    const EncryptedBallot old_ballot = cast_one(congress);
    count_and_announce(congress);
    EXPECT_REFUSAL(
        congress.act(Act::further_round, NextRoundBody{congress.result_hash(), RoundKind::ordered}),
        Errc::malformed);
    congress.draft_further();
    EXPECT_EQ(congress.act(Act::seal).status, 201U);
    DeputiesBody everybody;
    for (std::uint32_t deputy = 1; deputy <= congress.plan.deputies; ++deputy)
        everybody.deputies.emplace_back(deputy);
    EXPECT_EQ(congress.act(Act::leave, everybody).status, 201U);
    EXPECT_REFUSAL(congress.act(Act::open), Errc::quorum_missed);
    congress.open();
    EXPECT_REFUSAL(congress.cast(old_ballot), Errc::wrong_manifest);
    const SamplePaper paper = congress.paper(1);
    congress.end_issuing();
    congress.restart();
    EXPECT_EQ(congress.cast(congress.ballot(paper, {0, 1})).status, 200U);
    count_and_announce(congress);
    congress.publish();
    const Report report = value_of(verify(congress.get("/api/v1/record").body, congress.rng, {}));
    EXPECT_TRUE(report.valid);
    EXPECT_EQ(report.rounds.size(), 2U);
}

TEST(Rounds, who_is_signed_in_stays_so_for_a_further_round) {
    Congress congress;
    static_cast<void>(cast_one(congress));
    count_and_announce(congress);
    congress.draft_further();
    EXPECT_EQ(congress.act(Act::seal).status, 201U);
    EXPECT_EQ(congress.act(Act::open).status, 201U);
    EXPECT_EQ(congress.state().present(), congress.plan.deputies);
    static_cast<void>(congress.paper(2));
}

TEST(Rounds, a_voided_round_takes_nothing_and_can_be_published) {
    Congress congress;
    congress.prepare();
    congress.open();
    const SamplePaper paper = congress.paper(1);
    congress.end_issuing();
    EXPECT_EQ(congress.act(Act::void_round, ReasonBody{"设备故障"}).status, 201U);
    EXPECT_REFUSAL(congress.cast(congress.ballot(paper, {1, 0})), Errc::wrong_phase);
    EXPECT_REFUSAL(congress.get("/api/v1/record"), Errc::wrong_phase);
    congress.publish();
    const Bytes voided = congress.get("/api/v1/record").body;
    EXPECT_REFUSAL(
        congress.act(Act::further_round,
                     NextRoundBody{congress.state().round()->void_statement, RoundKind::ordered}),
        Errc::wrong_phase);
    EXPECT_TRUE(value_of(verify(voided, congress.rng, {})).valid);
}

TEST(Rounds, a_voided_round_is_held_again_before_anything_is_published) {
    Congress congress;
    const EncryptedBallot old_ballot = cast_one(congress);
    EXPECT_EQ(congress.act(Act::void_round, ReasonBody{"设备故障"}).status, 201U);
    congress.draft_further();
    congress.restart();
    EXPECT_EQ(congress.act(Act::seal).status, 201U);
    congress.open();
    EXPECT_REFUSAL(congress.cast(old_ballot), Errc::wrong_manifest);
    const SamplePaper paper = congress.paper(1);
    congress.end_issuing();
    EXPECT_EQ(congress.cast(congress.ballot(paper, {0, 1})).status, 200U);
    count_and_announce(congress);
    congress.publish();
    const Report report = value_of(verify(congress.get("/api/v1/record").body, congress.rng, {}));
    EXPECT_TRUE(report.valid);
    ASSERT_EQ(report.rounds.size(), 1U);
    EXPECT_EQ(report.rounds[0].kind, RoundKind::ordered);
}

TEST(Rounds, evidence_is_for_enrolled_people_and_fresh_queries) {
    Congress congress;
    congress.enrol();
    congress.hold_ceremony();
    congress.draw_up_roll();
    const auto ask = [&](ByteView query) { return congress.post("/api/v1/evidence", query); };
    const Bytes query = congress.query(1);
    const Reply evidence = ask(query);
    ASSERT_EQ(evidence.status, 200U);
    EXPECT_EQ(value_of(decode_record(evidence.body)).entries.size(), congress.state().size());
    Bytes forged = query;
    forged.back() ^= 1;
    EXPECT_REFUSAL(ask(forged), Errc::signature_rejected);
    congress.clock.pass_minutes(60);
    EXPECT_EQ(ask(query).status, 200U);
    congress.clock.pass_minutes(1);
    EXPECT_REFUSAL(ask(query), Errc::not_permitted);
}

TEST(Rounds, a_checkpoint_this_log_does_not_extend_ends_all_service) {
    Congress congress;
    const std::string early = congress.get("/api/v1/checkpoint").text();
    congress.enrol();
    EXPECT_EQ(
        congress.post("/api/v1/checkpoints", as_bytes(early), Origin::issue, "text/plain").status,
        200U);
    const SigningKey log_key = SigningKey::from_seed(
        SecretBytes<32>::from(*log::read_file(congress.dir().file("log.key"))));
    CheckpointKeys keys = congress.state().checkpoint_keys();
    const Checkpoint other{keys.origin, 50, Bytes32{}};
    const std::string note =
        print_signed_checkpoint({other, sign_checkpoint(other, log_key), {}}, keys);
    EXPECT_REFUSAL(
        congress.post("/api/v1/checkpoints", as_bytes(note), Origin::issue, "text/plain"),
        Errc::log_rollback);
    EXPECT_REFUSAL(congress.get("/api/v1/round"), Errc::log_rollback);
    EXPECT_REFUSAL(congress.get("/api/v1/round", Origin::box), Errc::log_rollback);
    EXPECT_EQ(congress.get("/healthz").status, 200U);
    congress.stop();
    EXPECT_REFUSED(congress.start(), Errc::log_rollback);
}

}  // namespace
}  // namespace piaojue::testing
