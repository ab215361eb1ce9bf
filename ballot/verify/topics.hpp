// ballot/verify/topics.hpp — the verifier's checks, one file a topic          PROTOCOL.md §12
//
// log.cpp: tree, signatures, setup. box.cpp: every ballot, hand-back and exchange. claims.cpp:
// claims. outcome.cpp: shares, tally, decision, report, publication.
#pragma once

#include <unordered_set>

#include "ballot/record.hpp"
#include "ballot/verify/ledger.hpp"

namespace piaojue::verifier {

enum class Scope { published, closed };

struct Context {
    const RecordView& record;
    const CongressState& state;  // behind the last entry
    Scope scope;
    Rng& rng;
    const VerifyOptions& options;
    Ledger& ledger;
    std::size_t box_done = 0;  // ballots, hand-backs and exchanges checked, of all rounds
    std::size_t box_total = 0;
};

// "round 2" or, where there is only one, nothing.
[[nodiscard]] std::string round_label(const Context& context, const RoundState& round);

// ── log.cpp ──
void check_log_root(Context& context);
void check_log_signature(Context& context);
// Whether the log goes on where an earlier record of it ended.
void check_previous(Context& context);
// What a whole log must have, and notes on what was counted.
void check_completeness(Context& context);

// ── box.cpp ──
// The sums over all ballots that can be read.
[[nodiscard]] Aggregate check_box(Context& context, const RoundState& state, const Round& round);

// ── claims.cpp ──
// What the box holds: every Q, and how many tokens of the issuer's.
struct BoxTokens {
    std::unordered_set<Bytes32> ballot_keys;
    std::size_t blind = 0;
};
void check_claims(Context& context, const RoundState& state, const Round& round,
                  const BoxTokens& box);

// ── outcome.cpp ──
// Nothing if the result could not be recomputed.
[[nodiscard]] std::optional<RoundReport> check_outcome(Context& context, const RoundState& state,
                                                       const Round& round,
                                                       const Aggregate& aggregate);
void check_publication(Context& context);
// Of at least one round.
[[nodiscard]] FinalResult final_result(std::span<const RoundReport> rounds);

}  // namespace piaojue::verifier
