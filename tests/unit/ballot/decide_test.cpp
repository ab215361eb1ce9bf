#include "ballot/decide.hpp"

#include <gtest/gtest.h>

#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using Numbers = std::vector<std::uint16_t>;

// Projects numbered from 1 with these approvals.
std::vector<Candidate> candidates(const std::vector<std::uint32_t>& approvals) {
    std::vector<Candidate> out;
    for (std::size_t i = 0; i < approvals.size(); ++i)
        out.push_back({ProjectNumber{static_cast<std::uint16_t>(i + 1)}, approvals[i]});
    return out;
}

// All signed in, all issued, all back, all valid.
DecisionCounts everybody(std::uint32_t due) {
    return {due, due, due, due, due};
}

Numbers chosen(const Outcome& outcome) {
    Numbers out;
    for (const ProjectOutcome& project : outcome.projects)
        if (project.chosen) out.push_back(project.no.value());
    return out;
}
Numbers tied(const Outcome& outcome) {
    Numbers out;
    for (const ProjectOutcome& project : outcome.projects)
        if (project.tied) out.push_back(project.no.value());
    return out;
}

void expect_next(const Outcome& outcome, RoundKind kind, const Numbers& numbers, int places) {
    ASSERT_TRUE(outcome.next_round.has_value());
    EXPECT_EQ(enum_name(outcome.next_round->kind), enum_name(kind));
    Numbers got;
    for (const ProjectNumber no : outcome.next_round->candidates)
        got.push_back(no.value());
    EXPECT_EQ(got, numbers);
    EXPECT_EQ(outcome.next_round->places, places);
}

Method method(std::uint8_t places, TieRule tie = TieRule::runoff,
              ShortfallRule shortfall = ShortfallRule::presidium) {
    Method out = default_method();
    out.places = places;
    out.tie = tie;
    out.shortfall = shortfall;
    return out;
}

TEST(Decide, twelve_pass_and_the_ten_with_most_approvals_are_chosen) {
    const DecisionCounts counts{327, 314, 314, 312, 310};
    const Outcome outcome =
        decide(method(10), counts,
               candidates({290, 288, 164, 270, 265, 260, 255, 250, 245, 240, 235, 165}));
    EXPECT_TRUE(outcome.decided());
    EXPECT_EQ(chosen(outcome), (Numbers{1, 2, 4, 5, 6, 7, 8, 9, 10, 11}));
    EXPECT_TRUE(outcome.projects[2].passed);
    EXPECT_EQ(outcome.projects[2].rank, 12);
    EXPECT_EQ(outcome.places_left, 0);
    EXPECT_FALSE(outcome.next_round.has_value());
}

TEST(Decide, half_of_all_327_needs_164_whoever_is_present) {
    const DecisionCounts counts{327, 314, 314, 314, 200};
    const Outcome outcome = decide(method(2), counts, candidates({164, 163}));
    EXPECT_EQ(chosen(outcome), (Numbers{1}));
    EXPECT_FALSE(outcome.projects[1].passed);
    EXPECT_EQ(outcome.places_left, 1);
    expect_next(outcome, RoundKind::presidium, {2}, 1);
}

// Siping: two candidates for one place, 45 due, 42 approvals for the one, 41 for the other.
TEST(Decide, siping_two_for_one_place) {
    const Outcome outcome = decide(method(1), everybody(45), candidates({42, 3}));
    EXPECT_EQ(chosen(outcome), (Numbers{1}));
    EXPECT_FALSE(outcome.projects[1].passed);
    EXPECT_EQ(outcome.places_left, 0);
    EXPECT_FALSE(outcome.next_round.has_value());
}

TEST(Decide, equal_number_election_chooses_all_that_pass) {
    const Outcome outcome =
        decide(method(7), everybody(60), candidates({60, 59, 58, 57, 56, 55, 54}));
    EXPECT_EQ(chosen(outcome).size(), 7U);
    EXPECT_EQ(outcome.places_left, 0);
    EXPECT_FALSE(outcome.next_round.has_value());
}

