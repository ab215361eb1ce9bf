// Ballot papers: the order of refusals, one for each deputy, the same answer again   PROTOCOL.md
// §7.3
#include <gtest/gtest.h>

#include "server/roll/store.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

class IssueTest : public ::testing::Test {
protected:
    Reply issue(ByteView request) { return congress_.post("/api/v1/issue", request); }
    void expect(const Reply& reply, Errc code) {
        EXPECT_TRUE(reply.refusal() == code) << reply << ", expected " << errc_name(code);
    }
    // The request with one byte changed.
    Bytes changed(std::uint32_t deputy, std::size_t at, Byte flip = 1) {
        Bytes out = congress_.issue_request(deputy);
        out[at] ^= flip;
        return out;
    }

    // u16 version ‖ M 32 ‖ u32 deputy ‖ u8 count ‖ blinded 384 ‖ signature 64
    static constexpr std::size_t manifest_at = 2;
    static constexpr std::size_t deputy_at = 34;
    static constexpr std::size_t count_at = 38;
    static constexpr std::size_t blinded_at = 39;

    Congress congress_;
};

TEST_F(IssueTest, refusals_come_in_the_order_of_the_protocol) {
    expect(issue(Bytes(487)), Errc::unknown_round);
    congress_.prepare();
    Bytes longer = congress_.issue_request(1);
    longer.push_back(0);
    expect(issue(longer), Errc::too_large);
    expect(issue(Bytes(100)), Errc::malformed);
    expect(issue(changed(1, count_at)), Errc::malformed);
    Bytes above = congress_.issue_request(1);
    std::fill_n(above.begin() + blinded_at, 384, Byte{0xff});
    expect(issue(above), Errc::malformed);
    expect(issue(changed(1, 1)), Errc::wrong_version);
    expect(issue(changed(1, manifest_at)), Errc::wrong_manifest);
    // Before the phase: who is not on the roll learns nothing else.
    expect(issue(changed(1, deputy_at, 0x40)), Errc::not_on_roll);
    expect(issue(changed(1, 486)), Errc::not_on_roll);
    expect(issue(congress_.issue_request(1)), Errc::wrong_phase);
    congress_.sign_in(1, 4);
    EXPECT_EQ(congress_.act(Act::open).status, 201U);
    expect(issue(congress_.issue_request(5)), Errc::not_signed_in);
    EXPECT_EQ(issue(congress_.issue_request(1)).status, 200U);
    expect(issue(congress_.issue_request(1, 2)), Errc::already_issued);
}

TEST_F(IssueTest, the_same_request_gets_the_same_answer_until_the_close) {
    congress_.prepare();
    congress_.open();
    const Bytes request = congress_.issue_request(1);
    const Reply first = issue(request);
    ASSERT_EQ(first.status, 200U);
    EXPECT_EQ(issue(request).body, first.body);
    congress_.restart();
    EXPECT_EQ(issue(request).body, first.body);
    congress_.end_issuing();
    EXPECT_EQ(issue(request).body, first.body);
    expect(issue(congress_.issue_request(2)), Errc::wrong_phase);
    EXPECT_EQ(congress_.act(Act::pause, ReasonBody{"停电"}).status, 201U);
    EXPECT_EQ(issue(request).body, first.body);
    const Checkpoint now = congress_.app().log().checkpoint_at(congress_.state().size());
    EXPECT_EQ(congress_.act(Act::resume, LogPositionBody{now.size, now.root}).status, 201U);
    congress_.close();
    expect(issue(request), Errc::wrong_phase);
}

TEST_F(IssueTest, an_issue_stands_in_the_log_only_when_issuing_has_ended) {
    congress_.prepare();
    congress_.open();
    for (const std::uint32_t deputy : {4U, 2U})
        EXPECT_EQ(issue(congress_.issue_request(deputy)).status, 200U);
    const std::uint64_t before = congress_.state().size();
    congress_.end_issuing();
    ASSERT_EQ(congress_.state().size(), before + 3);
    std::vector<std::uint32_t> order;
    for (std::uint64_t index = before + 1; index < before + 3; ++index)
        order.push_back(
            value_of(decode_issuance(congress_.app().log().entry(index))).deputy.value());
    EXPECT_EQ(order, (std::vector<std::uint32_t>{2, 4}));
}

TEST_F(IssueTest, a_refused_second_request_is_kept_and_named_without_a_deputy) {
    congress_.prepare();
    congress_.open();
    static_cast<void>(congress_.paper(3));
    expect(issue(congress_.issue_request(3, 2)), Errc::already_issued);
    expect(issue(congress_.issue_request(3, 2)), Errc::already_issued);
    expect(issue(congress_.issue_request(3, 4)), Errc::already_issued);
    const auto& journal = congress_.journal();
    EXPECT_EQ(std::count(journal.begin(), journal.end(), R"({"event":"second_request"})"), 2);
    congress_.stop();
    roll::Store store{congress_.dir().file("roll.db")};
    EXPECT_EQ(store.evidence(congress_.round().hash()), 2U);
    EXPECT_EQ(store.issued(congress_.round().hash()), 1U);
}

}  // namespace
}  // namespace piaojue::testing
