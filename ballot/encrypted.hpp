// ballot/encrypted.hpp — the encrypted ballot: make, read, rebuild          PROTOCOL.md §8.2–8.5
// §8.7
//
// An EncryptedBallot is read strictly: its length, every point (decoded once and kept decoded) and
// every scalar is of the format. That its token, signature and proofs hold is for the functions
// below, and ballot/admit.hpp for the order in which the box asks.
//
// Secret: marks, ballot key, ballot seed. Sealing is constant time in marks and seed: which branch
// of a proof is true is a mask.
#pragma once

#include <vector>

#include "ballot/ids.hpp"
#include "ballot/marks.hpp"
#include "ballot/token.hpp"
#include "crypto/proofs/one_of.hpp"

namespace piaojue {

// 32 fresh bytes of a ballot; they and the marks make all its randomness.
using BallotSeed = SecretBytes<32>;

using BallotCiphertext = Ciphertext<Ristretto255>;
using BallotProof = OneOfProof<Ristretto255>;
using BallotClaim = OneOfClaim<Ristretto255>;

class EncryptedBallot {
public:
    // The request of §8.5 (an entry without its type byte). Refuses in this order: `too_large`,
    // `malformed` (length), `wrong_version`, `wrong_manifest`, then what the body holds from front
    // to back: `malformed`, `not_canonical`, `identity_point`.
    [[nodiscard]] static Result<EncryptedBallot> decode(const BallotKeys& round, ByteView bytes);

    [[nodiscard]] const Bytes& bytes() const { return bytes_; }
    [[nodiscard]] const VerifyKey& ballot_key() const { return ballot_key_; }
    // In the order of §8.2; the last is B.
    [[nodiscard]] const std::vector<BallotCiphertext>& ciphertexts() const { return ciphertexts_; }
    // 64 bytes each, as sent; a first component is the first 32 of them.
    [[nodiscard]] ByteView ciphertext_bytes(std::size_t index) const;
    [[nodiscard]] const BallotProof& proof() const { return proof_; }
    [[nodiscard]] const Token& token() const { return token_; }
    [[nodiscard]] const Bytes32& token_hash() const { return token_hash_; }
    [[nodiscard]] const Signature& signature() const { return signature_; }
    [[nodiscard]] const BallotId& id() const { return id_; }
    [[nodiscard]] TrackingCode tracking_code() const { return TrackingCode::of(id_); }

    // SHA-256(ballot), what a receipt carries beside the id.
    [[nodiscard]] Bytes32 hash() const;
    // u8 0x09 ‖ ballot_id ‖ SHA-256(ballot), 65 bytes.
    [[nodiscard]] Bytes leaf_data() const;
    [[nodiscard]] LeafHash leaf_hash() const;
    // The log entry: u8 0x09 ‖ ballot.
    [[nodiscard]] Bytes entry() const;

private:
    EncryptedBallot(Bytes bytes, const VerifyKey& ballot_key)
        : bytes_(std::move(bytes)), ballot_key_(ballot_key) {}

    Bytes bytes_;
    VerifyKey ballot_key_;
    std::vector<BallotCiphertext> ciphertexts_;
    BallotProof proof_;
    Token token_;
    Bytes32 token_hash_;
    Signature signature_;
    BallotId id_;
};

// The first half of decode(): size, version and manifest. The box asks about its phase after it.
// Refuses in this order: `too_large`, `malformed`, `wrong_version`, `wrong_manifest`.
[[nodiscard]] Result<void> check_ballot_envelope(const BallotKeys& round, ByteView bytes);

// What a ballot leaf holds, from the two hashes alone (receipts).
[[nodiscard]] Bytes ballot_leaf_data(const BallotId& id, const Bytes32& ballot_hash);

// ── make ──
// The Rng weighs the check of the own proof, nothing else: the same inputs make the same ballot.
// Refuses `internal` if that check fails (a fault): nothing leaves then.
[[nodiscard]] Result<EncryptedBallot> seal(const BallotKeys& round, const Marks& marks,
                                           const Token& token, const SigningKey& ballot_key,
                                           const BallotSeed& seed, Rng& rng);

// ── check the parts ──
// Refuses `token_rejected`.
[[nodiscard]] Result<void> check_ballot_token(const BallotKeys& round,
                                              const EncryptedBallot& ballot);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_ballot_signature(const EncryptedBallot& ballot);
// The statement and challenge of a ballot's proofs, for check_one_of() and OneOfBatch.
[[nodiscard]] BallotClaim ballot_claim(const BallotKeys& round, const EncryptedBallot& ballot);

}  // namespace piaojue
