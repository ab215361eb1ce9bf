#include "crypto/point.hpp"

#include <gtest/gtest.h>

#include "crypto/public_point.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using testing::fixed_hex;
using testing::from_hex;
using testing::test_rng;
using testing::text_of;

const boost::json::object& rfc9496() {
    static const auto vectors = testing::read_vectors("rfc9496_ristretto255.json");
    return vectors.as_object();
}

TEST(Point, decoding_refuses_wrong_lengths_and_the_identity) {
    EXPECT_REFUSED(Point::decode(Bytes(31, 1)), Errc::malformed);
    EXPECT_REFUSED(Point::decode(Bytes(33, 1)), Errc::malformed);
    EXPECT_REFUSED(Point::decode(Bytes(32, 0)), Errc::identity_point);
    EXPECT_REFUSED(PublicPoint::decode(Bytes(31, 1)), Errc::malformed);
    EXPECT_REFUSED(PublicPoint::decode(Bytes(32, 0)), Errc::identity_point);
}

TEST(Point, multiples_of_the_generator_equal_rfc9496) {
    const auto& multiples = rfc9496().at("generator_multiples").as_array();
    ASSERT_EQ(multiples.size(), 16U);
    PublicPoint sum;
    for (std::size_t i = 0; i < multiples.size(); ++i) {
        const Bytes32 expected = fixed_hex<32>(text_of(multiples[i]));
        EXPECT_EQ(Point::base_mul(Scalar::from_u64(i)).bytes(), expected) << i;
        EXPECT_EQ(sum.bytes(), expected) << i;
        sum = sum + PublicPoint::generator();
        if (i == 0) continue;
        EXPECT_EQ(Point::decode(expected).value().bytes(), expected);
        EXPECT_EQ(PublicPoint::decode(expected).value().bytes(), expected);
    }
}

TEST(Point, bad_encodings_of_rfc9496_are_refused_by_both_decoders) {
    const auto& invalid = rfc9496().at("invalid_encodings").as_array();
    ASSERT_EQ(invalid.size(), 29U);
    for (const auto& row : invalid) {
        const Bytes encoding = from_hex(row.at("encoding"));
        EXPECT_REFUSED(Point::decode(encoding), Errc::not_canonical);
        EXPECT_REFUSED(PublicPoint::decode(encoding), Errc::not_canonical);
    }
}

TEST(Point, hash_to_group_equals_rfc9496) {
    const auto& rows = rfc9496().at("element_derivation").as_array();
    ASSERT_EQ(rows.size(), 7U);
    for (const auto& row : rows) {
        const Point point = Point::from_hash(fixed_hex<64>(text_of(row.at("input"))));
        EXPECT_EQ(point.bytes(), fixed_hex<32>(text_of(row.at("output"))));
        EXPECT_EQ(PublicPoint::from(point).bytes(), point.bytes());
    }
    const auto& same = rfc9496().at("element_derivation_same_output");
    const auto& inputs = same.at("inputs").as_array();
    ASSERT_EQ(inputs.size(), 4U);
    for (const auto& input : inputs) {
        EXPECT_EQ(Point::from_hash(fixed_hex<64>(text_of(input))).bytes(),
                  fixed_hex<32>(text_of(same.at("output"))));
    }
}

TEST(Point, sqrt_ratio_equals_rfc9496) {
    const auto& rows = rfc9496().at("sqrt_ratio_m1").as_array();
    ASSERT_EQ(rows.size(), 6U);
    for (const auto& row : rows) {
        const auto field = [&](const char* name) {
            return detail::FieldElement::from_bytes(fixed_hex<32>(text_of(row.at(name))));
        };
        const auto [was_square, root] = detail::sqrt_ratio_m1(field("u"), field("v"));
        EXPECT_EQ(was_square, row.at("was_square").as_bool());
        EXPECT_EQ(root, field("r"));
    }
}

