#include "crypto/sealed_file.hpp"

#include <sodium.h>

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"

namespace piaojue {

namespace {

constexpr std::string_view magic = "PJSF";
constexpr std::uint8_t version = 1;
constexpr std::size_t salt_size = crypto_pwhash_SALTBYTES;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t seal_tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t header_size = 4 + 1 + 4 + 4 + salt_size + nonce_size;
static_assert(salt_size == 16 && nonce_size == 24 && header_size == 53);

constexpr std::uint32_t operations_min = crypto_pwhash_argon2id_OPSLIMIT_MIN;
constexpr std::uint32_t operations_max = 16;
constexpr std::uint32_t memory_kib_min = crypto_pwhash_argon2id_MEMLIMIT_MIN / 1024;
constexpr std::uint32_t memory_kib_max = 1024 * 1024;

bool within_bounds(const SealCost& cost) {
    return cost.operations >= operations_min && cost.operations <= operations_max &&
           cost.memory_kib >= memory_kib_min && cost.memory_kib <= memory_kib_max;
}

SecretBytes<32> derive_key(ByteView passphrase, ByteView salt, const SealCost& cost) {
    SecretBytes<32> key;
    const int code =
        crypto_pwhash(key.expose_mut().data(), 32, reinterpret_cast<const char*>(passphrase.data()),
                      passphrase.size(), salt.data(), cost.operations,
                      std::size_t{cost.memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13);
    if (code != 0) throw EnvError("not enough memory to derive a key from the passphrase");
    return key;
}

// The start of a file, up to its salt.
Result<SealCost> take_cost(Reader& reader) {
    const ByteView start = PJ_TRY(reader.take(magic.size()));
    if (!equal(start, as_bytes(magic))) return fail(Errc::malformed, "not a sealed file");
    const std::uint8_t found_version = PJ_TRY(reader.u8());
    if (found_version != version) {
        return fail(Errc::wrong_version, "a sealed file of another version");
    }
    SealCost cost;
    cost.operations = PJ_TRY(reader.u32());
    cost.memory_kib = PJ_TRY(reader.u32());
    if (!within_bounds(cost)) {
        return fail(Errc::malformed, "the sealed file asks for more time or memory than allowed");
    }
    return cost;
}

}  // namespace

SealCost SealCost::chosen() {
    return {3, 64 * 1024};
}

SealCost SealCost::least() {
    return {operations_min, memory_kib_min};
}

Result<Bytes> seal_file(ByteView secret, ByteView passphrase, Rng& rng, const SealCost& cost) {
    PJ_ASSERT(within_bounds(cost), "a cost that could not be read again");
    if (passphrase.empty()) return fail(Errc::malformed, "an empty passphrase");
    if (secret.size() > sealed_secret_bytes_max) {
        return fail(Errc::too_large, "a sealed file holds at most 1 MiB");
    }
    const auto salt = rng.bytes<salt_size>();
    const auto nonce = rng.bytes<nonce_size>();
    Bytes out = Writer{}
                    .raw(as_bytes(magic))
                    .u8(version)
                    .u32(cost.operations)
                    .u32(cost.memory_kib)
                    .raw(salt)
                    .raw(nonce)
                    .bytes();
    const SecretBytes<32> key = derive_key(passphrase, salt, cost);
    out.resize(header_size + secret.size() + seal_tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + header_size, nullptr, secret.data(),
                                               secret.size(), out.data(), header_size, nullptr,
                                               nonce.data(), key.expose().data());
    return out;
}

Result<SecretBuffer> open_sealed_file(ByteView file, ByteView passphrase) {
    if (file.size() > header_size + sealed_secret_bytes_max + seal_tag_size) {
        return fail(Errc::too_large, "a sealed file holds at most 1 MiB");
    }
    Reader reader{file};
    const SealCost cost = PJ_TRY(take_cost(reader));
    const ByteView salt = PJ_TRY(reader.take(salt_size));
    const ByteView nonce = PJ_TRY(reader.take(nonce_size));
    const ByteView ciphertext = PJ_TRY(reader.take(reader.remaining()));
    if (ciphertext.size() < seal_tag_size)
        return fail(Errc::malformed, "the sealed file is cut off");
    const SecretBytes<32> key = derive_key(passphrase, salt, cost);
    SecretBuffer out(ciphertext.size() - seal_tag_size);
    const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(
        out.expose_mut().data(), nullptr, nullptr, ciphertext.data(), ciphertext.size(),
        file.data(), header_size, nonce.data(), key.expose().data());
    if (code != 0) {
        return fail(Errc::not_permitted, "wrong passphrase, or the sealed file was changed");
    }
    return out;
}

Result<SealCost> seal_cost_of(ByteView file) {
    Reader reader{file};
    return take_cost(reader);
}

}  // namespace piaojue
