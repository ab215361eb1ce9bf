// crypto/sealed_file.hpp — small secrets at rest under a passphrase
//
//   "PJSF" ‖ u8 version = 1 ‖ u32 operations ‖ u32 memory in KiB ‖ salt 16 ‖ nonce 24 ‖ ciphertext
// key = Argon2id(passphrase, salt; operations, memory), ciphertext = XChaCha20-Poly1305 under the
// 53 bytes before it as associated data. The costs are read from the file, within bounds, so that
// they can rise without a new version, and a made-up file can not ask for all memory.
//
// Secret: the contents and the passphrase (wiped by their holders), the key (wiped here).
// Refusals: malformed, wrong_version, too_large, not_permitted (wrong passphrase, or the file was
// changed: the two can not be told apart). EnvError if the memory can not be had.
#pragma once

#include <cstdint>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/rng.hpp"
#include "crypto/base/secret.hpp"

namespace piaojue {

inline constexpr std::size_t sealed_secret_bytes_max = 1024 * 1024;

struct SealCost {
    std::uint32_t operations = 0;
    std::uint32_t memory_kib = 0;

    friend bool operator==(const SealCost&, const SealCost&) = default;

    // For passphrases that people choose: RFC 9106's second recommendation with the one lane that
    // libsodium computes, 3 passes over 64 MiB; docs/adr/0029. Files of before ask for 256 MiB.
    [[nodiscard]] static SealCost chosen();
    // The least that is readable, for passphrases that are themselves random keys.
    [[nodiscard]] static SealCost least();
};

// Refuses an empty passphrase (malformed) and a secret above 1 MiB (too_large).
[[nodiscard]] Result<Bytes> seal_file(ByteView secret, ByteView passphrase, Rng& rng,
                                      const SealCost& cost = SealCost::chosen());
[[nodiscard]] Result<SecretBuffer> open_sealed_file(ByteView file, ByteView passphrase);
// What a file was sealed with, so that what is kept beside it can be sealed alike.
[[nodiscard]] Result<SealCost> seal_cost_of(ByteView file);

}  // namespace piaojue
