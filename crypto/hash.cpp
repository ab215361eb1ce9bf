#include "crypto/hash.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>
#include <sodium.h>

#include <array>

namespace piaojue {

namespace {

using openssl::check;
using openssl::check_ptr;

// Fetched once a process: an implicit fetch costs more than hashing a Merkle node.
EVP_MD* fetched(const char* name) {
    return check_ptr(EVP_MD_fetch(nullptr, name, nullptr), "EVP_MD_fetch");
}

const EVP_MD* sha256_method() {
    static const openssl::MdHandle method{fetched("SHA2-256")};
    return method.get();
}

const EVP_MD* sha384_method() {
    static const openssl::MdHandle method{fetched("SHA2-384")};
    return method.get();
}

const EVP_MD* sha512_method() {
    static const openssl::MdHandle method{fetched("SHA2-512")};
    return method.get();
}

const EVP_MD* shake256_method() {
    static const openssl::MdHandle method{fetched("SHAKE256")};
    return method.get();
}

void begin(EVP_MD_CTX* context, const EVP_MD* method) {
    check(EVP_DigestInit_ex2(context, method, nullptr), "EVP_DigestInit_ex2");
}

void add(EVP_MD_CTX* context, ByteView data) {
    if (!data.empty()) {
        check(EVP_DigestUpdate(context, data.data(), data.size()), "EVP_DigestUpdate");
    }
}

template <std::size_t N>
FixedBytes<N> finish_digest(EVP_MD_CTX* context) {
    FixedBytes<N> out;
    unsigned int size = 0;
    check(EVP_DigestFinal_ex(context, out.data(), &size), "EVP_DigestFinal_ex");
    PJ_ASSERT(size == N, "a digest of another length");
    return out;
}

// One context a thread and method, since setting one up costs as much as a short hash. Public
// data only: the last block stays in it.
template <std::size_t N>
FixedBytes<N> digest_public(EVP_MD_CTX* context, const EVP_MD* method, Parts parts) {
    begin(context, method);
    for (const ByteView part : parts)
        add(context, part);
    return finish_digest<N>(context);
}

std::array<Byte, 1> tag_length(std::string_view tag) {
    PJ_ASSERT(!tag.empty() && tag.size() <= 255, "a tag has 1 to 255 bytes");
    return {static_cast<Byte>(tag.size())};
}

void shake_into(Parts parts, std::span<Byte> out) {
    const auto context = openssl::new_digest_context();  // freed, and with it cleansed, at the end
    begin(context.get(), shake256_method());
    for (const ByteView part : parts)
        add(context.get(), part);
    check(EVP_DigestFinalXOF(context.get(), out.data(), out.size()), "EVP_DigestFinalXOF");
}

}  // namespace

Bytes32 sha256(Parts parts) {
    thread_local const auto context = openssl::new_digest_context();
    return digest_public<32>(context.get(), sha256_method(), parts);
}

Bytes32 sha256(ByteView data) {
    return sha256(Parts{data});
}

Bytes48 sha384(ByteView data) {
    thread_local const auto context = openssl::new_digest_context();
    return digest_public<48>(context.get(), sha384_method(), {data});
}

Bytes64 sha512(Parts parts) {
    thread_local const auto context = openssl::new_digest_context();
    return digest_public<64>(context.get(), sha512_method(), parts);
}

Bytes64 sha512(ByteView data) {
    return sha512(Parts{data});
}

SecretBytes<64> sha512_secret(Parts parts) {
    crypto_hash_sha512_state state;
    crypto_hash_sha512_init(&state);
    for (const ByteView part : parts)
        crypto_hash_sha512_update(&state, part.data(), part.size());
    SecretBytes<64> out;
    crypto_hash_sha512_final(&state, out.expose_mut().data());
    sodium_memzero(&state, sizeof state);
    return out;
}

Sha256::Sha256() : context_(openssl::new_digest_context()) {
    begin(context_.get(), sha256_method());
}

Sha256& Sha256::update(ByteView data) {
    add(context_.get(), data);
    return *this;
}

Bytes32 Sha256::finish() {
    const Bytes32 out = finish_digest<32>(context_.get());
    begin(context_.get(), sha256_method());
    return out;
}

Bytes shake256(Parts parts, std::size_t size) {
    Bytes out(size);
    if (size != 0) shake_into(parts, out);
    return out;
}

SecretBuffer shake256_secret(Parts parts, std::size_t size) {
    SecretBuffer out(size);
    if (size != 0) shake_into(parts, out.expose_mut());
    return out;
}

SecretBuffer hkdf_sha512(ByteView secret, ByteView salt, ByteView info, std::size_t size) {
    PJ_ASSERT(size > 0 && size <= std::size_t{255} * 64, "HKDF gives 1 to 255 blocks");
    PJ_ASSERT(!secret.empty(), "HKDF without a secret");
    static const openssl::KdfHandle method{
        check_ptr(EVP_KDF_fetch(nullptr, "HKDF", nullptr), "EVP_KDF_fetch")};
    const openssl::KdfCtxHandle context{
        check_ptr(EVP_KDF_CTX_new(method.get()), "EVP_KDF_CTX_new")};
    // OSSL_PARAM has no const pointers; OpenSSL only reads what they point to.
    const auto octets = [](const char* name, ByteView view) {
        return OSSL_PARAM_construct_octet_string(name, const_cast<Byte*>(view.data()), view.size());
    };
    std::array<char, 7> digest{"SHA512"};
    std::array<OSSL_PARAM, 5> parameters{};
    std::size_t count = 0;
    parameters[count++] =
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), digest.size() - 1);
    parameters[count++] = octets(OSSL_KDF_PARAM_KEY, secret);
    // Leaving out an empty salt is the same to HMAC as 64 zero bytes (RFC 5869 §2.2).
    if (!salt.empty()) parameters[count++] = octets(OSSL_KDF_PARAM_SALT, salt);
    if (!info.empty()) parameters[count++] = octets(OSSL_KDF_PARAM_INFO, info);
    parameters[count] = OSSL_PARAM_construct_end();
    SecretBuffer out(size);
    check(EVP_KDF_derive(context.get(), out.expose_mut().data(), size, parameters.data()),
          "EVP_KDF_derive");
    return out;
}

Bytes32 hash_tagged(std::string_view tag, Parts parts) {
    thread_local const auto context = openssl::new_digest_context();
    begin(context.get(), sha256_method());
    add(context.get(), tag_length(tag));
    add(context.get(), as_bytes(tag));
    for (const ByteView part : parts)
        add(context.get(), part);
    return finish_digest<32>(context.get());
}

SecretBytes<32> hash_tagged_secret(std::string_view tag, Parts parts) {
    const auto length = tag_length(tag);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, length.data(), length.size());
    crypto_hash_sha256_update(&state, as_bytes(tag).data(), tag.size());
    for (const ByteView part : parts)
        crypto_hash_sha256_update(&state, part.data(), part.size());
    SecretBytes<32> out;
    crypto_hash_sha256_final(&state, out.expose_mut().data());
    sodium_memzero(&state, sizeof state);
    return out;
}

}  // namespace piaojue
