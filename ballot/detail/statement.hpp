// ballot/detail/statement.hpp — what a ballot's proofs are about, for prover and checker alike
//                                                                       PROTOCOL.md §8.3 §8.4
#pragma once

#include <span>
#include <vector>

#include "ballot/encrypted.hpp"

namespace piaojue::detail {

// M ‖ K ‖ Q, all ciphertexts → d; every commitment → c.
class BallotTranscript {
public:
    BallotTranscript(const Round& round, const VerifyKey& ballot_key);

    [[nodiscard]] Scalar absorb_ciphertexts(ByteView ciphertexts);
    [[nodiscard]] Scalar absorb_commitments(ByteView commitments);

private:
    Transcript transcript_;
};

// The ORs in their order. The ciphertexts fit the shape.
[[nodiscard]] std::vector<OneOf<Ristretto255>> ballot_statement(
    const BallotShape& shape, std::span<const BallotCiphertext> ciphertexts, const Scalar& d);

// What Q signs: ballot_id ‖ SHA-256(token)
[[nodiscard]] Bytes cast_payload(const BallotId& id, const Bytes32& token_hash);

}  // namespace piaojue::detail
