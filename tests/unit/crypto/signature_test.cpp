#include "crypto/signature.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include "crypto/hash.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using testing::fixed_hex;
using testing::from_hex;

// The points of order 1, 2, 4, 4, 8, 8, 8, 8 in canonical encoding (RFC 8032's curve).
const char* const small_order_points[] = {
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"};

// Second encodings: y ≥ p, or x = 0 with the sign bit.
const char* const non_canonical_points[] = {
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // y = p + 1: identity
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // y = p: order 4
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",   // y = p + 3
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};  // y = p + 18

const Bytes32 order =
    fixed_hex<32>("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

struct Rfc8032Vector {
    const char* seed;
    const char* key;
    const char* message;
    const char* signature;
};

// RFC 8032 §7.1, tests 1 to 3.
const Rfc8032Vector rfc_8032[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "4"
     "6bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d"
     "8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "6"
     "594a7c15e9716ed28dc027beceea1ec40a"}};

SigningKey seeded_key(std::uint64_t seed) {
    SeededRng rng{seed};
    return SigningKey::generate(rng);
}

Bytes32 add_points(const Bytes32& p, const Bytes32& q) {
    Bytes32 out;
    PJ_ASSERT(crypto_core_ed25519_add(out.data(), p.data(), q.data()) == 0, "not points");
    return out;
}

// k = SHA-512(R ‖ A ‖ M) mod ℓ
Bytes32 challenge(const Bytes32& R, const Bytes32& A, ByteView message) {
    const Bytes64 wide = sha512({R, A, message});
    Bytes32 k;
    crypto_core_ed25519_scalar_reduce(k.data(), wide.data());
    return k;
}

// The secret scalar a of a key, as RFC 8032 §5.1.5 derives it, reduced mod ℓ.
Bytes32 secret_scalar(const SigningKey& key) {
    auto half = sha512({key.seed().expose()});
    half.data()[0] &= 248;
    half.data()[31] &= 127;
    half.data()[31] |= 64;
    Bytes64 wide;
    std::copy_n(half.data(), 32, wide.data());
    Bytes32 a;
    crypto_core_ed25519_scalar_reduce(a.data(), wide.data());
    return a;
}

Signature join(const Bytes32& R, const Bytes32& S) {
    Signature out;
    std::copy_n(R.data(), 32, out.data());
    std::copy_n(S.data(), 32, out.data() + 32);
    return out;
}

void add_order_to_s(Signature& signature) {
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        carry += 0U + signature.data()[32 + i] + order.data()[i];
        signature.data()[32 + i] = static_cast<Byte>(carry);
        carry >>= 8U;
    }
}

// A signature whose nonce is zero: R = `R` (a small-order encoding), S = k·a.
Signature zero_nonce_signature(const SigningKey& key, const Bytes32& R, ByteView message) {
    const Bytes32 k = challenge(R, key.verify_key().bytes(), message);
    Bytes32 S;
    crypto_core_ed25519_scalar_mul(S.data(), k.data(), secret_scalar(key).data());
    return join(R, S);
}

TEST(Signature, rfc_8032_vectors) {
    for (const auto& v : rfc_8032) {
        const auto key =
            SigningKey::from_seed(SecretBytes<32>::from(from_hex(std::string{v.seed})));
        const Bytes message = from_hex(std::string{v.message});
        EXPECT_EQ(encode_hex(key.verify_key().bytes()), v.key);
        EXPECT_EQ(encode_hex(key.sign_raw(message)), v.signature);
        const auto public_key = VerifyKey::create(from_hex(std::string{v.key}));
        ASSERT_TRUE(public_key.has_value());
        EXPECT_TRUE(check_signature_raw(*public_key, message, fixed_hex<64>(v.signature)));
    }
}

