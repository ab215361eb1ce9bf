// E is never below the number of invented ballots, in rounds with somebody who invents them
//                                                                             PROTOCOL.md §11.9
// Deputies are honest: they cast, hand back or do not use their paper, say so at the desk or not,
// claim or not. The thief holds the issuing key, knows nobody's card, and puts papers of its own
// into the box. The log is the real one, with real keys, papers and ballots, and the verifier's.
#include "ballot/bound.hpp"

#include "tests/support/congress_builder.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/verdicts.hpp"

namespace piaojue {
namespace {

using testing::CongressBuilder;
using testing::CongressOptions;
using testing::value_of;

class RoundWithThief {
public:
    explicit RoundWithThief(std::uint64_t seed) : rng_(seed), builder_(options_of(rng_, seed)) {}

    Report hold() {
        builder_.draft();
        builder_.open();
        drawing_ = builder_.round->slips().empty() ? 0 : 1 + rng_.below(2);
        for (std::uint32_t deputy = 1; deputy <= deputies(); ++deputy)
            deputy <= drawing_ ? builder_.draw(deputy) : builder_.issue(deputy);
        builder_.end_issuing();
        if (drawing_ > 0 && rng_.below(2) == 0) builder_.void_leftover();
        std::uint32_t used_slips = 0;
        for (std::uint32_t deputy = 1; deputy <= deputies(); ++deputy)
            vote(deputy, deputy <= drawing_, used_slips);
        // Mostly as many as are outstanding, so that nothing else gives them away.
        const auto outstanding = deputies() - in_box();
        invented = rng_.below(outstanding + 1) + (rng_.below(6) == 0 ? 1 : 0);
        for (std::uint32_t i = 0; i < invented; ++i)
            invent();
        builder_.shut();
        if (rng_.below(5) != 0) builder_.end_claims(used_slips);
        finish();
        return testing::verified(builder_.record());
    }

    [[nodiscard]] std::uint32_t deputies() const { return builder_.options.deputies; }
    [[nodiscard]] std::uint32_t in_box() const {
        return static_cast<std::uint32_t>(builder_.ballots.size() + builder_.hand_backs.size() +
                                          builder_.exchanges.size());
    }
    [[nodiscard]] std::uint32_t blind_issued() const { return deputies() - drawing_; }
    [[nodiscard]] std::uint32_t blind_in_box() const { return in_box() - drawn_in_box_; }
    // Those of the log: without act 19 there are none.
    [[nodiscard]] std::uint32_t claims() const {
        return static_cast<std::uint32_t>(std::ranges::count_if(
            builder_.log,
            [](const Bytes& entry) { return entry_type(entry) == EntryType::claim; }));
    }

    std::uint32_t invented = 0;

private:
    static CongressOptions options_of(SeededRng& rng, std::uint64_t seed) {
        CongressOptions options;
        options.seed = seed;
        options.deputies = 4 + rng.below(3);
        options.tellers = 2;
        options.projects = 2;
        options.min_group = 1;
        options.slips = rng.below(2) == 0 ? 0 : 3;
        return options;
    }

    void vote(std::uint32_t deputy, bool drew, std::uint32_t& used_slips) {
        const std::uint32_t what = rng_.below(10);
        if (what < 5) {
            builder_.cast(deputy, {1, static_cast<int>(rng_.below(2))});
        } else if (what < 7) {
            builder_.hand_back(deputy);
        } else {
            if (!drew && rng_.below(2) == 0) builder_.claim(deputy);
            return;
        }
        drawn_in_box_ += drew ? 1 : 0;
        const bool says_so = rng_.below(4) != 0;
        if (drew) used_slips += says_so ? 1 : 0;
        if (!drew && says_so) builder_.declare(deputy);
    }

