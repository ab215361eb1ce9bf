// One rule about declarations and claims broken at a time: exactly the checks that are about it
// fail
//                                                                        PROTOCOL.md §11.9 §12
#include "ballot/tools/report_json.hpp"
#include "ballot/tools/report_text.hpp"
#include "tests/support/faults.hpp"

namespace piaojue {
namespace {

using testing::CongressBuilder;
using testing::CongressOptions;
using testing::detail_of;
using testing::flip;
using testing::Names;
using testing::value_of;

// Deputies 1 to 5 cast, 6 hands back, 7 does not use its paper.
class ClaimFaults : public testing::FaultyCongress {
protected:
    // A paper that nobody was issued, made by whoever holds the issuing key.
    testing::Paper invented() {
        const TokenSeed seed = builder.rng.secret<32>();
        const auto request = value_of(
            make_issue_request(*builder.round, DeputyNumber{1}, builder.identity_keys[0], seed));
        const Token token =
            value_of(finalize_token(*builder.round, seed, testing::sign_blindly(request)));
        return {std::move(derive_paper(builder.round->hash(), seed).ballot_key), token, {}};
    }
    Bytes claim_of(const testing::Paper& paper) {
        return make_claim(*builder.round, paper.token, paper.key).bytes;
    }
    void end_and_expect(const Names& failed, std::uint32_t used_slips = 0) {
        builder.end_claims(used_slips);
        finish_and_expect(failed);
    }
    // The reason of a refusal by the state for the newest entry, behind all before it.
    Result<void> newest() {
        CongressState state;
        for (std::size_t i = 0; i + 1 < builder.log.size(); ++i) {
            const auto applied = state.apply(builder.log[i]);
            EXPECT_TRUE(applied) << i << ": " << applied.error().detail;
        }
        return state.check(builder.log.back());
    }
};

TEST_F(ClaimFaults, declarations_and_claims_stand_behind_act_19_and_the_bound_is_told) {
    to_shut();
    for (std::uint32_t deputy = 2; deputy <= 6; ++deputy)
        builder.declare(deputy);
    builder.claim(7);
    builder.end_claims();
    builder.finish();
    const Report report = expect({});
    EXPECT_EQ(detail_of(report, Check::claims), "5 declared, 0 used slips, 1 claimed");
    ASSERT_EQ(report.rounds.size(), 1U);
    // Of the six in the box one was not declared; project 1 has 4 of 7 and would not pass with 3.
    EXPECT_EQ(report.rounds[0].bound, (Bound{5, 0, 1, 1, true}));
    const auto json = tools::round_json(report.rounds[0]);
    EXPECT_EQ(json.at("bound").at("invented_at_most").as_uint64(), 1U);
    EXPECT_TRUE(json.at("bound").at("could_change").as_bool());
    EXPECT_NE(tools::round_text(report.rounds[0]).find("at most 1, could change the decision"),
              std::string::npos);
}

TEST_F(ClaimFaults, without_act_19_the_bound_is_null_and_not_0) {
    to_shut();
    builder.finish();
    const Report report = expect({});
    EXPECT_EQ(report.rounds[0].bound, std::nullopt);
    EXPECT_TRUE(tools::round_json(report.rounds[0]).at("bound").is_null());
    EXPECT_NE(tools::round_text(report.rounds[0]).find("not established"), std::string::npos);
}

TEST_F(ClaimFaults, used_slips_that_can_not_be_establish_nothing_and_fail_nothing) {
    to_shut();
    end_and_expect({}, 1);  // no slip was drawn
    EXPECT_EQ(expect({}).rounds[0].bound, std::nullopt);
}

TEST_F(ClaimFaults, used_slips_count_like_declarations) {
    CongressOptions options;
    options.slips = 4;
    builder = CongressBuilder{options};
    to_shut();  // deputies 1 to 3 drew a slip
    builder.declare(5);
    end_and_expect({}, 3);
    EXPECT_EQ(expect({}).rounds[0].bound->invented_at_most, 2U);
}

// ── declarations ──

TEST_F(ClaimFaults, a_declaration_under_another_key) {
    to_shut();
    builder.declarations.push_back(encode_declaration(
        make_declaration(builder.round->hash(), DeputyNumber{2}, builder.identity_keys[2])));
    end_and_expect({"claims"});
}

TEST_F(ClaimFaults, a_byte_of_a_declaration) {
    to_shut();
    builder.declare(2);
    flip(builder.declarations.back(), 60);
    end_and_expect({"claims"});
}

TEST_F(ClaimFaults, a_deputy_who_declares_twice) {
    to_shut();
    builder.declare(2);
    // Ed25519 keys of ours sign one message in one way only; another valid one is not made here.
    Bytes other = builder.declarations.back();
    flip(other, 100);
    builder.declarations.push_back(other);
    builder.end_claims();
    builder.finish();
    const Report report = expect({"claims"});
    EXPECT_NE(detail_of(report, Check::claims).find("declared before"), std::string::npos);
    EXPECT_EQ(report.rounds[0].bound->declarations, 2U);
}

TEST_F(ClaimFaults, a_declaration_of_who_drew_a_slip_or_is_not_on_the_roll) {
    CongressOptions options;
    options.slips = 4;
    builder = CongressBuilder{options};
    to_shut();
    builder.declare(1);
    end_and_expect({"claims"});
    builder = CongressBuilder{};
    to_shut();
    builder.declarations.push_back(encode_declaration(
        make_declaration(builder.round->hash(), DeputyNumber{8}, builder.identity_keys[0])));
    end_and_expect({"claims"});
}

// ── claims ──

TEST_F(ClaimFaults, a_claim_beyond_what_is_outstanding_proves_invented_ballots) {
    builder.draft();
    builder.open();
    for (std::uint32_t deputy = 1; deputy <= 7; ++deputy)
        builder.issue(deputy);
    builder.end_issuing();
    for (std::uint32_t deputy = 1; deputy <= 5; ++deputy)
        builder.cast(deputy, {1, 0, 0});
    const testing::Paper paper = invented();
    builder.ballots.push_back(
        value_of(seal(*builder.round, testing::make_marks(*builder.round, {1, 0, 0}), paper.token,
                      paper.key, builder.rng.secret<32>(), builder.rng))
            .entry());
    builder.shut();
    for (std::uint32_t deputy = 1; deputy <= 5; ++deputy)
        builder.declare(deputy);
    builder.claim(6);
    builder.end_claims();
    builder.finish();
    EXPECT_EQ(expect({}).rounds[0].bound->invented_at_most, 1U);
    builder.claims.push_back(claim_of(builder.papers.at(7)));
    // The claim of the seventh, where the sixth's stands.
    const auto at = std::ranges::find(builder.log, builder.claims.front());
    ASSERT_NE(at, builder.log.end());
    std::sort(builder.claims.begin(), builder.claims.end());
    const auto where = builder.log.erase(at);
    builder.log.insert(where, builder.claims.begin(), builder.claims.end());
    const Report report = expect({"claims"});
    EXPECT_NE(detail_of(report, Check::claims).find("6 in the box and 2 claimed, 7 issued"),
              std::string::npos);
}

TEST_F(ClaimFaults, a_claim_of_a_paper_that_is_in_the_box) {
    to_shut();
    builder.claim(2);
    end_and_expect({"claims"});
}

TEST_F(ClaimFaults, a_paper_that_is_claimed_twice) {
    to_shut();
    builder.claim(7);
    Bytes other = builder.claims.back();
    flip(other, 549);
    builder.claims.push_back(other);
    builder.end_claims();
    builder.finish();
    const Report report = expect({"claims"});
    EXPECT_NE(detail_of(report, Check::claims).find("the same paper"), std::string::npos);
}

TEST_F(ClaimFaults, a_claim_whose_token_the_issuer_did_not_sign) {
    to_shut();
    testing::Paper paper = invented();
    paper.token.prefix.data_[0] ^= 1U;
    builder.claims.push_back(claim_of(paper));
    end_and_expect({"claims"});
}

// Nobody knows of a slip here whether it was drawn or stolen: it has no claim, used or not.
TEST_F(ClaimFaults, a_claim_of_a_slip) {
    CongressOptions options;
    options.slips = 4;
    builder = CongressBuilder{options};
    to_shut();
    SlipSecrets slip = derive_slip(builder.slips.at(3));
    const Claim claim = make_claim(*builder.round, drawn_token(slip.prefix), slip.ballot_key);
    EXPECT_REFUSED(AuthenticClaim::authenticate(*builder.round, claim.bytes), Errc::token_rejected);
    builder.claims.push_back(claim.bytes);
    end_and_expect({"claims"});
}

TEST_F(ClaimFaults, a_claim_of_a_sheet) {
    to_shut();
    const SigningKey key = SigningKey::generate(builder.rng);
    const auto witness = [&](std::uint16_t person, const SigningKey& by) {
        return witness_sheet(builder.round->hash(), key.verify_key(), PersonNumber{person}, by);
    };
    const Token sheet = paper_token(witness(2, builder.scrutineer_key),
                                    witness(3, builder.tellers[0].statement_key));
    const Claim claim = make_claim(*builder.round, sheet, key);
    EXPECT_REFUSED(AuthenticClaim::authenticate(*builder.round, claim.bytes), Errc::token_rejected);
    builder.claims.push_back(claim.bytes);
    end_and_expect({"claims"});
}

// Exchanged papers are in the box, sheets entered at a booth are not.
TEST_F(ClaimFaults, exchanges_are_bounded_too_and_entered_sheets_are_not) {
    builder.draft();
    builder.open();
    builder.take_sheet(1);
    builder.take_sheet(7);
    for (std::uint32_t deputy = 2; deputy <= 6; ++deputy)
        builder.issue(deputy);
    builder.end_issuing();
    for (std::uint32_t deputy = 2; deputy <= 4; ++deputy)
        builder.cast(deputy, {1, 0, 0});
    builder.exchange(5);
    builder.enter_sheet({0, 1, 0});
    builder.enter_sheet({0, 1, 0});
    builder.shut();
    for (std::uint32_t deputy = 2; deputy <= 4; ++deputy)
        builder.declare(deputy);
    builder.claim(6);
    builder.end_claims();
    PaperBatch batch{builder.round->hash(), BatchNumber{1}, 3, 0, {}, {}, {}};
    batch.projects.assign(3, SheetVotes{});
    builder.add_batch(batch);
    builder.state_paper(0);
    builder.finish();
    const Report report = expect({});
    ASSERT_EQ(report.rounds.size(), 1U);
    ASSERT_TRUE(report.rounds[0].bound);
    EXPECT_EQ(report.rounds[0].bound->invented_at_most, 1U);  // the exchange
    EXPECT_EQ(report.rounds[0].bound->claims, 1U);
}

TEST_F(ClaimFaults, a_claim_that_can_not_be_read_counts_and_is_no_entry) {
    to_shut();
    builder.claim(7);
    Bytes& claim = builder.claims.back();
    std::fill_n(claim.begin() + 35, 32, Byte{0xFF});  // Q
    builder.end_claims();
    builder.finish();
    EXPECT_EQ(expect({"log_order", "claims"}).rounds[0].bound->claims, 1U);
}

TEST_F(ClaimFaults, a_claim_cut_short_counts_for_nothing) {
    to_shut();
    builder.claim(7);
    builder.claims.back().pop_back();
    builder.end_claims();
    builder.finish();
    EXPECT_EQ(expect({"log_order", "claims"}).rounds[0].bound->claims, 0U);
}

// ── where they may stand ──

TEST_F(ClaimFaults, act_19_stands_once_behind_the_closing_entry_and_before_a_share) {
    to_voted();
    builder.act(Act::close);
    builder.add_box();
    builder.act(Act::end_claims, UsedSlipsBody{0});
    EXPECT_REFUSED(newest(), Errc::wrong_phase);
    builder.log.pop_back();
    builder.add_closing();
    builder.end_claims();
    EXPECT_TRUE(newest());
    builder.act(Act::end_claims, UsedSlipsBody{0});
    EXPECT_REFUSED(newest(), Errc::wrong_phase);
    builder.log.pop_back();
    builder.log.pop_back();
    builder.cosign({1, 2, 3});
    builder.share(1);
    builder.act(Act::end_claims, UsedSlipsBody{0});
    EXPECT_REFUSED(newest(), Errc::wrong_phase);
}

TEST_F(ClaimFaults, a_second_closing_entry_does_not_stand_behind_declarations) {
    to_voted();
    builder.close();
    builder.declare(2);
    builder.end_claims();
    builder.add_closing();
    EXPECT_REFUSED(newest(), Errc::wrong_phase);
}

TEST_F(ClaimFaults, the_batches_ascend_declarations_first_and_end_with_another_entry) {
    to_shut();
    builder.declare(2);
    builder.declare(3);
    builder.claim(7);
    builder.end_claims();
    const std::vector<Bytes> declared{builder.log.end() - 3, builder.log.end() - 1};
    const Bytes claim = builder.log.back();
    builder.log.resize(builder.log.size() - 3);
    builder.add(declared[1]);
    builder.add(declared[0]);
    EXPECT_REFUSED(newest(), Errc::malformed);
    builder.log.resize(builder.log.size() - 2);
    builder.add(claim);
    builder.add(declared[0]);
    EXPECT_REFUSED(newest(), Errc::wrong_phase);
    builder.log.pop_back();
    builder.sign_in({1});
    builder.add(claim);
    EXPECT_REFUSED(newest(), Errc::wrong_phase);
    builder.log.resize(builder.log.size() - 4);
    builder.add(claim);
    EXPECT_REFUSED(newest(), Errc::wrong_phase);  // without act 19 behind it: in front of nothing
}

TEST_F(ClaimFaults, of_another_round) {
    to_shut();
    builder.claim(7);
    builder.declarations.push_back(encode_declaration(
        make_declaration(ManifestHash{}, DeputyNumber{2}, builder.identity_keys[1])));
    builder.end_claims();
    builder.log.pop_back();
    EXPECT_REFUSED(newest(), Errc::wrong_manifest);
    builder.finish();
    expect({"log_order", "claims"});
}

}  // namespace
}  // namespace piaojue
