#include "crypto/blind_rsa.hpp"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include "crypto/base/rng.hpp"
#include "crypto/detail/emsa_pss.hpp"
#include "crypto/hash.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

namespace json = boost::json;
using testing::from_hex;
using testing::text_of;

openssl::BnHandle number(ByteView bytes) {
    return openssl::BnHandle{BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)};
}

Bytes padded(const BIGNUM* value, std::size_t size) {
    Bytes out(size);
    PJ_ASSERT(BN_bn2binpad(value, out.data(), static_cast<int>(size)) == static_cast<int>(size),
              "a number too long");
    return out;
}

Bytes inverse_mod(ByteView value, ByteView modulus) {
    const openssl::BnCtxHandle context{BN_CTX_new()};
    const auto v = number(value);
    const auto n = number(modulus);
    const openssl::BnHandle out{BN_mod_inverse(nullptr, v.get(), n.get(), context.get())};
    PJ_ASSERT(out != nullptr, "no inverse");
    return padded(out.get(), modulus.size());
}

// DER of a private key from the numbers of a vector file; the rest of CRT is computed here.
Bytes der_from_numbers(const json::value& v) {
    const openssl::BnCtxHandle context{BN_CTX_new()};
    const auto n = number(from_hex(v.at("n")));
    const auto e = number(from_hex(v.at("e")));
    const auto d = number(from_hex(v.at("d")));
    const auto p = number(from_hex(v.at("p")));
    const auto q = number(from_hex(v.at("q")));
    const auto less_one = [](const BIGNUM* value) {
        openssl::BnHandle out{BN_dup(value)};
        BN_sub_word(out.get(), 1);
        return out;
    };
    const openssl::BnHandle dp{BN_new()};
    const openssl::BnHandle dq{BN_new()};
    BN_mod(dp.get(), d.get(), less_one(p.get()).get(), context.get());
    BN_mod(dq.get(), d.get(), less_one(q.get()).get(), context.get());
    const openssl::BnHandle qi{BN_mod_inverse(nullptr, q.get(), p.get(), context.get())};

    OSSL_PARAM_BLD* builder = OSSL_PARAM_BLD_new();
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e.get());
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_D, d.get());
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_FACTOR1, p.get());
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_FACTOR2, q.get());
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_EXPONENT1, dp.get());
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_EXPONENT2, dq.get());
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, qi.get());
    OSSL_PARAM* params = OSSL_PARAM_BLD_to_param(builder);
    const openssl::PkeyCtxHandle maker{EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr)};
    EVP_PKEY_fromdata_init(maker.get());
    EVP_PKEY* made = nullptr;
    PJ_ASSERT(EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_KEYPAIR, params) == 1, "no key");
    const openssl::PkeyHandle pkey{made};
    OSSL_PARAM_free(params);
    OSSL_PARAM_BLD_free(builder);
    Bytes der(static_cast<std::size_t>(i2d_PrivateKey(pkey.get(), nullptr)));
    Byte* at = der.data();
    i2d_PrivateKey(pkey.get(), &at);
    return der;
}

RsaPrivateKey key_of(const json::value& v) {
    auto key = RsaPrivateKey::from_der(der_from_numbers(v));
    PJ_ASSERT(key.has_value(), "a vector's key is refused");
    return std::move(key).value();
}

// One key for all tests here: making one takes a second.
const IssuerPrivateKey& issuer() {
    static const IssuerPrivateKey key = IssuerPrivateKey::generate();
    return key;
}

struct Client {
    Bytes prepared;
    Bytes salt;
    Bytes r;
};

Client client(std::uint64_t seed) {
    SeededRng rng{seed};
    return {prepare_randomized(rng.bytes<32>(), as_bytes("ballot key")),
            shake256({rng.bytes<32>()}, 48), shake256({rng.bytes<32>()}, 400)};
}

TEST(EmsaPss, published_vector) {
    const auto v = testing::read_vectors("emsa_pss_sha1.json");
    const auto encoded =
        detail::emsa_pss_encode(from_hex(v.at("msg")), from_hex(v.at("salt")), 1023, EVP_sha1());
    EXPECT_EQ(encode_hex(encoded.expose()), text_of(v.at("expected")));
}

