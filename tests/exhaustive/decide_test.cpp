// All small votes under all rules: up to four projects and four deputies.
#include "ballot/decide.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

namespace piaojue {
namespace {

struct Vote {
    Method method;
    DecisionCounts counts;
    std::vector<Candidate> candidates;
};

std::string describe(const Vote& c) {
    std::string out = std::string{enum_name(c.method.tie)} + ", " +
                      std::string{enum_name(c.method.shortfall)} + ", places " +
                      std::to_string(c.method.places) + ", due " + std::to_string(c.counts.due) +
                      ", approvals";
    for (const Candidate& candidate : c.candidates)
        out += " " + std::to_string(candidate.approve);
    return out;
}

// ── an oracle in other terms: nothing is sorted, each project asks how many stand before it ──

class Oracle {
public:
    explicit Oracle(const Vote& c) : c_(c), count_(c.candidates.size()) {}

    Outcome run() {
        Outcome out;
        out.set_valid = !(c_.counts.issued < c_.counts.returned);
        out.quorum_met = ratio(c_.method.quorum, c_.counts.present);
        if (c_.method.participation)
            out.participation_met = ratio(*c_.method.participation, c_.counts.returned);
        for (std::size_t i = 0; i < count_; ++i) {
            out.projects.push_back({no(i), votes(i), false, false, false, 1});
            for (std::size_t j = 0; j < count_; ++j)
                out.projects[i].rank =
                    static_cast<std::uint16_t>(out.projects[i].rank + (votes(j) > votes(i)));
        }
        const int places = c_.method.places;
        if (!out.set_valid || !out.quorum_met || out.participation_met == false) {
            out.places_left = c_.method.places;
            if (!out.set_valid) {
                std::vector<ProjectNumber> all;
                for (std::size_t i = 0; i < count_; ++i)
                    all.push_back(no(i));
                out.next_round = NextRound{RoundKind::set_invalid, all, c_.method.places};
            }
            return out;
        }
        std::set<std::size_t> passed;
        for (std::size_t i = 0; i < count_; ++i) {
            if (votes(i) > 0 && (!c_.method.threshold || ratio(*c_.method.threshold, votes(i))))
                passed.insert(i);
        }
        for (const std::size_t i : passed)
            out.projects[i].passed = true;
        const int short_of = places - static_cast<int>(passed.size());
        take(out, passed, places);
        if (short_of > 0) fall_short(out, short_of);
        int left = places;
        for (const ProjectOutcome& project : out.projects)
            left -= project.chosen ? 1 : 0;
        out.places_left = static_cast<std::uint8_t>(std::max(left, 0));
        return out;
    }

private:
    ProjectNumber no(std::size_t i) const { return c_.candidates[i].no; }
    std::uint32_t votes(std::size_t i) const { return c_.candidates[i].approve; }

    bool ratio(const FractionRule& rule, std::uint32_t x) const {
        const std::uint32_t bases[] = {c_.counts.due, c_.counts.present, c_.counts.returned,
                                       c_.counts.valid};
        const std::uint32_t y = bases[enum_code(rule.base) - 1];
        const auto difference =
            static_cast<std::int64_t>(x) * rule.b - static_cast<std::int64_t>(y) * rule.a;
        return difference > 0 || (difference == 0 && !rule.strict);
    }

