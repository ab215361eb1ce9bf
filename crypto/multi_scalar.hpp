// crypto/multi_scalar.hpp — Σ sᵢ·Pᵢ over public data, variable time
//
// Straus' method with signed sliding windows for a few hundred terms, Pippenger's buckets above.
// Both skip what is zero, so a scalar of 128 bits costs about half of a full one.
// References: Straus, "Addition chains of vectors" (1964); Pippenger, "On the evaluation of
// powers and related problems" (1976); Bernstein, Doumen, Lange, Oosterwijk, "Faster batch forgery
// identification" (2012), §4.
#pragma once

#include <span>

#include "crypto/public_point.hpp"
#include "crypto/scalar.hpp"

namespace piaojue {

// Both spans have the same length; none at all gives the identity.
[[nodiscard]] PublicPoint multi_mul_vartime(std::span<const Scalar> scalars,
                                            std::span<const PublicPoint> points);

[[nodiscard]] PublicPoint mul_vartime(const Scalar& scalar, const PublicPoint& point);

namespace detail {
// The two methods by themselves, for tests and for choosing between them by measurement.
[[nodiscard]] PublicPoint straus_vartime(std::span<const Scalar> scalars,
                                         std::span<const PublicPoint> points);
[[nodiscard]] PublicPoint pippenger_vartime(std::span<const Scalar> scalars,
                                            std::span<const PublicPoint> points,
                                            unsigned window_bits);
}  // namespace detail

}  // namespace piaojue
