// tests/support/p256_group.hpp — NIST P-256 through OpenSSL
//
// Only so that published proofs over P-256 run through the same templates as ristretto255.
// Scalars are 32 bytes big-endian, points 33 bytes compressed (SEC 1).
#pragma once

#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include "crypto/group.hpp"
#include "crypto/openssl/handles.hpp"

namespace piaojue::testing {

namespace p256 {

using GroupHandle = openssl::Handle<EC_GROUP, EC_GROUP_free>;
using PointHandle = openssl::Handle<EC_POINT, EC_POINT_free>;

inline const EC_GROUP* group() {
    static const GroupHandle handle{openssl::check_ptr(
        EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1), "EC_GROUP_new_by_curve_name")};
    return handle.get();
}

inline const BIGNUM* order() {
    return EC_GROUP_get0_order(group());
}

inline BN_CTX* context() {
    static const openssl::BnCtxHandle handle{openssl::check_ptr(BN_CTX_new(), "BN_CTX_new")};
    return handle.get();
}

inline openssl::BnHandle number(ByteView big_endian) {
    return openssl::BnHandle{openssl::check_ptr(
        BN_bin2bn(big_endian.data(), static_cast<int>(big_endian.size()), nullptr), "BN_bin2bn")};
}

inline PointHandle new_point() {
    return PointHandle{openssl::check_ptr(EC_POINT_new(group()), "EC_POINT_new")};
}

class Scalar {
public:
    Scalar() = default;

    static Scalar zero() { return {}; }
    static Scalar one() {
        Scalar out;
        out.bytes_.data_[31] = 1;
        return out;
    }
    static Result<Scalar> from_canonical_bytes(ByteView big_endian) {
        if (big_endian.size() != 32) return fail(Errc::malformed);
        if (BN_cmp(number(big_endian).get(), order()) >= 0) return fail(Errc::not_canonical);
        Scalar out;
        out.bytes_ = Bytes32::from(big_endian);
        return out;
    }
    static Scalar from_le_bytes(ByteView little_endian) {
        const Bytes reversed(little_endian.rbegin(), little_endian.rend());
        const auto wide = number(reversed);
        openssl::check(BN_nnmod(wide.get(), wide.get(), order(), context()), "BN_nnmod");
        return from(wide);
    }

    [[nodiscard]] const Bytes32& bytes() const { return bytes_; }
    [[nodiscard]] bool is_zero() const { return bytes_ == Bytes32{}; }
    [[nodiscard]] openssl::BnHandle number_of() const { return number(bytes_); }

    friend Scalar operator+(const Scalar& a, const Scalar& b) { return apply(BN_mod_add, a, b); }
    friend Scalar operator-(const Scalar& a, const Scalar& b) { return apply(BN_mod_sub, a, b); }
    friend Scalar operator*(const Scalar& a, const Scalar& b) { return apply(BN_mod_mul, a, b); }
    friend Scalar operator-(const Scalar& a) { return zero() - a; }
    friend bool operator==(const Scalar&, const Scalar&) = default;

private:
    static Scalar from(const openssl::BnHandle& value) {
        Scalar out;
        PJ_ASSERT(BN_bn2binpad(value.get(), out.bytes_.data(), 32) == 32, "a reduced scalar");
        return out;
    }
    template <class Function>
    static Scalar apply(Function function, const Scalar& a, const Scalar& b) {
        const openssl::BnHandle out{openssl::check_ptr(BN_new(), "BN_new")};
        openssl::check(
            function(out.get(), a.number_of().get(), b.number_of().get(), order(), context()),
            "BN_mod");
        return from(out);
    }

    Bytes32 bytes_;
};

class SecretScalar {
public:
    SecretScalar() = default;

    static SecretScalar from_public(const Scalar& scalar) {
        SecretScalar out;
        out.value_ = scalar;
        return out;
    }
    static SecretScalar from_wide(const SecretBytes<64>& bytes) {
        return from_public(Scalar::from_le_bytes(bytes.expose()));
    }
    [[nodiscard]] SecretScalar clone() const { return from_public(value_); }
    [[nodiscard]] SecretScalar masked(Choice choice) const {
        return from_public(choice.mask() != 0 ? value_ : Scalar::zero());
    }
    [[nodiscard]] Scalar reveal() const { return value_; }
    [[nodiscard]] ByteView expose() const { return value_.bytes(); }

