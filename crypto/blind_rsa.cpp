#include "crypto/blind_rsa.hpp"

#include <openssl/rsa.h>

#include <array>

#include "crypto/detail/emsa_pss.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

namespace {

using openssl::BnCtxHandle;
using openssl::BnHandle;
using openssl::check;
using openssl::check_ptr;
using openssl::MontHandle;
using openssl::PkeyCtxHandle;
using openssl::SecretBnHandle;

constexpr std::string_view proof_tag = "piaojue/v1/issuer-key-proof";
constexpr std::size_t proof_value_size = 400;

int size_of(ByteView bytes) {
    PJ_ASSERT(bytes.size() <= 4096, "an integer longer than any key");
    return static_cast<int>(bytes.size());
}

BnHandle public_number(ByteView big_endian) {
    return BnHandle{
        check_ptr(BN_bin2bn(big_endian.data(), size_of(big_endian), nullptr), "BN_bin2bn")};
}

SecretBnHandle new_secret_number() {
    SecretBnHandle out{check_ptr(BN_new(), "BN_new")};
    BN_set_flags(out.get(), BN_FLG_CONSTTIME);
    return out;
}

SecretBnHandle secret_number(ByteView big_endian) {
    SecretBnHandle out = new_secret_number();
    if (BN_bin2bn(big_endian.data(), size_of(big_endian), out.get()) == nullptr) {
        openssl::raise("BN_bin2bn");
    }
    return out;
}

BnCtxHandle new_bn_context() {
    return BnCtxHandle{check_ptr(BN_CTX_new(), "BN_CTX_new")};
}

// Sized buffers only: BN_bn2binpad returns their length, or −1.
void write_number(const BIGNUM* number, std::span<Byte> out) {
    const int size = static_cast<int>(out.size());
    if (BN_bn2binpad(number, out.data(), size) != size) openssl::raise("BN_bn2binpad");
}

Bytes public_bytes(const BIGNUM* number, std::size_t size) {
    Bytes out(size);
    write_number(number, out);
    return out;
}

MontHandle montgomery(const RsaPublicKey& key, BN_CTX* context) {
    MontHandle out{check_ptr(BN_MONT_CTX_new(), "BN_MONT_CTX_new")};
    check(BN_MONT_CTX_set(out.get(), key.n(), context), "BN_MONT_CTX_set");
    return out;
}

// A big-endian integer of any length mod n, in constant time (BN_FLG_CONSTTIME).
SecretBnHandle reduced_secret(const RsaPublicKey& key, ByteView big_endian, BN_CTX* context) {
    const SecretBnHandle wide = secret_number(big_endian);
    SecretBnHandle out = new_secret_number();
    check(BN_mod(out.get(), wide.get(), key.n(), context), "BN_mod");
    return out;
}

// base^e mod n for public or secret base; e is always public.
SecretBnHandle raise_to_e(const RsaPublicKey& key, const BIGNUM* base, BN_CTX* context,
                          BN_MONT_CTX* mont) {
    const BnHandle e{check_ptr(BN_new(), "BN_new")};
    check(BN_set_word(e.get(), rsa_public_exponent), "BN_set_word");
    SecretBnHandle out = new_secret_number();
    check(BN_mod_exp_mont_consttime(out.get(), base, e.get(), key.n(), context, mont),
          "BN_mod_exp_mont_consttime");
    return out;
}

// a·b mod n in constant time.
SecretBnHandle multiply(const BIGNUM* a, const BIGNUM* b, BN_CTX* context, BN_MONT_CTX* mont) {
    SecretBnHandle out = new_secret_number();
    check(BN_to_montgomery(out.get(), a, mont, context), "BN_to_montgomery");
    check(BN_mod_mul_montgomery(out.get(), out.get(), b, mont, context), "BN_mod_mul_montgomery");
    return out;
}

// The inverse mod n, or null if there is none. BN_FLG_CONSTTIME selects the form without branches.
SecretBnHandle inverse_or_null(const RsaPublicKey& key, const BIGNUM* value, BN_CTX* context) {
    SecretBnHandle out = new_secret_number();
    const bool found = BN_mod_inverse(out.get(), value, key.n(), context) != nullptr;
    if (found) return out;
    if (ERR_GET_REASON(ERR_peek_last_error()) != BN_R_NO_INVERSE) openssl::raise("BN_mod_inverse");
    ERR_clear_error();
    return nullptr;
}

// h_i of PROTOCOL.md §6, as long as the modulus.
Bytes proof_value(const RsaPublicKey& key, std::uint8_t index) {
    const std::array<Byte, 1> length{static_cast<Byte>(proof_tag.size())};
    const std::array<Byte, 1> number{index};
    const Bytes wide = shake256(
        {ByteView{length}, as_bytes(proof_tag), key.modulus(), ByteView{number}}, proof_value_size);
    const BnCtxHandle context = new_bn_context();
    const BnHandle value = public_number(wide);
    const BnHandle reduced{check_ptr(BN_new(), "BN_new")};
    check(BN_mod(reduced.get(), value.get(), key.n(), context.get()), "BN_mod");
    return public_bytes(reduced.get(), key.size());
}

// value^e mod n for public values below n.
Bytes public_power(const RsaPublicKey& key, ByteView value) {
    const BnCtxHandle context = new_bn_context();
    const MontHandle mont = montgomery(key, context.get());
    const BnHandle base = public_number(value);
    const SecretBnHandle power = raise_to_e(key, base.get(), context.get(), mont.get());
    return public_bytes(power.get(), key.size());
}

}  // namespace

