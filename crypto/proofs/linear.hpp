// crypto/proofs/linear.hpp — knowledge of scalars that satisfy linear equations
//
// The sigma protocol of draft-irtf-cfrg-sigma-protocols: elements E (E[0] the generator) and
// equations  Σ coefficient·E[element]  =  Σ coefficient·s[scalar]·E[element]
//            image terms, no secret       terms, each with one secret scalar
// Prover: nonces k, commitment = map(k), response = k + c·s. Accept iff for every equation
// commitment + c·image = map(response). Secret: s and k, constant time in both.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "crypto/group.hpp"

namespace piaojue {

template <PrimeOrderGroup G>
struct LinearRelation {
    struct ImageTerm {
        std::uint32_t element;
        typename G::Scalar coefficient;
    };
    struct Term {
        std::uint32_t scalar;
        std::uint32_t element;
        typename G::Scalar coefficient;
    };
    struct Equation {
        std::vector<ImageTerm> image;
        std::vector<Term> terms;
    };

    std::vector<typename G::PublicPoint> elements;
    std::vector<Equation> equations;

    [[nodiscard]] std::size_t term_count() const {
        std::size_t count = 0;
        for (const Equation& equation : equations)
            count += equation.terms.size();
        return count;
    }

    // One more than the highest index of a scalar.
    [[nodiscard]] std::size_t scalar_count() const {
        std::size_t count = 0;
        for (const Equation& equation : equations) {
            for (const Term& term : equation.terms)
                count = std::max(count, std::size_t{term.scalar} + 1);
        }
        return count;
    }
};

template <PrimeOrderGroup G>
struct LinearProof {
    std::vector<typename G::PublicPoint> commitment;  // one an equation
    std::vector<typename G::Scalar> response;         // one a scalar
};

// The conditions without which an accepted proof would say nothing. Refuses `malformed` (an
// empty part, an index out of range, an element or scalar that no equation uses, E[0] not the
// generator) and `identity_point` (an element, an image, or all that one scalar multiplies).
template <PrimeOrderGroup G>
[[nodiscard]] Result<void> check_relation(const LinearRelation<G>& relation);

// Refuses as check_relation does, `malformed` (counts that do not fit) and `proof_rejected`,
// naming the first equation that fails, counted from 1.
template <PrimeOrderGroup G>
[[nodiscard]] Result<void> check_linear(const LinearRelation<G>& relation,
                                        const LinearProof<G>& proof,
                                        const typename G::Scalar& challenge);

// The commitment for which this response answers this challenge. The counts must fit.
template <PrimeOrderGroup G>
[[nodiscard]] std::vector<typename G::PublicPoint> simulate_commitment(
    const LinearRelation<G>& relation, std::span<const typename G::Scalar> response,
    const typename G::Scalar& challenge);

template <PrimeOrderGroup G>
class LinearProver {
public:
    // One nonce for each witness scalar, fresh for each prover: a nonce that answers two
    // challenges gives the witness away.
    LinearProver(LinearRelation<G> relation, std::vector<typename G::SecretScalar> witness,
                 std::vector<typename G::SecretScalar> nonces)
        : relation_(std::move(relation)), witness_(std::move(witness)), nonces_(std::move(nonces)) {
        PJ_ASSERT(witness_.size() == relation_.scalar_count(), "a witness of another size");
        PJ_ASSERT(nonces_.size() == witness_.size(), "a nonce for each scalar");
        std::vector<typename G::Point> points;
        for (const auto& element : relation_.elements)
            points.push_back(element.encode());
        for (const auto& equation : relation_.equations)
            commitment_.push_back(commit(equation, points));
    }

    // As the transcript absorbs it.
    [[nodiscard]] const std::vector<typename G::Point>& commitment() const { return commitment_; }

    // Answers the challenge, once, and checks the proof before it leaves: a fault, an invalid
    // relation or a witness that does not fit gives `internal` and no proof.
    [[nodiscard]] Result<LinearProof<G>> respond(const typename G::Scalar& challenge) && {
        LinearProof<G> proof;
        for (const auto& point : commitment_)
            proof.commitment.push_back(G::PublicPoint::from(point));
        for (std::size_t i = 0; i < nonces_.size(); ++i)
            proof.response.push_back((nonces_[i] + challenge * witness_[i]).reveal());
        nonces_.clear();
        witness_.clear();
        const auto checked = check_linear<G>(relation_, proof, challenge);
        if (!checked) return fail(Errc::internal, "own proof fails: " + checked.error().detail);
        return proof;
    }

private:
    typename G::Point commit(const typename LinearRelation<G>::Equation& equation,
                             const std::vector<typename G::Point>& points) const {
        typename G::Point sum;
        for (std::size_t i = 0; i < equation.terms.size(); ++i) {
            const auto& term = equation.terms[i];
            const auto scalar = term.coefficient * nonces_[term.scalar];
            const auto product =
                term.element == 0 ? G::base_mul(scalar) : scalar * points[term.element];
            sum = i == 0 ? product : sum + product;
        }
        return sum;
    }

