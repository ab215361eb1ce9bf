#include "crypto/multi_scalar.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/support/seed.hpp"

namespace piaojue {
namespace {

using testing::test_rng;

struct Terms {
    std::vector<Scalar> scalars;
    std::vector<PublicPoint> points;
};

// Full, 128-bit, small and zero scalars; the identity and repeated points among the points.
Terms random_terms(std::size_t count, SeededRng& rng) {
    Terms out;
    for (std::size_t i = 0; i < count; ++i) {
        switch (rng.below(6)) {
        case 0: out.scalars.push_back(Scalar::zero()); break;
        case 1: out.scalars.push_back(Scalar::from_u64(rng.below(4))); break;
        case 2: out.scalars.push_back(Scalar::from_le_bytes(rng.bytes<16>())); break;
        case 3: out.scalars.push_back(-Scalar::from_u64(rng.below(100))); break;
        default: out.scalars.push_back(Scalar::from_wide(rng.bytes<64>())); break;
        }
        switch (rng.below(6)) {
        case 0: out.points.emplace_back(); break;
        case 1: out.points.push_back(PublicPoint::generator()); break;
        case 2: out.points.push_back(i == 0 ? PublicPoint::generator() : -out.points[i - 1]); break;
        default: out.points.push_back(PublicPoint::from(Point::from_hash(rng.bytes<64>()))); break;
        }
    }
    return out;
}

// Σ by libsodium, term by term.
Bytes32 naive_sum(const Terms& terms) {
    Point sum;
    for (std::size_t i = 0; i < terms.scalars.size(); ++i)
        sum = sum + terms.scalars[i] * terms.points[i].encode();
    return sum.bytes();
}

TEST(MultiScalar, no_terms_give_the_identity) {
    EXPECT_TRUE(multi_mul_vartime({}, {}).is_identity());
    EXPECT_TRUE(detail::pippenger_vartime({}, {}, 4).is_identity());
}

TEST(MultiScalar, single_products_equal_libsodium) {
    auto rng = test_rng();
    for (int i = 0; i < 500; ++i) {
        const Scalar s = Scalar::from_wide(rng.bytes<64>());
        const Point p = Point::from_hash(rng.bytes<64>());
        ASSERT_EQ(mul_vartime(s, PublicPoint::from(p)).bytes(), (s * p).bytes());
    }
    EXPECT_TRUE(mul_vartime(Scalar::zero(), PublicPoint::generator()).is_identity());
    EXPECT_EQ(mul_vartime(-Scalar::one(), PublicPoint::generator()), -PublicPoint::generator());
}

TEST(MultiScalar, sums_equal_libsodium_for_every_size_around_the_change_of_method) {
    auto rng = test_rng();
    for (const std::size_t count : {1U, 2U, 3U, 5U, 17U, 60U, 189U, 190U, 191U, 192U, 260U}) {
        const Terms terms = random_terms(count, rng);
        ASSERT_EQ(multi_mul_vartime(terms.scalars, terms.points).bytes(), naive_sum(terms))
            << count;
    }
}

TEST(MultiScalar, both_methods_agree_for_every_window) {
    auto rng = test_rng();
    for (int round = 0; round < 3; ++round) {
        const Terms terms = random_terms(40, rng);
        const Bytes32 expected = naive_sum(terms);
        ASSERT_EQ(detail::straus_vartime(terms.scalars, terms.points).bytes(), expected);
        for (unsigned window = 2; window <= 10; ++window) {
            ASSERT_EQ(detail::pippenger_vartime(terms.scalars, terms.points, window).bytes(),
                      expected)
                << window;
        }
    }
}

TEST(MultiScalar, scalars_at_the_edges_carry_correctly) {
    std::vector<Scalar> edges{Scalar::zero(), Scalar::one(), -Scalar::one(), -Scalar::from_u64(2)};
    Scalar power = Scalar::one();
    for (int i = 0; i < 252; ++i) {
        power = power + power;
        edges.push_back(power);
        edges.push_back(power - Scalar::one());
    }
    for (const Scalar& s : edges) {
        const PublicPoint expected = PublicPoint::from(Point::base_mul(s));
        ASSERT_EQ(mul_vartime(s, PublicPoint::generator()), expected);
        ASSERT_EQ(detail::pippenger_vartime({&s, 1}, {&PublicPoint::generator(), 1}, 5), expected);
        ASSERT_EQ(detail::pippenger_vartime({&s, 1}, {&PublicPoint::generator(), 1}, 8), expected);
    }
}

}  // namespace
}  // namespace piaojue