    void take(Outcome& out, const std::set<std::size_t>& among, int places) const {
        std::vector<std::size_t> crossing;
        int above_crossing = 0;
        for (const std::size_t i : among) {
            int above = 0;
            int level = 0;
            for (const std::size_t j : among) {
                above += votes(j) > votes(i) ? 1 : 0;
                level += votes(j) == votes(i) ? 1 : 0;
            }
            if (above + level <= places) {
                out.projects[i].chosen = true;
            } else if (above < places) {
                out.projects[i].tied = true;
                crossing.push_back(i);
                above_crossing = above;
            }
        }
        if (crossing.empty()) return;
        const int left = places - above_crossing;
        if (c_.method.tie == TieRule::include_all) {
            for (const std::size_t i : crossing)
                out.projects[i].chosen = true;
        } else if (c_.method.tie == TieRule::ballot_order) {
            for (const std::size_t i : crossing) {
                const auto lower = std::count_if(crossing.begin(), crossing.end(),
                                                 [&](std::size_t j) { return no(j) < no(i); });
                out.projects[i].chosen = lower < left;
            }
        } else if (c_.method.tie != TieRule::exclude) {
            std::vector<ProjectNumber> numbers;
            for (const std::size_t i : crossing)
                numbers.push_back(no(i));
            std::sort(numbers.begin(), numbers.end());
            out.next_round =
                NextRound{c_.method.tie == TieRule::runoff ? RoundKind::tie : RoundKind::presidium,
                          numbers, static_cast<std::uint8_t>(left)};
        }
    }

    void fall_short(Outcome& out, int left) const {
        if (c_.method.shortfall == ShortfallRule::vacant) return;
        if (c_.method.shortfall == ShortfallRule::fill_by_rank) {
            std::set<std::size_t> rest;
            for (std::size_t i = 0; i < count_; ++i) {
                if (!out.projects[i].passed && votes(i) > 0) rest.insert(i);
            }
            take(out, rest, left);
            return;
        }
        // Descending votes, then ascending numbers, by picking the first that is left.
        std::vector<ProjectNumber> numbers;
        for (std::uint32_t v = 10; v-- > 0;) {
            std::set<ProjectNumber> level;
            for (std::size_t i = 0; i < count_; ++i) {
                if (!out.projects[i].chosen && votes(i) == v) level.insert(no(i));
            }
            numbers.insert(numbers.end(), level.begin(), level.end());
        }
        if (numbers.empty()) return;
        out.next_round =
            NextRound{c_.method.shortfall == ShortfallRule::presidium ? RoundKind::presidium
                                                                      : RoundKind::shortfall,
                      numbers, static_cast<std::uint8_t>(left)};
    }

