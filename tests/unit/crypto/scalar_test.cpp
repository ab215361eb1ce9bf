#include "crypto/scalar.hpp"

#include <gtest/gtest.h>

#include "tests/support/seed.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using testing::from_hex;
using testing::test_rng;

const std::string order_hex = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

Bytes order_plus(int difference) {
    Bytes bytes = from_hex(order_hex);
    bytes[0] = static_cast<Byte>(bytes[0] + difference);
    return bytes;
}

Scalar random_scalar(Rng& rng) {
    return Scalar::from_wide(rng.bytes<64>());
}

TEST(Scalar, decoding_accepts_exactly_what_lies_below_the_order) {
    EXPECT_TRUE(Scalar::from_canonical_bytes(Bytes(32, 0)).has_value());
    EXPECT_TRUE(Scalar::from_canonical_bytes(order_plus(-1)).has_value());
    EXPECT_REFUSED(Scalar::from_canonical_bytes(order_plus(0)), Errc::not_canonical);
    EXPECT_REFUSED(Scalar::from_canonical_bytes(order_plus(1)), Errc::not_canonical);
    EXPECT_REFUSED(Scalar::from_canonical_bytes(Bytes(32, 0xFF)), Errc::not_canonical);
    Bytes top = Bytes(32, 0);
    top[31] = 0x20;
    EXPECT_REFUSED(Scalar::from_canonical_bytes(top), Errc::not_canonical);
}

TEST(Scalar, decoding_refuses_other_lengths) {
    EXPECT_REFUSED(Scalar::from_canonical_bytes(Bytes(31, 0)), Errc::malformed);
    EXPECT_REFUSED(Scalar::from_canonical_bytes(Bytes(33, 0)), Errc::malformed);
    EXPECT_REFUSED(Scalar::from_canonical_bytes({}), Errc::malformed);
}

TEST(Scalar, secret_decoding_draws_the_same_line) {
    const auto decode = [](const Bytes& bytes) {
        return SecretScalar::from_canonical(SecretBytes<32>::from(bytes));
    };
    EXPECT_TRUE(decode(order_plus(-1)).has_value());
    EXPECT_REFUSED(decode(order_plus(0)), Errc::not_canonical);
    EXPECT_REFUSED(decode(Bytes(32, 0xFF)), Errc::not_canonical);
}

TEST(Scalar, order_minus_one_plus_one_is_zero) {
    const auto last = Scalar::from_canonical_bytes(order_plus(-1));
    ASSERT_TRUE(last.has_value());
    EXPECT_TRUE((*last + Scalar::one()).is_zero());
    EXPECT_EQ(*last, -Scalar::one());
    EXPECT_TRUE((-Scalar::zero()).is_zero());
}

TEST(Scalar, small_numbers_compute_as_integers) {
    EXPECT_EQ(Scalar::from_u64(1234567) * Scalar::from_u64(7654321),
              Scalar::from_u64(1234567ULL * 7654321ULL));
    EXPECT_EQ(Scalar::from_u64(10) - Scalar::from_u64(3), Scalar::from_u64(7));
    EXPECT_EQ(Scalar::from_u64(0xFFFFFFFFFFFFFFFFULL) + Scalar::one(),
              Scalar::from_le_bytes(Bytes{0, 0, 0, 0, 0, 0, 0, 0, 1}));
}

TEST(Scalar, wide_values_reduce_modulo_the_order) {
    Bytes order = order_plus(0);
    EXPECT_TRUE(Scalar::from_le_bytes(order).is_zero());
    EXPECT_EQ(Scalar::from_le_bytes(order_plus(5)), Scalar::from_u64(5));
    Bytes two_to_256(33, 0);
    two_to_256[32] = 1;
    Scalar power = Scalar::one();
    for (int i = 0; i < 256; ++i)
        power = power + power;
    EXPECT_EQ(Scalar::from_le_bytes(two_to_256), power);
}

TEST(Scalar, field_laws_hold_for_random_values) {
    auto rng = test_rng();
    for (int i = 0; i < 200; ++i) {
        const Scalar a = random_scalar(rng);
        const Scalar b = random_scalar(rng);
        const Scalar c = random_scalar(rng);
        EXPECT_EQ(a * (b + c), a * b + a * c);
        EXPECT_EQ(a - b, -(b - a));
        EXPECT_EQ(a * a.inverted(), Scalar::one());
        EXPECT_EQ(Scalar::from_canonical_bytes(a.bytes()).value(), a);
    }
}

TEST(Scalar, secret_arithmetic_equals_public_arithmetic) {
    auto rng = test_rng();
    for (int i = 0; i < 50; ++i) {
        const SecretScalar a = SecretScalar::random(rng);
        const SecretScalar b = SecretScalar::random(rng);
        const Scalar pa = a.reveal();
        const Scalar pb = b.reveal();
        EXPECT_EQ((a + b).reveal(), pa + pb);
        EXPECT_EQ((a - b).reveal(), pa - pb);
        EXPECT_EQ((a * b).reveal(), pa * pb);
        EXPECT_EQ((pa * b).reveal(), pa * pb);
        EXPECT_EQ((a + pb).reveal(), pa + pb);
        EXPECT_EQ((a - pb).reveal(), pa - pb);
        EXPECT_EQ((pa - b).reveal(), pa - pb);
        EXPECT_EQ(SecretScalar::from_public(pa).reveal(), pa);
        EXPECT_EQ(a.clone().reveal(), pa);
    }
}

TEST(Scalar, masking_keeps_all_or_nothing) {
    auto rng = test_rng();
    const SecretScalar a = SecretScalar::random(rng);
    EXPECT_EQ(a.masked(Choice::equal(3, 3)).reveal(), a.reveal());
    EXPECT_TRUE(a.masked(Choice::equal(3, 4)).reveal().is_zero());
    EXPECT_TRUE(a.masked(!Choice::equal(3, 3)).reveal().is_zero());
    EXPECT_EQ(a.masked(!Choice::equal(0, static_cast<std::size_t>(-1))).reveal(), a.reveal());
}

TEST(Scalar, moved_from_secret_is_zero) {
    auto rng = test_rng();
    SecretScalar a = SecretScalar::random(rng);
    const SecretScalar b = std::move(a);
    EXPECT_TRUE(a.reveal().is_zero());  // NOLINT(bugprone-use-after-move): that is the rule
    EXPECT_FALSE(b.reveal().is_zero());
}

}  // namespace
}  // namespace piaojue