TEST(BlindRsa, all_variants_of_rfc_9474) {
    const auto vectors = testing::read_vectors("rfc9474_rsabssa_sha384.json");
    ASSERT_EQ(vectors.as_array().size(), 4U);
    for (const auto& v : vectors.as_array()) {
        SCOPED_TRACE(text_of(v.at("name")));
        const RsaPrivateKey key = key_of(v);
        const RsaPublicKey& public_key = key.public_key();
        const Bytes salt = from_hex(v.at("salt"));
        const Bytes message = from_hex(v.at("msg"));
        const Bytes prefix = from_hex(v.at("msg_prefix"));
        const Bytes prepared = prefix.empty() ? message : prepare_randomized(prefix, message);
        EXPECT_EQ(prepared, from_hex(v.at("input_msg")));
        if (v.as_object().contains("encoded_msg")) {
            EXPECT_EQ(
                encode_hex(detail::emsa_pss_encode(prepared, salt, 4095, EVP_sha384()).expose()),
                text_of(v.at("encoded_msg")));
        }
        const Bytes inverse = from_hex(v.at("inv"));
        const Bytes r = inverse_mod(inverse, public_key.modulus());
        const auto blinded = blind(public_key, prepared, salt, r);
        ASSERT_TRUE(blinded.has_value());
        EXPECT_EQ(blinded->blinded, from_hex(v.at("blinded_msg")));
        EXPECT_TRUE(
            equal(blinded->inverse.expose(), padded(number(inverse).get(), public_key.size())));
        const auto blind_signature = blind_sign(key, blinded->blinded);
        ASSERT_TRUE(blind_signature.has_value());
        EXPECT_EQ(*blind_signature, from_hex(v.at("blind_sig")));
        const auto signature =
            finalize(public_key, prepared, *blind_signature, blinded->inverse, salt.size());
        ASSERT_TRUE(signature.has_value());
        EXPECT_EQ(*signature, from_hex(v.at("sig")));
        EXPECT_TRUE(check_blind_signature(public_key, prepared, *signature, salt.size()));
        EXPECT_REFUSED(
            check_blind_signature(public_key, prepared, *signature, salt.size() == 0 ? 48 : 0),
            Errc::token_rejected);
    }
}

TEST(BlindRsa, a_paper_is_issued_with_3072_bits) {
    const RsaPublicKey& key = issuer().public_key();
    const Client c = client(1);
    const auto blinded = blind(key, c.prepared, c.salt, c.r);
    ASSERT_TRUE(blinded.has_value());
    const auto answer = blind_sign(issuer(), blinded->blinded);
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->size(), 384U);
    EXPECT_EQ(*answer, blind_sign(issuer(), blinded->blinded).value());
    const auto signature = finalize(key, c.prepared, *answer, blinded->inverse);
    ASSERT_TRUE(signature.has_value());
    EXPECT_TRUE(check_blind_signature(key, c.prepared, *signature));

    Bytes other = c.prepared;
    other.back() ^= 1;
    EXPECT_REFUSED(check_blind_signature(key, other, *signature), Errc::token_rejected);
    EXPECT_REFUSED(finalize(key, other, *answer, blinded->inverse), Errc::token_rejected);
    Bytes wrong = *answer;
    wrong.back() ^= 1;
    EXPECT_REFUSED(finalize(key, c.prepared, wrong, blinded->inverse), Errc::token_rejected);
    EXPECT_REFUSED(check_blind_signature(key, c.prepared, ByteView{*signature}.first(383)),
                   Errc::malformed);
}

TEST(BlindRsa, the_same_message_blinds_differently_under_another_factor) {
    const RsaPublicKey& key = issuer().public_key();
    const Client a = client(2);
    const Client b = client(3);
    EXPECT_NE(blind(key, a.prepared, a.salt, a.r)->blinded,
              blind(key, a.prepared, a.salt, b.r)->blinded);
    EXPECT_EQ(blind(key, a.prepared, a.salt, a.r)->blinded,
              blind(key, a.prepared, a.salt, a.r)->blinded);
}

TEST(BlindRsa, values_not_below_the_modulus_are_refused) {
    const RsaPublicKey& key = issuer().public_key();
    EXPECT_REFUSED(blind_sign(issuer(), key.modulus()), Errc::malformed);
    EXPECT_REFUSED(blind_sign(issuer(), Bytes(384, 0xFF)), Errc::malformed);
    EXPECT_REFUSED(blind_sign(issuer(), Bytes(383, 1)), Errc::malformed);
    EXPECT_REFUSED(check_blind_signature(key, as_bytes("m"), key.modulus()), Errc::malformed);
    Bytes largest = key.modulus();
    largest.back() ^= 1;  // n is odd: n − 1
    EXPECT_EQ(blind_sign(issuer(), largest).value(), largest);
}

TEST(BlindRsa, a_signature_plus_the_modulus_is_refused) {
    // The smallest of some signatures, so that adding n still fits 384 bytes.
    const RsaPublicKey& key = issuer().public_key();
    const auto n = number(key.modulus());
    for (std::uint64_t seed = 10; seed < 60; ++seed) {
        const Client c = client(seed);
        const auto blinded = blind(key, c.prepared, c.salt, c.r);
        const auto answer = blind_sign(issuer(), blinded->blinded);
        const Bytes signature = finalize(key, c.prepared, *answer, blinded->inverse).value();
        const openssl::BnHandle sum{BN_dup(number(signature).get())};
        BN_add(sum.get(), sum.get(), n.get());
        if (BN_num_bytes(sum.get()) > 384) continue;
        EXPECT_REFUSED(check_blind_signature(key, c.prepared, padded(sum.get(), 384)),
                       Errc::malformed);
        return;
    }
    GTEST_SKIP() << "this modulus leaves no room above it";
}

