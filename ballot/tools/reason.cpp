#include "ballot/tools/reason.hpp"

#include <fmt/format.h>

namespace piaojue::tools {

namespace {

Reason undecided(const Outcome& outcome) {
    if (!outcome.set_valid) {
        return {"收回票数多于发出票数，本次票决无效，重新票决",
                "more ballots came back than were issued: the vote is void and held again"};
    }
    if (!outcome.quorum_met) {
        return {"实到不足法定人数，不能作出决定", "the quorum was missed: nothing is decided"};
    }
    return {"收回票数不足办法规定的参加人数，不能作出决定",
            "too few took part for a decision under the method"};
}

Reason tied_at_the_cut(const Method& method, const ProjectOutcome& project) {
    switch (method.tie) {
    case TieRule::runoff:
        return {"与末位票数相等，再次投票", "tied at the last place: voted on again"};
    case TieRule::presidium:
        return {"与末位票数相等，由主席团决定", "tied at the last place: left to the presidium"};
    case TieRule::include_all:
        return {"与末位票数相等，按办法一并入选",
                "tied at the last place: chosen with all the tied"};
    case TieRule::ballot_order:
        if (project.chosen) {
            return {"与末位票数相等，按票面序号入选",
                    "tied at the last place: chosen by ballot order"};
        }
        return {"与末位票数相等，按票面序号未入选",
                "tied at the last place: not chosen by ballot order"};
    case TieRule::exclude:
        return {"与末位票数相等，按办法均不入选",
                "tied at the last place: none of the tied is chosen"};
    }
    PJ_UNREACHABLE("a tie rule outside its enumeration");
}

}  // namespace

Reason reason_for(const Method& method, const DecisionCounts& counts, const Outcome& outcome,
                  const ProjectOutcome& project) {
    if (!outcome.decided()) return undecided(outcome);
    if (project.tied) return tied_at_the_cut(method, project);
    if (project.chosen && project.passed) {
        return {fmt::format("赞成 {} 票，第 {} 名，入选", project.approve, project.rank),
                fmt::format("{} approvals, rank {}: chosen", project.approve, project.rank)};
    }
    if (project.chosen) {
        return {
            fmt::format("赞成 {} 票，未达到所需票数，按名次补足空缺", project.approve),
            fmt::format("{} approvals, too few to pass: fills a place by rank", project.approve)};
    }
    if (project.passed) {
        return {fmt::format("赞成 {} 票，第 {} 名，达到所需票数，名额已满", project.approve,
                            project.rank),
                fmt::format("{} approvals, rank {}: passed, but the places are full",
                            project.approve, project.rank)};
    }
    if (project.approve == 0) return {"没有赞成票", "not one approval"};
    const std::uint64_t needed = approvals_needed(method, counts);
    return {fmt::format("赞成 {} 票，未达到所需的 {} 票", project.approve, needed),
            fmt::format("{} approvals, below the {} needed", project.approve, needed)};
}

}  // namespace piaojue::tools
