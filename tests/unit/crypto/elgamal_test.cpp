#include "crypto/elgamal.hpp"

#include <gtest/gtest.h>

#include "tests/support/seed.hpp"

namespace piaojue {
namespace {

using G = Ristretto255;

class ElGamalTest : public ::testing::Test {
protected:
    Ciphertext<G> fresh(std::uint64_t message) {
        return encrypt<G>(key_, SecretScalar::from_public(Scalar::from_u64(message)),
                          SecretScalar::random(rng_))
            .decoded();
    }
    // m·G
    PublicPoint decrypt(const Ciphertext<G>& x) {
        return x.b - PublicPoint::from(secret_ * x.a.encode());
    }
    static PublicPoint number(std::uint64_t m) {
        return mul_vartime(Scalar::from_u64(m), PublicPoint::generator());
    }

    SeededRng rng_ = testing::test_rng();
    SecretScalar secret_ = SecretScalar::random(rng_);
    Point key_ = Point::base_mul(secret_);
};

TEST_F(ElGamalTest, what_is_encrypted_comes_out) {
    for (const std::uint64_t m : {0U, 1U, 2U, 1000U})
        EXPECT_EQ(decrypt(fresh(m)), number(m));
}

TEST_F(ElGamalTest, components_are_those_of_the_specification) {
    const SecretScalar r = SecretScalar::random(rng_);
    const Scalar m = Scalar::from_u64(3);
    const auto x = encrypt<G>(key_, SecretScalar::from_public(m), r);
    EXPECT_EQ(x.a, Point::base_mul(r));
    EXPECT_EQ(x.b, r * key_ + Point::base_mul(m));
}

TEST_F(ElGamalTest, public_combinations_combine_the_messages) {
    const auto x = fresh(3);
    const auto y = fresh(5);
    EXPECT_EQ(decrypt(x + y), number(8));
    EXPECT_EQ(decrypt(y - x), number(2));
    EXPECT_EQ(decrypt(Scalar::from_u64(7) * x + y), number(26));
    EXPECT_TRUE(decrypt(x - x).is_identity());
    EXPECT_EQ(Scalar::zero() * x, (Ciphertext<G>{}));
}

TEST_F(ElGamalTest, combined_ciphertext_opens_with_the_combined_r) {
    const Scalar d = Scalar::from_le_bytes(rng_.bytes<16>());
    const SecretScalar r1 = SecretScalar::random(rng_);
    const SecretScalar r2 = SecretScalar::random(rng_);
    const auto one = SecretScalar::from_public(Scalar::one());
    const auto x = encrypt<G>(key_, one, r1).decoded() + d * encrypt<G>(key_, one, r2).decoded();
    EXPECT_EQ(x, encrypt<G>(key_, one + d * one, r1 + d * r2).decoded());
}

TEST_F(ElGamalTest, encoded_and_decoded_forms_are_the_same_ciphertext) {
    const auto x = encrypt<G>(key_, SecretScalar{}, SecretScalar::random(rng_));
    EXPECT_EQ(x.decoded().a.encode(), x.a);
    EXPECT_EQ(x.decoded().b.encode(), x.b);
}

}  // namespace
}  // namespace piaojue