TEST(BlindRsa, a_factor_without_inverse_is_refused) {
    const RsaPublicKey& key = issuer().public_key();
    const Client c = client(4);
    EXPECT_REFUSED(blind(key, c.prepared, c.salt, Bytes(400, 0)), Errc::malformed);
    EXPECT_REFUSED(blind(key, c.prepared, c.salt, key.modulus()), Errc::malformed);
}

TEST(IssuerKey, der_returns_and_other_forms_are_refused) {
    const SecretBuffer der = issuer().to_der();
    const auto again = IssuerPrivateKey::from_der(der.expose());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->public_key().modulus(), issuer().public_key().modulus());
    Bytes longer{der.expose().begin(), der.expose().end()};
    longer.push_back(0);
    EXPECT_REFUSED(IssuerPrivateKey::from_der(longer), Errc::malformed);
    Bytes broken{der.expose().begin(), der.expose().end()};
    broken[broken.size() / 2] ^= 1;  // inside a CRT part
    EXPECT_REFUSED(IssuerPrivateKey::from_der(broken), Errc::malformed);
    EXPECT_REFUSED(IssuerPrivateKey::from_der(ByteView{broken}.first(100)), Errc::malformed);
    EXPECT_REFUSED(IssuerPrivateKey::from_der({}), Errc::malformed);
}

TEST(IssuerKey, only_3072_bits_are_accepted) {
    const auto vectors = testing::read_vectors("rfc9474_rsabssa_sha384.json");
    const Bytes der = der_from_numbers(vectors.as_array()[0]);
    EXPECT_TRUE(RsaPrivateKey::from_der(der).has_value());
    EXPECT_REFUSED(IssuerPrivateKey::from_der(der), Errc::malformed);
    EXPECT_REFUSED(IssuerPublicKey::create(from_hex(vectors.as_array()[0].at("n"))),
                   Errc::malformed);
    const Bytes& n = issuer().public_key().modulus();
    EXPECT_TRUE(IssuerPublicKey::create(n).has_value());
    Bytes bad = n;
    bad.front() &= 0x7F;
    EXPECT_REFUSED(IssuerPublicKey::create(bad), Errc::malformed);
    bad = n;
    bad.back() ^= 1;
    EXPECT_REFUSED(IssuerPublicKey::create(bad), Errc::malformed);
}

TEST(IssuerKey, a_small_factor_is_refused) {
    // 65521 is the largest prime below 2^16. n − (n mod 2·65521) + 65521 is an odd multiple of it.
    const auto n = number(issuer().public_key().modulus());
    const BN_ULONG remainder = BN_mod_word(n.get(), 2 * 65521);
    BN_sub_word(n.get(), remainder);
    BN_add_word(n.get(), 65521);
    EXPECT_TRUE(RsaPublicKey::create(padded(n.get(), 384)).has_value());
    EXPECT_REFUSED(IssuerPublicKey::create(padded(n.get(), 384)), Errc::malformed);
}

TEST(PermutationProof, holds_for_the_key_and_no_other) {
    const auto roots = prove_permutation(issuer());
    const RsaPublicKey& key = issuer().public_key();
    EXPECT_TRUE(check_permutation_proof(key, roots));
    for (std::size_t i = 0; i < roots.size(); ++i) {
        auto wrong = roots;
        wrong[i].back() ^= 1;
        EXPECT_REFUSED(check_permutation_proof(key, wrong), Errc::token_rejected);
        wrong[i] = key.modulus();
        EXPECT_REFUSED(check_permutation_proof(key, wrong), Errc::malformed);
    }
    auto swapped = roots;
    std::swap(swapped[0], swapped[1]);
    EXPECT_REFUSED(check_permutation_proof(key, swapped), Errc::token_rejected);
    auto fewer = roots;
    fewer.pop_back();
    EXPECT_REFUSED(check_permutation_proof(key, fewer), Errc::malformed);
}

TEST(PermutationProof, values_are_hashed_as_specified) {
    const auto roots = prove_permutation(issuer());
    const Bytes& n = issuer().public_key().modulus();
    const openssl::BnCtxHandle context{BN_CTX_new()};
    const auto modulus = number(n);
    for (std::size_t i = 0; i < roots.size(); ++i) {
        Bytes input{27};
        append(input, as_bytes("piaojue/v1/issuer-key-proof"));
        append(input, n);
        input.push_back(static_cast<Byte>(i));
        const auto wide = number(shake256({input}, 400));
        const openssl::BnHandle h{BN_new()};
        const openssl::BnHandle power{BN_new()};
        const auto e = number(Bytes{1, 0, 1});
        const auto root = number(roots[i]);
        BN_mod(h.get(), wide.get(), modulus.get(), context.get());
        BN_mod_exp(power.get(), root.get(), e.get(), modulus.get(), context.get());
        EXPECT_EQ(BN_cmp(h.get(), power.get()), 0) << i;
    }
}

}  // namespace
}  // namespace piaojue
