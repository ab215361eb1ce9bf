// E, and whether it could change the decision: by cases, and against every way of taking ballots
// out
//                                                                             PROTOCOL.md §11.9
#include "ballot/bound.hpp"

#include <algorithm>
#include <bit>

#include "ballot/tally.hpp"
#include "tests/support/sample_round.hpp"
#include "tests/support/seed.hpp"

namespace piaojue {
namespace {

using testing::sample_fields;
using testing::value_of;

// Ten papers of kind 0, two of kind 1; nine are in the box.
PaperUse some_use() {
    PaperUse use;
    use.cast = 7;
    use.handed_back = 2;
    use.issued_drawn = 2;
    use.declarations = 5;
    use.used_slips = 1;
    return use;
}

TEST(Bound, it_is_what_nobody_accounts_for) {
    EXPECT_EQ(invented_at_most(some_use()), 3U);
    PaperUse use = some_use();
    use.exchanged = 2;
    EXPECT_EQ(invented_at_most(use), 5U);
    use.declarations = 9;
    EXPECT_EQ(invented_at_most(use), 1U);
    use.declarations = 10;
    EXPECT_EQ(invented_at_most(use), 0U);
}

TEST(Bound, it_is_not_established_without_act_19_or_by_numbers_that_can_not_be) {
    PaperUse use = some_use();
    use.used_slips.reset();
    EXPECT_EQ(invented_at_most(use), std::nullopt);
    use = some_use();
    use.declarations = 9;  // and a slip: more than are in the box
    EXPECT_EQ(invented_at_most(use), std::nullopt);
    use = some_use();
    use.used_slips = 3;  // of two that were drawn
    EXPECT_EQ(invented_at_most(use), std::nullopt);
    use.used_slips = 0xFFFFFFFF;
    EXPECT_EQ(invented_at_most(use), std::nullopt);
}

TEST(Bound, box_and_claims_are_at_most_what_was_issued) {
    EXPECT_TRUE((BlindTokens{7, 3, 10}).fit());
    EXPECT_FALSE((BlindTokens{7, 4, 10}).fit());
    EXPECT_FALSE((BlindTokens{11, 0, 10}).fit());
}

// ── could_change, by cases ──

class CouldChange : public ::testing::Test {
protected:
    ManifestFields fields = sample_fields(3, Style::choose_up_to, 2);
    std::uint32_t handed_back = 0;

    CouldChange() {
        fields.due = 20;
        fields.min_group = 2;
        fields.method.threshold = FractionRule{1, 2, Base::valid, true};
        fields.method.quorum = FractionRule{1, 2, Base::all, false};
    }
    [[nodiscard]] bool with(std::vector<std::uint32_t> approve, std::uint32_t cast,
                            std::uint32_t invented) const {
        const VoteManifest manifest = value_of(VoteManifest::create(fields));
        const BoxCounts box{20, 20, cast, handed_back};
        const std::vector<std::uint32_t> none(approve.size(), 0);
        const Combined combined{{std::move(approve), none, 0}, {TellerNumber{1}}};
        return could_change(manifest, make_result(manifest, {}, box, combined), invented);
    }
};

TEST_F(CouldChange, no_invented_ballot_changes_nothing) {
    EXPECT_FALSE(with({9, 8, 8}, 12, 0));
}

TEST_F(CouldChange, the_distance_to_the_next_project_decides) {
    // Two places; 12 ballots, more than 6 pass.
    EXPECT_FALSE(with({12, 11, 8}, 12, 2));
    EXPECT_TRUE(with({12, 11, 8}, 12, 3));
}

TEST_F(CouldChange, the_distance_to_the_threshold_decides) {
    // With two ballots fewer 5 of 10 do not pass, with one fewer 6 of 11 do.
    EXPECT_FALSE(with({12, 7, 0}, 12, 1));
    EXPECT_TRUE(with({12, 7, 0}, 12, 2));
}

TEST_F(CouldChange, a_project_that_failed_may_pass_with_fewer_ballots) {
    EXPECT_FALSE(with({12, 11, 5}, 12, 1));  // 5 of 11
    EXPECT_TRUE(with({12, 11, 5}, 12, 3));   // 5 of 9
    EXPECT_TRUE(with({6, 0, 0}, 12, 1));     // where nothing is chosen too
}

TEST_F(CouldChange, a_tie_hangs_on_every_ballot) {
    EXPECT_TRUE(with({12, 9, 9}, 12, 1));
}

TEST_F(CouldChange, participation_and_the_least_group_are_asked_again) {
    fields.method.participation = FractionRule{1, 2, Base::all, true};
    EXPECT_TRUE(with({12, 12, 0}, 12, 2));  // 10 of 20 is not more than half
    EXPECT_FALSE(with({12, 12, 0}, 12, 1));
    fields.method.participation.reset();
    fields.min_group = 12;
    EXPECT_TRUE(with({12, 12, 0}, 12, 1));
}

TEST_F(CouldChange, a_round_that_chose_nothing_for_the_people_in_the_hall_does_not_change) {
    fields.method.quorum = FractionRule{1, 1, Base::all, true};
    EXPECT_FALSE(with({12, 9, 9}, 12, 5));
}

TEST_F(CouldChange, more_papers_than_were_issued_could_be_what_made_the_round_void) {
    handed_back = 9;
    EXPECT_TRUE(with({12, 11, 0}, 12, 1));
}

TEST_F(CouldChange, of_too_few_ballots_nothing_but_what_sheets_say_without_them) {
    const VoteManifest manifest = value_of(VoteManifest::create(fields));
    ResultEntry few = make_result(manifest, {}, {20, 20, 1, 0}, std::nullopt);
    EXPECT_FALSE(could_change(manifest, few, 1));
    few.sheets = Sheets{};
    EXPECT_FALSE(could_change(manifest, few, 1));
    few.sheets->returned = 5;
    EXPECT_TRUE(could_change(manifest, few, 1));
    EXPECT_FALSE(could_change(manifest, few, 0));
}

// ── could_change, against every way of taking ballots out ──

struct OneBallot {
    bool handed_back = false;
    std::vector<bool> approve;

