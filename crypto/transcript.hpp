// crypto/transcript.hpp — the sponge from which proofs draw their challenges   PROTOCOL.md §8.3
//
// The SHAKE128 duplex sponge of draft-irtf-cfrg-fiat-shamir. Absorbing joins bytes without
// separators, so callers absorb fields of fixed width only. Squeezing reads on in the output over
// everything absorbed so far and leaves the absorbed input as it is; absorbing after a squeeze
// appends to it. Public data only. A Transcript may be copied; one object serves one thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/openssl/handles.hpp"
#include "crypto/scalar.hpp"

namespace piaojue {

class Transcript {
public:
    // Throws EnvError where OpenSSL fails, as all functions here.
    explicit Transcript(const Bytes32& session_id);
    Transcript(const Transcript& other);
    Transcript& operator=(const Transcript& other);
    Transcript(Transcript&&) noexcept = default;
    Transcript& operator=(Transcript&&) noexcept = default;
    ~Transcript() = default;

    Transcript& absorb(ByteView bytes);

    [[nodiscard]] Bytes squeeze(std::size_t count);

    // 48 bytes, little-endian, modulo the group order.
    template <class AnyScalar = Scalar>
    [[nodiscard]] AnyScalar squeeze_scalar() {
        return AnyScalar::from_le_bytes(squeeze(48));
    }

private:
    openssl::MdCtxHandle absorbed_;
    std::size_t squeezed_ = 0;  // bytes already read of the output over absorbed_
};

// The session id of a proof from its tag (DeriveSessionID of the draft).
[[nodiscard]] Bytes32 derive_session_id(std::string_view tag);

}  // namespace piaojue