    friend SecretScalar operator+(const SecretScalar& a, const SecretScalar& b) {
        return from_public(a.value_ + b.value_);
    }
    friend SecretScalar operator-(const SecretScalar& a, const SecretScalar& b) {
        return from_public(a.value_ - b.value_);
    }
    friend SecretScalar operator*(const SecretScalar& a, const SecretScalar& b) {
        return from_public(a.value_ * b.value_);
    }
    friend SecretScalar operator*(const Scalar& a, const SecretScalar& b) {
        return from_public(a * b.value_);
    }

private:
    Scalar value_;
};

class Point {
public:
    Point() : point_(new_point()) {
        openssl::check(EC_POINT_set_to_infinity(group(), point_.get()), "EC_POINT");
    }
    Point(const Point& other) : point_(new_point()), bytes_(other.bytes_) {
        openssl::check(EC_POINT_copy(point_.get(), other.point_.get()), "EC_POINT_copy");
    }
    Point& operator=(const Point& other) {
        openssl::check(EC_POINT_copy(point_.get(), other.point_.get()), "EC_POINT_copy");
        bytes_ = other.bytes_;
        return *this;
    }
    Point(Point&&) noexcept = default;
    Point& operator=(Point&&) noexcept = default;
    ~Point() = default;

    static Point generator() {
        Point out;
        openssl::check(EC_POINT_copy(out.point_.get(), EC_GROUP_get0_generator(group())),
                       "EC_POINT_copy");
        return out.finished();
    }
    // The compressed form alone; OpenSSL checks that the point lies on the curve.
    static Result<Point> decode(ByteView bytes) {
        if (bytes.size() != 33) return fail(Errc::malformed);
        if (std::count(bytes.begin(), bytes.end(), Byte{0}) == 33) {
            return fail(Errc::identity_point);
        }
        if (bytes[0] != 2 && bytes[0] != 3) return fail(Errc::not_canonical);
        Point out;
        if (EC_POINT_oct2point(group(), out.point_.get(), bytes.data(), bytes.size(), context()) !=
            1) {
            return fail(Errc::not_canonical);
        }
        return out.finished();
    }
    static Point from(const Point& point) { return point; }
    [[nodiscard]] Point encode() const { return *this; }
    [[nodiscard]] ByteView bytes() const { return bytes_; }
    [[nodiscard]] bool is_identity() const {
        return EC_POINT_is_at_infinity(group(), point_.get()) == 1;
    }

    friend Point operator+(const Point& a, const Point& b) {
        Point out;
        openssl::check(
            EC_POINT_add(group(), out.point_.get(), a.point_.get(), b.point_.get(), context()),
            "EC_POINT_add");
        return out.finished();
    }
    friend Point operator-(const Point& a) {
        Point out = a;
        openssl::check(EC_POINT_invert(group(), out.point_.get(), context()), "EC_POINT_invert");
        return out.finished();
    }
    friend Point operator-(const Point& a, const Point& b) { return a + -b; }
    friend Point operator*(const Scalar& scalar, const Point& point) {
        Point out;
        openssl::check(EC_POINT_mul(group(), out.point_.get(), nullptr, point.point_.get(),
                                    scalar.number_of().get(), context()),
                       "EC_POINT_mul");
        return out.finished();
    }
    friend Point operator*(const SecretScalar& scalar, const Point& point) {
        return scalar.reveal() * point;
    }
    friend bool operator==(const Point& a, const Point& b) {
        return EC_POINT_cmp(group(), a.point_.get(), b.point_.get(), context()) == 0;
    }

private:
    Point& finished() {
        bytes_.clear();
        if (is_identity()) return *this;
        bytes_.resize(33);
        PJ_ASSERT(EC_POINT_point2oct(group(), point_.get(), POINT_CONVERSION_COMPRESSED,
                                     bytes_.data(), bytes_.size(), context()) == 33,
                  "a compressed point has 33 bytes");
        return *this;
    }

    PointHandle point_;
    Bytes bytes_;  // empty for the identity
};

}  // namespace p256

struct P256 {
    using Scalar = p256::Scalar;
    using SecretScalar = p256::SecretScalar;
    using Point = p256::Point;
    using PublicPoint = p256::Point;

    static Point generator() { return Point::generator(); }
    static PublicPoint public_generator() { return Point::generator(); }
    static Point base_mul(const SecretScalar& scalar) { return scalar * Point::generator(); }
    static PublicPoint multi_mul_vartime(std::span<const Scalar> scalars,
                                         std::span<const PublicPoint> points) {
        PublicPoint sum;
        for (std::size_t i = 0; i < scalars.size(); ++i)
            sum = sum + scalars[i] * points[i];
        return sum;
    }
};
static_assert(PrimeOrderGroup<P256>);

}  // namespace piaojue::testing
