#include "ballot/verify.hpp"

#include <algorithm>

#include "ballot/verify/topics.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

namespace {

using verifier::Context;
using verifier::Ledger;
using verifier::Scope;

struct RoundOutcome {
    std::optional<Round> round;
    std::optional<Aggregate> aggregate;
    std::optional<RoundReport> report;
};

// What needs the ballots of one round.
RoundOutcome check_round(Context& context, const RoundState& state) {
    RoundOutcome out;
    auto round = Round::create(state.manifest, state.slips, state.second_persons);
    if (!round) {
        context.ledger.blocked(
            {Check::tokens, Check::slips, Check::ballot_keys, Check::ballot_signatures,
             Check::ballot_proofs, Check::duplicate_ciphertexts, Check::paper, Check::claims,
             Check::shares, Check::tally, Check::balance, Check::decision},
            "the issuer's key is none: " + round.error().detail);
        return out;
    }
    out.round = std::move(round).value();
    out.aggregate = check_box(context, state, *out.round);
    out.report = check_outcome(context, state, *out.round, *out.aggregate);
    const bool may_end_early =
        state.voided || (context.scope == Scope::closed && &state == context.state.round());
    const std::string label = round_label(context, state);
    if (state.awaits_paper_statement() && !may_end_early) {
        context.ledger.add(Check::paper, label + "sheets were used, and no statement counts them");
    }
    if (!state.closing && !may_end_early) {
        context.ledger.blocked({Check::counts, Check::cosignatures}, label + "no closing entry");
    } else if (state.closing && !state.cosigned_index && !may_end_early) {
        context.ledger.blocked(Check::cosignatures, label + "no cosigned entry");
    }
    return out;
}

// Which checks a report lists.
bool listed(const Context& context, Check check) {
    if (check == Check::expected_manifest) {
        return context.options.expected_manifest.has_value();
    }
    if (check == Check::previous) return context.options.previous.has_value();
    if (context.scope == Scope::published || check <= Check::cosignatures) return true;
    // The tellers' evidence of a later round holds whole rounds before it.
    return context.state.rounds().size() > 1 && check < Check::publication;
}

void check_expected(Context& context, Report& report) {
    if (!context.options.expected_manifest) return;
    if (!report.manifest) {
        context.ledger.blocked(Check::expected_manifest, "no manifest that can be read");
    } else if (*report.manifest != *context.options.expected_manifest) {
        context.ledger.add(Check::expected_manifest,
                           "the manifest hash of the last round is another one");
    }
}

struct Verified {
    Report report;
    RoundOutcome last;
};

Verified run_checks(Context& context, const std::vector<Finding>& findings, ByteView file) {
    Verified out;
    Report& report = out.report;
    report.record_sha256 = sha256(file);
    if (const auto& congress = context.state.congress()) {
        report.sample = congress->sample;
        report.congress = congress->name;
        report.congress2 = congress->name2;
    }
    for (const Finding& finding : findings)
        context.ledger.add(finding);
    check_log_root(context);
    check_log_signature(context);
    check_previous(context);
    check_completeness(context);
    for (const RoundState& state : context.state.rounds())
        context.box_total +=
            state.ballots.size() + state.hand_backs.size() + state.exchanges.size();
    for (const RoundState& state : context.state.rounds()) {
        out.last = check_round(context, state);
        // A voided round has no result, also where one was counted before.
        if (out.last.report && !state.voided) report.rounds.push_back(*out.last.report);
        report.manifest = state.manifest.hash();
    }
    if (!report.rounds.empty()) report.final = verifier::final_result(report.rounds);
    if (context.scope == Scope::published) check_publication(context);
    check_expected(context, report);
    for (std::size_t i = 0; i < check_count; ++i) {
        const Check check{static_cast<std::uint8_t>(i)};
        if (listed(context, check)) report.checks.push_back(context.ledger.result(check));
    }
    report.valid = std::all_of(report.checks.begin(), report.checks.end(),
                               [](const CheckResult& result) { return result.passed; });
    report.anchored = report.valid && context.options.expected_manifest.has_value();
    return out;
}

CongressState replay_all(const RecordView& record, std::vector<Finding>& findings) {
    CongressState state;
    for (const ByteView entry : record.entries)
        state.replay(entry, findings);
    return state;
}

ClosedRound closed_round(const CongressState& state, const RoundOutcome& last) {
    const RoundState& round = *state.round();
    return ClosedRound{
        TallyContext{*last.round, round.closing_root, *last.aggregate},
        *round.closing,
        Checkpoint{log_origin(state.congress_id()), round.closing_size, round.closing_root},
        round.cosigned_index.has_value(),
        {round.absent.begin(), round.absent.end()},
        round.awaits_paper_statement(),
        round.paper_part()};
}

}  // namespace

void run_one_after_another(std::span<const std::function<void()>> tasks) {
    for (const auto& task : tasks)
        task();
}

Result<std::variant<VerifiedRecord, Report>> verify_record(ByteView record, Rng& rng,
                                                           const VerifyOptions& options) {
    RecordView view = PJ_TRY(decode_record(record));
    std::vector<Finding> findings;
    CongressState state = replay_all(view, findings);
    Ledger ledger;
    Context context{view, state, Scope::published, rng, options, ledger};
    Report report = run_checks(context, findings, record).report;
    using Verdict = std::variant<VerifiedRecord, Report>;
    if (!report.valid) return Verdict{std::move(report)};
    return Verdict{VerifiedRecord{std::move(report), std::move(state), std::move(view)}};
}

Result<Report> verify(ByteView record, Rng& rng, const VerifyOptions& options) {
    auto verdict = PJ_TRY(verify_record(record, rng, options));
    if (auto* report = std::get_if<Report>(&verdict)) return std::move(*report);
    return std::get<VerifiedRecord>(verdict).report();
}

Result<EvidenceReport> verify_until_close(ByteView evidence, Rng& rng,
                                          const VerifyOptions& options) {
    const RecordView view = PJ_TRY(decode_record(evidence));
    std::vector<Finding> findings;
    CongressState state = replay_all(view, findings);
    Ledger ledger;
    Context context{view, state, Scope::closed, rng, options, ledger};
    Verified verified = run_checks(context, findings, evidence);
    EvidenceReport out{std::move(verified.report), {}, std::nullopt};
    if (out.report.valid && state.round() != nullptr && state.round()->closing) {
        out.closed = closed_round(state, verified.last);
    }
    out.state = std::move(state);
    return out;
}

}  // namespace piaojue
