// Drawn slips through the server: the desk, the box, the leftovers, a restart at each point
//                                                                            PROTOCOL.md §7.4
#include <gtest/gtest.h>

#include <algorithm>

#include "ballot/verify.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

class Slips : public ::testing::Test {
protected:
    Slips() : congress_(CongressPlan{.slips = 4}) {}

    void to_issuing() {
        congress_.prepare();
        congress_.open();
    }
    Reply void_slips(std::vector<SlipHash> slips) {
        std::sort(slips.begin(), slips.end());
        return congress_.act(Act::void_slips, SlipsBody{std::move(slips)});
    }
    Report publish() {
        congress_.close();
        congress_.cosign();
        congress_.decrypt();
        congress_.announce();
        congress_.publish();
        return value_of(verify(congress_.get("/api/v1/record").body, congress_.rng, {}));
    }

    Congress congress_;
};

TEST_F(Slips, the_desk_refuses_in_the_order_of_the_protocol) {
    congress_.prepare();
    EXPECT_REFUSAL(congress_.draw(1), Errc::wrong_phase);
    congress_.sign_in(1, 5);
    EXPECT_EQ(congress_.act(Act::leave, DeputiesBody{{DeputyNumber{5}}}).status, 201U);
    EXPECT_EQ(congress_.act(Act::open).status, 201U);
    EXPECT_REFUSAL(congress_.draw(5), Errc::not_signed_in);
    const Reply drawn = congress_.draw(1);
    EXPECT_EQ(drawn.status, 200U);
    EXPECT_TRUE(check_draw_answer(drawn.body));
    congress_.restart();
    EXPECT_EQ(congress_.draw(1).status, 200U);  // the same request again
    EXPECT_REFUSAL(congress_.post("/api/v1/issue", congress_.issue_request(1)),
                   Errc::already_issued);
    static_cast<void>(congress_.paper(2));
    EXPECT_REFUSAL(congress_.draw(2), Errc::already_issued);
    congress_.end_issuing();
    EXPECT_EQ(congress_.draw(1).status, 200U);
    EXPECT_REFUSAL(congress_.draw(3), Errc::wrong_phase);
}

TEST_F(Slips, a_repeated_request_is_that_of_the_desk_that_made_it) {
    to_issuing();
    const Bytes here(roll::desk_mark, 1);
    const Bytes there(roll::desk_mark, 2);
    EXPECT_EQ(congress_.draw(1, here).status, 200U);
    for (int start = 0; start < 2; ++start) {
        EXPECT_EQ(congress_.draw(1, here).status, 200U);
        EXPECT_REFUSAL(congress_.draw(1, there), Errc::already_issued);
        EXPECT_REFUSAL(congress_.draw(1), Errc::already_issued);
        congress_.restart();
    }
    EXPECT_EQ(congress_.draw(2).status, 200U);
    EXPECT_REFUSAL(congress_.draw(2, here), Errc::already_issued);
    EXPECT_REFUSAL(congress_.draw(3, Bytes(roll::desk_mark - 1)), Errc::malformed);
    congress_.end_issuing();
    EXPECT_EQ(congress_.draw(1, here).status, 200U);
    EXPECT_REFUSAL(congress_.draw(1, there), Errc::wrong_phase);
}

TEST_F(Slips, no_more_are_drawn_than_there_are) {
    Congress few{CongressPlan{.slips = 2}};
    few.prepare();
    few.open();
    EXPECT_EQ(few.draw(1).status, 200U);
    EXPECT_EQ(few.draw(2).status, 200U);
    EXPECT_REFUSAL(few.draw(3), Errc::busy);
    EXPECT_EQ(few.draw(2).status, 200U);
    static_cast<void>(few.paper(3));
}

TEST_F(Slips, a_round_without_a_list_has_none) {
    Congress without;
    without.prepare();
    without.open();
    EXPECT_REFUSAL(without.draw(1), Errc::not_permitted);
    without.end_issuing();
    SlipSecrets slip = derive_slip(without.rng.secret<32>());
    const SamplePaper paper{std::move(slip.ballot_key), drawn_token(slip.prefix)};
    EXPECT_REFUSAL(without.cast(without.ballot(paper, {1, 0})), Errc::token_rejected);
}

TEST_F(Slips, drawn_spent_handed_back_and_voided_slips_verify) {
    to_issuing();
    for (const std::uint32_t deputy : {1U, 2U})
        EXPECT_EQ(congress_.draw(deputy).status, 200U);
    const SamplePaper own = congress_.paper(3);
    congress_.end_issuing();
    EXPECT_EQ(congress_.cast(congress_.ballot(congress_.slip(0), {1, 0})).status, 200U);
    EXPECT_EQ(congress_.hand_back(congress_.slip(1)).status, 200U);
    EXPECT_EQ(congress_.cast(congress_.ballot(own, {0, 1})).status, 200U);
    EXPECT_EQ(void_slips({congress_.slip_of(2)}).status, 201U);
    congress_.restart();
    EXPECT_EQ(void_slips({congress_.slip_of(3)}).status, 201U);
    const Report report = publish();
    EXPECT_TRUE(report.valid);
    const auto slips = std::find_if(report.checks.begin(), report.checks.end(),
                                    [](const auto& one) { return one.check == Check::slips; });
    EXPECT_EQ(slips->detail, "4 slips, 2 drawn, 2 voided, 0 missing");
}

