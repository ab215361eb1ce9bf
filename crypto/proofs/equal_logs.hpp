// crypto/proofs/equal_logs.hpp — one secret under many bases          PROTOCOL.md §11.4
//
// The proof of a decryption share: one x with  X = x·G  and  D_j = x·A_j  for all j.
//   commitments W_0 = w·G, W_j = w·A_j;   response z = w + c·x
//   accept iff  z·G = W_0 + c·X  and  z·A_j = W_j + c·D_j for all j
// A linear relation with one scalar. The nonce w is hedged: SHAKE256 over the secret, 32
// fresh bytes, the context and the whole statement, so that neither a broken generator nor a
// replayed one repeats it for another statement. Secret: x, w; constant time in both.
#pragma once

#include "crypto/base/rng.hpp"
#include "crypto/hash.hpp"
#include "crypto/proofs/linear.hpp"

namespace piaojue {

template <PrimeOrderGroup G>
struct EqualLogs {
    typename G::PublicPoint public_key;             // X
    std::vector<typename G::PublicPoint> bases;     // A_j
    std::vector<typename G::PublicPoint> products;  // D_j
};

// The statement as a linear relation. It has a product for each base.
template <PrimeOrderGroup G>
[[nodiscard]] LinearRelation<G> relation_of(const EqualLogs<G>& statement) {
    PJ_ASSERT(statement.bases.size() == statement.products.size(), "a product for each base");
    const auto count = static_cast<std::uint32_t>(statement.bases.size());
    const auto one = G::Scalar::one();
    LinearRelation<G> out;
    out.elements = {G::public_generator(), statement.public_key};
    out.elements.insert(out.elements.end(), statement.bases.begin(), statement.bases.end());
    out.elements.insert(out.elements.end(), statement.products.begin(), statement.products.end());
    out.equations.push_back({{{1, one}}, {{0, 0, one}}});
    for (std::uint32_t j = 0; j < count; ++j)
        out.equations.push_back({{{2 + count + j, one}}, {{0, 2 + j, one}}});
    return out;
}

template <PrimeOrderGroup G>
class EqualLogsProver {
public:
    // `context`: all else that the transcript will bind, so that another challenge never meets the
    // same nonce. Of one length for all callers that share a secret.
    EqualLogsProver(const EqualLogs<G>& statement, ByteView context,
                    const typename G::SecretScalar& x, Rng& rng)
        : prover_(relation_of<G>(statement), only(x.clone()),
                  only(hedged_nonce(statement, context, x, rng))) {}

    // W_0, W_1, … as the transcript absorbs them.
    [[nodiscard]] const std::vector<typename G::Point>& commitments() const {
        return prover_.commitment();
    }

    // z, once. `internal` if the statement is not true of x: no proof leaves then.
    [[nodiscard]] Result<typename G::Scalar> respond(const typename G::Scalar& challenge) && {
        auto proof = std::move(prover_).respond(challenge);
        if (!proof) return tl::unexpected<Error>{std::move(proof).error()};
        return proof->response[0];
    }

private:
    static std::vector<typename G::SecretScalar> only(typename G::SecretScalar scalar) {
        std::vector<typename G::SecretScalar> out;
        out.push_back(std::move(scalar));
        return out;
    }

    static typename G::SecretScalar hedged_nonce(const EqualLogs<G>& statement, ByteView context,
                                                 const typename G::SecretScalar& x, Rng& rng) {
        Bytes public_part;
        append(public_part, context);
        append(public_part, statement.public_key.encode().bytes());
        for (const auto& base : statement.bases)
            append(public_part, base.encode().bytes());
        for (const auto& product : statement.products)
            append(public_part, product.encode().bytes());
        const SecretBytes<32> fresh = rng.secret<32>();
        const SecretBuffer wide = shake256_secret({x.expose(), fresh.expose(), public_part}, 64);
        return G::SecretScalar::from_wide(SecretBytes<64>::from(wide.expose()));
    }

    LinearProver<G> prover_;
};

// Refuses `malformed` (counts that do not fit), `identity_point` (in the statement) and
// `proof_rejected`.
template <PrimeOrderGroup G>
[[nodiscard]] Result<void> check_equal_logs(const EqualLogs<G>& statement,
                                            const std::vector<typename G::PublicPoint>& commitments,
                                            const typename G::Scalar& response,
                                            const typename G::Scalar& challenge) {
    if (statement.bases.size() != statement.products.size()) {
        return fail(Errc::malformed, "a product for each base");
    }
    return check_linear<G>(relation_of<G>(statement), {commitments, {response}}, challenge);
}

}  // namespace piaojue
