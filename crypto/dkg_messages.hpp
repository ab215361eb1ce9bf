// crypto/dkg_messages.hpp — what the tellers' key ceremony writes and reads          PROTOCOL.md §4
//
// c2sp.org/cocktail-dkg v0.2.1, suite COCKTAIL(Ristretto255, SHA-512). Points and scalars as in
// PROTOCOL.md §2; lengths of ciphertexts are u64 big-endian, those in the transcript u64 and u32
// little-endian, as COCKTAIL has them. Everything here is public; the ciphertexts hide shares.
//
// Refusals: malformed, too_large, not_canonical, identity_point.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/cocktail_schnorr.hpp"
#include "crypto/point.hpp"

namespace piaojue {

inline constexpr std::string_view dkg_suite = "COCKTAIL(Ristretto255, SHA-512)";
inline constexpr std::uint32_t dkg_participants_max = 32;
inline constexpr std::size_t dkg_ciphertext_bytes_min = 32 + 16;  // a share and the AEAD's tag
inline constexpr std::size_t dkg_ciphertext_bytes_max = 65'536;   // COCKTAIL: MAX_CIPHERTEXT_SIZE

// Our ceremonies carry no payload beside a share; published vectors do.
enum class DkgPayloads { refused, allowed };

// Participants are numbered 1..n everywhere.
using DkgIndex = std::uint32_t;

// What all participants agree on beforehand. Certified: 2 <= t <= n <= 32, keys distinct and not
// the identity.
class DkgSetup {
public:
    [[nodiscard]] static Result<DkgSetup> create(ByteView session_id,
                                                 std::vector<Point> static_keys,
                                                 std::uint32_t threshold);

    [[nodiscard]] std::uint32_t participants() const {
        return static_cast<std::uint32_t>(static_keys_.size());
    }
    [[nodiscard]] std::uint32_t threshold() const { return threshold_; }
    [[nodiscard]] const std::vector<Point>& static_keys() const { return static_keys_; }
    [[nodiscard]] const Point& static_key(DkgIndex index) const;
    // The recommended form: SHA-512 of session id, suite, n and all static keys in order.
    [[nodiscard]] const Bytes64& context() const { return context_; }

    friend bool operator==(const DkgSetup&, const DkgSetup&) = default;

private:
    friend class DkgTranscriptReader;
    DkgSetup(const Bytes64& context, std::vector<Point> static_keys, std::uint32_t threshold)
        : context_(context), static_keys_(std::move(static_keys)), threshold_(threshold) {}

    [[nodiscard]] static Result<DkgSetup> checked(const Bytes64& context,
                                                  std::vector<Point> static_keys,
                                                  std::uint32_t threshold);

    Bytes64 context_;
    std::vector<Point> static_keys_;
    std::uint32_t threshold_;
};

// The part of a first message that the transcript repeats.
struct DkgCommitment {
    std::vector<Point> coefficients;  // C_{j,0}..C_{j,t−1}
    CocktailSignature possession;     // proof of possession of a_{j,0}
    Point ephemeral;                  // E_j

    friend bool operator==(const DkgCommitment&, const DkgCommitment&) = default;
};

// msg1 of one participant: exactly t coefficients and n ciphertexts.
struct DkgFirstMessage {
    DkgCommitment commitment;
    std::vector<Bytes> ciphertexts;  // c_{j,1}..c_{j,n}

    friend bool operator==(const DkgFirstMessage&, const DkgFirstMessage&) = default;
};

[[nodiscard]] Bytes encode_first_message(const DkgFirstMessage& message);
[[nodiscard]] Result<DkgFirstMessage> decode_first_message(
    ByteView bytes, const DkgSetup& setup, DkgPayloads payloads = DkgPayloads::refused);

// u64 length ‖ ciphertext, for each in order: a participant's recovery bundle.
[[nodiscard]] Bytes encode_bundle(std::span<const Bytes> ciphertexts);
[[nodiscard]] Result<std::vector<Bytes>> decode_bundle(ByteView bytes, std::uint32_t participants,
                                                       DkgPayloads payloads = DkgPayloads::refused);

// What a proof of possession signs: context ‖ C_j ‖ E_j.
[[nodiscard]] Bytes possession_message(const DkgSetup& setup, const DkgCommitment& commitment);

// T of COCKTAIL's round 3.
struct DkgTranscript {
    DkgSetup setup;
    std::vector<DkgCommitment> commitments;  // n
    Bytes extension;

    friend bool operator==(const DkgTranscript&, const DkgTranscript&) = default;
};

[[nodiscard]] Bytes encode_transcript(const DkgTranscript& transcript);
// The bytes of one transcript and no others. The context is 64 bytes, whatever made it: whether it
// is the one expected is for the caller to compare.
[[nodiscard]] Result<DkgTranscript> decode_transcript(ByteView bytes);

// ── round 0, Piaojue's own ──

// h_i = H("piaojue/v1/dkg-first-message", msg1_i)
[[nodiscard]] Bytes32 dkg_first_message_hash(ByteView message);
// ext = SHA-512( u8 len(tag) ‖ tag ‖ h_1 ‖ … ‖ h_n ), tag "piaojue/v1/dkg-extension"
[[nodiscard]] Bytes64 dkg_extension(std::span<const Bytes32> hashes);

}  // namespace piaojue
