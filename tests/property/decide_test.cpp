// What the decision may not depend on, and what it may not do, for every method and any totals.
#include "ballot/decide.hpp"

#include <map>
#include <set>

#include "tests/property/laws.hpp"
#include "tests/property/made.hpp"

namespace piaojue::property {
namespace {

struct Case {
    Method method;
    DecisionCounts counts;
    std::vector<Candidate> candidates;  // in ascending number
};

// Few different totals, so that ties are common.
Case drawn_case() {
    Case out;
    const auto projects = drawn<std::size_t>(1, 8);
    out.method = drawn_method(projects);
    out.method.places = drawn<std::uint8_t>(1, 6);
    if (drawn<unsigned>(0, 3) != 0) out.method.quorum = {1, 2, Base::all, false};
    if (drawn<unsigned>(0, 3) != 0) out.method.participation.reset();
    const auto due = drawn<std::uint32_t>(1, 12);
    const auto present = drawn<std::uint32_t>((due + 1) / 2, due);
    const auto issued = drawn<std::uint32_t>(0, present);
    const auto returned = drawn<std::uint32_t>(0, drawn<unsigned>(0, 7) == 0 ? due : issued);
    out.counts = {due, present, issued, returned, drawn<std::uint32_t>(0, returned)};
    for (std::size_t i = 1; i <= projects; ++i)
        out.candidates.push_back({ProjectNumber{static_cast<std::uint16_t>(i)},
                                  drawn<std::uint32_t>(0, out.counts.valid)});
    return out;
}

std::map<ProjectNumber, ProjectOutcome> by_number(const Outcome& outcome) {
    std::map<ProjectNumber, ProjectOutcome> out;
    for (const ProjectOutcome& project : outcome.projects)
        out.emplace(project.no, project);
    return out;
}

std::set<ProjectNumber> chosen(const Outcome& outcome) {
    std::set<ProjectNumber> out;
    for (const ProjectOutcome& project : outcome.projects) {
        if (project.chosen) out.insert(project.no);
    }
    return out;
}

// Ties go by number, so that not even they depend on the order of the list. An invalid set is voted
// on again in the list's own order.
PJ_PROPERTY(Decide, the_order_of_candidates_changes_nothing, 1, ()) {
    const Case drawn_one = drawn_case();
    std::vector<Candidate> shuffled = drawn_one.candidates;
    for (std::size_t i = shuffled.size() - 1; i > 0; --i)
        std::swap(shuffled[i], shuffled[drawn<std::size_t>(0, i)]);
    const Outcome one = decide(drawn_one.method, drawn_one.counts, drawn_one.candidates);
    const Outcome other = decide(drawn_one.method, drawn_one.counts, shuffled);
    RC_ASSERT(by_number(one) == by_number(other));
    RC_ASSERT(one.places_left == other.places_left);
    RC_ASSERT(one.next_round.has_value() == other.next_round.has_value());
    if (one.next_round && one.set_valid) RC_ASSERT(*one.next_round == *other.next_round);
}

PJ_PROPERTY(Decide, one_more_approval_never_un_chooses_a_project, 1, ()) {
    Case drawn_one = drawn_case();
    const Outcome before = decide(drawn_one.method, drawn_one.counts, drawn_one.candidates);
    for (Candidate& candidate : drawn_one.candidates) {
        if (!chosen(before).contains(candidate.no)) continue;
        ++candidate.approve;
        const Outcome after = decide(drawn_one.method, drawn_one.counts, drawn_one.candidates);
        RC_ASSERT(chosen(after).contains(candidate.no));
        --candidate.approve;
    }
}

PJ_PROPERTY(Decide, who_has_more_approvals_than_a_chosen_one_is_chosen, 1, ()) {
    const Case drawn_one = drawn_case();
    const Outcome outcome = decide(drawn_one.method, drawn_one.counts, drawn_one.candidates);
    for (const ProjectOutcome& a : outcome.projects) {
        for (const ProjectOutcome& b : outcome.projects) {
            if (b.chosen && a.approve > b.approve) RC_ASSERT(a.chosen);
        }
    }
}

PJ_PROPERTY(Decide, no_more_are_chosen_than_places_but_for_a_tie_that_includes_all, 1, ()) {
    const Case drawn_one = drawn_case();
    const Outcome outcome = decide(drawn_one.method, drawn_one.counts, drawn_one.candidates);
    const std::size_t taken = chosen(outcome).size();
    if (drawn_one.method.tie != TieRule::include_all) RC_ASSERT(taken <= drawn_one.method.places);
    if (!outcome.decided()) RC_ASSERT(taken == 0U);
    RC_ASSERT(outcome.places_left + std::min<std::size_t>(taken, drawn_one.method.places) ==
              drawn_one.method.places);
    if (!outcome.next_round) return;
    RC_ASSERT(!outcome.next_round->candidates.empty());
    for (const ProjectNumber no : outcome.next_round->candidates)
        RC_ASSERT(!chosen(outcome).contains(no));
}

}  // namespace
}  // namespace piaojue::property
