// What the state of a congress refuses of a round, from the first issuance to the next round.
#include <functional>

#include "tests/support/congress_follower.hpp"

namespace piaojue {
namespace {

using testing::value_of;

class CongressRound : public testing::CongressFollower {};

TEST_F(CongressRound, issuances_are_of_deputies_signed_in_in_order_and_once) {
    builder.draft();
    builder.sign_in({1, 2, 3, 4, 5});
    builder.act(Act::seal);
    builder.act(Act::open);
    for (const std::uint32_t deputy : {2U, 3U, 6U})
        builder.issue(deputy);
    const Bytes second = encode_issuance(builder.papers.at(2).issuance);
    const Bytes third = encode_issuance(builder.papers.at(3).issuance);
    follow();
    expect_refused(second, Errc::wrong_phase);
    builder.act(Act::end_issuing);
    builder.add(third);
    follow();
    expect_refused(second, Errc::malformed);
    expect_refused(third, Errc::malformed);
    expect_refused(encode_issuance(builder.papers.at(6).issuance), Errc::not_signed_in);
    Issuance stranger = builder.papers.at(3).issuance;
    stranger.deputy = DeputyNumber{8};
    expect_refused(encode_issuance(stranger), Errc::not_on_roll);
    stranger.deputy = DeputyNumber{4};
    expect_refused(encode_issuance(stranger), Errc::not_on_roll);
    builder.count(CountsPhase::voting);  // counts 3 issued, the log has 1
    expect_refused(builder.log.back(), Errc::malformed);
    builder.log.pop_back();
    builder.act(Act::leave, DeputiesBody{});
    follow();
    expect_refused(encode_issuance(builder.issue(4).issuance), Errc::wrong_phase);
}

TEST_F(CongressRound, a_replaced_card_counts_for_issuances_behind_it) {
    builder.draft();
    builder.sign_in({1, 2, 3, 4, 5});
    const SigningKey fresh = SigningKey::generate(builder.rng);
    builder.act(Act::replace_card, CardBody{DeputyNumber{2}, fresh.verify_key(), "lost"});
    builder.act(Act::seal);
    builder.act(Act::open);
    builder.issue(2);
    follow();
    builder.act(Act::end_issuing);
    follow();
    expect_refused(encode_issuance(builder.papers.at(2).issuance), Errc::not_on_roll);
    builder.identity_keys[1] = SigningKey::from_seed(fresh.seed());
    builder.add(encode_issuance(builder.issue(2).issuance));
    follow();
    const CardBody again{DeputyNumber{2}, builder.box_key.verify_key(), "lost again"};
    expect_refused(builder.statement(Act::replace_card, again, {3, 4}), Errc::already_issued);
}

TEST_F(CongressRound, the_box_is_shut_in_one_sorted_piece) {
    to_voting();
    expect_refused(builder.ballots[0], Errc::wrong_phase);
    builder.act(Act::close);
    std::sort(builder.ballots.begin(), builder.ballots.end());
    builder.add(builder.ballots[1]);
    follow();
    expect_refused(builder.ballots[0], Errc::malformed);
    expect_refused(builder.ballots[1], Errc::malformed);
    const AbsentBody absent{{TellerNumber{3}}};
    expect_refused(builder.statement(Act::absent, absent, {1, 2}), Errc::wrong_phase);
    builder.add(builder.hand_backs[0]);
    follow();
    expect_refused(builder.ballots[2], Errc::wrong_phase);
    builder.add(builder.opened[0]);
    follow();
    expect_refused(builder.hand_backs[0], Errc::wrong_phase);
    const Bytes closing = encode_closing({builder.round->hash(), {7, 7, 5, 1}, 0, 1});
    expect_refused(closing, Errc::malformed);  // one ballot stands here, not five
    builder.add(encode_closing({builder.round->hash(), {7, 7, 1, 1}, 0, 1}));
    expect_refused(builder.log.back(), Errc::malformed);  // the counts before said five
}

TEST_F(CongressRound, counts_never_fall_and_never_lead_the_log) {
    to_voting();
    const ManifestHash hash = builder.round->hash();
    const auto counts = [&hash](CountsPhase phase, BoxCounts box) {
        return encode_counts({hash, phase, box});
    };
    expect_refused(counts(CountsPhase::voting, {7, 7, 4, 0}), Errc::malformed);
    expect_refused(counts(CountsPhase::voting, {8, 7, 5, 1}), Errc::malformed);
    expect_refused(counts(CountsPhase::voting, {7, 8, 5, 1}), Errc::malformed);
    expect_refused(counts(CountsPhase::issuing, {7, 7, 5, 1}), Errc::wrong_phase);
    EXPECT_TRUE(state.check(counts(CountsPhase::voting, {7, 7, 5, 1})));
}

TEST_F(CongressRound, the_closing_checkpoint_needs_its_quorum) {
    to_closed();
    builder.cosign({1, 2});  // q = 3 of n = 3, k = 2
    expect_refused(builder.log.back(), Errc::too_few_cosignatures);
    builder.log.pop_back();
    builder.closing_root = Bytes32{};
    builder.cosign({1, 2, 3});
    expect_refused(builder.log.back(), Errc::malformed);
    builder.log.pop_back();
    builder.closing_root = builder.tree().root();
    builder.act(Act::absent, AbsentBody{{TellerNumber{3}}});
    builder.cosign({1, 2});
    follow();
    EXPECT_EQ(state.phase(), Phase::cosigned);
}

TEST_F(CongressRound, absent_tellers_never_lower_the_quorum_below_the_threshold) {
    to_closed();
    expect_refused(builder.statement(Act::absent, AbsentBody{{TellerNumber{4}}}, {1, 2}),
                   Errc::malformed);
    builder.act(Act::absent, AbsentBody{{TellerNumber{2}, TellerNumber{3}}});
    follow();
    builder.cosign({1});
    expect_refused(builder.log.back(), Errc::too_few_cosignatures);
}

TEST_F(CongressRound, shares_come_cosigned_signed_and_at_most_three_a_teller) {
    to_closed();
    const Bytes early = encode_share(builder.share_of(1));
    expect_refused(early, Errc::wrong_phase);
    builder.cosign({1, 2, 3});
    follow();
    Share share = builder.share_of(1);
    share.signature = builder.share_of(2).signature;
    expect_refused(encode_share(share), Errc::signature_rejected);
    share = builder.share_of(1);
    share.root = Bytes32{};
    sign_share(share, builder.tellers[0].statement_key);
    expect_refused(encode_share(share), Errc::wrong_manifest);
    share.teller = TellerNumber{4};
    expect_refused(encode_share(share), Errc::not_permitted);
    for (int i = 0; i < 3; ++i)
        builder.share(1);
    follow();
    expect_refused(encode_share(builder.share_of(1)), Errc::busy);
}

TEST_F(CongressRound, a_false_share_under_a_good_signature_is_kept) {
    to_cosigned();
    Share share = builder.share_of(1);
    share.response = share.response + Scalar::one();
    sign_share(share, builder.tellers[0].statement_key);
    builder.add(encode_share(share));
    follow();
    EXPECT_EQ(state.round()->shares.size(), 1U);
}

TEST_F(CongressRound, nothing_is_announced_without_reports_of_its_result) {
    to_cosigned();
    builder.share(1);
    builder.share(2);
    builder.decide({1, 2});
    builder.report(1);
    builder.report(1);
    follow();
    expect_refused(builder.statement(Act::announce, ResultBody{builder.result}, {1, 2}),
                   Errc::wrong_phase);
    expect_refused(builder.statement(Act::report, ResultBody{}, {4}), Errc::wrong_manifest);
    builder.report(2);
    follow();
    expect_refused(builder.statement(Act::announce, ResultBody{}, {1, 2}), Errc::wrong_manifest);
    builder.announce();
    follow();
}

// A record of 7 deputies: project 1 was chosen, 2 and 3 were not.
TEST_F(CongressRound, a_further_round_follows_its_statement_and_the_round_before) {
    to_cosigned();
    builder.finish();
    builder.log.pop_back();  // publish may come after the further round was stated
    follow();
    ManifestFields fields = builder.manifest_fields();
    fields.round = 2;
    fields.kind = RoundKind::presidium;
    fields.parent = builder.result;
    fields.projects.erase(fields.projects.begin());
    fields.method.places = 1;
    fields.method.hi = 1;
    const auto entry = [](const ManifestFields& of) {
        return value_of(VoteManifest::create(of)).bytes();
    };
    expect_refused(entry(fields), Errc::wrong_phase);
    const auto stated = [&](const ResultHash& parent, RoundKind kind) {
        return builder.statement(Act::further_round, NextRoundBody{parent, kind}, {1, 2});
    };
    expect_refused(stated(builder.result, RoundKind::tie), Errc::malformed);
    expect_refused(stated(builder.result, RoundKind::ordered), Errc::malformed);
    expect_refused(stated(ResultHash{Bytes32{{1}}}, RoundKind::presidium), Errc::wrong_manifest);
    builder.act(Act::further_round, NextRoundBody{builder.result, RoundKind::presidium});
    builder.act(Act::publish);
    follow();

    const auto refused = [&](Errc code, const std::function<void(ManifestFields&)>& change) {
        ManifestFields wrong = fields;
        change(wrong);
        expect_refused(entry(wrong), code);
    };
    using F = ManifestFields;
    refused(Errc::wrong_manifest, [](F& f) { f.parent = ResultHash{Bytes32{{1}}}; });
    refused(Errc::malformed, [](F& f) { f.kind = RoundKind::tie; });
    refused(Errc::malformed, [](F& f) { f.round = 3; });
    refused(Errc::malformed, [](F& f) { f.projects.pop_back(); });
    refused(Errc::malformed, [&](F& f) { f.projects = builder.manifest_fields().projects; });
    refused(Errc::malformed, [](F& f) { std::swap(f.projects[0], f.projects[1]); });
    refused(Errc::malformed, [](F& f) { f.projects[0].name = "another"; });
    refused(Errc::malformed, [](F& f) { f.projects[0].ref += "x"; });
    refused(Errc::malformed, [](F& f) { f.method.places = 2; });
    refused(Errc::malformed, [](F& f) { f.method.hi = 2; });
    refused(Errc::malformed, [](F& f) { f.method.threshold = std::nullopt; });
    refused(Errc::malformed, [](F& f) { f.method.tie = TieRule::presidium; });
    EXPECT_EQ(builder.further_fields(), fields);
    ASSERT_TRUE(state.apply(entry(fields)));
    EXPECT_EQ(state.phase(), Phase::drafted);
    EXPECT_EQ(state.rounds().size(), 2U);
}

TEST_F(CongressRound, a_voided_round_is_held_again_as_ordered_also_with_fewer_candidates) {
    builder.draft();
    builder.open();
    builder.act(Act::void_round, ReasonBody{"power cut"});
    const ResultHash parent = void_hash(builder.log.back());
    follow();
    expect_refused(builder.statement(Act::further_round,
                                     NextRoundBody{ResultHash{}, RoundKind::ordered}, {1, 2}),
                   Errc::wrong_manifest);
    expect_refused(builder.statement(Act::further_round,
                                     NextRoundBody{parent, RoundKind::set_invalid}, {1, 2}),
                   Errc::malformed);
    builder.act(Act::further_round, NextRoundBody{parent, RoundKind::ordered});
    follow();
    ManifestFields fields = builder.manifest_fields();
    fields.round = 2;
    fields.kind = RoundKind::ordered;
    fields.parent = parent;
    fields.projects.erase(fields.projects.begin() + 1);
    EXPECT_TRUE(state.check(value_of(VoteManifest::create(fields)).bytes()));
    std::swap(fields.projects[0], fields.projects[1]);
    expect_refused(value_of(VoteManifest::create(fields)).bytes(), Errc::malformed);
    builder.act(Act::publish);
    follow();
    builder.draft(builder.further_fields());
    follow();
    EXPECT_EQ(state.round()->manifest.fields().projects, builder.manifest_fields().projects);
}

TEST_F(CongressRound, nothing_follows_where_no_place_is_left) {
    ManifestFields fields = builder.manifest_fields();
    fields.method.places = 1;
    fields.method.hi = 1;
    builder.draft(fields);
    builder.open();
    for (std::uint32_t deputy = 1; deputy <= 7; ++deputy)
        builder.issue(deputy);
    builder.end_issuing();
    for (std::uint32_t deputy = 1; deputy <= 5; ++deputy)
        builder.cast(deputy, {1, 0, 0});
    builder.shut();
    builder.finish();
    builder.log.pop_back();
    follow();
    EXPECT_EQ(further_kind(state.round()->as_before()), std::nullopt);
    for (std::uint8_t kind = 2; kind <= 7; ++kind) {
        expect_refused(
            builder.statement(Act::further_round,
                              NextRoundBody{builder.result, static_cast<RoundKind>(kind)}, {1, 2}),
            Errc::malformed);
    }
}

TEST_F(CongressRound, who_is_in_the_hall_is_present_in_a_further_round) {
    to_cosigned();
    builder.finish();
    builder.log.pop_back();
    builder.act(Act::leave, DeputiesBody{{DeputyNumber{1}, DeputyNumber{2}, DeputyNumber{3}}});
    follow();
    EXPECT_TRUE(state.signed_in(DeputyNumber{1}));  // in the round that is over
    EXPECT_EQ(state.present(), 7U);
    builder.state_further_round();
    builder.draft(builder.further_fields());
    builder.act(Act::seal);
    follow();
    EXPECT_EQ(state.signed_in_count(), 4U);
    EXPECT_FALSE(state.signed_in(DeputyNumber{1}));
    expect_refused(builder.statement(Act::open, {}, {1, 2}), Errc::quorum_missed);
    builder.sign_in({2});  // two thirds of seven are five
    builder.act(Act::open);
    builder.act(Act::leave, DeputiesBody{{DeputyNumber{7}}});
    builder.sign_in({1});
    follow();
    EXPECT_EQ(state.present(), 6U);
    EXPECT_TRUE(state.signed_in(DeputyNumber{7}));
    EXPECT_FALSE(state.signed_in(DeputyNumber{3}));
    EXPECT_EQ(state.rounds().front().counted().present, 7U);
}

}  // namespace
}  // namespace piaojue
