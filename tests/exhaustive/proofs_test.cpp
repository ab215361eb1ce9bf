// Every secret, nonce, challenge and answer of the proofs over groups of 3, 5 and 11 elements,
// through the templates that run over ristretto255.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "crypto/proofs/equal_logs.hpp"
#include "crypto/proofs/one_of.hpp"
#include "tests/support/toy_group.hpp"

namespace piaojue {
namespace {

using testing::ToyGroup;
using testing::ToyPoint;
using testing::ToyScalar;
using testing::ToySecretScalar;

template <unsigned Q>
ToyPoint<Q> times_g(unsigned scalar) {
    return ToyScalar<Q>{scalar} * ToyPoint<Q>::generator();
}

template <unsigned Q>
std::vector<OneOfWitness<ToyGroup<Q>>> toy_witness(std::size_t truth, unsigned message,
                                                   unsigned r) {
    std::vector<OneOfWitness<ToyGroup<Q>>> out(1);
    out[0].true_branch = truth;
    out[0].openings.push_back({ToySecretScalar<Q>{message}, ToySecretScalar<Q>{r}});
    return out;
}

// The number whose digits in base Q run through everything.
template <unsigned Q>
class Digits {
public:
    explicit Digits(std::size_t count) : digits_(count) {}
    [[nodiscard]] unsigned operator[](std::size_t i) const { return digits_[i]; }
    // The next one; false after the last.
    bool advance() {
        for (unsigned& digit : digits_) {
            if (++digit < Q) return true;
            digit = 0;
        }
        return false;
    }

private:
    std::vector<unsigned> digits_;
};

// X = (u·G, w·G) under key k encrypts w − k·u.
template <unsigned Q>
OneOf<ToyGroup<Q>> or_over(unsigned u, unsigned w, unsigned branches) {
    OneOf<ToyGroup<Q>> out;
    for (unsigned v = 0; v < branches; ++v)
        out.push_back({{times_g<Q>(u), times_g<Q>(w)}, ToyScalar<Q>{v}});
    return out;
}

template <unsigned Q>
void expect_completeness(unsigned branches) {
    using G = ToyGroup<Q>;
    SeededRng weights{1};
    for (unsigned key = 1; key < Q; ++key) {
        for (unsigned r = 0; r < Q; ++r) {
            for (unsigned truth = 0; truth < branches; ++truth) {
                const auto one_of = or_over<Q>(r, key * r + truth, branches);
                Digits<Q> drawn{2UL * branches};
                do {
                    for (unsigned c = 0; c < Q; ++c) {
                        std::size_t next = 0;
                        OneOfProver<G> prover{
                            times_g<Q>(key), {one_of}, toy_witness<Q>(truth, truth, r), [&] {
                                return ToySecretScalar<Q>{drawn[next++]};
                            }};
                        auto proof = std::move(prover).respond(ToyScalar<Q>{c}, weights);
                        ASSERT_TRUE(proof.has_value());
                        ASSERT_EQ(next, 2 * branches);
                        const OneOfClaim<G> claim{{one_of}, *proof, ToyScalar<Q>{c}};
                        ASSERT_TRUE(check_one_of<G>(times_g<Q>(key), claim).has_value());
                    }
                } while (drawn.advance());
            }
        }
    }
}

TEST(ExhaustiveOneOf, every_honest_proof_over_three_elements_holds) {
    expect_completeness<3>(1);
    expect_completeness<3>(2);
    expect_completeness<3>(3);
}

TEST(ExhaustiveOneOf, every_honest_proof_over_five_elements_holds) {
    expect_completeness<5>(1);
    expect_completeness<5>(2);
}

// All conversations of one OR of two branches over three elements: for given commitments, which
// challenges can be answered at all?
template <class Visit>
void for_each_commitment(Visit visit) {
    Digits<3> digits{4};
    do {
        std::vector<OneOfCommitment<ToyGroup<3>>> commitments;
        for (std::size_t i = 0; i < 2; ++i)
            commitments.push_back({times_g<3>(digits[2 * i]), times_g<3>(digits[2 * i + 1])});
        visit(commitments);
    } while (digits.advance());
}

unsigned answerable_challenges(unsigned key, const OneOf<ToyGroup<3>>& one_of,
                               const std::vector<OneOfCommitment<ToyGroup<3>>>& commitments) {
    unsigned answerable = 0;
    for (unsigned c = 0; c < 3; ++c) {
        bool found = false;
        Digits<3> answer{3};  // share, two responses
        do {
            const OneOfClaim<ToyGroup<3>> claim{
                {one_of},
                {commitments,
                 {ToyScalar<3>{answer[0]}},
                 {ToyScalar<3>{answer[1]}, ToyScalar<3>{answer[2]}}},
                ToyScalar<3>{c}};
            found = check_one_of<ToyGroup<3>>(times_g<3>(key), claim).has_value();
        } while (!found && answer.advance());
        answerable += found ? 1 : 0;
    }
    return answerable;
}

TEST(ExhaustiveOneOf, false_statement_answers_at_most_one_challenge_per_commitment) {
    for (unsigned key = 1; key < 3; ++key) {
        int false_statements = 0;
        for (unsigned u = 0; u < 3; ++u) {
            for (unsigned w = 0; w < 3; ++w) {
                const auto one_of = or_over<3>(u, w, 2);  // says: 0 or 1
                const bool is_true = (w + 2 * key * u) % 3 <= 1;
                unsigned most = 0;
                for_each_commitment([&](const auto& commitments) {
                    most = std::max(most, answerable_challenges(key, one_of, commitments));
                });
                EXPECT_EQ(most, is_true ? 3U : 1U) << key << " " << u << " " << w;
                false_statements += is_true ? 0 : 1;
            }
        }
        EXPECT_EQ(false_statements, 3);
    }
}

// Special soundness: from two accepted conversations with the same commitments and different
// challenges, some branch has two shares, and there (z − z′)/(e − e′) is its r.
TEST(ExhaustiveOneOf, two_answers_to_one_commitment_give_the_witness) {
    using Q3 = ToyScalar<3>;
    struct Accepted {
        Q3 challenge;
        std::array<Q3, 2> shares;
        std::array<Q3, 2> responses;
    };
    constexpr unsigned key = 2;
    int extracted = 0;
    for (unsigned r = 0; r < 3; ++r) {
        for (unsigned truth = 0; truth < 2; ++truth) {
            const auto one_of = or_over<3>(r, key * r + truth, 2);
            for_each_commitment([&](const auto& commitments) {
                std::vector<Accepted> accepted;
                Digits<3> all{4};  // challenge, share, two responses
                do {
                    const Q3 c{all[0]};
                    const Q3 e{all[1]};
                    const std::array<Q3, 2> z{Q3{all[2]}, Q3{all[3]}};
                    const OneOfClaim<ToyGroup<3>> claim{
                        {one_of}, {commitments, {e}, {z[0], z[1]}}, c};
                    if (check_one_of<ToyGroup<3>>(times_g<3>(key), claim)) {
                        accepted.push_back({c, {e, c - e}, z});
                    }
                } while (all.advance());
                for (const Accepted& a : accepted) {
                    for (const Accepted& b : accepted) {
                        if (a.challenge == b.challenge) continue;
                        const std::size_t i = a.shares[0] != b.shares[0] ? 0 : 1;
                        const Q3 witness = (a.responses[i] - b.responses[i]) *
                                           (a.shares[i] - b.shares[i]).inverted();
                        const auto& branch = one_of[i];
                        ASSERT_EQ(witness * ToyPoint<3>::generator(), branch.x.a);
                        ASSERT_EQ(
                            witness * times_g<3>(key) + branch.value * ToyPoint<3>::generator(),
                            branch.x.b);
                        ++extracted;
                    }
                }
            });
        }
    }
    EXPECT_GT(extracted, 0);
}

// The share of the last branch is derived, so proofs of a true statement are as many as an
// honest prover with that true branch can make, whichever branch it is: perfect hiding.
TEST(ExhaustiveOneOf, proofs_do_not_tell_which_branch_is_true) {
    using G = ToyGroup<3>;
    constexpr unsigned key = 1;
    SeededRng weights{1};
    // Two branches over two ciphertexts, both of them true: the prover may use either.
    const OneOf<G> one_of{{{times_g<3>(1), times_g<3>(key)}, ToyScalar<3>{0}},
                          {{times_g<3>(2), times_g<3>(2 * key + 1)}, ToyScalar<3>{1}}};
    std::array<std::multiset<std::string>, 2> proofs;
    for (unsigned truth = 0; truth < 2; ++truth) {
        Digits<3> drawn{4};
        do {
            for (unsigned c = 0; c < 3; ++c) {
                std::vector<OneOfWitness<G>> witness(1);
                witness[0].true_branch = truth;
                witness[0].openings.push_back({ToySecretScalar<3>{0}, ToySecretScalar<3>{1}});
                witness[0].openings.push_back({ToySecretScalar<3>{1}, ToySecretScalar<3>{2}});
                std::size_t next = 0;
                OneOfProver<G> prover{times_g<3>(key), {one_of}, std::move(witness), [&] {
                                          return ToySecretScalar<3>{drawn[next++]};
                                      }};
                const auto proof = std::move(prover).respond(ToyScalar<3>{c}, weights).value();
                std::string text{static_cast<char>(c)};
                for (const auto& [a, b] : proof.commitments)
                    text += std::string{as_text(a.bytes())} + std::string{as_text(b.bytes())};
                for (const auto& scalar : proof.shares)
                    text += static_cast<char>(scalar.value());
                for (const auto& scalar : proof.responses)
                    text += static_cast<char>(scalar.value());
                proofs[truth].insert(text);
            }
        } while (drawn.advance());
    }
    EXPECT_EQ(proofs[0], proofs[1]);
    EXPECT_EQ(proofs[0].size(), 243U);
}

TEST(ExhaustiveOneOf, batch_and_single_check_agree_on_true_claims) {
    using G = ToyGroup<11>;
    SeededRng rng{3};
    const auto key = times_g<11>(7);
    OneOfBatch<G> batch{key};
    for (unsigned r = 0; r < 11; ++r) {
        for (unsigned truth = 0; truth < 4; ++truth) {
            const auto one_of = or_over<11>(r, 7 * r + truth, 4);
            OneOfProver<G> prover{key, {one_of}, toy_witness<11>(truth, truth, r), [&] {
                                      return ToySecretScalar<11>{rng.below(11)};
                                  }};
            const ToyScalar<11> c{rng.below(11)};
            auto proof = std::move(prover).respond(c, rng);
            ASSERT_TRUE(proof.has_value());
            ASSERT_TRUE(batch.add({{one_of}, *proof, c}).has_value());
        }
    }
    for (int i = 0; i < 100; ++i)
        ASSERT_TRUE(batch.check(rng).has_value());
}

// One x under two bases: complete for every nonce and challenge; two answers give x; a false
// statement answers at most one challenge.
TEST(ExhaustiveEqualLogs, complete_and_specially_sound_over_five_elements) {
    using G = ToyGroup<5>;
    using S = ToyScalar<5>;
    for (unsigned x = 1; x < 5; ++x) {
        for (unsigned d = 1; d < 5; ++d) {
            const EqualLogs<G> statement{times_g<5>(x), {times_g<5>(3)}, {times_g<5>(d)}};
            const bool is_true = d == 3 * x % 5;
            for (unsigned w0 = 0; w0 < 5; ++w0) {
                for (unsigned w1 = 0; w1 < 5; ++w1) {
                    const std::vector<ToyPoint<5>> commitments{times_g<5>(w0), times_g<5>(w1)};
                    std::vector<std::pair<S, S>> accepted;
                    for (unsigned c = 0; c < 5; ++c) {
                        for (unsigned z = 0; z < 5; ++z) {
                            if (check_equal_logs<G>(statement, commitments, S{z}, S{c})) {
                                accepted.emplace_back(S{c}, S{z});
                            }
                        }
                    }
                    if (is_true) {
                        ASSERT_EQ(accepted.size(), w1 == 3 * w0 % 5 ? 5U : 0U);
                    } else {
                        ASSERT_LE(accepted.size(), 1U);
                    }
                    for (std::size_t i = 1; i < accepted.size(); ++i) {
                        const S extracted = (accepted[i].second - accepted[0].second) *
                                            (accepted[i].first - accepted[0].first).inverted();
                        ASSERT_EQ(extracted, S{x});
                    }
                }
            }
        }
    }
}

TEST(ExhaustiveEqualLogs, every_honest_proof_holds) {
    using G = ToyGroup<11>;
    for (unsigned x = 1; x < 11; ++x) {
        for (unsigned base = 1; base < 11; ++base) {
            const EqualLogs<G> statement{
                times_g<11>(x), {times_g<11>(base)}, {times_g<11>(x * base)}};
            for (unsigned c = 0; c < 11; ++c) {
                SeededRng rng{x * 1000 + base * 20 + c};
                EqualLogsProver<G> prover{statement, {}, ToySecretScalar<11>{x}, rng};
                const auto commitments = prover.commitments();
                const auto z = std::move(prover).respond(ToyScalar<11>{c});
                ASSERT_TRUE(z.has_value());
                ASSERT_TRUE(
                    check_equal_logs<G>(statement, commitments, *z, ToyScalar<11>{c}).has_value());
            }
        }
    }
}

}  // namespace
}  // namespace piaojue