Bytes prepare_randomized(ByteView prefix, ByteView message) {
    PJ_ASSERT(prefix.size() == blind_rsa_prefix_size, "the prefix has 32 bytes");
    Bytes out(prefix.size() + message.size());
    std::copy(message.begin(), message.end(), std::copy(prefix.begin(), prefix.end(), out.begin()));
    return out;
}

// The numbered steps are those of RFC 9474 §4.2.
Result<BlindedMessage> blind(const RsaPublicKey& key, ByteView prepared, ByteView salt,
                             ByteView r_bytes) {
    // 1, 2  m = OS2IP(EMSA-PSS-ENCODE(prepared, bits(n) − 1))
    const SecretBuffer encoded =
        detail::emsa_pss_encode(prepared, salt, 8 * key.size() - 1, EVP_sha384());
    const SecretBnHandle m = secret_number(encoded.expose());
    const BnCtxHandle context = new_bn_context();
    const MontHandle mont = montgomery(key, context.get());
    // 3  m must be coprime to n, or the product would show its factor
    const SecretBnHandle divisor = new_secret_number();
    check(BN_gcd(divisor.get(), m.get(), key.n(), context.get()), "BN_gcd");
    if (BN_is_one(divisor.get()) != 1) return fail(Errc::malformed, "the message shares a factor");
    // 4–6  r and its inverse
    const SecretBnHandle r = reduced_secret(key, r_bytes, context.get());
    const SecretBnHandle inverse = inverse_or_null(key, r.get(), context.get());
    if (inverse == nullptr) return fail(Errc::malformed, "the blinding factor has no inverse");
    // 7–9  z = m·r^e mod n
    const SecretBnHandle x = raise_to_e(key, r.get(), context.get(), mont.get());
    const SecretBnHandle z = multiply(m.get(), x.get(), context.get(), mont.get());
    BlindedMessage out{public_bytes(z.get(), key.size()), SecretBuffer(key.size())};
    write_number(inverse.get(), out.inverse.expose_mut());
    return out;
}

