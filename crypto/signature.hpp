// crypto/signature.hpp — Ed25519 keys and signatures          PROTOCOL.md §3
//
// What is signed: u8 length(tag) ‖ tag ‖ payload. Each kind of statement has its own tag; only the
// C2SP formats of crypto/checkpoint.hpp sign raw bytes, as their specifications say.
//
// One rule of verification in both languages, so that no two verifiers ever disagree:
//   A  canonical, on the curve, of prime order, not the identity   (VerifyKey::create)
//   S < ℓ,  k = SHA-512(R ‖ A ‖ M) mod ℓ
//   accept iff bytes(S·B − k·A) = R                                  (no cofactor, R never decoded)
//
// Secret: SigningKey (wiped). Signing is constant time (libsodium) and deterministic (RFC 8032).
// Refusals: signature_rejected; VerifyKey::create: not_canonical (any condition on A), malformed
// (not 32 bytes).
#pragma once

#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/rng.hpp"
#include "crypto/base/secret.hpp"

namespace piaojue {

using Signature = Bytes64;

// A public key that passed the checks above: having one is the proof.
class VerifyKey {
public:
    static constexpr std::size_t size_bytes = 32;

    [[nodiscard]] static Result<VerifyKey> create(ByteView bytes);

    [[nodiscard]] const Bytes32& bytes() const { return bytes_; }

    friend bool operator==(const VerifyKey&, const VerifyKey&) = default;
    friend auto operator<=>(const VerifyKey&, const VerifyKey&) = default;

private:
    friend class SigningKey;
    explicit VerifyKey(const Bytes32& bytes) : bytes_(bytes) {}

    Bytes32 bytes_;
};

class SigningKey {
public:
    [[nodiscard]] static SigningKey generate(Rng& rng);
    // RFC 8032's private key: 32 uniform bytes.
    [[nodiscard]] static SigningKey from_seed(const SecretBytes<32>& seed);

    [[nodiscard]] const VerifyKey& verify_key() const { return verify_key_; }
    [[nodiscard]] SecretBytes<32> seed() const;

    [[nodiscard]] Signature sign_raw(ByteView message) const;

private:
    SigningKey(SecretBytes<64> secret, const VerifyKey& verify_key)
        : secret_(std::move(secret)), verify_key_(verify_key) {}

    SecretBytes<64> secret_;  // seed ‖ public key, libsodium's form
    VerifyKey verify_key_;
};

[[nodiscard]] Signature sign(const SigningKey& key, std::string_view tag, ByteView payload);

[[nodiscard]] Result<void> check_signature(const VerifyKey& key, std::string_view tag,
                                           ByteView payload, const Signature& signature);
[[nodiscard]] Result<void> check_signature_raw(const VerifyKey& key, ByteView message,
                                               const Signature& signature);

}  // namespace piaojue

template <>
struct std::hash<piaojue::VerifyKey> {
    std::size_t operator()(const piaojue::VerifyKey& key) const noexcept {
        return std::hash<piaojue::Bytes32>{}(key.bytes());
    }
};
