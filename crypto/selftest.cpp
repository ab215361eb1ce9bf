#include "crypto/selftest.hpp"

#include <sodium.h>

#include <algorithm>

#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"
#include "crypto/point.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

namespace {

// FIPS 180-4, "abc", through both libraries.
bool hashes_are_right() {
    const auto text = as_bytes("abc");
    Bytes32 again;
    crypto_hash_sha256(again.data(), text.data(), text.size());
    return encode_hex(sha256(text)) ==
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" &&
           again == sha256(text) && equal(sha512(text), sha512_secret({text}).expose());
}

// FIPS 202, the empty message.
bool shake_is_right() {
    return encode_hex(shake256({}, 32)) ==
           "46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f";
}

// RFC 8032 §7.1, test 2; and one changed bit must be refused.
bool signatures_are_right() {
    const auto seed =
        decode_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    if (!seed) return false;
    const auto key = SigningKey::from_seed(SecretBytes<32>::from(*seed));
    const Bytes message{0x72};
    Signature signature = key.sign_raw(message);
    if (encode_hex(signature) !=
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00") {
        return false;
    }
    const auto verify_key = VerifyKey::create(key.verify_key().bytes());
    if (!verify_key || !check_signature_raw(*verify_key, message, signature)) return false;
    signature.data()[40] ^= 1;
    return !check_signature_raw(*verify_key, message, signature);
}

// RFC 9496 appendix A: the generator and its double.
bool group_is_right() {
    return encode_hex(Point::base_mul(Scalar::one()).bytes()) ==
               "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76" &&
           encode_hex(Point::base_mul(Scalar::from_u64(2)).bytes()) ==
               "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919";
}

bool randomness_moves(Rng& rng) {
    const auto a = rng.bytes<32>();
    const auto b = rng.bytes<32>();
    return a != b && a != Bytes32{} && b != Bytes32{};
}

}  // namespace

Result<void> self_test(Rng& rng) {
    if (sodium_init() < 0) return fail(Errc::internal, "libsodium does not start");
    if (!hashes_are_right()) return fail(Errc::internal, "self-test: SHA-2");
    if (!shake_is_right()) return fail(Errc::internal, "self-test: SHAKE256");
    if (!signatures_are_right()) return fail(Errc::internal, "self-test: Ed25519");
    if (!group_is_right()) return fail(Errc::internal, "self-test: ristretto255");
    if (!randomness_moves(rng)) return fail(Errc::internal, "self-test: the random generator");
    return {};
}

}  // namespace piaojue
