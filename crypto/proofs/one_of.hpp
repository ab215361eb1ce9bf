// crypto/proofs/one_of.hpp — a list of ORs under one challenge          PROTOCOL.md §8.4
//
// One OR says: at least one of its branches (X, v), "X encrypts v under K", is true. Cramer,
// Damgård, Schoenmakers (CRYPTO 1994), batchable form, all ORs of a ballot under one challenge c:
//   per branch   commitments (A, B), share e, response z
//   accept iff   in every OR Σ e = c, and in every branch, with X = (U, V),
//                z·G = A + e·U   and   z·K = B + e·(V − v·G)
// The share of the last branch of an OR is not part of the proof; it is c minus the others.
//
// Prover. It knows the opening of every X = (r·G, r·K + t·G), not only of the true branch's; r, t
// and the position of the true branch are secret. For each branch two scalars (p, q) are drawn.
// With e' = p in a false and 0 in the true branch,
//   w = q − e'·r,  A = w·G,  B = w·K + e'·(v − t)·G
// is the simulated commitment in a false branch and the honest one in the true branch: the same
// operations in both, so nothing but masked scalars depends on which is which. Then
//   e = e', in the true branch c minus all other shares;   z = w + e·r.
//
// Checking sees public data only and takes variable time. Commitments are refused as identity
// where they are decoded, before they come here.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "crypto/base/rng.hpp"
#include "crypto/elgamal.hpp"

namespace piaojue {

template <PrimeOrderGroup G>
struct Branch {
    Ciphertext<G> x;
    typename G::Scalar value;
};

// Branches over the same X stand together: the batch then multiplies it once.
template <PrimeOrderGroup G>
using OneOf = std::vector<Branch<G>>;

template <PrimeOrderGroup G>
struct OneOfCommitment {
    typename G::PublicPoint a;
    typename G::PublicPoint b;
};

// In the order of PROTOCOL.md: OR by OR, branch by branch.
template <PrimeOrderGroup G>
struct OneOfProof {
    std::vector<OneOfCommitment<G>> commitments;  // one a branch
    std::vector<typename G::Scalar> shares;       // one a branch, without the last of each OR
    std::vector<typename G::Scalar> responses;    // one a branch
};

// What a checker is asked to believe.
template <PrimeOrderGroup G>
struct OneOfClaim {
    std::vector<OneOf<G>> ors;
    OneOfProof<G> proof;
    typename G::Scalar challenge;
};

// X = Enc(message; r)
template <PrimeOrderGroup G>
struct Opening {
    typename G::SecretScalar message;
    typename G::SecretScalar r;
};

template <PrimeOrderGroup G>
struct OneOfWitness {
    std::size_t true_branch;           // secret
    std::vector<Opening<G>> openings;  // one if all branches are over one X, else one a branch
};

template <PrimeOrderGroup G>
class OneOfProver {
public:
    using Stream = std::function<typename G::SecretScalar()>;

    // Draws (p, q) from the stream for each branch, in order, and commits.
    OneOfProver(const typename G::Point& key, std::vector<OneOf<G>> ors,
                std::vector<OneOfWitness<G>> witnesses, const Stream& stream);

    // (A, B) of each branch as the transcript absorbs them.
    [[nodiscard]] const std::vector<EncodedCiphertext<G>>& commitments() const {
        return commitments_;
    }

    // Answers the challenge, once, and checks the proof before it leaves (as a batch of one, with
    // weights from the Rng): a fault or a witness that does not fit gives `internal`, no proof.
    [[nodiscard]] Result<OneOfProof<G>> respond(const typename G::Scalar& challenge, Rng& rng) &&;

private:
    struct BranchState {
        Choice is_true;
        typename G::SecretScalar share;  // e'
        typename G::SecretScalar nonce;  // w
    };

    [[nodiscard]] const Opening<G>& opening(std::size_t one_of, std::size_t branch) const {
        const auto& openings = witnesses_[one_of].openings;
        return openings.size() == 1 ? openings[0] : openings[branch];
    }

    typename G::PublicPoint key_;
    std::vector<OneOf<G>> ors_;
    std::vector<OneOfWitness<G>> witnesses_;
    std::vector<BranchState> branches_;
    std::vector<EncodedCiphertext<G>> commitments_;
};

// Every equation by itself. Refuses `malformed` (counts that do not fit the statement) and
// `proof_rejected`, naming the first OR and branch that fail, both counted from 1.
template <PrimeOrderGroup G>
[[nodiscard]] Result<void> check_one_of(const typename G::PublicPoint& key,
                                        const OneOfClaim<G>& claim);

// Many claims under one key by a single random linear combination of all their equations. A
// false claim passes with probability 2^-128. A failed batch names nobody: check one by one then.
template <PrimeOrderGroup G>
class OneOfBatch {
public:
    explicit OneOfBatch(const typename G::PublicPoint& key) : key_(key) {}

    // Refuses `malformed` (counts that do not fit the statement); the batch stays as it was.
    [[nodiscard]] Result<void> add(OneOfClaim<G> claim);

    [[nodiscard]] std::size_t size() const { return claims_.size(); }

    // Draws the weights now, after every claim was read; each call draws fresh ones. Refuses
    // `proof_rejected`. An empty batch holds.
    [[nodiscard]] Result<void> check(Rng& rng) const;

private:
    typename G::PublicPoint key_;
    std::vector<OneOfClaim<G>> claims_;
};

}  // namespace piaojue

#include "crypto/proofs/detail/one_of_impl.hpp"

namespace piaojue {

extern template class OneOfProver<Ristretto255>;
extern template class OneOfBatch<Ristretto255>;
extern template Result<void> check_one_of<Ristretto255>(const PublicPoint&,
                                                        const OneOfClaim<Ristretto255>&);

}  // namespace piaojue
