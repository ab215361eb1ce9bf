#include "crypto/public_point.hpp"

#include "crypto/detail/edwards.hpp"

namespace piaojue {

namespace {

using detail::CachedPoint;
using detail::CompletedPoint;
using detail::curve_d;
using detail::field_one;
using detail::FieldElement;
using detail::sqrt_m1;
using detail::sqrt_ratio_m1;

// 1 / sqrt(a − d)
constexpr FieldElement invsqrt_a_minus_d{278908739862762, 821645201101625, 8113234426968,
                                         1777959178193151, 2118520810568447};

}  // namespace

// RFC 9496 §4.3.1
Result<PublicPoint> PublicPoint::decode(ByteView bytes) {
    if (bytes.size() != 32) return fail(Errc::malformed, "an element has 32 bytes");
    // 1  s is canonical and non-negative
    const Bytes32 encoding = Bytes32::from(bytes);
    if (encoding == Bytes32{}) return fail(Errc::identity_point);
    const Field s = Field::from_bytes(encoding);
    if (s.bytes() != encoding || s.is_negative()) {
        return fail(Errc::not_canonical, "not a non-negative field element");
    }
    // 2  the point
    const Field ss = s.squared();
    const Field u1 = field_one - ss;
    const Field u2 = field_one + ss;
    const Field u2_squared = u2.squared();
    const Field v = -(curve_d * u1.squared()) - u2_squared;
    const auto [was_square, invsqrt] = sqrt_ratio_m1(field_one, v * u2_squared);
    const Field den_x = invsqrt * u2;
    const Field den_y = invsqrt * den_x * v;
    const Field x = ((s + s) * den_x).absolute();
    const Field y = u1 * den_y;
    const Field t = x * y;
    // 3  the curve holds it, and it is the representative with non-negative xy
    if (!was_square || t.is_negative() || y.is_zero()) {
        return fail(Errc::not_canonical, "not the encoding of an element");
    }
    return PublicPoint{x, y, field_one, t};
}

PublicPoint PublicPoint::from(const Point& point) {
    if (point.is_identity()) return {};
    const auto decoded = decode(point.bytes());
    PJ_ASSERT(decoded.has_value(), "a Point is a valid element");
    return *decoded;
}

const PublicPoint& PublicPoint::generator() {
    static const PublicPoint point = from(Point::generator());
    return point;
}

// RFC 9496 §4.3.2
Bytes32 PublicPoint::bytes() const {
    const Field u1 = (z_ + y_) * (z_ - y_);
    const Field u2 = x_ * y_;
    const Field invsqrt = sqrt_ratio_m1(field_one, u1 * u2.squared()).root;
    const Field den1 = invsqrt * u1;
    const Field den2 = invsqrt * u2;
    const Field z_inv = den1 * den2 * t_;

    const bool rotate = (t_ * z_inv).is_negative();
    const Field x = rotate ? y_ * sqrt_m1 : x_;
    Field y = rotate ? x_ * sqrt_m1 : y_;
    const Field den_inv = rotate ? den1 * invsqrt_a_minus_d : den2;
    if ((x * z_inv).is_negative()) y = -y;
    return (den_inv * (z_ - y)).absolute().bytes();
}

Point PublicPoint::encode() const {
    return Point{bytes()};
}

PublicPoint PublicPoint::doubled() const {
    return CompletedPoint::doubled(detail::ProjectivePoint{*this}).extended();
}

PublicPoint operator+(const PublicPoint& a, const PublicPoint& b) {
    return CompletedPoint::sum(a, CachedPoint{b}).extended();
}

PublicPoint operator-(const PublicPoint& a, const PublicPoint& b) {
    return CompletedPoint::difference(a, CachedPoint{b}).extended();
}

PublicPoint operator-(const PublicPoint& a) {
    return {-a.x_, a.y_, a.z_, -a.t_};
}

// RFC 9496 §4.3.3; both sides of each comparison carry the same denominator Z₁Z₂.
bool operator==(const PublicPoint& a, const PublicPoint& b) {
    return a.x_ * b.y_ == a.y_ * b.x_ || a.y_ * b.y_ == a.x_ * b.x_;
}

}  // namespace piaojue