    [[nodiscard]] bool blank() const {
        return std::none_of(approve.begin(), approve.end(), [](bool one) { return one; });
    }
};

class SmallRound {
public:
    explicit SmallRound(SeededRng& rng) : rng_(rng) {
        const std::size_t projects = 1 + rng.below(4);
        ManifestFields fields = sample_fields(projects, Style::choose_up_to, projects);
        fields.method.places = static_cast<std::uint8_t>(1 + rng.below(3));
        fields.method.blank = rng.below(2) == 0 ? BlankRule::abstain : BlankRule::void_ballot;
        fields.method.quorum = FractionRule{1, 3, Base::all, false};
        if (rng.below(3) == 0) fields.method.participation = drawn_rule(Base::all);
        fields.method.threshold.reset();
        if (rng.below(4) != 0)
            fields.method.threshold = drawn_rule(Base{static_cast<std::uint8_t>(1 + rng.below(4))});
        fields.method.tie = TieRule{static_cast<std::uint8_t>(1 + rng.below(5))};
        fields.method.shortfall = ShortfallRule{static_cast<std::uint8_t>(1 + rng.below(4))};
        fields.min_group = static_cast<std::uint16_t>(1 + rng.below(3));
        fields.due = due_;
        manifest_ = value_of(VoteManifest::create(fields));
        const std::uint32_t ballots = 1 + rng.below(8);
        for (std::uint32_t i = 0; i < ballots; ++i) {
            OneBallot ballot;
            ballot.handed_back = rng.below(6) == 0;
            for (std::size_t j = 0; j < projects; ++j)
                ballot.approve.push_back(rng.below(10) < 3 + 2 * static_cast<std::uint32_t>(j % 3));
            box_.push_back(std::move(ballot));
        }
        issued_ = std::min(due_, ballots + (rng.below(20) == 0 ? 0 : rng.below(3)));
        if (rng.below(20) == 0) --issued_;  // more came back than were issued
    }

    [[nodiscard]] std::uint32_t ballots() const { return static_cast<std::uint32_t>(box_.size()); }
    // The result of the box without the ballots of the mask.
    [[nodiscard]] ResultEntry without(std::uint32_t mask) const {
        const std::size_t projects = manifest_->fields().projects.size();
        Totals totals{std::vector<std::uint32_t>(projects, 0),
                      std::vector<std::uint32_t>(projects, 0), 0};
        BoxCounts counts{due_, issued_, 0, 0};
        for (std::size_t i = 0; i < box_.size(); ++i) {
            if (((mask >> i) & 1U) != 0) continue;
            if (box_[i].handed_back) {
                ++counts.handed_back;
                continue;
            }
            ++counts.cast;
            if (box_[i].blank()) ++totals.blank;
            for (std::size_t j = 0; j < projects; ++j)
                totals.approve[j] += box_[i].approve[j] ? 1U : 0U;
        }
        std::optional<Combined> combined;
        if (counts.cast >= manifest_->fields().min_group)
            combined = Combined{std::move(totals), {TellerNumber{1}}};
        return make_result(*manifest_, {}, counts, combined);
    }
    [[nodiscard]] bool told(std::uint32_t invented) const {
        return could_change(*manifest_, without(0), invented);
    }
    // Whether taking out some set of at most so many ballots changes what is chosen.
    [[nodiscard]] bool changes(std::uint32_t invented) const {
        const std::vector<bool> chosen = chosen_of(without(0));
        for (std::uint32_t mask = 0; mask < 1U << box_.size(); ++mask) {
            if (std::popcount(mask) <= static_cast<int>(invented) &&
                chosen_of(without(mask)) != chosen)
                return true;
        }
        return false;
    }

private:
    [[nodiscard]] FractionRule drawn_rule(Base base) {
        const auto b = static_cast<std::uint8_t>(1 + rng_.below(6));
        const auto a = static_cast<std::uint8_t>(1 + rng_.below(b));
        return FractionRule{a, b, base, rng_.below(2) == 0};
    }
    static std::vector<bool> chosen_of(const ResultEntry& result) {
        std::vector<bool> out;
        for (const ProjectResult& project : result.projects)
            out.push_back(project.chosen);
        return out;
    }

    static constexpr std::uint32_t due_ = 9;
    SeededRng& rng_;
    std::optional<VoteManifest> manifest_;
    std::vector<OneBallot> box_;
    std::uint32_t issued_ = 0;
};

TEST(Bound, whatever_set_of_ballots_could_change_what_is_chosen_is_told) {
    SeededRng rng = testing::test_rng();
    std::size_t quiet = 0;
    std::size_t changed = 0;
    for (int i = 0; i < 1500; ++i) {
        const SmallRound round{rng};
        const std::uint32_t invented = 1 + rng.below(std::min(3U, round.ballots()));
        const bool told = round.told(invented);
        const bool changes = round.changes(invented);
        ASSERT_TRUE(told || !changes) << "round " << i << ", " << invented << " invented";
        quiet += told ? 0U : 1U;
        changed += changes ? 1U : 0U;
    }
    // Neither answer is always the same.
    EXPECT_GT(quiet, 50U);
    EXPECT_GT(changed, 300U);
}

}  // namespace
}  // namespace piaojue