TEST(Signature, any_changed_bit_is_refused) {
    const auto key = seeded_key(1);
    const Bytes message = from_hex(std::string{"0102030405"});
    const Signature good = key.sign_raw(message);
    ASSERT_TRUE(check_signature_raw(key.verify_key(), message, good));
    for (unsigned bit = 0; bit < 512; ++bit) {
        Signature bad = good;
        bad.data()[bit / 8] = static_cast<Byte>(bad.data()[bit / 8] ^ (1U << (bit % 8)));
        EXPECT_REFUSED(check_signature_raw(key.verify_key(), message, bad),
                       Errc::signature_rejected);
    }
    EXPECT_REFUSED(check_signature_raw(seeded_key(2).verify_key(), message, good),
                   Errc::signature_rejected);
    EXPECT_REFUSED(check_signature_raw(key.verify_key(), ByteView{message}.first(4), good),
                   Errc::signature_rejected);
}

TEST(Signature, s_plus_order_is_refused) {
    const auto key = seeded_key(3);
    Signature signature = key.sign_raw(as_bytes("m"));
    add_order_to_s(signature);
    EXPECT_REFUSED(check_signature_raw(key.verify_key(), as_bytes("m"), signature),
                   Errc::signature_rejected);
}

TEST(Signature, tag_frames_the_payload) {
    const auto key = seeded_key(4);
    const Signature signature = sign(key, "piaojue/v1/cast", as_bytes("payload"));
    EXPECT_TRUE(
        check_signature(key.verify_key(), "piaojue/v1/cast", as_bytes("payload"), signature));
    EXPECT_REFUSED(
        check_signature(key.verify_key(), "piaojue/v1/void", as_bytes("payload"), signature),
        Errc::signature_rejected);
    EXPECT_REFUSED(
        check_signature(key.verify_key(), "piaojue/v1/cas", as_bytes("tpayload"), signature),
        Errc::signature_rejected);
    EXPECT_TRUE(
        check_signature_raw(key.verify_key(), as_bytes("\x0fpiaojue/v1/castpayload"), signature));
}

TEST(VerifyKey, small_order_keys_are_refused) {
    for (const char* point : small_order_points) {
        const auto key = VerifyKey::create(from_hex(std::string{point}));
        EXPECT_REFUSED(key, Errc::not_canonical);
    }
    // x = 0 with the sign bit set: no point has this encoding.
    EXPECT_REFUSED(VerifyKey::create(from_hex(std::string{
                       "0100000000000000000000000000000000000000000000000000000000000080"})),
                   Errc::not_canonical);
}

TEST(VerifyKey, non_canonical_keys_are_refused) {
    for (const char* point : non_canonical_points)
        EXPECT_REFUSED(VerifyKey::create(from_hex(std::string{point})), Errc::not_canonical);
}

TEST(VerifyKey, off_the_curve_and_wrong_lengths_are_refused) {
    // y = 2 gives no square.
    EXPECT_REFUSED(VerifyKey::create(from_hex(std::string{
                       "0200000000000000000000000000000000000000000000000000000000000000"})),
                   Errc::not_canonical);
    const Bytes32 good = seeded_key(5).verify_key().bytes();
    EXPECT_TRUE(VerifyKey::create(good).has_value());
    EXPECT_REFUSED(VerifyKey::create(good.view().first(31)), Errc::malformed);
}

// libsodium's own point test took the first of these for good until CVE-2025-69277 was fixed.
TEST(VerifyKey, mixed_order_keys_are_refused) {
    for (std::uint64_t seed = 10; seed < 20; ++seed) {
        const Bytes32 A = seeded_key(seed).verify_key().bytes();
        for (std::size_t i = 1; i < std::size(small_order_points); ++i) {
            const Bytes32 mixed = add_points(A, fixed_hex<32>(small_order_points[i]));
            EXPECT_REFUSED(VerifyKey::create(mixed), Errc::not_canonical);
        }
    }
}

