// ballot/admit.hpp — from received bytes to a ballot that counts          PROTOCOL.md §8.4 §8.6
//
// Three types, each the proof of a check, in the order in which refusals take precedence:
//   bytes → AddressedBallot   size, version and manifest are this round's
//         → AuthenticBallot   every byte decodes; token and signature hold
//         → AdmissibleBallot  every proof holds
// The box asks about its phase after the first, about used keys, opened ballots and ciphertexts
// after the second. A hand-back has no proofs: AddressedHandBack → AuthenticHandBack.
//
// Public data, variable time. Safe from any thread.
#pragma once

#include <span>
#include <vector>

#include "ballot/encrypted.hpp"

namespace piaojue {

class AddressedBallot {
public:
    // Refuses `too_large`, `malformed` (length), `wrong_version`, `wrong_manifest`.
    [[nodiscard]] static Result<AddressedBallot> read(const Round& round, ByteView request);

    [[nodiscard]] const Bytes& bytes() const { return bytes_; }

private:
    explicit AddressedBallot(Bytes bytes) : bytes_(std::move(bytes)) {}

    Bytes bytes_;
};

class AuthenticBallot {
public:
    // Refuses `malformed`, `not_canonical`, `identity_point` (from front to back), then
    // `token_rejected`, then `signature_rejected`.
    [[nodiscard]] static Result<AuthenticBallot> authenticate(const Round& round,
                                                              AddressedBallot ballot);

    [[nodiscard]] const EncryptedBallot& ballot() const { return ballot_; }

    // Whether two ciphertexts of this ballot share a first component. Refuses
    // `duplicate_ciphertext`. Against other ballots of the round the box compares.
    [[nodiscard]] Result<void> check_own_ciphertexts() const;

private:
    friend class AdmissibleBallot;
    explicit AuthenticBallot(EncryptedBallot ballot) : ballot_(std::move(ballot)) {}

    EncryptedBallot ballot_;
};

class AdmissibleBallot {
public:
    // Refuses `proof_rejected`, naming the OR and branch. The proofs of one ballot are checked as
    // one batch under random weights, singly only if that fails.
    [[nodiscard]] static Result<AdmissibleBallot> admit(const Round& round, AuthenticBallot ballot,
                                                        Rng& rng);

    [[nodiscard]] const EncryptedBallot& ballot() const { return ballot_; }

private:
    explicit AdmissibleBallot(EncryptedBallot ballot) : ballot_(std::move(ballot)) {}

    EncryptedBallot ballot_;
};

// All steps without a box in between: nothing is asked about phase, used keys or other ballots.
[[nodiscard]] Result<AdmissibleBallot> admit(const Round& round, ByteView request, Rng& rng);

// Refuses `proof_rejected`, naming OR and branch.
[[nodiscard]] Result<void> check_ballot_proofs(const Round& round, const EncryptedBallot& ballot,
                                               Rng& rng);

struct RejectedProof {
    std::size_t index;   // into the span
    std::string detail;  // OR and branch
};
// Many ballots at once; those whose proofs fail, in order. Empty: all hold.
[[nodiscard]] std::vector<RejectedProof> check_proofs_of_all(
    const Round& round, std::span<const EncryptedBallot* const> ballots, Rng& rng);

// ── hand back ──
struct HandBack {
    VerifyKey ballot_key;
    Token token;
    Bytes32 token_hash;
    Signature signature;
    Bytes bytes;  // 550 bytes: the entry, which is the request and the leaf data
};

[[nodiscard]] HandBack make_hand_back(const Round& round, const Token& token,
                                      const SigningKey& ballot_key);
// `too_large`, `malformed` (length, type), `wrong_version`, `wrong_manifest`.
[[nodiscard]] Result<void> check_hand_back_envelope(const Round& round, ByteView bytes);
// The above, then `malformed`, `not_canonical`, `identity_point` in the body.
[[nodiscard]] Result<HandBack> decode_hand_back(const Round& round, ByteView bytes);
// Refuses `token_rejected`.
[[nodiscard]] Result<void> check_hand_back_token(const Round& round, const HandBack& hand_back);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_hand_back_signature(const Round& round, const HandBack& hand_back);

class AuthenticHandBack {
public:
    // Everything but the box's own questions; the phase is asked after the envelope.
    [[nodiscard]] static Result<AuthenticHandBack> authenticate(const Round& round, ByteView bytes);

    [[nodiscard]] const HandBack& hand_back() const { return hand_back_; }

private:
    explicit AuthenticHandBack(HandBack hand_back) : hand_back_(std::move(hand_back)) {}

    HandBack hand_back_;
};

// ── opened for checking ──
enum class CheckVerdict : std::uint8_t { agrees = 1, differs = 2, not_opened = 3 };

// The log entry, 68 bytes.
struct Opened {
    ManifestHash manifest;
    BallotId ballot;
    std::uint16_t station = 0;  // 0: a deputy's own second device
    CheckVerdict verdict = CheckVerdict::agrees;

    friend bool operator==(const Opened&, const Opened&) = default;
};

[[nodiscard]] Bytes encode_opened(const Opened& opened);
// Refuses `too_large`, `malformed`; whether it is this round's is for the caller.
[[nodiscard]] Result<Opened> decode_opened(ByteView bytes);

}  // namespace piaojue