Result<Bytes> blind_sign(const RsaPrivateKey& key, ByteView blinded) {
    const RsaPublicKey& public_key = key.public_key();
    if (!public_key.holds(blinded)) {
        return fail(Errc::malformed, "a blinded message is as long as n and below it");
    }
    const PkeyCtxHandle context{
        check_ptr(EVP_PKEY_CTX_new(key.pkey(), nullptr), "EVP_PKEY_CTX_new")};
    check(EVP_PKEY_sign_init(context.get()), "EVP_PKEY_sign_init");
    check(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING), "set_rsa_padding");
    Bytes out(public_key.size());
    std::size_t size = out.size();
    check(EVP_PKEY_sign(context.get(), out.data(), &size, blinded.data(), blinded.size()),
          "EVP_PKEY_sign");
    // A fault in the private operation can give away the factors of n: look before letting it out.
    if (size != out.size() || !equal(public_power(public_key, out), blinded)) {
        sodium_memzero(out.data(), out.size());
        throw EnvError("the private RSA operation gave a wrong result");
    }
    return out;
}

Result<Bytes> finalize(const RsaPublicKey& key, ByteView prepared, ByteView blind_signature,
                       const SecretBuffer& inverse, std::size_t salt_size) {
    if (!key.holds(blind_signature) || inverse.size() != key.size()) {
        return fail(Errc::malformed, "a blind signature is as long as n and below it");
    }
    const BnCtxHandle context = new_bn_context();
    const MontHandle mont = montgomery(key, context.get());
    const SecretBnHandle z = secret_number(blind_signature);
    const SecretBnHandle factor = reduced_secret(key, inverse.expose(), context.get());
    const SecretBnHandle s = multiply(z.get(), factor.get(), context.get(), mont.get());
    Bytes signature = public_bytes(s.get(), key.size());
    PJ_TRY(check_blind_signature(key, prepared, signature, salt_size));
    return signature;
}

Result<void> check_blind_signature(const RsaPublicKey& key, ByteView prepared, ByteView signature,
                                   std::size_t salt_size) {
    if (!key.holds(signature)) {
        return fail(Errc::malformed, "a signature is as long as n and below it");
    }
    const Bytes48 hash = sha384(prepared);
    const PkeyCtxHandle context{
        check_ptr(EVP_PKEY_CTX_new(key.pkey(), nullptr), "EVP_PKEY_CTX_new")};
    check(EVP_PKEY_verify_init(context.get()), "EVP_PKEY_verify_init");
    check(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PSS_PADDING), "set_rsa_padding");
    check(EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha384()), "set_signature_md");
    check(EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), EVP_sha384()), "set_rsa_mgf1_md");
    // An exact length: the automatic one would accept any salt.
    check(EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), static_cast<int>(salt_size)),
          "set_rsa_pss_saltlen");
    const int verdict = EVP_PKEY_verify(context.get(), signature.data(), signature.size(),
                                        hash.data(), hash.size());
    ERR_clear_error();
    if (verdict != 1) return fail(Errc::token_rejected, "the issuer's signature does not verify");
    return {};
}

std::vector<Bytes> prove_permutation(const RsaPrivateKey& key) {
    std::vector<Bytes> roots;
    for (std::size_t i = 0; i < permutation_proof_roots; ++i) {
        auto root = blind_sign(key, proof_value(key.public_key(), static_cast<std::uint8_t>(i)));
        PJ_ASSERT(root.has_value(), "a value reduced mod n is below n");
        roots.push_back(std::move(root).value());
    }
    return roots;
}

Result<void> check_permutation_proof(const RsaPublicKey& key, const std::vector<Bytes>& roots) {
    if (roots.size() != permutation_proof_roots) {
        return fail(Errc::malformed, "the proof of a key has eight roots");
    }
    for (std::size_t i = 0; i < roots.size(); ++i) {
        if (!key.holds(roots[i])) {
            return fail(Errc::malformed, "a root is as long as n and below it");
        }
        if (public_power(key, roots[i]) != proof_value(key, static_cast<std::uint8_t>(i))) {
            return fail(Errc::token_rejected, "a root of the proof of the key is wrong");
        }
    }
    return {};
}

}  // namespace piaojue
