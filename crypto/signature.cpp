#include "crypto/signature.hpp"

#include <sodium.h>

#include "crypto/base/writer.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

namespace {

// ℓ = 2^252 + 27742317777372353535851937790883648493, little-endian; ℓ − 1 differs in one byte.
constexpr Bytes32 order_minus_1{{0xec, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                                 0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                                 0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10}};

constexpr Bytes32 identity_encoding{{1}};

// y < 2^255 − 19, read little-endian without the sign bit.
bool y_is_canonical(ByteView point) {
    const bool top_is_full =
        (point[31] & 0x7FU) == 0x7F &&
        std::all_of(point.begin() + 1, point.begin() + 31, [](Byte b) { return b == 0xFF; });
    return !top_is_full || point[0] < 0xED;
}

Bytes framed(std::string_view tag, ByteView payload) {
    PJ_ASSERT(!tag.empty() && tag.size() <= 255, "a tag has 1 to 255 bytes");
    return Writer{}
        .u8(static_cast<std::uint8_t>(tag.size()))
        .raw(as_bytes(tag))
        .raw(payload)
        .bytes();
}

// The one case that libsodium's verifier refuses and our rule does not: R is the identity. Then
// S·B = k·A must hold, with S < ℓ. All inputs are public.
bool holds_with_identity_r(const VerifyKey& key, ByteView message, const Signature& signature) {
    const ByteView S = signature.view().subspan(32);
    const Bytes64 wide = sha512({signature.view().first(32), key.bytes(), message});
    Bytes32 k;
    crypto_core_ed25519_scalar_reduce(k.data(), wide.data());
    // libsodium 1.0.18 has no canonical check of its own to call: reducing changes nothing iff S <
    // ℓ.
    Bytes64 s_wide;
    std::copy(S.begin(), S.end(), s_wide.data());
    Bytes32 s_reduced;
    crypto_core_ed25519_scalar_reduce(s_reduced.data(), s_wide.data());
    if (!equal(s_reduced, S)) return false;
    const bool s_is_zero = sodium_is_zero(S.data(), S.size()) == 1;
    const bool k_is_zero = sodium_is_zero(k.data(), k.size()) == 1;
    if (s_is_zero || k_is_zero) return s_is_zero && k_is_zero;
    Bytes32 left;
    Bytes32 right;
    const bool computed =
        crypto_scalarmult_ed25519_base_noclamp(left.data(), S.data()) == 0 &&
        crypto_scalarmult_ed25519_noclamp(right.data(), k.data(), key.bytes().data()) == 0;
    return computed && left == right;
}

}  // namespace

Result<VerifyKey> VerifyKey::create(ByteView bytes) {
    if (bytes.size() != size_bytes) return fail(Errc::malformed, "a public key has 32 bytes");
    const auto A = Bytes32::from(bytes);
    if (!y_is_canonical(A)) return fail(Errc::not_canonical, "public key: y is not reduced");
    if (A == identity_encoding) return fail(Errc::not_canonical, "public key: the identity");
    // libsodium's own test of the order looked at one coordinate of ℓ·A until CVE-2025-69277 was
    // fixed (Debian: 1.0.18-1+deb12u1), and so took a prime-order point plus the point of order 2.
    // Whatever version runs: (ℓ − 1)·A = −A holds exactly for points whose order divides ℓ, and
    // scalar multiplication itself refuses encodings off the curve and points of small order.
    Bytes32 product;
    if (crypto_scalarmult_ed25519_noclamp(product.data(), order_minus_1.data(), A.data()) != 0) {
        return fail(Errc::not_canonical, "public key: not a point of prime order");
    }
    product.data()[31] ^= 0x80;  // negation in the compressed form
    if (product != A) return fail(Errc::not_canonical, "public key: not a point of prime order");
    return VerifyKey{A};
}

SigningKey SigningKey::from_seed(const SecretBytes<32>& seed) {
    SecretBytes<64> secret;
    Bytes32 verify;
    crypto_sign_seed_keypair(verify.data(), secret.expose_mut().data(), seed.expose().data());
    return SigningKey{std::move(secret), VerifyKey{verify}};
}

SigningKey SigningKey::generate(Rng& rng) {
    return from_seed(rng.secret<32>());
}

SecretBytes<32> SigningKey::seed() const {
    return SecretBytes<32>::from(secret_.expose().first(32));
}

Signature SigningKey::sign_raw(ByteView message) const {
    Signature out;
    crypto_sign_detached(out.data(), nullptr, message.data(), message.size(),
                         secret_.expose().data());
    return out;
}

Signature sign(const SigningKey& key, std::string_view tag, ByteView payload) {
    return key.sign_raw(framed(tag, payload));
}

Result<void> check_signature_raw(const VerifyKey& key, ByteView message,
                                 const Signature& signature) {
    // libsodium computes bytes(S·B − k·A) and compares it with R, after refusing S ≥ ℓ and R of
    // small order. With A of prime order the left side has prime order or is the identity, so of
    // all R of small order only the identity's canonical encoding could ever be equal.
    const bool holds = equal(signature.view().first(32), identity_encoding)
                           ? holds_with_identity_r(key, message, signature)
                           : crypto_sign_verify_detached(signature.data(), message.data(),
                                                         message.size(), key.bytes().data()) == 0;
    if (!holds) return fail(Errc::signature_rejected);
    return {};
}

Result<void> check_signature(const VerifyKey& key, std::string_view tag, ByteView payload,
                             const Signature& signature) {
    return check_signature_raw(key, framed(tag, payload), signature);
}

}  // namespace piaojue
