// crypto/rsa_key.hpp — RSA keys for blind signatures          PROTOCOL.md §6
//
// RsaPublicKey and RsaPrivateKey take 2048 to 4096 bits, since published vectors use other sizes
// than the protocol; IssuerPublicKey and IssuerPrivateKey certify the one rule of §6. The exponent
// is 65537 everywhere. Secret: private keys, kept and wiped by OpenSSL.
//
// Refusal: malformed. EnvError if OpenSSL fails. Keys may be used from several threads at once.
#pragma once

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/openssl/handles.hpp"

namespace piaojue {

inline constexpr unsigned long rsa_public_exponent = 65537;
inline constexpr std::size_t issuer_modulus_size = 384;

// An odd modulus of whole bytes.
class RsaPublicKey {
public:
    // Big-endian, first bit set.
    [[nodiscard]] static Result<RsaPublicKey> create(ByteView modulus);

    [[nodiscard]] const Bytes& modulus() const { return modulus_; }
    // Bytes of the modulus, and so of every signature.
    [[nodiscard]] std::size_t size() const { return modulus_.size(); }
    // True for a big-endian number as long as the modulus and below it.
    [[nodiscard]] bool holds(ByteView value) const;

    [[nodiscard]] EVP_PKEY* pkey() const { return pkey_.get(); }
    [[nodiscard]] const BIGNUM* n() const { return n_.get(); }

private:
    RsaPublicKey(Bytes modulus, openssl::BnHandle n, openssl::PkeyHandle pkey)
        : modulus_(std::move(modulus)), n_(std::move(n)), pkey_(std::move(pkey)) {}

    Bytes modulus_;
    openssl::BnHandle n_;
    openssl::PkeyHandle pkey_;
};

// §6: n of exactly 3072 bits, odd, no prime factor below 2^16.
class IssuerPublicKey : public RsaPublicKey {
public:
    [[nodiscard]] static Result<IssuerPublicKey> create(ByteView modulus);

private:
    explicit IssuerPublicKey(RsaPublicKey key) : RsaPublicKey(std::move(key)) {}
};

class RsaPrivateKey {
public:
    // RSAPrivateKey of RFC 8017 §A.1.2 in DER, exactly as to_der() writes it; the key's parts must
    // fit each other.
    [[nodiscard]] static Result<RsaPrivateKey> from_der(ByteView der);
    [[nodiscard]] SecretBuffer to_der() const;

    [[nodiscard]] const RsaPublicKey& public_key() const { return public_key_; }
    [[nodiscard]] EVP_PKEY* pkey() const { return pkey_.get(); }

private:
    RsaPrivateKey(RsaPublicKey public_key, openssl::PkeyHandle pkey)
        : public_key_(std::move(public_key)), pkey_(std::move(pkey)) {}

    RsaPublicKey public_key_;
    openssl::PkeyHandle pkey_;
};

class IssuerPrivateKey : public RsaPrivateKey {
public:
    // From OpenSSL's own random generator; takes about a second.
    [[nodiscard]] static IssuerPrivateKey generate();
    [[nodiscard]] static Result<IssuerPrivateKey> from_der(ByteView der);

private:
    explicit IssuerPrivateKey(RsaPrivateKey key) : RsaPrivateKey(std::move(key)) {}
};

}  // namespace piaojue
