#include "crypto/rsa_key.hpp"

#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <vector>

namespace piaojue {

namespace {

using openssl::BnHandle;
using openssl::check;
using openssl::check_ptr;
using openssl::PkeyCtxHandle;
using openssl::PkeyHandle;

using ParamBuilder = openssl::Handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Params = openssl::Handle<OSSL_PARAM, OSSL_PARAM_free>;

constexpr std::size_t modulus_size_min = 256;
constexpr std::size_t modulus_size_max = 512;
constexpr std::size_t der_size_max = 8192;
constexpr std::size_t small_factor_bound = 65536;

PkeyCtxHandle rsa_context() {
    return PkeyCtxHandle{
        check_ptr(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr), "EVP_PKEY_CTX_new")};
}

PkeyHandle public_pkey(const BIGNUM* n) {
    const ParamBuilder builder{check_ptr(OSSL_PARAM_BLD_new(), "OSSL_PARAM_BLD_new")};
    check(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n), "OSSL_PARAM_BLD_push");
    check(OSSL_PARAM_BLD_push_ulong(builder.get(), OSSL_PKEY_PARAM_RSA_E, rsa_public_exponent),
          "OSSL_PARAM_BLD_push");
    const Params params{check_ptr(OSSL_PARAM_BLD_to_param(builder.get()), "OSSL_PARAM_BLD")};
    const PkeyCtxHandle context = rsa_context();
    check(EVP_PKEY_fromdata_init(context.get()), "EVP_PKEY_fromdata_init");
    EVP_PKEY* out = nullptr;
    check(EVP_PKEY_fromdata(context.get(), &out, EVP_PKEY_PUBLIC_KEY, params.get()),
          "EVP_PKEY_fromdata");
    return PkeyHandle{out};
}

// The sieve of Eratosthenes, once in a process.
const std::vector<BN_ULONG>& small_primes() {
    static const std::vector<BN_ULONG> primes = [] {
        std::vector<BN_ULONG> found;
        std::vector<bool> composite(small_factor_bound);
        for (std::size_t p = 2; p < small_factor_bound; ++p) {
            if (composite[p]) continue;
            found.push_back(p);
            for (std::size_t i = p * p; i < small_factor_bound; i += p)
                composite[i] = true;
        }
        return found;
    }();
    return primes;
}

bool has_small_factor_vartime(const BIGNUM* n) {
    return std::any_of(small_primes().begin(), small_primes().end(),
                       [n](BN_ULONG prime) { return BN_mod_word(n, prime) == 0; });
}

// A number of a key, or null.
BnHandle number_of(const EVP_PKEY* pkey, const char* name) {
    BIGNUM* out = nullptr;
    if (EVP_PKEY_get_bn_param(pkey, name, &out) != 1) ERR_clear_error();
    return BnHandle{out};
}

SecretBuffer der_of(const EVP_PKEY* pkey) {
    const int size = i2d_PrivateKey(pkey, nullptr);
    if (size <= 0) openssl::raise("i2d_PrivateKey");
    SecretBuffer out(static_cast<std::size_t>(size));
    Byte* at = out.expose_mut().data();
    if (i2d_PrivateKey(pkey, &at) != size) openssl::raise("i2d_PrivateKey");
    return out;
}

Result<RsaPublicKey> public_half(const EVP_PKEY* pkey) {
    const BnHandle n = number_of(pkey, OSSL_PKEY_PARAM_RSA_N);
    const BnHandle e = number_of(pkey, OSSL_PKEY_PARAM_RSA_E);
    if (n == nullptr || e == nullptr) return fail(Errc::malformed, "RSA key without n or e");
    if (BN_is_word(e.get(), rsa_public_exponent) != 1) {
        return fail(Errc::malformed, "RSA key: the exponent is not 65537");
    }
    Bytes modulus(static_cast<std::size_t>(BN_num_bytes(n.get())));
    BN_bn2bin(n.get(), modulus.data());
    return RsaPublicKey::create(modulus);
}

}  // namespace

