// ballot/admit.hpp — from received bytes to a ballot that counts          PROTOCOL.md §8.4 §8.6
//
// Three types, each the proof of a check, in the order in which refusals take precedence:
//   bytes → AddressedBallot   size, version and manifest are this round's
//         → AuthenticBallot   every byte decodes; token and signature hold
//         → AdmissibleBallot  every proof holds
// The box asks about its phase after the first, about used keys, opened ballots and ciphertexts
// after the second. Hand-backs: ballot/hand_back.hpp.
//
// Public data, variable time. Safe from any thread.
#pragma once

#include <span>
#include <vector>

#include "ballot/encrypted.hpp"
#include "ballot/round.hpp"

namespace piaojue {

class AddressedBallot {
public:
    // Refuses `too_large`, `malformed` (length), `wrong_version`, `wrong_manifest`.
    [[nodiscard]] static Result<AddressedBallot> read(const BallotKeys& round, ByteView request);

    [[nodiscard]] const Bytes& bytes() const { return bytes_; }

private:
    explicit AddressedBallot(Bytes bytes) : bytes_(std::move(bytes)) {}

    Bytes bytes_;
};

class AuthenticBallot {
public:
    // Refuses `malformed`, `not_canonical`, `identity_point` (from front to back), then
    // `token_rejected`, then `signature_rejected`.
    [[nodiscard]] static Result<AuthenticBallot> authenticate(const BallotKeys& round,
                                                              const AddressedBallot& ballot);

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
    [[nodiscard]] static Result<AdmissibleBallot> admit(const BallotKeys& round,
                                                        AuthenticBallot ballot, Rng& rng);

    [[nodiscard]] const EncryptedBallot& ballot() const { return ballot_; }

private:
    explicit AdmissibleBallot(EncryptedBallot ballot) : ballot_(std::move(ballot)) {}

    EncryptedBallot ballot_;
};

// All steps without a box in between: nothing is asked about phase, used keys or other ballots.
[[nodiscard]] Result<AdmissibleBallot> admit(const BallotKeys& round, ByteView request, Rng& rng);

// Refuses `proof_rejected`, naming OR and branch.
[[nodiscard]] Result<void> check_ballot_proofs(const BallotKeys& round,
                                               const EncryptedBallot& ballot, Rng& rng);

struct RejectedProof {
    std::size_t index;   // into the span
    std::string detail;  // OR and branch
};
// Many ballots at once; those whose proofs fail, in order. Empty: all hold.
[[nodiscard]] std::vector<RejectedProof> check_proofs_of_all(
    const BallotKeys& round, std::span<const EncryptedBallot* const> ballots, Rng& rng);

}  // namespace piaojue