    void invent() {
        const Round& round = *builder_.round;
        const TokenSeed seed = rng_.secret<32>();
        const SigningKey nobody = SigningKey::generate(rng_);
        const auto request = value_of(make_issue_request(round, DeputyNumber{1}, nobody, seed));
        const Token token = value_of(finalize_token(round, seed, testing::sign_blindly(request)));
        const SigningKey key = derive_paper(round.hash(), seed).ballot_key;
        if (rng_.below(5) == 0) {
            builder_.hand_backs.push_back(make_hand_back(round, token, key).bytes);
            return;
        }
        builder_.ballots.push_back(value_of(seal(round, testing::make_marks(round, {0, 1}), token,
                                                 key, rng_.secret<32>(), rng_))
                                       .entry());
    }

    void finish() {
        const bool opened = !builder_.ballots.empty();
        if (opened) {
            builder_.share(1);
            builder_.share(2);
        }
        builder_.decide(opened ? std::vector<int>{1, 2} : std::vector<int>{});
        builder_.report(1);
        builder_.report(2);
        builder_.announce();
        builder_.act(Act::publish);
    }

    SeededRng rng_;
    CongressBuilder builder_;
    std::uint32_t drawing_ = 0;
    std::uint32_t drawn_in_box_ = 0;
};

TEST(BoundModel, it_is_never_below_the_ballots_that_a_thief_invented) {
    constexpr int rounds = 60;
    SeededRng seeds = testing::test_rng();
    int tight = 0;
    int caught = 0;
    int open = 0;
    for (int i = 0; i < rounds; ++i) {
        const std::uint64_t seed = seeds.below(0xFFFFFFFF);
        SCOPED_TRACE("round " + std::to_string(i) + ", its seed " + std::to_string(seed));
        RoundWithThief round{seed};
        const Report report = round.hold();
        ASSERT_EQ(report.rounds.size(), 1U) << testing::told(report);
        const std::optional<Bound>& bound = report.rounds[0].bound;
        const bool too_many = round.blind_in_box() + round.claims() > round.blind_issued();
        EXPECT_EQ(testing::failed_checks(report).contains("claims"), too_many)
            << testing::told(report);
        caught += too_many ? 1 : 0;
        if (!bound) {
            ++open;
            continue;
        }
        EXPECT_GE(bound->invented_at_most, round.invented) << testing::told(report);
        tight += round.invented > 0 && bound->invented_at_most == round.invented ? 1 : 0;
    }
    // All that can come out did; the rarest misses sixty rounds once in 500,000 runs.
    EXPECT_GT(tight, 0);
    EXPECT_GT(caught, 0);
    EXPECT_GT(open, 0);
}

// The same without keys, so that many more can be asked.
TEST(BoundModel, by_numbers_alone) {
    SeededRng rng = testing::test_rng();
    for (int i = 0; i < 200'000; ++i) {
        PaperUse use;
        const std::uint32_t issued_blind = rng.below(30);
        use.issued_drawn = rng.below(10);
        const std::uint32_t used_blind = rng.below(issued_blind + 1);
        const std::uint32_t used_drawn = rng.below(use.issued_drawn + 1);
        const std::uint32_t invented = rng.below(5);
        use.declarations = rng.below(used_blind + 1);
        use.used_slips = rng.below(used_drawn + 1);
        const std::uint32_t box = used_blind + used_drawn + invented;
        use.handed_back = rng.below(box + 1);
        use.exchanged = rng.below(box - use.handed_back + 1);
        use.cast = box - use.handed_back - use.exchanged;
        use.claims = rng.below(issued_blind - used_blind + 1);
        const auto bound = invented_at_most(use);
        ASSERT_TRUE(bound.has_value());
        ASSERT_GE(*bound, invented) << "case " << i;
        if (!BlindTokens{used_blind + invented, use.claims, issued_blind}.fit()) {
            ASSERT_GT(invented, 0U) << "claims accuse nobody in an honest round, case " << i;
        }
    }
}

}  // namespace
}  // namespace piaojue
