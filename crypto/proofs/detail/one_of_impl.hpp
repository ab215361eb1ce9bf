// crypto/proofs/detail/one_of_impl.hpp — the templates behind crypto/proofs/one_of.hpp
#pragma once

#include <utility>

#include "crypto/proofs/one_of.hpp"

namespace piaojue {

namespace detail {

// A claim's branches with the share that is left out put back; counts are checked first.
template <PrimeOrderGroup G>
[[nodiscard]] Result<void> check_one_of_counts(const OneOfClaim<G>& claim) {
    std::size_t branches = 0;
    for (const OneOf<G>& one_of : claim.ors) {
        if (one_of.empty()) return fail(Errc::malformed, "an OR without branches");
        branches += one_of.size();
    }
    const OneOfProof<G>& proof = claim.proof;
    if (proof.commitments.size() != branches || proof.responses.size() != branches ||
        proof.shares.size() != branches - claim.ors.size()) {
        return fail(Errc::malformed, "a proof of another size than its statement");
    }
    return {};
}

// The shares of all branches, in order.
template <PrimeOrderGroup G>
[[nodiscard]] std::vector<typename G::Scalar> all_shares(const OneOfClaim<G>& claim) {
    std::vector<typename G::Scalar> out;
    out.reserve(claim.proof.responses.size());
    std::size_t sent = 0;
    for (const OneOf<G>& one_of : claim.ors) {
        typename G::Scalar last = claim.challenge;
        for (std::size_t i = 0; i + 1 < one_of.size(); ++i) {
            const auto& share = claim.proof.shares[sent++];
            last = last - share;
            out.push_back(share);
        }
        out.push_back(last);
    }
    return out;
}

// Σ of weighted equations, gathered: each must be the identity, and so their sum.
template <PrimeOrderGroup G>
class WeightedEquations {
public:
    using Scalar = typename G::Scalar;
    using PublicPoint = typename G::PublicPoint;

    void add(const Scalar& scalar, const PublicPoint& point) {
        scalars_.push_back(scalar);
        points_.push_back(point);
    }
    // ρ·(A + e·U − z·G) + σ·(B + e·(V − v·G) − z·K) over all branches of a claim
    void add_claim(const OneOfClaim<G>& claim, Rng& rng) {
        const std::vector<Scalar> shares = all_shares<G>(claim);
        std::size_t index = 0;
        for (const OneOf<G>& one_of : claim.ors) {
            Scalar for_u;
            Scalar for_v;
            for (std::size_t i = 0; i < one_of.size(); ++i, ++index) {
                const Scalar rho = Scalar::from_le_bytes(rng.bytes<16>());
                const Scalar sigma = Scalar::from_le_bytes(rng.bytes<16>());
                const auto& [a, b] = claim.proof.commitments[index];
                const Scalar& z = claim.proof.responses[index];
                const Scalar sigma_e = sigma * shares[index];
                add(rho, a);
                add(sigma, b);
                for_u = for_u + rho * shares[index];
                for_v = for_v + sigma_e;
                generator_ = generator_ - rho * z - sigma_e * one_of[i].value;
                key_ = key_ - sigma * z;
                if (i + 1 < one_of.size() && one_of[i + 1].x == one_of[i].x) continue;
                add(for_u, one_of[i].x.a);
                add(for_v, one_of[i].x.b);
                for_u = for_v = Scalar{};
            }
        }
    }

