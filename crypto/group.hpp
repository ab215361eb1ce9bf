// crypto/group.hpp — what the proofs ask of a group of prime order
//
// Ciphertexts and proofs are templates over a group, so that the very code that runs on
// ristretto255 also runs on P-256 against published vectors and on a group of five elements where
// a test tries everything. A group has two kinds of elements and two of scalars:
//   Point        encoded; secret scalars act on it, in constant time
//   PublicPoint  decoded; arithmetic in quantity on public data, variable time
//   SecretScalar move-only, wiped     Scalar  public, canonical
#pragma once

#include <concepts>
#include <span>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/choice.hpp"
#include "crypto/multi_scalar.hpp"
#include "crypto/point.hpp"
#include "crypto/public_point.hpp"
#include "crypto/scalar.hpp"

namespace piaojue {

template <class S>
concept PrimeFieldScalar = std::regular<S> && requires(const S& a, ByteView bytes) {
    { a + a } -> std::same_as<S>;
    { a - a } -> std::same_as<S>;
    { a* a } -> std::same_as<S>;
    { -a } -> std::same_as<S>;
    { a.is_zero() } -> std::same_as<bool>;
    { S::zero() } -> std::same_as<S>;
    { S::one() } -> std::same_as<S>;
    { S::from_le_bytes(bytes) } -> std::same_as<S>;
};

template <class T, class S>
concept SecretScalarOf = std::movable<T> && requires(const T& a, const S& b, Choice choice) {
    { a + a } -> std::same_as<T>;
    { a - a } -> std::same_as<T>;
    { a* a } -> std::same_as<T>;
    { b* a } -> std::same_as<T>;
    { T::from_public(b) } -> std::same_as<T>;
    { a.clone() } -> std::same_as<T>;
    { a.masked(choice) } -> std::same_as<T>;
    { a.reveal() } -> std::same_as<S>;
    { a.expose() } -> std::same_as<ByteView>;
    { T::from_wide(SecretBytes<64>{}) } -> std::same_as<T>;
};

template <class G>
concept PrimeOrderGroup = PrimeFieldScalar<typename G::Scalar> &&
    SecretScalarOf<typename G::SecretScalar, typename G::Scalar> &&
    std::regular<typename G::Point> && std::regular<typename G::PublicPoint> &&
    requires(const typename G::SecretScalar& secret, const typename G::Point& point,
             const typename G::PublicPoint& element, ByteView bytes,
             std::span<const typename G::Scalar> scalars,
             std::span<const typename G::PublicPoint> elements) {
    { G::generator() } -> std::convertible_to<typename G::Point>;
    { G::public_generator() } -> std::convertible_to<typename G::PublicPoint>;
    // Never the identity: decoding refuses it with identity_point.
    { G::PublicPoint::decode(bytes) } -> std::same_as<Result<typename G::PublicPoint>>;
    { G::PublicPoint::from(point) } -> std::same_as<typename G::PublicPoint>;
    { element.encode() } -> std::same_as<typename G::Point>;
    { element.is_identity() } -> std::same_as<bool>;
    { point.bytes() } -> std::convertible_to<ByteView>;
    // Constant time.
    { G::base_mul(secret) } -> std::same_as<typename G::Point>;
    { secret* point } -> std::same_as<typename G::Point>;
    { point + point } -> std::same_as<typename G::Point>;
    // Variable time.
    { element + element } -> std::same_as<typename G::PublicPoint>;
    { element - element } -> std::same_as<typename G::PublicPoint>;
    { -element } -> std::same_as<typename G::PublicPoint>;
    { G::multi_mul_vartime(scalars, elements) } -> std::same_as<typename G::PublicPoint>;
};

struct Ristretto255 {
    using Scalar = piaojue::Scalar;
    using SecretScalar = piaojue::SecretScalar;
    using Point = piaojue::Point;
    using PublicPoint = piaojue::PublicPoint;

    [[nodiscard]] static const Point& generator() { return Point::generator(); }
    [[nodiscard]] static const PublicPoint& public_generator() { return PublicPoint::generator(); }
    [[nodiscard]] static Point base_mul(const SecretScalar& scalar) {
        return Point::base_mul(scalar);
    }
    [[nodiscard]] static PublicPoint multi_mul_vartime(std::span<const Scalar> scalars,
                                                       std::span<const PublicPoint> points) {
        return piaojue::multi_mul_vartime(scalars, points);
    }
};
static_assert(PrimeOrderGroup<Ristretto255>);

// scalar · element for public data
template <PrimeOrderGroup G>
[[nodiscard]] typename G::PublicPoint group_mul_vartime(const typename G::Scalar& scalar,
                                                        const typename G::PublicPoint& element) {
    return G::multi_mul_vartime({&scalar, 1}, {&element, 1});
}

}  // namespace piaojue