TEST(Decide, a_set_with_more_returned_than_issued_is_invalid) {
    DecisionCounts counts = everybody(10);
    counts.issued = 9;
    const Outcome outcome = decide(method(2), counts, candidates({10, 5, 8}));
    EXPECT_FALSE(outcome.set_valid);
    EXPECT_FALSE(outcome.decided());
    EXPECT_TRUE(chosen(outcome).empty());
    EXPECT_FALSE(outcome.projects[0].passed);
    EXPECT_EQ(outcome.projects[1].rank, 3);
    EXPECT_EQ(outcome.places_left, 2);
    expect_next(outcome, RoundKind::set_invalid, {1, 2, 3}, 2);
}

TEST(Decide, an_invalid_set_comes_before_a_missed_quorum) {
    const Outcome outcome = decide(method(1), {9, 1, 1, 2, 2}, candidates({2}));
    EXPECT_FALSE(outcome.set_valid);
    EXPECT_FALSE(outcome.quorum_met);
    expect_next(outcome, RoundKind::set_invalid, {1}, 1);
}

TEST(Decide, without_quorum_or_participation_nothing_is_chosen_and_nothing_follows) {
    const Outcome quorum = decide(method(1), {9, 5, 5, 5, 5}, candidates({5, 4}));
    EXPECT_FALSE(quorum.quorum_met);
    EXPECT_FALSE(quorum.participation_met.has_value());
    Method strict = method(1);
    strict.participation = FractionRule{1, 2, Base::all, true};
    const Outcome participation = decide(strict, {10, 10, 10, 5, 5}, candidates({5, 4}));
    EXPECT_TRUE(participation.quorum_met);
    EXPECT_EQ(participation.participation_met, false);
    for (const Outcome& outcome : {quorum, participation}) {
        EXPECT_FALSE(outcome.decided());
        EXPECT_TRUE(chosen(outcome).empty());
        EXPECT_TRUE(tied(outcome).empty());
        EXPECT_FALSE(outcome.projects[0].passed);
        EXPECT_EQ(outcome.projects[1].rank, 2);
        EXPECT_EQ(outcome.places_left, 1);
        EXPECT_FALSE(outcome.next_round.has_value());
    }
    EXPECT_EQ(decide(strict, {10, 10, 10, 6, 6}, candidates({6, 4})).participation_met, true);
}

// 8 approvals stand above the cut, 7 three times across it, for two places left.
const std::vector<std::uint32_t> tie_across{7, 8, 7, 5, 7};

TEST(Decide, a_tie_across_the_last_place_is_listed_and_run_off) {
    const Outcome outcome = decide(method(3), everybody(8), candidates(tie_across));
    EXPECT_EQ(chosen(outcome), (Numbers{2}));
    EXPECT_EQ(tied(outcome), (Numbers{1, 3, 5}));
    EXPECT_EQ(outcome.places_left, 2);
    expect_next(outcome, RoundKind::tie, {1, 3, 5}, 2);
    EXPECT_EQ(outcome.projects[0].rank, 2);
    EXPECT_EQ(outcome.projects[4].rank, 2);
    EXPECT_EQ(outcome.projects[3].rank, 5);
}

TEST(Decide, each_tie_rule_does_what_it_says) {
    const auto run = [](TieRule rule) {
        return decide(method(3, rule), everybody(8), candidates(tie_across));
    };
    expect_next(run(TieRule::presidium), RoundKind::presidium, {1, 3, 5}, 2);
    EXPECT_EQ(chosen(run(TieRule::include_all)), (Numbers{1, 2, 3, 5}));
    EXPECT_EQ(run(TieRule::include_all).places_left, 0);
    EXPECT_EQ(chosen(run(TieRule::ballot_order)), (Numbers{1, 2, 3}));
    EXPECT_EQ(run(TieRule::ballot_order).places_left, 0);
    EXPECT_EQ(chosen(run(TieRule::exclude)), (Numbers{2}));
    EXPECT_EQ(run(TieRule::exclude).places_left, 2);
    for (const TieRule rule : {TieRule::include_all, TieRule::ballot_order, TieRule::exclude}) {
        EXPECT_FALSE(run(rule).next_round.has_value());
        EXPECT_EQ(tied(run(rule)), (Numbers{1, 3, 5}));
    }
}

