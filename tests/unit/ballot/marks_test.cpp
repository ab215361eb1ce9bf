#include "ballot/marks.hpp"

#include <gtest/gtest.h>

#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

constexpr BallotShape choose_one_or_two{3, 2, 1, 2};
constexpr BallotShape choose_exactly_two{3, 2, 2, 2};
constexpr BallotShape three_way_capped{3, 3, 0, 1};

Result<Marks> decode(const BallotShape& shape, Bytes bytes) {
    return Marks::decode(shape, bytes);
}

TEST(Marks, decode_reads_marks_in_candidate_order_and_the_blank_byte) {
    const auto marks = decode(three_way_capped, {2, 0, 1, 0});
    ASSERT_TRUE(marks.has_value());
    EXPECT_EQ(marks->mark(0), Mark::oppose);
    EXPECT_EQ(marks->mark(1), Mark::none);
    EXPECT_EQ(marks->mark(2), Mark::approve);
    EXPECT_FALSE(marks->blank());
    EXPECT_EQ(marks->approvals(), 1U);
    EXPECT_TRUE(equal(marks->expose(), Bytes{2, 0, 1, 0}));
    EXPECT_TRUE(equal(marks->clone().expose(), marks->expose()));
}

TEST(Marks, create_and_decode_agree) {
    const std::vector<Mark> typed{Mark::approve, Mark::none, Mark::approve};
    const auto made = Marks::create(choose_one_or_two, typed, false);
    ASSERT_TRUE(made.has_value());
    EXPECT_TRUE(equal(made->expose(), Bytes{1, 0, 1, 0}));
    EXPECT_TRUE(equal(Marks::make_blank(choose_one_or_two).expose(), Bytes{0, 0, 0, 1}));
}

TEST(Marks, an_approve_ballot_is_blank_exactly_when_nothing_is_approved) {
    EXPECT_TRUE(decode(choose_one_or_two, {0, 0, 0, 1}).has_value());
    EXPECT_REFUSED(decode(choose_one_or_two, {0, 0, 0, 0}), Errc::malformed);
    EXPECT_REFUSED(decode(choose_one_or_two, {1, 0, 0, 1}), Errc::malformed);
}

TEST(Marks, abstaining_on_all_of_a_three_way_ballot_is_not_blank) {
    const auto abstaining = decode(three_way_capped, {0, 0, 0, 0});
    ASSERT_TRUE(abstaining.has_value());
    EXPECT_FALSE(abstaining->blank());
    EXPECT_TRUE(decode(three_way_capped, {0, 0, 0, 1}).has_value());
    EXPECT_REFUSED(decode(three_way_capped, {0, 2, 0, 1}), Errc::malformed);
}

TEST(Marks, approvals_over_the_cap_or_under_lo_are_malformed) {
    EXPECT_REFUSED(decode(choose_one_or_two, {1, 1, 1, 0}), Errc::malformed);
    EXPECT_REFUSED(decode(choose_exactly_two, {1, 0, 0, 0}), Errc::malformed);
    EXPECT_TRUE(decode(choose_exactly_two, {1, 0, 1, 0}).has_value());
    EXPECT_REFUSED(decode(three_way_capped, {1, 1, 2, 0}), Errc::malformed);
    EXPECT_TRUE(decode(three_way_capped, {1, 2, 2, 0}).has_value());
}

TEST(Marks, bytes_outside_the_format_are_malformed) {
    EXPECT_REFUSED(decode(choose_one_or_two, {2, 0, 0, 0}), Errc::malformed);  // no oppose here
    EXPECT_REFUSED(decode(three_way_capped, {3, 0, 0, 0}), Errc::malformed);
    EXPECT_REFUSED(decode(three_way_capped, {0, 0, 0, 2}), Errc::malformed);
    EXPECT_REFUSED(decode(three_way_capped, {0, 0, 0}), Errc::malformed);
    EXPECT_REFUSED(decode(three_way_capped, {0, 0, 0, 0, 0}), Errc::malformed);
    EXPECT_REFUSED(decode(three_way_capped, {}), Errc::malformed);
}

// All bytes of three projects: the rule of §8.1, said once more in other words.
TEST(Marks, decode_allows_exactly_the_marks_of_the_specification) {
    for (const BallotShape& shape : {choose_one_or_two, choose_exactly_two, three_way_capped}) {
        for (int code = 0; code < 4 * 4 * 4 * 3; ++code) {
            const Bytes bytes{static_cast<Byte>(code % 4), static_cast<Byte>(code / 4 % 4),
                              static_cast<Byte>(code / 16 % 4), static_cast<Byte>(code / 64)};
            const auto count = [&](Byte mark) {
                return static_cast<std::size_t>(std::count(bytes.begin(), bytes.begin() + 3, mark));
            };
            const std::size_t approved = count(1);
            const bool none_marked = count(0) == 3;
            const bool in_format = count(3) == 0 && (shape.three_way() || count(2) == 0);
            const bool in_bounds = shape.lo <= approved && approved <= shape.cap;
            const bool allowed =
                in_format && (bytes[3] == 0 ? in_bounds : bytes[3] == 1 && none_marked);
            EXPECT_EQ(Marks::decode(shape, bytes).has_value(), allowed) << encode_hex(bytes);
        }
    }
}

}  // namespace
}  // namespace piaojue
