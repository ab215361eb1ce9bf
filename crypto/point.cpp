#include "crypto/point.hpp"

#include <sodium.h>

namespace piaojue {

namespace {

// libsodium answers −1 where the product is the identity, after having written the identity's
// encoding (zeros). That is a correct product here: the encoding of a Point is valid, and nothing
// else can make these calls fail. The answer must not be branched on, since a product may be
// secret; libsodium itself derives it without a jump.
Bytes32 product(ByteView scalar, const Bytes32& point) {
    Bytes32 out;
    [[maybe_unused]] const int status =
        crypto_scalarmult_ristretto255(out.data(), scalar.data(), point.data());
    return out;
}

Bytes32 base_product(ByteView scalar) {
    Bytes32 out;
    [[maybe_unused]] const int status =
        crypto_scalarmult_ristretto255_base(out.data(), scalar.data());
    return out;
}

}  // namespace

Result<Point> Point::decode(ByteView bytes) {
    if (bytes.size() != 32) return fail(Errc::malformed, "an element has 32 bytes");
    const Point point{Bytes32::from(bytes)};
    if (point.is_identity()) return fail(Errc::identity_point);
    // libsodium 1.0.18 does not look at the highest bit: each element would have a second encoding.
    const bool high_bit = (bytes[31] & 0x80U) != 0;
    if (high_bit || crypto_core_ristretto255_is_valid_point(bytes.data()) != 1) {
        return fail(Errc::not_canonical, "not the encoding of an element");
    }
    return point;
}

const Point& Point::generator() {
    static const Point point = base_mul(Scalar::one());
    return point;
}

Point Point::from_hash(const Bytes64& uniform) {
    Point out;
    crypto_core_ristretto255_from_hash(out.bytes_.data(), uniform.data());
    return out;
}

Point Point::base_mul(const SecretScalar& scalar) {
    return Point{base_product(scalar.expose())};
}

Point Point::base_mul(const Scalar& scalar) {
    return Point{base_product(scalar.bytes())};
}

Point operator*(const SecretScalar& scalar, const Point& point) {
    return Point{product(scalar.expose(), point.bytes_)};
}

Point operator*(const Scalar& scalar, const Point& point) {
    return Point{product(scalar.bytes(), point.bytes_)};
}

Point operator+(const Point& a, const Point& b) {
    Point out;
    const int status =
        crypto_core_ristretto255_add(out.bytes_.data(), a.bytes_.data(), b.bytes_.data());
    PJ_ASSERT(status == 0, "a Point is a valid element");
    return out;
}

Point operator-(const Point& a, const Point& b) {
    Point out;
    const int status =
        crypto_core_ristretto255_sub(out.bytes_.data(), a.bytes_.data(), b.bytes_.data());
    PJ_ASSERT(status == 0, "a Point is a valid element");
    return out;
}

}  // namespace piaojue
