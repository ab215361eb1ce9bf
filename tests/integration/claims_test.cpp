// Declarations and claims through the server: who may, when, and that an answer is kept
//                                                                            PROTOCOL.md §11.9
#include <gtest/gtest.h>

#include <algorithm>

#include "ballot/promise.hpp"
#include "ballot/verify.hpp"
#include "crypto/merkle.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

class Claims : public ::testing::Test {
protected:
    // Deputies 1 to 4 take a paper of their own; 1 and 2 cast, 3 hands back, 4 keeps it.
    void to_voted(Congress& congress) {
        congress.prepare();
        congress.open();
        for (std::uint32_t deputy = 1; deputy <= 4; ++deputy)
            papers_.push_back(congress.paper(deputy));
        congress.end_issuing();
        EXPECT_EQ(congress.cast(congress.ballot(papers_[0], {1, 0})).status, 200U);
        EXPECT_EQ(congress.cast(congress.ballot(papers_[1], {1, 0})).status, 200U);
        EXPECT_EQ(congress.hand_back(papers_[2]).status, 200U);
    }
    Report publish() {
        congress_.decrypt();
        congress_.announce();
        congress_.publish();
        return value_of(verify(congress_.get("/api/v1/record").body, congress_.rng, {}));
    }
    static std::string failed(const Report& report) {
        std::string out;
        for (const CheckResult& check : report.checks)
            if (!check.passed) out += std::string{check_name(check.check)} + ": " + check.detail;
        return out;
    }

    Congress congress_;
    std::vector<SamplePaper> papers_;
};

TEST_F(Claims, they_are_in_the_record_and_the_bound_is_told) {
    to_voted(congress_);
    for (const std::uint32_t deputy : {3U, 1U})
        EXPECT_EQ(congress_.declare(deputy).status, 200U);
    congress_.close();
    EXPECT_EQ(congress_.declare(2).status, 200U);
    const Reply claimed = congress_.claim(papers_[3]);
    EXPECT_EQ(claimed.status, 200U);
    const Promise promise = value_of(decode_promise(claimed.body));
    EXPECT_TRUE(check_promise(congress_.round().manifest().box_key(), promise));
    congress_.cosign();
    const Reply ended = congress_.end_claims();
    ASSERT_EQ(ended.status, 201U) << ended;
    EXPECT_EQ(congress_.app().log().entry(ended.index() + 4),
              make_claim(congress_.round(), papers_[3].token, papers_[3].key).bytes);
    EXPECT_EQ(LeafHash{merkle_leaf(congress_.app().log().entry(ended.index() + 4))}, promise.leaf);
    const Report report = publish();
    EXPECT_TRUE(report.valid) << failed(report);
    EXPECT_EQ(report.rounds.at(0).bound, (Bound{3, 0, 1, 0, false}));
    const std::string round = congress_.get("/api/v1/round").text();
    EXPECT_NE(round.find(R"("invented_at_most":0)"), std::string::npos) << round;
}

TEST_F(Claims, the_desk_refuses_in_the_order_of_the_protocol) {
    EXPECT_REFUSAL(congress_.post("/api/v1/declare", Bytes(102)), Errc::too_large);
    EXPECT_REFUSAL(congress_.post("/api/v1/declare", Bytes(101)), Errc::malformed);
    Bytes early(size::declaration);
    early[0] = enum_code(EntryType::declaration);
    EXPECT_REFUSAL(congress_.post("/api/v1/declare", early), Errc::unknown_round);
    congress_.prepare();
    EXPECT_REFUSAL(congress_.post("/api/v1/declare", early), Errc::wrong_manifest);
    EXPECT_REFUSAL(congress_.declare(1), Errc::wrong_phase);
    congress_.open();
    Bytes forged = encode_declaration(
        make_declaration(congress_.round().hash(), DeputyNumber{1}, congress_.identity_key(2)));
    EXPECT_REFUSAL(congress_.post("/api/v1/declare", forged), Errc::not_on_roll);
    EXPECT_REFUSAL(congress_.declare(1), Errc::not_permitted);  // nothing was issued
    static_cast<void>(congress_.paper(1));
    EXPECT_EQ(congress_.declare(1).status, 200U);
    EXPECT_TRUE(check_declaration_answer(congress_.declare(1).body));
    congress_.end_issuing();
    EXPECT_EQ(congress_.act(Act::pause, ReasonBody{""}).status, 201U);
    EXPECT_EQ(congress_.declare(1).status, 200U);
    congress_.restart();
    EXPECT_EQ(congress_.declare(1).status, 200U);  // also behind its end
}

TEST_F(Claims, who_drew_a_slip_declares_nothing) {
    Congress drawing{CongressPlan{.slips = 2}};
    drawing.prepare();
    drawing.open();
    EXPECT_EQ(drawing.draw(1).status, 200U);
    EXPECT_REFUSAL(drawing.declare(1), Errc::not_permitted);
}

