#include "crypto/threshold.hpp"

#include <gtest/gtest.h>

#include "crypto/small_dlog.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using testing::from_hex;
using testing::test_rng;

Scalar scalar_hex(const boost::json::value& json) {
    return Scalar::from_canonical_bytes(from_hex(json)).value();
}

// f(index) by Horner's rule
Scalar evaluate(const std::vector<Scalar>& coefficients, std::uint32_t index) {
    Scalar out;
    for (std::size_t i = coefficients.size(); i > 0; --i)
        out = out * Scalar::from_u64(index) + coefficients[i - 1];
    return out;
}

Scalar recover(const std::vector<std::uint32_t>& indices, const std::vector<Scalar>& shares) {
    const auto lambdas = lagrange_at_zero(indices).value();
    Scalar sum;
    for (std::size_t i = 0; i < shares.size(); ++i)
        sum = sum + lambdas[i] * shares[i];
    return sum;
}

TEST(Threshold, shares_of_rfc9591_give_back_the_group_secret) {
    const auto vectors = testing::read_vectors("rfc9591_frost_ristretto255_sha512.json");
    const auto& inputs = vectors.at("inputs");
    const Scalar secret = scalar_hex(inputs.at("group_secret_key"));
    EXPECT_EQ(Point::base_mul(secret).bytes(),
              Bytes32::from(from_hex(inputs.at("group_public_key"))));

    std::vector<Scalar> polynomial{secret};
    for (const auto& coefficient : inputs.at("share_polynomial_coefficients").as_array())
        polynomial.push_back(scalar_hex(coefficient));
    std::vector<std::uint32_t> ids;
    std::vector<Scalar> shares;
    for (const auto& row : inputs.at("participant_shares").as_array()) {
        ids.push_back(row.at("identifier").to_number<std::uint32_t>());
        shares.push_back(scalar_hex(row.at("participant_share")));
        EXPECT_EQ(evaluate(polynomial, ids.back()), shares.back());
    }
    ASSERT_EQ(ids.size(), 3U);
    for (std::size_t a = 0; a < 3; ++a) {
        for (std::size_t b = 0; b < 3; ++b) {
            if (a == b) continue;
            EXPECT_EQ(recover({ids[a], ids[b]}, {shares[a], shares[b]}), secret);
        }
    }
    EXPECT_EQ(recover(ids, shares), secret);
    EXPECT_NE(recover({ids[0]}, {shares[0]}), secret);
}

TEST(Threshold, bad_indices_are_malformed) {
    const auto lagrange = [](std::vector<std::uint32_t> indices) {
        return lagrange_at_zero(indices);
    };
    EXPECT_REFUSED(lagrange({}), Errc::malformed);
    EXPECT_REFUSED(lagrange({0}), Errc::malformed);
    EXPECT_REFUSED(lagrange({1, 2, 0}), Errc::malformed);
    EXPECT_REFUSED(lagrange({3, 1, 3}), Errc::malformed);
    EXPECT_EQ(lagrange({7}).value()[0], Scalar::one());
}

TEST(Threshold, any_k_of_n_tellers_open_a_sum_and_fewer_do_not) {
    auto rng = test_rng();
    constexpr std::uint32_t n = 5;
    constexpr std::uint32_t k = 3;
    std::vector<Scalar> polynomial;
    for (std::uint32_t i = 0; i < k; ++i)
        polynomial.push_back(SecretScalar::random(rng).reveal());
    const Point key = Point::base_mul(polynomial[0]);

    std::vector<Ciphertext<Ristretto255>> sums(2);
    for (std::uint64_t ballot = 0; ballot < 6; ++ballot) {
        for (std::size_t j = 0; j < 2; ++j) {
            const auto mark = SecretScalar::from_public(Scalar::from_u64(j == 0 ? 1 : ballot));
            sums[j] =
                sums[j] + encrypt<Ristretto255>(key, mark, SecretScalar::random(rng)).decoded();
        }
    }
    std::vector<PartialDecryption> all;
    for (std::uint32_t i = 1; i <= n; ++i) {
        PartialDecryption partial{i, {}};
        for (const auto& sum : sums)
            partial.products.push_back(mul_vartime(evaluate(polynomial, i), sum.a));
        all.push_back(partial);
    }
    const SmallDlog dlog{100};
    int subsets = 0;
    for (unsigned mask = 1; mask < 1U << n; ++mask) {
        std::vector<PartialDecryption> taken;
        for (std::size_t i = 0; i < n; ++i)
            if ((mask >> i & 1U) != 0) taken.push_back(all[i]);
        const auto opened = combine_partials_vartime(sums, taken);
        ASSERT_TRUE(opened.has_value());
        if (taken.size() >= k) {
            ++subsets;
            EXPECT_EQ(dlog.solve((*opened)[0]).value(), 6U);
            EXPECT_EQ(dlog.solve((*opened)[1]).value(), 15U);
        } else {
            EXPECT_REFUSED(dlog.solve((*opened)[0]), Errc::malformed);
        }
    }
    EXPECT_EQ(subsets, 10 + 5 + 1);

    all[1].products.pop_back();
    EXPECT_REFUSED(combine_partials_vartime(sums, all), Errc::malformed);
    all[1] = all[0];
    EXPECT_REFUSED(combine_partials_vartime(sums, all), Errc::malformed);
}

TEST(SmallDlog, every_number_up_to_a_small_maximum_and_none_above) {
    for (const std::uint32_t max : {0U, 1U, 2U, 3U, 8U, 9U, 10U, 99U, 100U}) {
        const SmallDlog dlog{max};
        PublicPoint point;
        for (std::uint32_t m = 0; m <= max; ++m) {
            ASSERT_EQ(dlog.solve(point).value(), m);
            point = point + PublicPoint::generator();
        }
        for (int beyond = 0; beyond < 25; ++beyond) {
            EXPECT_REFUSED(dlog.solve(point), Errc::malformed);
            point = point + PublicPoint::generator();
        }
        EXPECT_REFUSED(dlog.solve(-PublicPoint::generator()), Errc::malformed);
    }
}

TEST(SmallDlog, a_million_is_within_reach) {
    const SmallDlog dlog{SmallDlog::max_supported};
    for (const std::uint32_t m : {0U, 1U, 1000U, 1001U, 327U, 654321U, 999'999U, 1'000'000U}) {
        const auto point = mul_vartime(Scalar::from_u64(m), PublicPoint::generator());
        EXPECT_EQ(dlog.solve(point).value(), m);
    }
    const auto above = mul_vartime(Scalar::from_u64(1'000'001), PublicPoint::generator());
    EXPECT_REFUSED(dlog.solve(above), Errc::malformed);
}

}  // namespace
}  // namespace piaojue