TEST(Decide, ballot_order_goes_by_number_and_not_by_place_in_the_list) {
    std::vector<Candidate> list = candidates(tie_across);
    std::reverse(list.begin(), list.end());
    const Outcome outcome = decide(method(2, TieRule::ballot_order), everybody(8), list);
    EXPECT_EQ(chosen(outcome), (Numbers{2, 1}));  // listed 5, 4, 3, 2, 1
}

TEST(Decide, a_tie_that_does_not_cross_the_cut_is_no_tie) {
    const Outcome outcome = decide(method(2), everybody(9), candidates({8, 8, 7}));
    EXPECT_EQ(chosen(outcome), (Numbers{1, 2}));
    EXPECT_TRUE(tied(outcome).empty());
}

TEST(Decide, each_shortfall_rule_does_what_it_says) {
    // Two of nine pass the half of ten; three places are left.
    const auto run = [](ShortfallRule rule) {
        return decide(method(5, TieRule::runoff, rule), everybody(10),
                      candidates({9, 2, 4, 6, 4, 0, 3, 1, 0}));
    };
    expect_next(run(ShortfallRule::further_round), RoundKind::shortfall, {3, 5, 7, 2, 8, 6, 9}, 3);
    expect_next(run(ShortfallRule::presidium), RoundKind::presidium, {3, 5, 7, 2, 8, 6, 9}, 3);
    EXPECT_FALSE(run(ShortfallRule::vacant).next_round.has_value());
    for (const ShortfallRule rule :
         {ShortfallRule::further_round, ShortfallRule::presidium, ShortfallRule::vacant}) {
        EXPECT_EQ(chosen(run(rule)), (Numbers{1, 4}));
        EXPECT_EQ(run(rule).places_left, 3);
    }
    const Outcome filled = run(ShortfallRule::fill_by_rank);
    EXPECT_EQ(chosen(filled), (Numbers{1, 3, 4, 5, 7}));
    EXPECT_FALSE(filled.projects[2].passed);
    EXPECT_EQ(filled.places_left, 0);
}

TEST(Decide, a_tie_while_filling_by_rank_goes_by_the_tie_rule) {
    const Outcome outcome = decide(method(3, TieRule::runoff, ShortfallRule::fill_by_rank),
                                   everybody(10), candidates({9, 4, 4, 3, 4}));
    EXPECT_EQ(chosen(outcome), (Numbers{1}));
    EXPECT_EQ(tied(outcome), (Numbers{2, 3, 5}));
    EXPECT_EQ(outcome.places_left, 2);
    expect_next(outcome, RoundKind::tie, {2, 3, 5}, 2);
}

TEST(Decide, a_project_without_any_approval_is_never_chosen) {
    Method lenient = method(3, TieRule::runoff, ShortfallRule::fill_by_rank);
    lenient.threshold.reset();
    const Outcome outcome = decide(lenient, everybody(10), candidates({0, 1, 0}));
    EXPECT_EQ(chosen(outcome), (Numbers{2}));
    EXPECT_TRUE(outcome.projects[1].passed);
    EXPECT_FALSE(outcome.projects[0].passed);
    EXPECT_EQ(outcome.places_left, 2);
    EXPECT_FALSE(outcome.next_round.has_value());
    // Of no valid ballots every number is at least half; nought approvals still do not pass.
    lenient.threshold = FractionRule{1, 2, Base::valid, false};
    EXPECT_TRUE(chosen(decide(lenient, {10, 10, 10, 10, 0}, candidates({0, 0}))).empty());
}

