#include "crypto/proofs/one_of.hpp"

#include <gtest/gtest.h>

#include "crypto/transcript.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using G = Ristretto255;
using testing::test_rng;

// A key and some ORs about fresh ciphertexts of 0..n−1.
class OneOfTest : public ::testing::Test {
protected:
    // One more OR over one ciphertext of branch number `truth` among the values 0..count−1.
    void add_or(std::size_t count, std::size_t truth) {
        auto opening = random_opening(truth);
        const auto x = encrypt<G>(key_, opening.message, opening.r).decoded();
        OneOf<G> one_of;
        for (std::size_t v = 0; v < count; ++v)
            one_of.push_back({x, Scalar::from_u64(v)});
        ors_.push_back(one_of);
        witnesses_.push_back(witness(truth, std::move(opening)));
    }

    Opening<G> random_opening(std::size_t message) {
        return {SecretScalar::from_public(Scalar::from_u64(message)), SecretScalar::random(rng_)};
    }

    static OneOfWitness<G> witness(std::size_t truth, Opening<G> opening) {
        OneOfWitness<G> out{truth, {}};
        out.openings.push_back(std::move(opening));
        return out;
    }

    // Opening of the single X of an OR made by add_or.
    const Opening<G>& opening_of(std::size_t one_of) { return witnesses_[one_of].openings[0]; }

    OneOfProver<G> prover() {
        return {key_, ors_, copies(), [this] { return SecretScalar::random(rng_); }};
    }

    std::vector<OneOfWitness<G>> copies() {
        std::vector<OneOfWitness<G>> out;
        for (const auto& original : witnesses_) {
            auto& copy = out.emplace_back(OneOfWitness<G>{original.true_branch, {}});
            for (const auto& [message, r] : original.openings)
                copy.openings.push_back({message.clone(), r.clone()});
        }
        return out;
    }

    static Scalar challenge_of(const OneOfProver<G>& prover) {
        Transcript transcript{derive_session_id("one_of_test")};
        for (const auto& commitment : prover.commitments())
            transcript.absorb(commitment.a.bytes()).absorb(commitment.b.bytes());
        return transcript.squeeze_scalar();
    }

    OneOfClaim<G> honest_claim() {
        OneOfProver<G> made = prover();
        const Scalar challenge = challenge_of(made);
        auto proof = std::move(made).respond(challenge, rng_);
        EXPECT_TRUE(proof.has_value());
        return {ors_, std::move(proof).value(), challenge};
    }

    Result<void> batch_check(const OneOfClaim<G>& claim) {
        OneOfBatch<G> batch{public_key_};
        if (auto added = batch.add(claim); !added) return added;
        return batch.check(rng_);
    }

    void expect_rejected(const OneOfClaim<G>& claim, const std::string& culprit) {
        const auto single = check_one_of<G>(public_key_, claim);
        ASSERT_FALSE(single.has_value());
        EXPECT_EQ(single.error().code, Errc::proof_rejected);
        EXPECT_EQ(single.error().detail, culprit);
        EXPECT_REFUSED(batch_check(claim), Errc::proof_rejected);
    }

    SeededRng rng_ = test_rng();
    Point key_ = Point::base_mul(SecretScalar::random(rng_));
    PublicPoint public_key_ = PublicPoint::from(key_);
    std::vector<OneOf<G>> ors_;
    std::vector<OneOfWitness<G>> witnesses_;
};

TEST_F(OneOfTest, honest_proof_holds_whichever_branch_is_true) {
    for (std::size_t truth = 0; truth < 5; ++truth) {
        ors_.clear();
        witnesses_.clear();
        add_or(5, truth);
        const auto claim = honest_claim();
        EXPECT_TRUE(check_one_of<G>(public_key_, claim).has_value());
        EXPECT_TRUE(batch_check(claim).has_value());
    }
}

TEST_F(OneOfTest, many_ors_hold_under_one_challenge) {
    for (std::size_t i = 0; i < 6; ++i)
        add_or(2, i % 2);
    add_or(11, 7);
    add_or(1, 0);
    const auto claim = honest_claim();
    EXPECT_EQ(claim.proof.commitments.size(), 24U);
    EXPECT_EQ(claim.proof.shares.size(), 24U - 8U);
    EXPECT_TRUE(check_one_of<G>(public_key_, claim).has_value());
    EXPECT_TRUE(batch_check(claim).has_value());
}

