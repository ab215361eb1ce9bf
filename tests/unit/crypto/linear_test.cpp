#include "crypto/proofs/linear.hpp"

#include <gtest/gtest.h>

#include "tests/support/seed.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using G = Ristretto255;
using Relation = LinearRelation<G>;

// C = s₀·G + s₁·H and D = s₁·G: two equations, two scalars, the generator used twice.
class LinearTest : public ::testing::Test {
protected:
    void SetUp() override {
        const Point h = Point::from_hash(rng_.bytes<64>());
        const Point c = Point::base_mul(secrets_[0]) + secrets_[1] * h;
        const Point d = Point::base_mul(secrets_[1]);
        relation_.elements = {PublicPoint::generator(), PublicPoint::from(h), PublicPoint::from(c),
                              PublicPoint::from(d)};
        relation_.equations.push_back({{{2, one}}, {{0, 0, one}, {1, 1, one}}});
        relation_.equations.push_back({{{3, one}}, {{1, 0, one}}});
    }

    std::vector<SecretScalar> witness() const {
        std::vector<SecretScalar> out;
        out.push_back(secrets_[0].clone());
        out.push_back(secrets_[1].clone());
        return out;
    }
    std::vector<SecretScalar> nonces() {
        std::vector<SecretScalar> out;
        out.push_back(SecretScalar::random(rng_));
        out.push_back(SecretScalar::random(rng_));
        return out;
    }
    LinearProof<G> honest() {
        return std::move(LinearProver<G>{relation_, witness(), nonces()})
            .respond(challenge_)
            .value();
    }

    const Scalar one = Scalar::one();
    SeededRng rng_ = testing::test_rng();
    std::array<SecretScalar, 2> secrets_{SecretScalar::random(rng_), SecretScalar::random(rng_)};
    Scalar challenge_ = SecretScalar::random(rng_).reveal();
    Relation relation_;
};

TEST_F(LinearTest, honest_proof_holds_and_each_changed_part_is_refused) {
    const auto proof = honest();
    EXPECT_TRUE(check_linear<G>(relation_, proof, challenge_).has_value());
    for (std::size_t i = 0; i < 2; ++i) {
        auto changed = proof;
        changed.commitment[i] = -changed.commitment[i];
        EXPECT_REFUSED(check_linear<G>(relation_, changed, challenge_), Errc::proof_rejected);
        changed = proof;
        changed.response[i] = changed.response[i] - one;
        EXPECT_REFUSED(check_linear<G>(relation_, changed, challenge_), Errc::proof_rejected);
    }
    EXPECT_REFUSED(check_linear<G>(relation_, proof, challenge_ + one), Errc::proof_rejected);
}

TEST_F(LinearTest, coefficients_count_on_both_sides) {
    // 2·C − 3·D = 2·s₀·G + 2·s₁·H − 3·s₁·G
    const Scalar two = Scalar::from_u64(2);
    const Scalar minus_three = -Scalar::from_u64(3);
    relation_.equations.push_back(
        {{{2, two}, {3, minus_three}}, {{0, 0, two}, {1, 1, two}, {1, 0, minus_three}}});
    EXPECT_TRUE(check_linear<G>(relation_, honest(), challenge_).has_value());
    relation_.equations[2].image[0].coefficient = one;
    EXPECT_REFUSED(std::move(LinearProver<G>{relation_, witness(), nonces()}).respond(challenge_),
                   Errc::internal);
}

TEST_F(LinearTest, simulated_transcript_is_accepted) {
    const std::vector<Scalar> response{one, Scalar::from_u64(17)};
    const LinearProof<G> simulated{simulate_commitment<G>(relation_, response, challenge_),
                                   response};
    EXPECT_TRUE(check_linear<G>(relation_, simulated, challenge_).has_value());
}

TEST_F(LinearTest, proof_of_other_counts_is_malformed) {
    auto proof = honest();
    proof.response.push_back(one);
    EXPECT_REFUSED(check_linear<G>(relation_, proof, challenge_), Errc::malformed);
    proof = honest();
    proof.commitment.pop_back();
    EXPECT_REFUSED(check_linear<G>(relation_, proof, challenge_), Errc::malformed);
}

TEST_F(LinearTest, relations_that_prove_nothing_are_refused) {
    const auto expect = [this](Errc errc, auto change) {
        Relation relation = relation_;
        change(relation);
        EXPECT_REFUSED(check_relation<G>(relation), errc);
    };
    EXPECT_TRUE(check_relation<G>(relation_).has_value());
    expect(Errc::malformed, [](Relation& r) { r.elements.clear(); });
    expect(Errc::malformed, [](Relation& r) { r.equations.clear(); });
    expect(Errc::malformed, [](Relation& r) { r.elements[0] = r.elements[1]; });
    expect(Errc::malformed, [](Relation& r) { r.equations[1].image.clear(); });
    expect(Errc::malformed, [](Relation& r) { r.equations[1].terms.clear(); });
    expect(Errc::malformed, [](Relation& r) { r.equations[0].terms[0].element = 4; });
    expect(Errc::malformed, [](Relation& r) { r.equations[0].image[0].element = 4; });
    expect(Errc::malformed, [](Relation& r) { r.elements.push_back(r.elements[1]); });
    expect(Errc::malformed, [](Relation& r) { r.equations[0].terms[0].scalar = 2; });
    expect(Errc::malformed, [](Relation& r) { r.equations[0].terms[0].scalar = 0xFFFFFFFF; });
    expect(Errc::identity_point, [](Relation& r) { r.elements[1] = PublicPoint{}; });
    expect(Errc::identity_point,
           [](Relation& r) { r.equations[1].image[0].coefficient = Scalar::zero(); });
    expect(Errc::identity_point,
           [](Relation& r) { r.equations[0].terms[0].coefficient = Scalar::zero(); });
}

}  // namespace
}  // namespace piaojue