    const Vote& c_;
    std::size_t count_;
};

// ── laws ──

// The law that an outcome breaks, or nothing.
std::string_view broken_law(const Vote& c, const Outcome& out) {
    int chosen = 0;
    for (const ProjectOutcome& project : out.projects) {
        chosen += project.chosen ? 1 : 0;
        if ((project.passed || project.chosen) && project.approve == 0) return "nought approvals";
        if (project.chosen && !project.passed &&
            c.method.shortfall != ShortfallRule::fill_by_rank) {
            return "chosen without passing";
        }
        for (const ProjectOutcome& other : out.projects) {
            const bool fewer = project.approve < other.approve;
            if (project.chosen && fewer && !other.chosen) return "chosen before more approvals";
            if ((other.rank < project.rank) != fewer) return "rank against approvals";
            if (project.tied && other.tied && fewer) return "tied, yet unequal";
        }
    }
    if (c.method.tie != TieRule::include_all && chosen > c.method.places) return "too many chosen";
    if (out.places_left != std::max(0, c.method.places - chosen)) return "places left";
    if (!out.decided() && chosen > 0) return "chosen without a decision";
    if (!out.next_round) return {};
    if (out.next_round->places == 0 || out.next_round->places != out.places_left) {
        return "places of the next round";
    }
    if (out.next_round->candidates.empty()) return "a round without candidates";
    for (const ProjectNumber no : out.next_round->candidates) {
        const bool open = std::any_of(
            out.projects.begin(), out.projects.end(),
            [no](const ProjectOutcome& project) { return project.no == no && !project.chosen; });
        if (!open) return "a candidate who is chosen already";
    }
    return {};
}

bool same_in_any_order(const Vote& c, const Outcome& out) {
    Vote turned = c;
    std::reverse(turned.candidates.begin(), turned.candidates.end());
    Outcome other = decide(turned.method, turned.counts, turned.candidates);
    std::reverse(other.projects.begin(), other.projects.end());
    if (!out.set_valid) {  // its list is the candidate order
        std::reverse(other.next_round->candidates.begin(), other.next_round->candidates.end());
    }
    return other == out;
}

void check(const Vote& c) {
    const Outcome out = decide(c.method, c.counts, c.candidates);
    if (!(Oracle{c}.run() == out)) FAIL() << "not as the oracle: " << describe(c);
    const std::string_view law = broken_law(c, out);
    if (!law.empty()) FAIL() << law << ": " << describe(c);
    if (!same_in_any_order(c, out)) FAIL() << "depends on the order: " << describe(c);
}

// Calls for every tuple of approvals from 0 to `most`.
void for_all_approvals(std::size_t projects, std::uint32_t most,
                       const std::function<void(std::vector<Candidate>)>& call) {
    std::vector<Candidate> list;
    for (std::size_t i = 0; i < projects; ++i)
        list.push_back({ProjectNumber{static_cast<std::uint16_t>(10 * (i + 1))}, 0});
    for (;;) {
        call(list);
        std::size_t i = 0;
        while (i < projects && ++list[i].approve > most)
            list[i++].approve = 0;
        if (i == projects) return;
    }
}

const std::vector<TieRule> tie_rules{TieRule::runoff, TieRule::presidium, TieRule::include_all,
                                     TieRule::ballot_order, TieRule::exclude};
const std::vector<ShortfallRule> shortfall_rules{
    ShortfallRule::presidium, ShortfallRule::further_round, ShortfallRule::vacant,
    ShortfallRule::fill_by_rank};

TEST(DecideExhaustive, all_votes_of_up_to_four_deputies_on_up_to_four_projects) {
    std::size_t cases = 0;
    Vote c;
    const std::vector<std::optional<FractionRule>> thresholds{
        std::nullopt, FractionRule{1, 2, Base::all, true}, FractionRule{1, 2, Base::valid, false}};
    for (std::uint32_t deputies = 1; deputies <= 4; ++deputies) {
        c.counts = {deputies, deputies, deputies, deputies, deputies};
        for (std::size_t projects = 1; projects <= 4; ++projects) {
            for_all_approvals(projects, deputies, [&](std::vector<Candidate> list) {
                c.candidates = std::move(list);
                for (std::uint8_t places = 1; places <= projects + 1; ++places) {
                    c.method.places = places;
                    for (const auto& threshold : thresholds) {
                        c.method.threshold = threshold;
                        for (const TieRule tie : tie_rules) {
                            c.method.tie = tie;
                            for (const ShortfallRule shortfall : shortfall_rules) {
                                c.method.shortfall = shortfall;
                                ASSERT_NO_FATAL_FAILURE(check(c));
                                ++cases;
                            }
                        }
                    }
                }
            });
            if (HasFatalFailure()) return;
        }
    }
    EXPECT_GT(cases, 300'000U);
}

// All counts that one to four deputies can make, also those that no honest vote makes.
TEST(DecideExhaustive, all_counts_of_up_to_four_deputies) {
    Vote c;
    c.candidates = {{ProjectNumber{1}, 2}, {ProjectNumber{2}, 1}};
    c.method.places = 1;
    std::set<std::pair<bool, bool>> seen;
    for (std::uint32_t due = 1; due <= 4; ++due) {
        for (std::uint32_t code = 0; code < 5 * 5 * 5 * 5; ++code) {
            c.counts = {due, code % 5, code / 5 % 5, code / 25 % 5, code / 125};
            for (const Base base : {Base::all, Base::present, Base::returned, Base::valid}) {
                c.method.threshold = FractionRule{1, 2, base, true};
                for (const bool strict : {false, true}) {
                    c.method.quorum = FractionRule{2, 3, Base::all, strict};
                    c.method.participation = FractionRule{1, 2, Base::all, !strict};
                    ASSERT_NO_FATAL_FAILURE(check(c));
                    c.method.participation.reset();
                    ASSERT_NO_FATAL_FAILURE(check(c));
                }
            }
            const Outcome out = decide(c.method, c.counts, c.candidates);
            seen.emplace(out.set_valid, out.quorum_met);
        }
    }
    EXPECT_EQ(seen.size(), 4U);
}

}  // namespace
}  // namespace piaojue
