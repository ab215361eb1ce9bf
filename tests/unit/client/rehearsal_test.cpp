// Every k of n open a test, and whoever brings something else is told so.
#include "server/teller/rehearsal.hpp"

#include <gtest/gtest.h>

#include "crypto/base/rng.hpp"
#include "tests/support/dkg_ceremony.hpp"

namespace piaojue::teller {
namespace {

using testing::code_of;

CeremonyHash held_ceremony() {
    return CeremonyHash{FixedBytes<32>::from(Bytes(32, 7))};
}

// Shares of one real ceremony of three of five.
class Rehearsals : public ::testing::Test {
protected:
    static constexpr std::uint32_t tellers = 5;
    static constexpr std::uint32_t threshold = 3;

    Rehearsals() {
        for (std::uint32_t i = 1; i <= tellers; ++i) {
            DkgOutput own = std::move(ceremony_.finished(i)).value();
            keys_.joint_key = own.keys.joint_key;
            keys_.verification_shares = own.keys.verification_shares;
            shares_.push_back(std::move(own.share));
        }
        keys_.threshold = threshold;
    }

    [[nodiscard]] ShareFile file(std::uint32_t teller) const {
        ShareFile out;
        out.ceremony = held_ceremony();
        out.teller = TellerNumber{static_cast<std::uint8_t>(teller)};
        out.share = shares_.at(teller - 1).clone();
        return out;
    }

    testing::Ceremony ceremony_{threshold, tellers, 11};
    JointKeys keys_;
    std::vector<SecretScalar> shares_;
    SeededRng rng_{3};
};

TEST_F(Rehearsals, every_three_of_five_open_it_and_no_two_do) {
    Rehearsal rehearsal{keys_, held_ceremony(), rng_};
    for (const std::uint32_t teller : {4U, 1U})
        ASSERT_TRUE(rehearsal.add(file(teller)));
    EXPECT_EQ(rehearsal.try_all(threshold).combinations, 0U);
    EXPECT_FALSE(rehearsal.try_all(threshold).all());
    for (const std::uint32_t teller : {5U, 2U, 3U})
        ASSERT_TRUE(rehearsal.add(file(teller)));
    EXPECT_EQ(rehearsal.tellers().front(), TellerNumber{4});
    EXPECT_EQ(rehearsal.try_all(threshold).combinations, 10U);
    EXPECT_TRUE(rehearsal.try_all(threshold).all());
    EXPECT_EQ(rehearsal.try_all(threshold - 1).combinations, 10U);
    EXPECT_EQ(rehearsal.try_all(threshold - 1).opened, 0U);
    EXPECT_TRUE(rehearsal.try_all(tellers).all());
}

TEST_F(Rehearsals, a_share_counts_once_and_only_where_it_belongs) {
    Rehearsal rehearsal{keys_, held_ceremony(), rng_};
    ASSERT_TRUE(rehearsal.add(file(2)));
    EXPECT_EQ(code_of(rehearsal.add(file(2))), Errc::not_permitted);
    ShareFile other = file(3);
    other.ceremony = CeremonyHash{FixedBytes<32>::from(Bytes(32, 8))};
    EXPECT_EQ(code_of(rehearsal.add(other)), Errc::not_permitted);
    ShareFile swapped = file(3);
    swapped.share = shares_.at(3).clone();
    EXPECT_EQ(code_of(rehearsal.add(swapped)), Errc::share_rejected);
    ShareFile nobody = file(1);
    nobody.teller = TellerNumber{6};
    EXPECT_EQ(code_of(rehearsal.add(nobody)), Errc::share_rejected);
    EXPECT_EQ(rehearsal.tellers().size(), 1U);
}

// What the check of each share alone would not see: a joint key that is not theirs.
TEST_F(Rehearsals, shares_do_not_open_what_is_sealed_under_another_key) {
    keys_.joint_key = Point::base_mul(SecretScalar::random(rng_));
    Rehearsal rehearsal{keys_, held_ceremony(), rng_};
    for (const std::uint32_t teller : {1U, 2U, 3U, 4U})
        ASSERT_TRUE(rehearsal.add(file(teller)));
    EXPECT_EQ(rehearsal.try_all(threshold).combinations, 4U);
    EXPECT_EQ(rehearsal.try_all(threshold).opened, 0U);
}

}  // namespace
}  // namespace piaojue::teller
