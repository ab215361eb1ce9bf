// crypto/scalar.hpp — integers modulo ℓ, the order of ristretto255          PROTOCOL.md §2
//
// ℓ = 2^252 + 27742317777372353535851937790883648493. 32 bytes, little-endian, canonical (< ℓ).
// Scalar is public and canonical by construction: libsodium 1.0.18 takes ℓ + 1 for 1, so the
// comparison with ℓ is done here. SecretScalar is move-only and wiped, and is touched by nothing
// but libsodium's constant-time functions. The two types never turn into each other unnoticed:
// reveal() and from_public() are the only ways across.
#pragma once

#include <cstdint>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/rng.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/choice.hpp"

namespace piaojue {

class SecretScalar;

class Scalar {
public:
    Scalar() = default;  // zero

    // Refuses `malformed` (not 32 bytes), `not_canonical` (≥ ℓ).
    [[nodiscard]] static Result<Scalar> from_canonical_bytes(ByteView bytes);
    [[nodiscard]] static Scalar from_u64(std::uint64_t value);
    // A little-endian integer of at most 64 bytes, modulo ℓ.
    [[nodiscard]] static Scalar from_le_bytes(ByteView bytes);
    [[nodiscard]] static Scalar from_wide(const Bytes64& bytes) { return from_le_bytes(bytes); }
    [[nodiscard]] static Scalar zero() { return {}; }
    [[nodiscard]] static Scalar one() { return from_u64(1); }

    [[nodiscard]] const Bytes32& bytes() const { return bytes_; }
    [[nodiscard]] bool is_zero() const { return bytes_ == Bytes32{}; }

    // The inverse of a non-zero scalar.
    [[nodiscard]] Scalar inverted() const;

    friend Scalar operator+(const Scalar& a, const Scalar& b);
    friend Scalar operator-(const Scalar& a, const Scalar& b);
    friend Scalar operator*(const Scalar& a, const Scalar& b);
    friend Scalar operator-(const Scalar& a);
    friend bool operator==(const Scalar&, const Scalar&) = default;

private:
    friend class SecretScalar;

    Bytes32 bytes_;
};

class SecretScalar {
public:
    SecretScalar() = default;  // zero

    // Uniform: 64 bytes of the Rng modulo ℓ.
    [[nodiscard]] static SecretScalar random(Rng& rng);
    [[nodiscard]] static SecretScalar from_wide(const SecretBytes<64>& bytes);
    // Refuses `not_canonical` (≥ ℓ). Constant time until it refuses.
    [[nodiscard]] static Result<SecretScalar> from_canonical(const SecretBytes<32>& bytes);
    [[nodiscard]] static SecretScalar from_public(const Scalar& scalar);

    // A second holder of the same secret, on purpose.
    [[nodiscard]] SecretScalar clone() const;
    // The scalar itself if the choice is yes, zero if it is no. Constant time.
    [[nodiscard]] SecretScalar masked(Choice choice) const;
    // From here on this value is public.
    [[nodiscard]] Scalar reveal() const;
    // For storing under a seal and for hedged nonces.
    [[nodiscard]] ByteView expose() const { return bytes_.expose(); }

    friend SecretScalar operator+(const SecretScalar& a, const SecretScalar& b);
    friend SecretScalar operator-(const SecretScalar& a, const SecretScalar& b);
    friend SecretScalar operator*(const SecretScalar& a, const SecretScalar& b);
    friend SecretScalar operator*(const Scalar& a, const SecretScalar& b);
    [[nodiscard]] friend SecretScalar operator*(const SecretScalar& a, const Scalar& b) {
        return b * a;
    }
    friend SecretScalar operator+(const SecretScalar& a, const Scalar& b);
    friend SecretScalar operator-(const Scalar& a, const SecretScalar& b);
    friend SecretScalar operator-(const SecretScalar& a, const Scalar& b);
    bool operator==(const SecretScalar&) const = delete;

private:
    SecretBytes<32> bytes_;
};

}  // namespace piaojue
