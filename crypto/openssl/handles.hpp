// crypto/openssl/handles.hpp — owners for OpenSSL's pointers, and the one way to call it
//
// A call succeeds only if its return code says so: check() takes the code, check_ptr() the
// pointer. A failure here is one of the environment (memory, a missing provider), never of input,
// so both throw EnvError. Where a return code also depends on input, the caller looks at it first.
#pragma once

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <memory>
#include <string>

#include "crypto/base/result.hpp"

namespace piaojue::openssl {

template <auto Function>
struct Deleter {
    template <class T>
    void operator()(T* pointer) const noexcept {
        Function(pointer);
    }
};

template <class T, auto Function>
using Handle = std::unique_ptr<T, Deleter<Function>>;

using MdHandle = Handle<EVP_MD, EVP_MD_free>;
using MdCtxHandle = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using KdfHandle = Handle<EVP_KDF, EVP_KDF_free>;
using KdfCtxHandle = Handle<EVP_KDF_CTX, EVP_KDF_CTX_free>;
using PkeyHandle = Handle<EVP_PKEY, EVP_PKEY_free>;
using PkeyCtxHandle = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using BnHandle = Handle<BIGNUM, BN_free>;
using SecretBnHandle = Handle<BIGNUM, BN_clear_free>;
using BnCtxHandle = Handle<BN_CTX, BN_CTX_free>;
using MontHandle = Handle<BN_MONT_CTX, BN_MONT_CTX_free>;

[[noreturn]] inline void raise(const char* what) {
    ERR_clear_error();
    throw EnvError(std::string{"OpenSSL: "} + what + " failed");
}

// OpenSSL's convention: exactly 1 is success; 0 and negative values are not.
inline void check(int code, const char* what) {
    if (code != 1) raise(what);
}

template <class T>
[[nodiscard]] T* check_ptr(T* pointer, const char* what) {
    if (pointer == nullptr) raise(what);
    return pointer;
}

[[nodiscard]] inline MdCtxHandle new_digest_context() {
    return MdCtxHandle{check_ptr(EVP_MD_CTX_new(), "EVP_MD_CTX_new")};
}

}  // namespace piaojue::openssl
