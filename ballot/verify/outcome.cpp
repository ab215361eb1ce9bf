// From the shares to the publication          PROTOCOL.md §11.4–§11.7 §12
#include "ballot/verify/topics.hpp"

#include <algorithm>

namespace piaojue::verifier {

namespace {

// Shares that stand before the result and hold, in log order; false ones are named, and fail
// nothing while enough others are there.
std::vector<CheckedShare> check_shares(Context& context, const RoundState& state,
                                       const TallyContext& tally) {
    const std::string label = round_label(context, state);
    std::vector<CheckedShare> out;
    std::set<TellerNumber> tellers;
    std::string valid;
    for (const std::uint64_t index : state.shares) {
        const auto share = decode_share(context.record.entries[index]);
        PJ_ASSERT(share.has_value(), "the state takes no share that does not decode");
        auto checked = CheckedShare::check(tally, *share);
        const std::string teller = std::to_string(share->teller.value());
        if (!checked) {
            context.ledger.note(Check::shares, label + "false share of teller " + teller +
                                                   " in entry " + std::to_string(index));
            continue;
        }
        if (state.result_index && index > *state.result_index) continue;
        if (tellers.insert(share->teller).second) valid += " " + teller;
        out.push_back(std::move(checked).value());
    }
    const std::size_t threshold = state.manifest.fields().threshold;
    if (tellers.size() < threshold) {
        context.ledger.add(
            {Check::shares, Errc::too_few_shares,
             label + std::to_string(tellers.size()) + " valid of " + std::to_string(threshold)});
    }
    context.ledger.note(Check::shares, label + "valid: teller" + valid);
    return out;
}

void compare_totals(Context& context, const std::string& label, const ResultEntry& claimed,
                    const ResultEntry& recomputed) {
    const auto differs = [&](const std::string& what, std::uint64_t is, std::uint64_t should) {
        if (is == should) return;
        context.ledger.add(Check::tally, label + what + " is " + std::to_string(is) +
                                             ", the shares give " + std::to_string(should));
    };
    differs("opened", enum_code(claimed.opened), enum_code(recomputed.opened));
    if (claimed.used != recomputed.used) {
        context.ledger.add(Check::tally, label + "the tellers used are not the lowest valid ones");
    }
    differs("blank", claimed.counts.blank, recomputed.counts.blank);
    for (std::size_t i = 0; i < recomputed.projects.size(); ++i) {
        const std::string project = "project in place " + std::to_string(i + 1) + ": ";
        differs(project + "approve", claimed.projects[i].approve, recomputed.projects[i].approve);
        differs(project + "oppose", claimed.projects[i].oppose, recomputed.projects[i].oppose);
    }
}

RoundReport report_of(const RoundState& state, const ResultEntry& result) {
    const VoteManifest& manifest = state.manifest;
    const ManifestFields& fields = manifest.fields();
    RoundReport out;
    out.manifest = manifest.hash();
    out.round = fields.round;
    out.kind = fields.kind;
    out.title = fields.title;
    out.title2 = fields.title2;
    out.three_way = manifest.shape().three_way();
    out.order = manifest.method().order;
    out.places = manifest.method().places;
    out.opened = result.opened;
    out.counts = result.counts;
    out.paper = state.paper_part();
    out.used = result.used;
    for (std::size_t i = 0; i < fields.projects.size(); ++i) {
        const Project& project = fields.projects[i];
        out.projects.push_back({project.no, project.name, project.name2, result.projects[i]});
    }
    out.places_left = result.places_left;
    if (result.next_kind != 0) {
        out.next_round =
            NextRound{RoundKind{result.next_kind}, result.next_candidates, result.next_places};
    }
    out.bound = bound_of(state, result);
    return out;
}

// The result entry as §11 makes it. Nothing: the shares do not allow it.
std::optional<ResultEntry> recompute(Context& context, const RoundState& state, const Round& round,
                                     const Aggregate& aggregate) {
    const std::string label = round_label(context, state);
    const std::initializer_list<Check> from_tally{Check::tally, Check::decision};
    const BoxCounts counts = state.counted();
    const auto paper = state.paper_part();
    if (state.stays_closed()) {
        context.ledger.note(Check::shares,
                            label +
                                (state.too_few_ballots() ? "too few ballots" : "too many papers") +
                                ": nothing was decrypted");
        return make_result(state.manifest, state.closing_root, counts, std::nullopt, paper);
    }
    const TallyContext tally{round, state.closing_root, aggregate};
    const auto combined = combine(tally, check_shares(context, state, tally));
    if (!combined) {
        const std::string reason = combined.error().code == Errc::too_few_shares
                                       ? "too few valid shares"
                                       : "the shares give no totals";
        context.ledger.blocked(from_tally, label + reason);
        return std::nullopt;
    }
    return make_result(state.manifest, state.closing_root, counts, *combined, paper);
}

}  // namespace

std::optional<RoundReport> check_outcome(Context& context, const RoundState& state,
                                         const Round& round, const Aggregate& aggregate) {
    Ledger& ledger = context.ledger;
    const std::string label = round_label(context, state);
    // The tellers' evidence ends somewhere in the newest round.
    const bool unfinished = &state == context.state.round() && context.scope == Scope::closed;
    if (!state.result_index) {
        if (!state.voided && !unfinished) {
            ledger.blocked(
                {Check::shares, Check::tally, Check::balance, Check::decision, Check::report},
                label + "no result entry");
        }
        return std::nullopt;
    }
    if (!state.closing) {
        ledger.blocked({Check::shares, Check::tally, Check::balance, Check::decision},
                       label + "no closing entry");
        return std::nullopt;
    }
    const ByteView entry = context.record.entries[*state.result_index];
    const auto claimed = decode_result(entry, state.manifest.fields().projects.size(),
                                       state.paper_statement.has_value());
    PJ_ASSERT(claimed.has_value(), "the state takes no result that does not decode");
    if (const auto held = check_balance(state.manifest, *claimed, state.paper_part()); !held) {
        ledger.add(Check::balance, label + held.error().detail);
    }
    if (!state.tokens_suffice()) {
        ledger.add(Check::balance,
                   label + "more tokens were cast, handed back or exchanged than were issued");
    }
    const std::size_t threshold = state.manifest.fields().threshold;
    const bool needs_reports = !state.announced && !state.voided && !unfinished;
    if (needs_reports && state.reporters.size() < threshold) {
        ledger.add(Check::report, label + std::to_string(state.reporters.size()) + " reports of " +
                                      std::to_string(threshold));
    }
    ledger.note(Check::report, label + std::to_string(state.reporters.size()) + " reports");
    const auto recomputed = recompute(context, state, round, aggregate);
    if (!recomputed) return std::nullopt;
    compare_totals(context, label, *claimed, *recomputed);
    if (!equal(encode_result(*recomputed), entry)) {
        ledger.add(Check::decision, label + "the result entry is not the one recomputed");
    }
    return report_of(state, *recomputed);
}

FinalResult final_result(std::span<const RoundReport> rounds) {
    FinalResult out;
    out.places = rounds.front().places;
    for (const RoundReport& round : rounds) {
        std::vector<const ProjectReport*> chosen;
        for (const ProjectReport& project : round.projects) {
            if (project.result.chosen) chosen.push_back(&project);
        }
        const auto before = [&round](const ProjectReport* one, const ProjectReport* other) {
            if (round.order == ListOrder::votes && one->result.approve != other->result.approve) {
                return one->result.approve > other->result.approve;
            }
            return one->no < other->no;
        };
        std::sort(chosen.begin(), chosen.end(), before);
        for (const ProjectReport* project : chosen)
            out.chosen.push_back({project->no, project->name, project->name2, round.round});
    }
    out.places_left = rounds.back().places_left;
    out.next_round = rounds.back().next_round;
    return out;
}

void check_publication(Context& context) {
    Ledger& ledger = context.ledger;
    for (const RoundState& state : context.state.rounds()) {
        const std::string label = round_label(context, state);
        if (state.voided) {
            ledger.note(Check::publication, label + "voided, without a result");
        } else if (!state.announced) {
            ledger.add(Check::publication, label + "not announced");
        }
    }
    const auto& entries = context.record.entries;
    const auto last = entries.empty() ? Result<Statement>{fail(Errc::malformed)}
                                      : decode_statement(entries.back());
    if (!last || last->act != Act::publish || context.state.phase() != Phase::published) {
        ledger.add(Check::log_order, "the log does not end with a publish statement");
        ledger.add(Check::publication, "the log does not end with a publish statement");
    }
}

}  // namespace piaojue::verifier