TEST(Decide, the_threshold_is_of_the_base_it_names) {
    const DecisionCounts counts{40, 30, 28, 20, 16};
    const auto passes = [&](Base base, std::uint32_t approve) {
        Method rule = method(1);
        rule.threshold = FractionRule{1, 2, base, true};
        return decide(rule, counts, candidates({approve})).projects[0].passed;
    };
    EXPECT_FALSE(passes(Base::all, 20));
    EXPECT_TRUE(passes(Base::all, 21));
    EXPECT_FALSE(passes(Base::present, 15));
    EXPECT_TRUE(passes(Base::present, 16));
    EXPECT_FALSE(passes(Base::returned, 10));
    EXPECT_TRUE(passes(Base::returned, 11));
    EXPECT_FALSE(passes(Base::valid, 8));
    EXPECT_TRUE(passes(Base::valid, 9));
}

TEST(Decide, when_all_are_chosen_no_round_follows_though_places_stay) {
    const Outcome outcome = decide(method(5, TieRule::runoff, ShortfallRule::further_round),
                                   everybody(10), candidates({9, 8}));
    EXPECT_EQ(chosen(outcome), (Numbers{1, 2}));
    EXPECT_EQ(outcome.places_left, 3);
    EXPECT_FALSE(outcome.next_round.has_value());
}

TEST(Decide, too_few_ballots_open_nothing_and_the_round_is_held_again) {
    const std::vector<ProjectNumber> numbers{ProjectNumber{3}, ProjectNumber{1}};
    const Outcome outcome =
        outcome_not_opened(method(2), everybody(5), numbers, RoundKind::too_few);
    EXPECT_TRUE(chosen(outcome).empty());
    EXPECT_TRUE(tied(outcome).empty());
    EXPECT_FALSE(outcome.projects[0].passed);
    EXPECT_EQ(outcome.projects[0].approve, 0U);
    EXPECT_EQ(outcome.projects[0].rank, 0);
    EXPECT_EQ(outcome.places_left, 2);
    expect_next(outcome, RoundKind::too_few, {3, 1}, 2);
}

TEST(Decide, too_few_ballots_still_tell_whether_set_quorum_and_participation_were_met) {
    Method rule = method(1);
    const auto of = [&rule](const DecisionCounts& counts) {
        return outcome_not_opened(rule, counts, std::vector<ProjectNumber>{ProjectNumber{1}},
                                  RoundKind::too_few);
    };
    EXPECT_TRUE(of(everybody(3)).set_valid);
    EXPECT_FALSE(of({3, 3, 2, 3, 3}).set_valid);
    EXPECT_TRUE(of({3, 2, 2, 2, 2}).quorum_met);
    EXPECT_FALSE(of({3, 1, 1, 1, 1}).quorum_met);
    EXPECT_FALSE(of(everybody(3)).participation_met.has_value());
    rule.participation = FractionRule{1, 2, Base::all, true};
    EXPECT_EQ(of({4, 4, 4, 3, 3}).participation_met, true);
    EXPECT_EQ(of({4, 4, 4, 2, 2}).participation_met, false);
}

// What is printed as the line of the majority is where decide() draws it.
TEST(Decide, the_approvals_needed_are_the_fewest_that_pass) {
    Method rule = method(1);
    for (std::uint32_t due = 0; due <= 7; ++due) {
        for (std::uint8_t b = 1; b <= 4; ++b) {
            for (std::uint8_t a = 1; a <= b; ++a) {
                for (const bool strict : {false, true}) {
                    rule.threshold = FractionRule{a, b, Base::all, strict};
                    const DecisionCounts counts = everybody(due);
                    const std::uint64_t needed = approvals_needed(rule, counts);
                    std::uint32_t least = 1;
                    while (!decide(rule, counts, candidates({least})).projects[0].passed)
                        ++least;
                    EXPECT_EQ(needed, least) << due << " " << int{a} << "/" << int{b} << strict;
                }
            }
        }
    }
    rule.threshold.reset();
    EXPECT_EQ(approvals_needed(rule, everybody(9)), 1U);
    rule.threshold = FractionRule{1, 1, Base::valid, false};
    EXPECT_EQ(approvals_needed(rule, {9, 8, 7, 6, 5}), 5U);
}

}  // namespace
}  // namespace piaojue