Result<RsaPublicKey> RsaPublicKey::create(ByteView modulus) {
    if (modulus.size() < modulus_size_min || modulus.size() > modulus_size_max) {
        return fail(Errc::malformed, "RSA modulus of another length");
    }
    if ((modulus.front() & 0x80U) == 0 || (modulus.back() & 1U) == 0) {
        return fail(Errc::malformed, "RSA modulus: the first bit is unset, or it is even");
    }
    BnHandle n{check_ptr(BN_bin2bn(modulus.data(), static_cast<int>(modulus.size()), nullptr),
                         "BN_bin2bn")};
    PkeyHandle pkey = public_pkey(n.get());
    return RsaPublicKey{Bytes{modulus.begin(), modulus.end()}, std::move(n), std::move(pkey)};
}

bool RsaPublicKey::holds(ByteView value) const {
    return value.size() == modulus_.size() &&
           std::lexicographical_compare(value.begin(), value.end(), modulus_.begin(),
                                        modulus_.end());
}

Result<IssuerPublicKey> IssuerPublicKey::create(ByteView modulus) {
    if (modulus.size() != issuer_modulus_size) {
        return fail(Errc::malformed, "the issuer's modulus has exactly 3072 bits");
    }
    RsaPublicKey key = PJ_TRY(RsaPublicKey::create(modulus));
    if (has_small_factor_vartime(key.n())) {
        return fail(Errc::malformed, "the issuer's modulus has a small factor");
    }
    return IssuerPublicKey{std::move(key)};
}

Result<RsaPrivateKey> RsaPrivateKey::from_der(ByteView der) {
    if (der.size() > der_size_max) return fail(Errc::malformed, "an RSA key is shorter");
    const Byte* at = der.data();
    PkeyHandle pkey{d2i_PrivateKey(EVP_PKEY_RSA, nullptr, &at, static_cast<long>(der.size()))};
    ERR_clear_error();
    if (pkey == nullptr || at != der.data() + der.size()) {
        return fail(Errc::malformed, "not one RSA private key in DER");
    }
    RsaPublicKey public_key = PJ_TRY(public_half(pkey.get()));
    const PkeyCtxHandle context{
        check_ptr(EVP_PKEY_CTX_new(pkey.get(), nullptr), "EVP_PKEY_CTX_new")};
    const int parts_fit = EVP_PKEY_pairwise_check(context.get());
    ERR_clear_error();
    if (parts_fit != 1) return fail(Errc::malformed, "the parts of the RSA key do not fit");
    RsaPrivateKey key{std::move(public_key), std::move(pkey)};
    const SecretBuffer again = key.to_der();
    if (again.size() != der.size() ||
        sodium_memcmp(again.expose().data(), der.data(), der.size()) != 0) {
        return fail(Errc::malformed, "an RSA private key in another form than DER of PKCS#1");
    }
    return key;
}

SecretBuffer RsaPrivateKey::to_der() const {
    return der_of(pkey_.get());
}

IssuerPrivateKey IssuerPrivateKey::generate() {
    const PkeyCtxHandle context = rsa_context();
    check(EVP_PKEY_keygen_init(context.get()), "EVP_PKEY_keygen_init");
    check(EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), 8 * int{issuer_modulus_size}),
          "set_rsa_keygen_bits");
    EVP_PKEY* made = nullptr;
    check(EVP_PKEY_generate(context.get(), &made), "EVP_PKEY_generate");
    const PkeyHandle pkey{made};
    // Through the same door as a key from a file, so that a fresh key has passed every check.
    auto key = from_der(der_of(pkey.get()).expose());
    if (!key) throw EnvError("OpenSSL made an RSA key outside the rule: " + key.error().detail);
    return std::move(key).value();
}

Result<IssuerPrivateKey> IssuerPrivateKey::from_der(ByteView der) {
    RsaPrivateKey key = PJ_TRY(RsaPrivateKey::from_der(der));
    static_cast<void>(PJ_TRY(IssuerPublicKey::create(key.public_key().modulus())));
    return IssuerPrivateKey{std::move(key)};
}

}  // namespace piaojue
