// ballot/verify.hpp — is this record the record of a correct vote?          PROTOCOL.md §12
//
// Runs every check that can run and names each; nothing stops at the first failure, and a check
// that can not run says why. It trusts nothing but the manifest hash that the caller brings from
// outside: without it a record is at best consistent. Work is linear in the size of the file.
//
// Public data only, variable time. A call uses the threads of its Runner and no others; calls are
// independent of each other.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "ballot/bound.hpp"
#include "ballot/checks.hpp"
#include "ballot/congress_state.hpp"
#include "ballot/decide.hpp"
#include "ballot/record.hpp"
#include "ballot/tally.hpp"

namespace piaojue {

struct CheckResult {
    Check check;
    bool passed = false;
    std::string detail;  // what was found, or what was counted
};

struct ProjectReport {
    ProjectNumber no;
    std::string name;
    std::string name2;
    ProjectResult result;
};

// A round whose totals were recomputed from its shares, or that had too few ballots to decrypt.
struct RoundReport {
    ManifestHash manifest;
    std::uint8_t round = 0;
    RoundKind kind = RoundKind::first;
    std::string title;
    std::string title2;
    bool three_way = false;
    ListOrder order = ListOrder::votes;
    std::uint8_t places = 0;
    OpenedAs opened = OpenedAs::nothing;
    RoundCounts counts;
    std::optional<PaperPart> paper;  // of a round with act 18
    std::vector<TellerNumber> used;
    std::vector<ProjectReport> projects;  // in candidate order
    std::uint8_t places_left = 0;
    std::optional<NextRound> next_round;
    std::optional<Bound> bound;  // absent: not established

    // There are totals: of the box, of the sheets, or of both.
    [[nodiscard]] bool is_opened() const { return opened != OpenedAs::nothing; }
};

// What all rounds together chose.
struct FinalResult {
    struct Chosen {
        ProjectNumber no;
        std::string name;
        std::string name2;
        std::uint8_t round = 0;
    };
    std::uint8_t places = 0;     // of the first round
    std::vector<Chosen> chosen;  // by round, then as the method orders them
    std::uint8_t places_left = 0;
    std::optional<NextRound> next_round;
};

struct Report {
    bool valid = false;     // every check passed
    bool anchored = false;  // and the manifest hash is the expected one
    bool sample = false;    // not a real vote
    std::string congress;
    std::string congress2;
    Bytes32 record_sha256;
    std::optional<ManifestHash> manifest;  // of the last round
    std::vector<CheckResult> checks;       // in the order of §12
    std::vector<RoundReport> rounds;
    std::optional<FinalResult> final;  // of one round at least
};

// Runs independent tasks, all of them, before it returns. Exceptions of tasks come out of it.
using Runner = std::function<void(std::span<const std::function<void()>>)>;
void run_one_after_another(std::span<const std::function<void()>> tasks);

struct VerifyOptions {
    std::optional<ManifestHash> expected_manifest;
    // An earlier record of the same log, whose entries must be the first of this one.
    std::optional<RecordView> previous;
    // Ballots, hand-backs and exchanges done, of all.
    std::function<void(std::size_t done, std::size_t total)> progress;
    Runner run = run_one_after_another;
};

// Refuses, by name, a file that can not be split into entries; everything else is in the report.
// The Rng draws the weights of batches; with a Runner of several threads it is safe for them.
[[nodiscard]] Result<Report> verify(ByteView record, Rng& rng, const VerifyOptions& options = {});

// ── for whoever prints it ──

// A published record that passed every check; made by verify_record() alone. It looks into the
// record's bytes and lives no longer than they do.
class VerifiedRecord {
public:
    [[nodiscard]] const Report& report() const { return report_; }
    [[nodiscard]] const CongressState& state() const { return state_; }  // behind the last entry
    [[nodiscard]] const RecordView& view() const { return view_; }

private:
    VerifiedRecord(Report report, CongressState state, RecordView view)
        : report_(std::move(report)), state_(std::move(state)), view_(std::move(view)) {}
    friend Result<std::variant<VerifiedRecord, Report>> verify_record(ByteView, Rng&,
                                                                      const VerifyOptions&);

    Report report_;
    CongressState state_;
    RecordView view_;
};

// verify(); the report alone if a check did not pass.
[[nodiscard]] Result<std::variant<VerifiedRecord, Report>> verify_record(
    ByteView record, Rng& rng, const VerifyOptions& options = {});

// ── for the tellers, between close and announce ──

// What a teller cosigns and decrypts, rebuilt from the evidence alone.
struct ClosedRound {
    TallyContext tally;  // round, R, aggregate
    Closing closing;
    Checkpoint checkpoint;  // origin, size and root of the closing checkpoint
    bool cosigned = false;  // it carries its quorum: shares may be given
    std::vector<TellerNumber> absent;
    bool awaits_paper = false;       // sheets are in use, and act 18 is not there yet
    std::optional<PaperPart> paper;  // of act 18
};
struct EvidenceReport {
    Report report;        // the checks up to the close; cosignatures if they are there
    CongressState state;  // behind the last entry
    std::optional<ClosedRound> closed;  // only if every check passed and a round is closed
};

// The same checks on a log up to any checkpoint behind the close.
[[nodiscard]] Result<EvidenceReport> verify_until_close(ByteView evidence, Rng& rng,
                                                        const VerifyOptions& options = {});

}  // namespace piaojue