    [[nodiscard]] bool sum_is_identity(const PublicPoint& key) {
        add(generator_, G::public_generator());
        add(key_, key);
        return G::multi_mul_vartime(scalars_, points_).is_identity();
    }

private:
    std::vector<Scalar> scalars_;
    std::vector<PublicPoint> points_;
    Scalar generator_;
    Scalar key_;
};

}  // namespace detail

template <PrimeOrderGroup G>
OneOfProver<G>::OneOfProver(const typename G::Point& key, std::vector<OneOf<G>> ors,
                            std::vector<OneOfWitness<G>> witnesses, const Stream& stream)
    : key_(G::PublicPoint::from(key)), ors_(std::move(ors)), witnesses_(std::move(witnesses)) {
    using Secret = typename G::SecretScalar;
    PJ_ASSERT(ors_.size() == witnesses_.size(), "a witness for each OR");
    for (std::size_t o = 0; o < ors_.size(); ++o) {
        const std::size_t openings = witnesses_[o].openings.size();
        PJ_ASSERT(openings == 1 || openings == ors_[o].size(), "an opening for each branch");
        for (std::size_t i = 0; i < ors_[o].size(); ++i) {
            const Choice is_true = Choice::equal(i, witnesses_[o].true_branch);
            const auto& [message, r] = opening(o, i);
            const Secret p = stream();
            const Secret q = stream();
            Secret share = p.masked(!is_true);
            Secret nonce = q - share * r;
            const Secret error = share * (Secret::from_public(ors_[o][i].value) - message);
            commitments_.push_back({G::base_mul(nonce), nonce * key + G::base_mul(error)});
            branches_.push_back({is_true, std::move(share), std::move(nonce)});
        }
    }
}

template <PrimeOrderGroup G>
Result<OneOfProof<G>> OneOfProver<G>::respond(const typename G::Scalar& challenge, Rng& rng) && {
    using Secret = typename G::SecretScalar;
    OneOfProof<G> proof;
    std::size_t first = 0;
    for (std::size_t o = 0; o < ors_.size(); ++o) {
        const std::size_t count = ors_[o].size();
        Secret true_share = Secret::from_public(challenge);
        for (std::size_t i = first; i < first + count; ++i)
            true_share = true_share - branches_[i].share;
        for (std::size_t i = first; i < first + count; ++i) {
            const BranchState& branch = branches_[i];
            const Secret share = branch.share + true_share.masked(branch.is_true);
            if (i + 1 < first + count) proof.shares.push_back(share.reveal());
            proof.responses.push_back((branch.nonce + share * opening(o, i - first).r).reveal());
            const auto [a, b] = commitments_[i].decoded();
            proof.commitments.push_back({a, b});
        }
        first += count;
    }
    branches_.clear();  // the nonces answer one challenge
    witnesses_.clear();

    OneOfClaim<G> claim{std::move(ors_), std::move(proof), challenge};
    detail::WeightedEquations<G> equations;
    equations.add_claim(claim, rng);
    if (!equations.sum_is_identity(key_)) return fail(Errc::internal, "own proof does not hold");
    return std::move(claim.proof);
}

template <PrimeOrderGroup G>
Result<void> check_one_of(const typename G::PublicPoint& key, const OneOfClaim<G>& claim) {
    PJ_TRY(detail::check_one_of_counts<G>(claim));
    const auto shares = detail::all_shares<G>(claim);
    const typename G::PublicPoint& generator = G::public_generator();
    std::size_t index = 0;
    for (std::size_t o = 0; o < claim.ors.size(); ++o) {
        for (std::size_t i = 0; i < claim.ors[o].size(); ++i, ++index) {
            const Branch<G>& branch = claim.ors[o][i];
            const typename G::Scalar& e = shares[index];
            const typename G::Scalar& z = claim.proof.responses[index];
            const std::array a_scalars{z, -e};
            const std::array a_points{generator, branch.x.a};
            const std::array b_scalars{z, e * branch.value, -e};
            const std::array b_points{key, generator, branch.x.b};
            if (G::multi_mul_vartime(a_scalars, a_points) != claim.proof.commitments[index].a ||
                G::multi_mul_vartime(b_scalars, b_points) != claim.proof.commitments[index].b) {
                return fail(Errc::proof_rejected,
                            "OR " + std::to_string(o + 1) + ", branch " + std::to_string(i + 1));
            }
        }
    }
    return {};
}

template <PrimeOrderGroup G>
Result<void> OneOfBatch<G>::add(OneOfClaim<G> claim) {
    PJ_TRY(detail::check_one_of_counts<G>(claim));
    claims_.push_back(std::move(claim));
    return {};
}

template <PrimeOrderGroup G>
Result<void> OneOfBatch<G>::check(Rng& rng) const {
    detail::WeightedEquations<G> equations;
    for (const OneOfClaim<G>& claim : claims_)
        equations.add_claim(claim, rng);
    if (!equations.sum_is_identity(key_)) return fail(Errc::proof_rejected, "in a batch");
    return {};
}

}  // namespace piaojue