TEST_F(OneOfTest, branches_over_different_ciphertexts_hold) {
    add_or(2, 1);
    add_or(2, 0);
    // "the first is 0 or the second is 0": only the second is true
    ors_.push_back({ors_[0][0], ors_[1][0]});
    OneOfWitness<G> both{1, {}};
    for (std::size_t o = 0; o < 2; ++o)
        both.openings.push_back({opening_of(o).message.clone(), opening_of(o).r.clone()});
    witnesses_.push_back(std::move(both));
    const auto claim = honest_claim();
    EXPECT_TRUE(check_one_of<G>(public_key_, claim).has_value());
    EXPECT_TRUE(batch_check(claim).has_value());
}

TEST_F(OneOfTest, linear_combination_of_ciphertexts_is_proved_with_combined_r) {
    add_or(2, 1);
    add_or(2, 1);
    const Scalar d = Scalar::from_le_bytes(rng_.bytes<16>());
    const auto x = ors_[0][0].x + d * ors_[1][0].x;
    ors_.push_back({{x, Scalar::zero()}, {x, Scalar::one() + d}});
    witnesses_.push_back(witness(1, {opening_of(0).message + d * opening_of(1).message,
                                     opening_of(0).r + d * opening_of(1).r}));
    const auto claim = honest_claim();
    EXPECT_TRUE(check_one_of<G>(public_key_, claim).has_value());
}

TEST_F(OneOfTest, prover_of_a_false_statement_gives_no_proof) {
    add_or(3, 1);
    for (auto& branch : ors_[0])
        branch.value = branch.value + Scalar::from_u64(3);
    OneOfProver<G> made = prover();
    EXPECT_REFUSED(std::move(made).respond(Scalar::from_u64(99), rng_), Errc::internal);
}

TEST_F(OneOfTest, prover_with_another_r_gives_no_proof) {
    add_or(3, 1);
    witnesses_[0].openings[0].r = SecretScalar::random(rng_);
    OneOfProver<G> made = prover();
    EXPECT_REFUSED(std::move(made).respond(Scalar::from_u64(99), rng_), Errc::internal);
}

TEST_F(OneOfTest, every_changed_part_is_refused_and_its_branch_named) {
    add_or(3, 2);
    add_or(2, 0);
    const auto honest = honest_claim();
    const PublicPoint g = PublicPoint::generator();

    for (std::size_t i = 0; i < 5; ++i) {
        const std::string culprit = i < 3 ? "OR 1, branch " + std::to_string(i + 1)
                                          : "OR 2, branch " + std::to_string(i - 2);
        auto claim = honest;
        claim.proof.commitments[i].a = claim.proof.commitments[i].a + g;
        expect_rejected(claim, culprit);
        claim = honest;
        claim.proof.commitments[i].b = claim.proof.commitments[i].b + g;
        expect_rejected(claim, culprit);
        claim = honest;
        claim.proof.responses[i] = claim.proof.responses[i] + Scalar::one();
        expect_rejected(claim, culprit);
    }
    auto claim = honest;
    claim.proof.shares[1] = claim.proof.shares[1] + Scalar::one();
    expect_rejected(claim, "OR 1, branch 2");
    claim = honest;
    claim.challenge = claim.challenge + Scalar::one();
    expect_rejected(claim, "OR 1, branch 3");  // the derived share takes the difference
    claim = honest;
    claim.ors[1][1].value = Scalar::from_u64(2);
    expect_rejected(claim, "OR 2, branch 2");
    claim = honest;
    for (auto& branch : claim.ors[1])
        branch.x.a = branch.x.a + g;
    expect_rejected(claim, "OR 2, branch 1");
}

TEST_F(OneOfTest, proof_does_not_hold_under_another_key) {
    add_or(2, 1);
    const auto claim = honest_claim();
    const PublicPoint other = public_key_ + PublicPoint::generator();
    EXPECT_REFUSED(check_one_of<G>(other, claim), Errc::proof_rejected);
    OneOfBatch<G> batch{other};
    ASSERT_TRUE(batch.add(claim).has_value());
    EXPECT_REFUSED(batch.check(rng_), Errc::proof_rejected);
}

