#include "ballot/bound.hpp"

#include <algorithm>

#include "ballot/decide.hpp"

namespace piaojue {
namespace {

std::uint32_t number(std::size_t count) {
    return static_cast<std::uint32_t>(count);
}

std::uint32_t less(std::uint32_t value, std::uint32_t by) {
    return value - std::min(value, by);
}

// A round as it would be with fewer ballots: the bases that count ballots are smaller.
class Fewer {
public:
    Fewer(const Method& method, const RoundCounts& counts, std::uint32_t by)
        : method_(method),
          counts_{counts.due, counts.present, counts.issued, less(counts.returned, by),
                  less(counts.valid, by)} {}

    [[nodiscard]] bool participation_holds() const {
        return !method_.participation ||
               method_.participation->holds(counts_.returned,
                                            base_value(method_.participation->base, counts_));
    }
    [[nodiscard]] bool passes(std::uint32_t approve) const {
        return approve >= approvals_needed(method_, counts_);
    }

private:
    const Method& method_;
    const DecisionCounts counts_;
};

}  // namespace

PaperUse paper_use(const RoundState& round) {
    PaperUse out;
    out.cast = number(round.ballots.size()) - round.entered_count;
    out.handed_back = number(round.hand_backs.size());
    out.exchanged = number(round.exchanges.size());
    out.issued_drawn = round.drawn_count;
    out.declarations = round.declarations;
    out.claims = number(round.claims.size());
    out.used_slips = round.used_slips;
    return out;
}

std::optional<std::uint32_t> invented_at_most(const PaperUse& use) {
    if (!use.used_slips || *use.used_slips > use.issued_drawn) return std::nullopt;
    const std::uint64_t accounted = std::uint64_t{use.declarations} + *use.used_slips;
    if (accounted > use.in_box()) return std::nullopt;
    return static_cast<std::uint32_t>(use.in_box() - accounted);
}

bool could_change(const VoteManifest& manifest, const ResultEntry& result, std::uint32_t invented) {
    const Method& method = manifest.method();
    const RoundCounts& counts = result.counts;
    const bool nobody_chose = !method.quorum.holds(counts.present, counts.due) ||
                              !Fewer{method, counts, 0}.participation_holds();
    if (invented == 0 || nobody_chose) return false;
    // More papers than there can be: without some of them the round might have been valid.
    if (result.next_kind == enum_code(RoundKind::set_invalid)) return true;
    if (result.opened == OpenedAs::nothing) {
        // Too few ballots, and without any of them the sheets alone would be the result.
        return result.sheets && result.sheets->returned > 0 && invented >= counts.cast;
    }
    const Fewer fewer{method, counts, invented};
    if (!fewer.participation_holds()) return true;
    if (result.opened == OpenedAs::decrypted &&
        less(counts.cast, invented) < manifest.fields().min_group) {
        return true;
    }
    std::optional<std::uint32_t> lowest_chosen;
    for (const ProjectResult& project : result.projects) {
        if (project.tied) return true;
        if (!project.chosen) continue;
        const std::uint32_t approve = less(project.approve, invented);
        if (!fewer.passes(approve)) return true;
        lowest_chosen = std::min(lowest_chosen.value_or(approve), approve);
    }
    return std::ranges::any_of(result.projects, [&](const ProjectResult& project) {
        if (project.chosen) return false;
        if (!project.passed) return fewer.passes(project.approve);
        return lowest_chosen && project.approve >= *lowest_chosen;
    });
}

std::optional<Bound> bound_of(const RoundState& round, const ResultEntry& result) {
    const PaperUse use = paper_use(round);
    const std::optional<std::uint32_t> invented = invented_at_most(use);
    if (!invented) return std::nullopt;
    return Bound{use.declarations, *use.used_slips, use.claims, *invented,
                 could_change(round.manifest, result, *invented)};
}

}  // namespace piaojue
