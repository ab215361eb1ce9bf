// crypto/point.hpp — elements of ristretto255 in their encoding          PROTOCOL.md §2
//
// RFC 9496; 32 bytes. A Point is certified a valid element. Decoding refuses the identity, which
// no key, ciphertext or commitment may be; sums and products may turn out to be it.
// Everything here goes through libsodium and is constant time: this is the type on which secret
// scalars act. Public data in quantity uses PublicPoint (crypto/public_point.hpp), because every
// sum here decodes and encodes again (11 µs).
#pragma once

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/scalar.hpp"

namespace piaojue {

class PublicPoint;

class Point {
public:
    Point() = default;  // the identity

    // Refuses `malformed` (not 32 bytes), `identity_point`, `not_canonical` (not an element).
    [[nodiscard]] static Result<Point> decode(ByteView bytes);
    [[nodiscard]] static const Point& generator();
    [[nodiscard]] static Point identity() { return {}; }
    // The one-way map of RFC 9496 §4.3.4: 64 uniform bytes to an element.
    [[nodiscard]] static Point from_hash(const Bytes64& uniform);

    [[nodiscard]] const Bytes32& bytes() const { return bytes_; }
    [[nodiscard]] bool is_identity() const { return bytes_ == Bytes32{}; }

    // scalar · generator. Constant time in the scalar.
    [[nodiscard]] static Point base_mul(const SecretScalar& scalar);
    [[nodiscard]] static Point base_mul(const Scalar& scalar);

    // Constant time in the scalar and in the point.
    friend Point operator*(const SecretScalar& scalar, const Point& point);
    friend Point operator*(const Scalar& scalar, const Point& point);

    friend Point operator+(const Point& a, const Point& b);
    friend Point operator-(const Point& a, const Point& b);
    friend bool operator==(const Point&, const Point&) = default;

private:
    friend class PublicPoint;  // its encoder makes nothing but canonical encodings

    explicit Point(const Bytes32& bytes) : bytes_(bytes) {}

    Bytes32 bytes_;
};

}  // namespace piaojue