TEST_F(OneOfTest, errors_that_cancel_without_weights_do_not_cancel_in_the_batch) {
    add_or(2, 1);
    auto claim = honest_claim();
    const PublicPoint g = PublicPoint::generator();
    claim.proof.commitments[0].a = claim.proof.commitments[0].a + g;
    claim.proof.commitments[1].a = claim.proof.commitments[1].a - g;
    expect_rejected(claim, "OR 1, branch 1");
    // across two claims as well
    auto first = honest_claim();
    auto second = honest_claim();
    first.proof.commitments[0].b = first.proof.commitments[0].b + g;
    second.proof.commitments[0].b = second.proof.commitments[0].b - g;
    OneOfBatch<G> batch{public_key_};
    ASSERT_TRUE(batch.add(first).has_value());
    ASSERT_TRUE(batch.add(second).has_value());
    EXPECT_REFUSED(batch.check(rng_), Errc::proof_rejected);
}

TEST_F(OneOfTest, one_false_claim_spoils_a_batch_of_many) {
    add_or(4, 3);
    add_or(2, 0);
    OneOfBatch<G> good{public_key_};
    OneOfBatch<G> bad{public_key_};
    for (int i = 0; i < 20; ++i) {
        auto claim = honest_claim();
        ASSERT_TRUE(good.add(claim).has_value());
        if (i == 13) claim.proof.responses[2] = -claim.proof.responses[2];
        ASSERT_TRUE(bad.add(claim).has_value());
    }
    EXPECT_EQ(good.size(), 20U);
    EXPECT_TRUE(good.check(rng_).has_value());
    EXPECT_REFUSED(bad.check(rng_), Errc::proof_rejected);
    EXPECT_TRUE(OneOfBatch<G>{public_key_}.check(rng_).has_value());
}

TEST_F(OneOfTest, counts_that_do_not_fit_are_malformed) {
    add_or(3, 1);
    const auto honest = honest_claim();
    const auto expect_malformed = [&](const OneOfClaim<G>& claim) {
        EXPECT_REFUSED(check_one_of<G>(public_key_, claim), Errc::malformed);
        EXPECT_REFUSED(batch_check(claim), Errc::malformed);
    };
    auto claim = honest;
    claim.proof.commitments.pop_back();
    expect_malformed(claim);
    claim = honest;
    claim.proof.shares.push_back(Scalar::one());
    expect_malformed(claim);
    claim = honest;
    claim.proof.responses.pop_back();
    expect_malformed(claim);
    claim = honest;
    claim.ors.emplace_back();
    expect_malformed(claim);
}

// PROTOCOL.md §8.5 writes the prover down with a case for the true and one for a false branch;
// the implementation has one formula. Here the written cases, step by step.
TEST_F(OneOfTest, proof_equals_the_two_cases_of_the_specification) {
    add_or(3, 1);
    std::vector<Scalar> drawn;
    OneOfProver<G> made{key_, ors_, copies(), [&] {
                            auto scalar = SecretScalar::random(rng_);
                            drawn.push_back(scalar.reveal());
                            return scalar;
                        }};
    ASSERT_EQ(drawn.size(), 6U);
    const Scalar c = challenge_of(made);
    const auto commitments = made.commitments();
    const auto proof = std::move(made).respond(c, rng_);
    ASSERT_TRUE(proof.has_value());
    for (const std::size_t i : {0U, 2U}) {  // false: e = p, z = q
        const Scalar& e = drawn[2 * i];
        const Scalar& z = drawn[2 * i + 1];
        const auto& branch = ors_[0][i];
        EXPECT_EQ(proof->responses[i], z);
        const Point u = branch.x.a.encode();
        const Point v = branch.x.b.encode() - Point::base_mul(branch.value);
        EXPECT_EQ(commitments[i].a, Point::base_mul(z) - e * u);
        EXPECT_EQ(commitments[i].b, z * key_ - e * v);
    }
    EXPECT_EQ(proof->shares[0], drawn[0]);
    const Scalar e = c - drawn[0] - drawn[4];  // true: w = q, e is the rest, z = w + e·r
    EXPECT_EQ(proof->shares[1], e);
    EXPECT_EQ(proof->responses[1], drawn[3] + e * opening_of(0).r.reveal());
    EXPECT_EQ(commitments[1].a, Point::base_mul(drawn[3]));
    EXPECT_EQ(commitments[1].b, drawn[3] * key_);
}

}  // namespace
}  // namespace piaojue
