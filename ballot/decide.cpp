#include "ballot/decide.hpp"

#include <algorithm>

namespace piaojue {

namespace {

using Positions = std::vector<std::size_t>;  // into Outcome::projects

class Decision {
public:
    Decision(const Method& method, const DecisionCounts& counts,
             std::span<const Candidate> candidates)
        : method_(method), counts_(counts) {
        PJ_ASSERT(method.places >= 1, "a method without places");
        for (const Candidate& candidate : candidates) {
            const auto more = std::count_if(
                candidates.begin(), candidates.end(),
                [&](const Candidate& other) { return other.approve > candidate.approve; });
            out_.projects.push_back({candidate.no, candidate.approve, false, false, false,
                                     static_cast<std::uint16_t>(more + 1)});
        }
        out_.places_left = method.places;
    }

    // The numbered steps are those of §11.7.
    [[nodiscard]] Outcome run() && {
        out_.set_valid = counts_.returned <= counts_.issued;
        out_.quorum_met = method_.quorum.holds(counts_.present, counts_.due);
        if (method_.participation) {
            out_.participation_met = method_.participation->holds(
                counts_.returned, base_value(method_.participation->base, counts_));
        }
        if (!out_.set_valid) {  // 1
            Positions all(out_.projects.size());
            for (std::size_t i = 0; i < all.size(); ++i)
                all[i] = i;
            ask_next_round(RoundKind::set_invalid, all, method_.places);
            return std::move(out_);
        }
        if (!out_.decided()) return std::move(out_);  // 2

        Positions passing;  // 3
        for (std::size_t i = 0; i < out_.projects.size(); ++i) {
            out_.projects[i].passed = passes(out_.projects[i].approve);
            if (out_.projects[i].passed) passing.push_back(i);
        }
        fill(passing, method_.places);          // 4, or all of P
        if (passing.size() < method_.places) {  // 5
            fill_shortfall(static_cast<std::uint8_t>(method_.places - passing.size()));
        }
        const auto chosen = static_cast<std::size_t>(
            std::count_if(out_.projects.begin(), out_.projects.end(),
                          [](const ProjectOutcome& project) { return project.chosen; }));
        out_.places_left = static_cast<std::uint8_t>(method_.places -
                                                     std::min<std::size_t>(chosen, method_.places));
        return std::move(out_);
    }

private:
    [[nodiscard]] bool passes(std::uint32_t approve) const {
        if (approve == 0) return false;
        return !method_.threshold ||
               method_.threshold->holds(approve, base_value(method_.threshold->base, counts_));
    }

    // Chooses among the candidates by approvals; a tie across the last place goes by the tie rule.
    void fill(Positions candidates, std::uint8_t places) {
        if (candidates.size() <= places) {
            for (const std::size_t i : candidates)
                out_.projects[i].chosen = true;
            return;
        }
        sort_by_votes(candidates);
        const std::uint32_t cut = out_.projects[candidates[places - 1U]].approve;
        if (out_.projects[candidates[places]].approve < cut) {
            for (std::size_t i = 0; i < places; ++i)
                out_.projects[candidates[i]].chosen = true;
            return;
        }
        std::uint8_t left = places;
        Positions tied;
        for (const std::size_t i : candidates) {
            ProjectOutcome& project = out_.projects[i];
            if (project.approve > cut) {
                project.chosen = true;
                --left;
            } else if (project.approve == cut) {
                project.tied = true;
                tied.push_back(i);
            }
        }
        break_tie(tied, left);
    }

    // `tied` is in ascending number, more than `left` of them.
    void break_tie(const Positions& tied, std::uint8_t left) {
        switch (method_.tie) {
        case TieRule::runoff: ask_next_round(RoundKind::tie, tied, left); return;
        case TieRule::presidium: ask_next_round(RoundKind::presidium, tied, left); return;
        case TieRule::include_all:
            for (const std::size_t i : tied)
                out_.projects[i].chosen = true;
            return;
        case TieRule::ballot_order:
            for (std::size_t i = 0; i < left; ++i)
                out_.projects[tied[i]].chosen = true;
            return;
        case TieRule::exclude: return;
        }
        PJ_UNREACHABLE("a tie rule outside its enumeration");
    }

    // Fewer passed than there are places, and all that passed are chosen.
    void fill_shortfall(std::uint8_t left) {
        Positions rest;
        for (std::size_t i = 0; i < out_.projects.size(); ++i) {
            if (!out_.projects[i].chosen) rest.push_back(i);
        }
        sort_by_votes(rest);
        switch (method_.shortfall) {
        case ShortfallRule::further_round: ask_next_round(RoundKind::shortfall, rest, left); return;
        case ShortfallRule::presidium: ask_next_round(RoundKind::presidium, rest, left); return;
        case ShortfallRule::vacant: return;
        case ShortfallRule::fill_by_rank:
            std::erase_if(rest, [&](std::size_t i) { return out_.projects[i].approve == 0; });
            fill(rest, left);
            return;
        }
        PJ_UNREACHABLE("a shortfall rule outside its enumeration");
    }

    void sort_by_votes(Positions& positions) const {
        std::sort(positions.begin(), positions.end(), [&](std::size_t a, std::size_t b) {
            return by_votes(out_.projects[a], out_.projects[b]);
        });
    }

    void ask_next_round(RoundKind kind, const Positions& candidates, std::uint8_t places) {
        if (candidates.empty()) return;
        NextRound next{kind, {}, places};
        for (const std::size_t i : candidates)
            next.candidates.push_back(out_.projects[i].no);
        out_.next_round = std::move(next);
    }

    const Method& method_;
    const DecisionCounts& counts_;
    Outcome out_;
};

}  // namespace

bool by_votes(const ProjectOutcome& one, const ProjectOutcome& other) {
    return one.approve != other.approve ? one.approve > other.approve : one.no < other.no;
}

std::uint64_t base_value(Base base, const DecisionCounts& counts) {
    switch (base) {
    case Base::all: return counts.due;
    case Base::present: return counts.present;
    case Base::returned: return counts.returned;
    case Base::valid: return counts.valid;
    }
    PJ_UNREACHABLE("a base outside its enumeration");
}

std::uint64_t approvals_needed(const Method& method, const DecisionCounts& counts) {
    if (!method.threshold) return 1;
    const FractionRule& rule = *method.threshold;
    // The least x with x·b >= y·a, or with x·b > y·a.
    const std::uint64_t share = std::uint64_t{base_value(rule.base, counts)} * rule.a;
    const std::uint64_t least = rule.strict ? share / rule.b + 1 : (share + rule.b - 1) / rule.b;
    return std::max<std::uint64_t>(least, 1);
}

Outcome decide(const Method& method, const DecisionCounts& counts,
               std::span<const Candidate> candidates) {
    return Decision{method, counts, candidates}.run();
}

Outcome outcome_not_opened(const Method& method, const DecisionCounts& counts,
                           std::span<const ProjectNumber> candidates, RoundKind next) {
    Outcome out;
    out.set_valid = counts.returned <= counts.issued && next != RoundKind::set_invalid;
    out.quorum_met = method.quorum.holds(counts.present, counts.due);
    if (method.participation) {
        out.participation_met = method.participation->holds(
            counts.returned, base_value(method.participation->base, counts));
    }
    for (const ProjectNumber no : candidates)
        out.projects.push_back({no, 0, false, false, false, 0});
    out.places_left = method.places;
    out.next_round = NextRound{next, {candidates.begin(), candidates.end()}, method.places};
    return out;
}

}  // namespace piaojue
