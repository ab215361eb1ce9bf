// crypto/public_point.hpp — decoded elements of ristretto255, for public data   PROTOCOL.md §2
//
// Own arithmetic: twisted Edwards curve a = −1 in extended coordinates (Hisil, Wong, Carter,
// Dawson 2008), encodings and equality by RFC 9496 §4.3. Variable time throughout: no secret may
// reach it. It exists because libsodium decodes and encodes at every sum; here an element is
// decoded once, and aggregates and proof checks stay in coordinates.
#pragma once

#include <span>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/detail/field25519.hpp"
#include "crypto/point.hpp"
#include "crypto/scalar.hpp"

namespace piaojue {

namespace detail {
class CachedPoint;
class CompletedPoint;
class ProjectivePoint;
}  // namespace detail

class PublicPoint {
public:
    PublicPoint() = default;  // the identity

    // Refuses `malformed` (not 32 bytes), `identity_point`, `not_canonical` (not an element).
    [[nodiscard]] static Result<PublicPoint> decode(ByteView bytes);
    [[nodiscard]] static PublicPoint from(const Point& point);
    [[nodiscard]] static const PublicPoint& generator();
    [[nodiscard]] static PublicPoint identity() { return {}; }

    // The canonical encoding (zeros for the identity). Costs an inverse square root.
    [[nodiscard]] Bytes32 bytes() const;
    [[nodiscard]] Point encode() const;

    [[nodiscard]] bool is_identity() const { return x_.is_zero() || y_.is_zero(); }

    [[nodiscard]] PublicPoint doubled() const;
    friend PublicPoint operator+(const PublicPoint& a, const PublicPoint& b);
    friend PublicPoint operator-(const PublicPoint& a, const PublicPoint& b);
    friend PublicPoint operator-(const PublicPoint& a);
    // Equality in the group: the four curve points of one element are equal.
    friend bool operator==(const PublicPoint& a, const PublicPoint& b);

private:
    friend class detail::CachedPoint;
    friend class detail::CompletedPoint;
    friend class detail::ProjectivePoint;

    using Field = detail::FieldElement;

    PublicPoint(const Field& x, const Field& y, const Field& z, const Field& t)
        : x_(x), y_(y), z_(z), t_(t) {}

    // x = X/Z, y = Y/Z, xy = T/Z
    Field x_;
    Field y_ = detail::field_one;
    Field z_ = detail::field_one;
    Field t_;
};

}  // namespace piaojue
