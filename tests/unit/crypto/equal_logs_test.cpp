#include "crypto/proofs/equal_logs.hpp"

#include <gtest/gtest.h>

#include "crypto/transcript.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using G = Ristretto255;
using testing::test_rng;

class EqualLogsTest : public ::testing::Test {
protected:
    void SetUp() override {
        statement_.public_key = PublicPoint::from(Point::base_mul(x_));
        for (int j = 0; j < 4; ++j) {
            const Point base = Point::base_mul(SecretScalar::random(rng_));
            statement_.bases.push_back(PublicPoint::from(base));
            statement_.products.push_back(PublicPoint::from(x_ * base));
        }
    }

    static Scalar challenge_of(const std::vector<Point>& commitments) {
        Transcript transcript{derive_session_id("equal_logs_test")};
        for (const Point& commitment : commitments)
            transcript.absorb(commitment.bytes());
        return transcript.squeeze_scalar();
    }

    struct Made {
        std::vector<PublicPoint> commitments;
        Scalar challenge;
        Scalar response;
    };

    Made honest() {
        EqualLogsProver<G> prover{statement_, {}, x_, rng_};
        Made out;
        for (const Point& commitment : prover.commitments())
            out.commitments.push_back(PublicPoint::from(commitment));
        out.challenge = challenge_of(prover.commitments());
        out.response = std::move(prover).respond(out.challenge).value();
        return out;
    }

    Result<void> check(const EqualLogs<G>& statement, const Made& made) {
        return check_equal_logs<G>(statement, made.commitments, made.response, made.challenge);
    }

    SeededRng rng_ = test_rng();
    SecretScalar x_ = SecretScalar::random(rng_);
    EqualLogs<G> statement_;
};

TEST_F(EqualLogsTest, honest_proof_holds) {
    const Made made = honest();
    EXPECT_EQ(made.commitments.size(), 5U);
    EXPECT_TRUE(check(statement_, made).has_value());
}

TEST_F(EqualLogsTest, proof_satisfies_the_equations_of_the_specification) {
    const Made made = honest();
    const auto z = [&](const PublicPoint& base) { return mul_vartime(made.response, base); };
    const auto c = [&](const PublicPoint& point) { return mul_vartime(made.challenge, point); };
    EXPECT_EQ(z(PublicPoint::generator()), made.commitments[0] + c(statement_.public_key));
    for (std::size_t j = 0; j < 4; ++j)
        EXPECT_EQ(z(statement_.bases[j]), made.commitments[j + 1] + c(statement_.products[j]));
}

TEST_F(EqualLogsTest, every_changed_part_is_refused) {
    const Made made = honest();
    const PublicPoint g = PublicPoint::generator();
    for (std::size_t j = 0; j < 5; ++j) {
        Made changed = made;
        changed.commitments[j] = changed.commitments[j] + g;
        const auto verdict = check(statement_, changed);
        EXPECT_REFUSED(verdict, Errc::proof_rejected);
        EXPECT_EQ(verdict.error().detail, "equation " + std::to_string(j + 1));
    }
    for (std::size_t j = 0; j < 4; ++j) {
        auto statement = statement_;
        statement.products[j] = statement.products[j] + g;
        EXPECT_REFUSED(check(statement, made), Errc::proof_rejected);
        statement = statement_;
        statement.bases[j] = statement.bases[j] + g;
        EXPECT_REFUSED(check(statement, made), Errc::proof_rejected);
    }
    auto statement = statement_;
    statement.public_key = -statement.public_key;
    EXPECT_REFUSED(check(statement, made), Errc::proof_rejected);
    Made changed = made;
    changed.response = changed.response + Scalar::one();
    EXPECT_REFUSED(check(statement_, changed), Errc::proof_rejected);
    changed = made;
    changed.challenge = -changed.challenge;
    EXPECT_REFUSED(check(statement_, changed), Errc::proof_rejected);
}

TEST_F(EqualLogsTest, counts_that_do_not_fit_are_malformed) {
    Made made = honest();
    made.commitments.pop_back();
    EXPECT_REFUSED(check(statement_, made), Errc::malformed);
    auto statement = statement_;
    statement.products.pop_back();
    EXPECT_REFUSED(check(statement, honest()), Errc::malformed);
}

TEST_F(EqualLogsTest, identity_in_the_statement_is_refused) {
    auto statement = statement_;
    statement.products[2] = PublicPoint{};
    EXPECT_REFUSED(check(statement, honest()), Errc::identity_point);
}

TEST_F(EqualLogsTest, prover_gives_no_proof_for_a_false_product) {
    statement_.products[3] = statement_.products[3] + PublicPoint::generator();
    EqualLogsProver<G> prover{statement_, {}, x_, rng_};
    const Scalar challenge = challenge_of(prover.commitments());
    EXPECT_REFUSED(std::move(prover).respond(challenge), Errc::internal);
}

// A generator that repeats itself must not make the nonce repeat for another statement, and the
// same generator in another state must not repeat it for the same one.
TEST_F(EqualLogsTest, nonce_depends_on_secret_statement_context_and_randomness) {
    const auto first_commitment = [&](const SecretScalar& x, std::uint64_t seed,
                                      std::string_view context) {
        SeededRng rng{seed};
        return EqualLogsProver<G>{statement_, as_bytes(context), x, rng}.commitments()[0];
    };
    const Point reference = first_commitment(x_, 7, "one vote");
    EXPECT_EQ(first_commitment(x_, 7, "one vote"), reference);
    EXPECT_NE(first_commitment(x_, 8, "one vote"), reference);
    EXPECT_NE(first_commitment(x_, 7, "two vote"), reference);
    EXPECT_NE(first_commitment(SecretScalar::random(rng_), 7, "one vote"), reference);
    statement_.bases[1] = statement_.bases[1] + PublicPoint::generator();
    EXPECT_NE(first_commitment(x_, 7, "one vote"), reference);
}

}  // namespace
}  // namespace piaojue
