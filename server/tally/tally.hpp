// server/tally/tally.hpp — from the closing checkpoint to the published record   PROTOCOL.md §11
// §12
//
//   cosignatures → cosigned entry → shares → result entry → (announced, published) → record file
// Each step runs as soon as what it needs is in the log, and again at the start, so that a crash
// between two steps loses nothing. A share whose proof fails stays in the log under its teller's
// name and is refused; the others suffice.
//
// Threads: safe from any thread. Failures of the disk throw EnvError.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>

#include "ballot/tally.hpp"
#include "crypto/base/clock.hpp"
#include "server/audit/event.hpp"
#include "server/log/log.hpp"

namespace piaojue::tally {

class Tally {
public:
    // `records` is the folder for record files.
    Tally(std::filesystem::path records, log::Log& log, audit::Journal& journal, const Clock& clock)
        : records_(std::move(records)), log_(log), journal_(journal), clock_(clock) {}

    // u8 teller ‖ u64 timestamp ‖ signature 64, for the closing checkpoint. True if the quorum is
    // complete. Refuses `malformed`, `unknown_round`, `wrong_phase`, `not_permitted` (no such
    // teller), `signature_rejected`.
    [[nodiscard]] Result<bool> cosign(ByteView request);

    // A share entry; its index. Refuses what decoding and the log refuse, and `share_rejected` for
    // one that is kept in the log as false.
    [[nodiscard]] Result<std::uint64_t> share(ByteView entry);

    // Appends the cosigned and the result entry if what they need is there.
    void go_on();
    // The publish statement stands in the log: writes the record.
    void write_record();
    // At the start: whatever of these was cut off.
    void recover();

    // The newest published record. Refuses `wrong_phase`.
    [[nodiscard]] Result<Bytes> record() const;

    // Whether an enrolled person asks. Refuses `malformed`, `wrong_version`, `not_permitted`
    // (another congress, nobody of this number, a minute far away), `signature_rejected`.
    [[nodiscard]] Result<void> check_enrolled(ByteView query) const;
    // All entries up to now, for an enrolled person. Refuses what check_enrolled does.
    [[nodiscard]] Result<Bytes> evidence(ByteView query) const;

    // Refuses `wrong_phase` (nothing announced yet), `unknown_round` (no such ballot).
    [[nodiscard]] Result<std::string> receipt(const BallotId& id) const;

private:
    void append_cosigned(const log::View& view);
    void append_result(const log::View& view);
    [[nodiscard]] const TallyContext& context(const log::View& view);
    [[nodiscard]] std::vector<CheckedShare> valid_shares(const log::View& view);
    [[nodiscard]] std::filesystem::path file_of(const ManifestHash& manifest) const;
    [[nodiscard]] std::uint64_t size_at_publish(const log::View& view) const;

    const std::filesystem::path records_;
    log::Log& log_;
    audit::Journal& journal_;
    const Clock& clock_;
    std::mutex mutex_;
    std::optional<TallyContext> context_;  // of the newest closing checkpoint
};

}  // namespace piaojue::tally