TEST_F(Slips, a_voided_slip_is_worth_nothing_also_after_a_restart) {
    to_issuing();
    EXPECT_EQ(congress_.draw(1).status, 200U);
    EXPECT_REFUSAL(void_slips({congress_.slip_of(3)}), Errc::wrong_phase);
    congress_.end_issuing();
    EXPECT_EQ(void_slips({congress_.slip_of(3)}).status, 201U);
    for (int start = 0; start < 2; ++start) {
        EXPECT_REFUSAL(congress_.cast(congress_.ballot(congress_.slip(3), {1, 0})),
                       Errc::already_handed_back);
        EXPECT_REFUSAL(congress_.hand_back(congress_.slip(3)), Errc::already_handed_back);
        EXPECT_REFUSAL(void_slips({congress_.slip_of(3)}), Errc::already_handed_back);
        congress_.restart();
    }
}

TEST_F(Slips, a_slip_that_was_used_is_not_left_over_and_none_is_voided_with_it) {
    to_issuing();
    for (const std::uint32_t deputy : {1U, 2U})
        EXPECT_EQ(congress_.draw(deputy).status, 200U);
    congress_.end_issuing();
    EXPECT_EQ(congress_.cast(congress_.ballot(congress_.slip(0), {1, 0})).status, 200U);
    EXPECT_EQ(congress_.hand_back(congress_.slip(1)).status, 200U);
    for (int start = 0; start < 2; ++start) {
        EXPECT_REFUSAL(void_slips({congress_.slip_of(0), congress_.slip_of(2)}),
                       Errc::already_cast);
        EXPECT_REFUSAL(void_slips({congress_.slip_of(1), congress_.slip_of(2)}),
                       Errc::already_handed_back);
        congress_.restart();
    }
    EXPECT_REFUSAL(void_slips({SlipHash{congress_.rng.bytes<32>()}, congress_.slip_of(2)}),
                   Errc::token_rejected);
    EXPECT_EQ(void_slips({congress_.slip_of(2)}).status, 201U);
    EXPECT_TRUE(publish().valid);
}

TEST_F(Slips, more_than_are_left_over_are_not_voided_and_the_drawn_ones_keep_their_worth) {
    to_issuing();
    EXPECT_EQ(congress_.draw(1).status, 200U);
    EXPECT_EQ(congress_.draw(2).status, 200U);
    congress_.end_issuing();
    EXPECT_EQ(void_slips({congress_.slip_of(3)}).status, 201U);
    const Reply one_too_many = void_slips({congress_.slip_of(1), congress_.slip_of(2)});
    EXPECT_REFUSAL(one_too_many, Errc::malformed);
    EXPECT_EQ(congress_.cast(congress_.ballot(congress_.slip(1), {1, 0})).status, 200U);
    EXPECT_EQ(void_slips({congress_.slip_of(2)}).status, 201U);
    EXPECT_TRUE(publish().valid);
}

TEST_F(Slips, a_slip_is_spent_once) {
    to_issuing();
    EXPECT_EQ(congress_.draw(1).status, 200U);
    congress_.end_issuing();
    EXPECT_EQ(congress_.cast(congress_.ballot(congress_.slip(0), {1, 0})).status, 200U);
    const Reply second = congress_.cast(congress_.ballot(congress_.slip(0), {0, 1}));
    EXPECT_REFUSAL(second, Errc::already_cast);
    EXPECT_EQ(second.evidence("promise").size(), size::promise);
    EXPECT_REFUSAL(congress_.hand_back(congress_.slip(0)), Errc::already_cast);
}

TEST_F(Slips, a_further_round_takes_no_slip_of_the_one_before) {
    to_issuing();
    EXPECT_EQ(congress_.draw(1).status, 200U);
    congress_.end_issuing();
    EXPECT_EQ(congress_.act(Act::void_round, ReasonBody{"设备故障"}).status, 201U);
    congress_.draft_further();
    EXPECT_EQ(congress_.act(Act::seal).status, 201U);
    congress_.open();
    EXPECT_REFUSAL(congress_.draw(1), Errc::not_permitted);
    congress_.end_issuing();
    EXPECT_REFUSAL(congress_.cast(congress_.ballot(congress_.slip(0), {1, 0})),
                   Errc::token_rejected);
}

}  // namespace
}  // namespace piaojue::testing