    LinearRelation<G> relation_;
    std::vector<typename G::SecretScalar> witness_;
    std::vector<typename G::SecretScalar> nonces_;
    std::vector<typename G::Point> commitment_;
};

template <PrimeOrderGroup G>
Result<void> check_relation(const LinearRelation<G>& relation) {
    const auto& elements = relation.elements;
    if (elements.empty() || elements[0] != G::public_generator()) {
        return fail(Errc::malformed, "the first element is the generator");
    }
    if (relation.equations.empty()) return fail(Errc::malformed, "no equation");
    for (const auto& element : elements) {
        if (element.is_identity()) return fail(Errc::identity_point, "an element");
    }
    // Before memory is taken for as many scalars as the highest index says.
    if (relation.scalar_count() > relation.term_count()) {
        return fail(Errc::malformed, "a scalar without use");
    }
    std::vector<bool> element_used(elements.size());
    element_used[0] = true;
    std::vector<bool> scalar_used(relation.scalar_count());
    std::vector<bool> scalar_bound(relation.scalar_count());
    for (const auto& equation : relation.equations) {
        if (equation.image.empty() || equation.terms.empty()) {
            return fail(Errc::malformed, "an equation without image or terms");
        }
        typename G::PublicPoint image;
        for (const auto& [element, coefficient] : equation.image) {
            if (element >= elements.size()) return fail(Errc::malformed, "no such element");
            element_used[element] = true;
            image = image + group_mul_vartime<G>(coefficient, elements[element]);
        }
        if (image.is_identity()) return fail(Errc::identity_point, "an image");
        std::vector<typename G::PublicPoint> columns(scalar_used.size());
        for (const auto& [scalar, element, coefficient] : equation.terms) {
            if (element >= elements.size()) return fail(Errc::malformed, "no such element");
            element_used[element] = true;
            scalar_used[scalar] = true;
            columns[scalar] =
                columns[scalar] + group_mul_vartime<G>(coefficient, elements[element]);
        }
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (!columns[i].is_identity()) scalar_bound[i] = true;
    }
    if (std::find(element_used.begin(), element_used.end(), false) != element_used.end()) {
        return fail(Errc::malformed, "an element without use");
    }
    if (std::find(scalar_used.begin(), scalar_used.end(), false) != scalar_used.end()) {
        return fail(Errc::malformed, "a scalar without use");
    }
    if (std::find(scalar_bound.begin(), scalar_bound.end(), false) != scalar_bound.end()) {
        return fail(Errc::identity_point, "a scalar that multiplies nothing");
    }
    return {};
}

template <PrimeOrderGroup G>
std::vector<typename G::PublicPoint> simulate_commitment(
    const LinearRelation<G>& relation, std::span<const typename G::Scalar> response,
    const typename G::Scalar& challenge) {
    // map(response) − c·image, each equation as one product
    std::vector<typename G::PublicPoint> out;
    for (const auto& equation : relation.equations) {
        std::vector<typename G::Scalar> scalars;
        std::vector<typename G::PublicPoint> points;
        for (const auto& [scalar, element, coefficient] : equation.terms) {
            scalars.push_back(coefficient * response[scalar]);
            points.push_back(relation.elements[element]);
        }
        for (const auto& [element, coefficient] : equation.image) {
            scalars.push_back(-(challenge * coefficient));
            points.push_back(relation.elements[element]);
        }
        out.push_back(G::multi_mul_vartime(scalars, points));
    }
    return out;
}

template <PrimeOrderGroup G>
Result<void> check_linear(const LinearRelation<G>& relation, const LinearProof<G>& proof,
                          const typename G::Scalar& challenge) {
    PJ_TRY(check_relation<G>(relation));
    if (proof.commitment.size() != relation.equations.size() ||
        proof.response.size() != relation.scalar_count()) {
        return fail(Errc::malformed, "a proof of another size than its relation");
    }
    const auto expected = simulate_commitment<G>(relation, proof.response, challenge);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (expected[i] != proof.commitment[i]) {
            return fail(Errc::proof_rejected, "equation " + std::to_string(i + 1));
        }
    }
    return {};
}

}  // namespace piaojue