TEST(Verdict, r_identity_with_s_equal_ka_is_accepted) {
    const auto key = seeded_key(6);
    const Bytes32 identity = fixed_hex<32>(small_order_points[0]);
    const Signature signature = zero_nonce_signature(key, identity, as_bytes("m"));
    // libsodium alone says no; the rule says S·B − k·A = R, and it is.
    EXPECT_NE(crypto_sign_verify_detached(signature.data(), as_bytes("m").data(), 1,
                                          key.verify_key().bytes().data()),
              0);
    EXPECT_TRUE(check_signature_raw(key.verify_key(), as_bytes("m"), signature));
    EXPECT_REFUSED(check_signature_raw(key.verify_key(), as_bytes("n"), signature),
                   Errc::signature_rejected);
    Signature zero_s = signature;
    std::fill_n(zero_s.data() + 32, 32, Byte{0});
    EXPECT_REFUSED(check_signature_raw(key.verify_key(), as_bytes("m"), zero_s),
                   Errc::signature_rejected);
}

TEST(Verdict, r_identity_with_s_plus_order_is_refused) {
    const auto key = seeded_key(7);
    Signature signature =
        zero_nonce_signature(key, fixed_hex<32>(small_order_points[0]), as_bytes("m"));
    ASSERT_TRUE(check_signature_raw(key.verify_key(), as_bytes("m"), signature));
    add_order_to_s(signature);
    EXPECT_REFUSED(check_signature_raw(key.verify_key(), as_bytes("m"), signature),
                   Errc::signature_rejected);
}

// A cofactored verifier would accept these: 8·R is the identity.
TEST(Verdict, r_of_small_order_is_refused) {
    const auto key = seeded_key(8);
    for (std::size_t i = 1; i < std::size(small_order_points); ++i) {
        const Signature signature =
            zero_nonce_signature(key, fixed_hex<32>(small_order_points[i]), as_bytes("m"));
        EXPECT_REFUSED(check_signature_raw(key.verify_key(), as_bytes("m"), signature),
                       Errc::signature_rejected);
    }
}

// The identity written as y = p + 1, or with the sign bit: R is compared as bytes.
TEST(Verdict, r_in_a_second_encoding_is_refused) {
    const auto key = seeded_key(9);
    for (const char* R : {non_canonical_points[0],
                          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                          "0100000000000000000000000000000000000000000000000000000000000080"}) {
        const Signature signature = zero_nonce_signature(key, fixed_hex<32>(R), as_bytes("m"));
        EXPECT_REFUSED(check_signature_raw(key.verify_key(), as_bytes("m"), signature),
                       Errc::signature_rejected);
    }
}

// R = r·B + T with T of order 2, 4 or 8: valid under the cofactored equation only.
TEST(Verdict, r_of_mixed_order_is_refused) {
    const auto key = seeded_key(21);
    SeededRng rng{22};
    for (std::size_t i = 0; i < std::size(small_order_points); ++i) {
        Bytes64 wide = rng.bytes<64>();
        Bytes32 r;
        crypto_core_ed25519_scalar_reduce(r.data(), wide.data());
        Bytes32 R;
        ASSERT_EQ(crypto_scalarmult_ed25519_base_noclamp(R.data(), r.data()), 0);
        R = add_points(R, fixed_hex<32>(small_order_points[i]));
        const Bytes32 k = challenge(R, key.verify_key().bytes(), as_bytes("m"));
        Bytes32 S;
        crypto_core_ed25519_scalar_mul(S.data(), k.data(), secret_scalar(key).data());
        crypto_core_ed25519_scalar_add(S.data(), S.data(), r.data());
        const auto verdict = check_signature_raw(key.verify_key(), as_bytes("m"), join(R, S));
        EXPECT_EQ(verdict.has_value(), i == 0) << i;
    }
}

TEST(SigningKey, seed_returns_and_makes_the_same_key) {
    const auto key = seeded_key(23);
    EXPECT_EQ(SigningKey::from_seed(key.seed()).verify_key(), key.verify_key());
    EXPECT_NE(seeded_key(24).verify_key(), key.verify_key());
}

}  // namespace
}  // namespace piaojue