TEST(Point, products_that_are_the_identity_are_products) {
    auto rng = test_rng();
    const Point p = Point::base_mul(SecretScalar::random(rng));
    EXPECT_TRUE(Point::base_mul(Scalar::zero()).is_identity());
    EXPECT_TRUE((Scalar::zero() * p).is_identity());
    EXPECT_TRUE((SecretScalar{} * p).is_identity());
    EXPECT_TRUE((Scalar::one() * Point::identity()).is_identity());
    EXPECT_TRUE((p - p).is_identity());
    EXPECT_EQ(p + Point::identity(), p);
}

TEST(Point, secret_and_public_products_agree) {
    auto rng = test_rng();
    for (int i = 0; i < 20; ++i) {
        const SecretScalar a = SecretScalar::random(rng);
        const SecretScalar b = SecretScalar::random(rng);
        const Point p = Point::base_mul(a);
        EXPECT_EQ(p, Point::base_mul(a.reveal()));
        EXPECT_EQ(p, a * Point::generator());
        EXPECT_EQ(b * p, Point::base_mul(a * b));
        EXPECT_EQ(p + Point::base_mul(b), Point::base_mul(a + b));
        EXPECT_EQ(p - Point::base_mul(b), Point::base_mul(a - b));
    }
}

// The own arithmetic against libsodium's, element by element.
TEST(PublicPoint, decodes_and_encodes_like_libsodium_on_random_strings) {
    auto rng = test_rng();
    int accepted = 0;
    for (int i = 0; i < 4000; ++i) {
        Bytes32 bytes = rng.bytes<32>();
        bytes.data_[31] &= 0x7F;
        bytes.data_[0] &= 0xFE;
        const auto reference = Point::decode(bytes);
        const auto own = PublicPoint::decode(bytes);
        ASSERT_EQ(own.has_value(), reference.has_value());
        if (!own) continue;
        ++accepted;
        ASSERT_EQ(own->bytes(), bytes);
    }
    EXPECT_GT(accepted, 400);  // one string in four or so is an element
}

TEST(PublicPoint, sums_differences_and_doubles_equal_libsodium) {
    auto rng = test_rng();
    Point p = Point::from_hash(rng.bytes<64>());
    PublicPoint own = PublicPoint::from(p);
    for (int i = 0; i < 2000; ++i) {
        const Point q = Point::from_hash(rng.bytes<64>());
        const PublicPoint own_q = PublicPoint::from(q);
        ASSERT_EQ((own + own_q).bytes(), (p + q).bytes());
        ASSERT_EQ((own - own_q).bytes(), (p - q).bytes());
        ASSERT_EQ(own.doubled().bytes(), (p + p).bytes());
        ASSERT_EQ((own + own).bytes(), (p + p).bytes());
        ASSERT_EQ((-own).bytes(), (Point::identity() - p).bytes());
        p = p + q;  // own keeps a denominator that is not one
        own = own + own_q;
    }
}

TEST(PublicPoint, equality_is_equality_of_elements) {
    auto rng = test_rng();
    for (int i = 0; i < 200; ++i) {
        const PublicPoint p = PublicPoint::from(Point::from_hash(rng.bytes<64>()));
        const PublicPoint q = PublicPoint::from(Point::from_hash(rng.bytes<64>()));
        // The same element by another way may be another of its four curve points.
        const PublicPoint around = (p + q) - q;
        EXPECT_EQ(around, p);
        EXPECT_EQ(PublicPoint::from(p.encode()), p);
        EXPECT_NE(p, q);
        EXPECT_NE(p, -p);
        EXPECT_TRUE((p - around).is_identity());
        EXPECT_FALSE(p.is_identity());
    }
    EXPECT_TRUE(PublicPoint{}.is_identity());
    EXPECT_EQ(PublicPoint{}.bytes(), Bytes32{});
    EXPECT_EQ(PublicPoint::from(Point::identity()), PublicPoint{});
    EXPECT_TRUE(PublicPoint{}.doubled().is_identity());
}

}  // namespace
}  // namespace piaojue