TEST_F(Claims, the_box_refuses_in_the_order_of_the_protocol) {
    to_voted(congress_);
    const Reply early = congress_.claim(papers_[3]);
    EXPECT_REFUSAL(early, Errc::wrong_phase);
    const Bytes request = make_claim(congress_.round(), papers_[3].token, papers_[3].key).bytes;
    EXPECT_TRUE(check_refusal(congress_.round().manifest().box_key(), congress_.round().hash(),
                              Errc::wrong_phase, request,
                              Signature::from(early.evidence("refusal"))));
    congress_.close();
    const auto post = [&](ByteView bytes) {
        return congress_.post("/api/v1/claim", bytes, Origin::box);
    };
    EXPECT_REFUSAL(post(Bytes(551)), Errc::too_large);
    EXPECT_REFUSAL(post(Bytes(549)), Errc::malformed);
    Bytes other = request;
    other[2] = 9;
    EXPECT_REFUSAL(post(other), Errc::wrong_version);
    other = request;
    other[3] ^= 1U;
    EXPECT_REFUSAL(post(other), Errc::wrong_manifest);
    SamplePaper false_token{SigningKey::generate(congress_.rng), papers_[3].token};
    EXPECT_REFUSAL(congress_.claim(false_token), Errc::token_rejected);
    other = request;
    other.back() ^= 1U;
    EXPECT_REFUSAL(post(other), Errc::signature_rejected);
    const Reply cast = congress_.claim(papers_[0]);
    EXPECT_REFUSAL(cast, Errc::already_cast);
    EXPECT_EQ(cast.evidence("promise").size(), size::promise);
    EXPECT_REFUSAL(congress_.claim(papers_[2]), Errc::already_handed_back);
    const Reply claimed = congress_.claim(papers_[3]);
    EXPECT_EQ(claimed.status, 200U);
    EXPECT_EQ(congress_.claim(papers_[3]).body, claimed.body);
    congress_.restart();
    EXPECT_EQ(congress_.claim(papers_[3]).body, claimed.body);
}

TEST_F(Claims, act_19_ends_both_and_the_same_bytes_keep_their_answer) {
    to_voted(congress_);
    EXPECT_EQ(congress_.declare(1).status, 200U);
    congress_.close();
    const Bytes ending = congress_.statement(Act::end_claims, UsedSlipsBody{0});
    const Reply ended = congress_.post("/api/v1/statements", ending);
    ASSERT_EQ(ended.status, 201U);
    for (int start = 0; start < 2; ++start) {
        EXPECT_EQ(congress_.post("/api/v1/statements", ending).index(), ended.index());
        EXPECT_REFUSAL(congress_.end_claims(), Errc::wrong_phase);
        EXPECT_REFUSAL(congress_.declare(2), Errc::wrong_phase);
        EXPECT_REFUSAL(congress_.claim(papers_[3]), Errc::wrong_phase);
        EXPECT_EQ(congress_.declare(1).status, 200U);
        congress_.restart();
    }
    congress_.cosign();
    const Report report = publish();
    EXPECT_TRUE(report.valid) << failed(report);
    EXPECT_EQ(report.rounds.at(0).bound->invented_at_most, 2U);
}

TEST_F(Claims, a_share_ends_both_without_act_19) {
    to_voted(congress_);
    congress_.close();
    congress_.cosign();
    EXPECT_EQ(congress_.post("/api/v1/shares", congress_.share(1)).status, 201U);
    EXPECT_REFUSAL(congress_.declare(1), Errc::wrong_phase);
    EXPECT_REFUSAL(congress_.claim(papers_[3]), Errc::wrong_phase);
    EXPECT_REFUSAL(congress_.end_claims(), Errc::wrong_phase);
    const Report report = publish();
    EXPECT_TRUE(report.valid) << failed(report);
    EXPECT_EQ(report.rounds.at(0).bound, std::nullopt);
}

TEST_F(Claims, the_methods_minutes_are_waited_for) {
    Congress slow{CongressPlan{.method = "claim_minutes = 15\n"}};
    to_voted(slow);
    slow.close();
    slow.clock.pass_minutes(14);
    EXPECT_REFUSAL(slow.end_claims(), Errc::not_permitted);
    EXPECT_EQ(slow.claim(papers_[3]).status, 200U);
    slow.restart();
    EXPECT_REFUSAL(slow.end_claims(), Errc::not_permitted);
    slow.clock.pass_minutes(1);
    EXPECT_EQ(slow.end_claims().status, 201U);
    EXPECT_EQ(slow.state().round()->claims.size(), 1U);
}

// The server stops at any point between a claim's answer and act 19.
TEST_F(Claims, what_was_answered_stands_behind_act_19_after_any_restart) {
    to_voted(congress_);
    EXPECT_EQ(congress_.declare(2).status, 200U);
    congress_.restart();
    congress_.close();
    congress_.restart();
    EXPECT_EQ(congress_.claim(papers_[3]).status, 200U);
    congress_.restart();
    EXPECT_EQ(congress_.end_claims().status, 201U);
    congress_.restart();
    const RoundState& round = *congress_.state().round();
    EXPECT_EQ(round.declared, std::set<DeputyNumber>{DeputyNumber{2}});
    EXPECT_EQ(round.claims.size(), 1U);
}

TEST_F(Claims, a_voided_round_takes_neither) {
    to_voted(congress_);
    congress_.close();
    EXPECT_EQ(congress_.act(Act::void_round, ReasonBody{"设备故障"}).status, 201U);
    EXPECT_REFUSAL(congress_.declare(1), Errc::wrong_phase);
    EXPECT_REFUSAL(congress_.claim(papers_[3]), Errc::wrong_phase);
    EXPECT_REFUSAL(congress_.end_claims(), Errc::wrong_phase);
}

}  // namespace
}  // namespace piaojue::testing
