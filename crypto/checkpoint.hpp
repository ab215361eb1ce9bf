// crypto/checkpoint.hpp — tree heads as C2SP signed notes, with cosignatures          PROTOCOL.md
// §10.1
//
// Formats: c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature (cosignature/v1, Ed25519).
// This is a strict profile of them, so that one signed checkpoint has one byte string:
//   origin LF decimal size LF base64(root) LF            the text; no extension lines
//   LF
//   — origin base64(key id ‖ signature) LF               the log's line, always first
//   — name base64(key id ‖ u64 time ‖ signature) LF      cosigners' lines, in the order of the keys
// A line of an unknown key, which the general format would skip, is refused. Names are printable
// ASCII without space and '+'.
//
// Refusals: malformed, too_large (above 16 KiB), signature_rejected. Secret: signing keys.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/signature.hpp"

namespace piaojue {

inline constexpr std::size_t signed_checkpoint_bytes_max = 16 * 1024;
inline constexpr std::uint64_t cosignature_seconds_max = 0x7FFF'FFFF'FFFF'FFFF;

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Bytes32 root;

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// The signed text; origin must be a key name.
[[nodiscard]] std::string checkpoint_text(const Checkpoint& checkpoint);
[[nodiscard]] Result<Checkpoint> parse_checkpoint_text(std::string_view text);

// ── keys of notes ──

enum class NoteKeyType : std::uint8_t { ed25519 = 0x01, cosignature_v1 = 0x04 };

using KeyId = FixedBytes<4>;

[[nodiscard]] bool is_key_name(std::string_view name);
// SHA-256(name ‖ LF ‖ type ‖ key)[0..4)
[[nodiscard]] KeyId key_id(std::string_view name, NoteKeyType type, const VerifyKey& key);

struct NoteKey {
    std::string name;
    NoteKeyType type;
    VerifyKey key;

    friend bool operator==(const NoteKey&, const NoteKey&) = default;
};

// "name+hex(key id)+base64(type ‖ key)"
[[nodiscard]] std::string vkey(const NoteKey& key);
[[nodiscard]] Result<NoteKey> parse_vkey(std::string_view text);

// Who may sign checkpoints of one log. Cosigners in their fixed order (tellers by number).
struct CheckpointKeys {
    struct Cosigner {
        std::string name;
        VerifyKey key;
    };

    std::string origin;  // also the log's key name
    VerifyKey log_key;
    std::vector<Cosigner> cosigners;
};

// ── signatures ──

// The Ed25519 signature over the text, type 0x01.
[[nodiscard]] Signature sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& log_key);
[[nodiscard]] Result<void> check_checkpoint(const Checkpoint& checkpoint, const VerifyKey& log_key,
                                            const Signature& signature);

struct Cosignature {
    std::uint64_t seconds = 0;  // since 1970-01-01T00:00:00Z, at most 2^63 − 1
    Signature signature;

    friend bool operator==(const Cosignature&, const Cosignature&) = default;
};

// "cosignature/v1" LF "time " seconds LF text. The message does not hold the cosigner's name: a
// cosigner has one key for one purpose.
[[nodiscard]] Cosignature cosign(const Checkpoint& checkpoint, const SigningKey& key,
                                 std::uint64_t seconds);
[[nodiscard]] Result<void> check_cosignature(const Checkpoint& checkpoint, const VerifyKey& key,
                                             const Cosignature& cosignature);

// ── signed checkpoints ──

struct SignedCheckpoint {
    struct ByCosigner {
        std::size_t cosigner = 0;  // position in CheckpointKeys::cosigners
        Cosignature cosignature;

        friend bool operator==(const ByCosigner&, const ByCosigner&) = default;
    };

    Checkpoint checkpoint;
    Signature log_signature;
    std::vector<ByCosigner> cosignatures;  // strictly ascending by cosigner

    friend bool operator==(const SignedCheckpoint&, const SignedCheckpoint&) = default;
};

// The note. The signatures are not checked again; the origin must be that of the keys.
[[nodiscard]] std::string print_signed_checkpoint(const SignedCheckpoint& signed_checkpoint,
                                                  const CheckpointKeys& keys);
// Reads a note and verifies every signature on it.
[[nodiscard]] Result<SignedCheckpoint> parse_signed_checkpoint(std::string_view note,
                                                               const CheckpointKeys& keys);

}  // namespace piaojue
