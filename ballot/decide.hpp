// ballot/decide.hpp — from totals to the outcome          PROTOCOL.md §11.7
//
// Pure, total, exact integers. Counts and totals come from a tally; decide() does not ask whether
// they balance (the verifier does): it gives an outcome for every input whose method has passed
// check_method().
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ballot/ids.hpp"
#include "ballot/method.hpp"

namespace piaojue {

// The bases of rules, one meaning everywhere (§11.5).
struct DecisionCounts {
    std::uint32_t due = 0;
    std::uint32_t present = 0;
    std::uint32_t issued = 0;
    std::uint32_t returned = 0;
    std::uint32_t valid = 0;
};

[[nodiscard]] std::uint64_t base_value(Base base, const DecisionCounts& counts);

// In candidate order.
struct Candidate {
    ProjectNumber no;
    std::uint32_t approve = 0;
};

struct ProjectOutcome {
    ProjectNumber no;
    std::uint32_t approve = 0;
    bool passed = false;
    bool chosen = false;
    bool tied = false;       // equal at the deciding cut
    std::uint16_t rank = 0;  // 1 + number of projects with more approvals

    friend bool operator==(const ProjectOutcome&, const ProjectOutcome&) = default;
};

// More approvals first, then the lower number.
[[nodiscard]] bool by_votes(const ProjectOutcome& one, const ProjectOutcome& other);

struct NextRound {
    RoundKind kind;
    std::vector<ProjectNumber> candidates;
    std::uint8_t places;

    friend bool operator==(const NextRound&, const NextRound&) = default;
};

struct Outcome {
    bool set_valid = false;  // no more ballots came back than were issued
    bool quorum_met = false;
    std::optional<bool> participation_met;  // absent: the method has no such rule
    std::vector<ProjectOutcome> projects;   // in candidate order
    std::uint8_t places_left = 0;
    std::optional<NextRound> next_round;

    // Whether anything could be chosen at all.
    [[nodiscard]] bool decided() const {
        return set_valid && quorum_met && participation_met.value_or(true);
    }

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

// The fewest approvals that pass; no project passes without any.
[[nodiscard]] std::uint64_t approvals_needed(const Method& method, const DecisionCounts& counts);

[[nodiscard]] Outcome decide(const Method& method, const DecisionCounts& counts,
                             std::span<const Candidate> candidates);

// Fewer ballots than min_group: nothing was decrypted, the round is held again (§11.6). Ranks 0.
[[nodiscard]] Outcome outcome_not_opened(const Method& method, const DecisionCounts& counts,
                                         std::span<const ProjectNumber> candidates, RoundKind next);

}  // namespace piaojue
