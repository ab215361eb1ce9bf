// ballot/detail/statement.hpp — ciphertexts ‖ proofs: how they are read, what the proofs are about,
// how they are made                                                     PROTOCOL.md §8.2–8.5
//
// This is the part of a ballot that knows no token and no signature: the ballot key is 32 bytes
// that the transcript absorbs.
#pragma once

#include <span>
#include <vector>

#include "ballot/encrypted.hpp"

namespace piaojue::detail {

// M ‖ K ‖ Q, all ciphertexts → d; every commitment → c.
class BallotTranscript {
public:
    BallotTranscript(const BallotKeys& round, const Bytes32& ballot_key);

    [[nodiscard]] Scalar absorb_ciphertexts(ByteView ciphertexts);
    [[nodiscard]] Scalar absorb_commitments(ByteView commitments);

private:
    Transcript transcript_;
};

// The ORs in their order. The ciphertexts fit the shape.
[[nodiscard]] std::vector<OneOf<Ristretto255>> ballot_statement(
    const BallotShape& shape, std::span<const BallotCiphertext> ciphertexts, const Scalar& d);

struct BallotBody {
    std::vector<BallotCiphertext> ciphertexts;
    BallotProof proof;
};

// Reads exactly the body, from front to back. Refuses `malformed`, `not_canonical`,
// `identity_point`.
[[nodiscard]] Result<BallotBody> decode_body(const BallotShape& shape, ByteView bytes);

// The claim of a body; `bytes` are those it was decoded from, over which challenges are squeezed.
[[nodiscard]] BallotClaim body_claim(const BallotKeys& round, const Bytes32& ballot_key,
                                     ByteView bytes, std::span<const BallotCiphertext> ciphertexts,
                                     const BallotProof& proof);

// Secret: marks and seed, constant time in both. Refuses `internal` (a fault).
[[nodiscard]] Result<Bytes> make_body(const BallotKeys& round, const Marks& marks,
                                      const Bytes32& ballot_key, const BallotSeed& seed, Rng& rng);

// What Q signs: ballot_id ‖ SHA-256(token)
[[nodiscard]] Bytes cast_payload(const BallotId& id, const Bytes32& token_hash);

}  // namespace piaojue::detail
