// server/log/log.hpp — the public append-only log          PROTOCOL.md §9 §10, docs/adr/0007, 0009
//
// log.db holds the entries; everything else (state machine, tree, checkpoint) is made from them at
// the start. One writer at a time: an append asks the state machine about all its entries, stores
// them in one transaction, and only then shows them. Readers take a View, which never changes.
//
// The newest checkpoint this log signed also lies in a file beside the database. A log that is
// behind or beside it, or behind or beside a checkpoint with its own signature that somebody
// brought (`POST /api/v1/checkpoints`), does not start: `log_rollback`.
//
// Threads: safe from any thread. Failures of the disk throw EnvError; if the commit itself fails it
// is unknown what is stored: on_failure is told, and every later append fails too.
#pragma once

#include <array>
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "ballot/congress_state.hpp"
#include "ballot/round.hpp"
#include "crypto/signature.hpp"
#include "server/audit/event.hpp"
#include "server/db/sqlite.hpp"

namespace piaojue::log {

// What the log says at one moment.
struct View {
    CongressState state;
    std::optional<Round> round;                             // of the newest manifest
    std::string checkpoint;                                 // signed, of the whole log
    std::array<std::optional<std::uint64_t>, 0x15> newest;  // index by entry type

    [[nodiscard]] std::optional<std::uint64_t> newest_of(EntryType type) const {
        return newest.at(static_cast<std::size_t>(type));
    }
};
using ViewPtr = std::shared_ptr<const View>;

struct LogFiles {
    std::filesystem::path database;    // log.db
    std::filesystem::path checkpoint;  // the newest one this log signed
    std::filesystem::path seen;        // one with its signature that it does not extend
};

class Log {
public:
    using OnFailure = std::function<void(std::string_view what)>;

    // Makes the files with the congress entry in them.
    static void create(const LogFiles& files, ByteView congress_entry, const SigningKey& log_key);

    // Refuses `log_rollback`. EnvError: files missing, unreadable, or an entry that does not
    // follow.
    [[nodiscard]] static Result<std::unique_ptr<Log>> open(LogFiles files, SigningKey log_key,
                                                           audit::Journal& journal,
                                                           OnFailure on_failure);

    [[nodiscard]] ViewPtr view() const;

    // Whether this entry may follow now. Refuses what the state machine says.
    [[nodiscard]] Result<void> check(ByteView entry) const;
    // All of them, directly behind each other, or none. The index of the first. Refuses what the
    // state machine says, and `log_rollback` after such a checkpoint was brought.
    [[nodiscard]] Result<std::uint64_t> append(std::span<const Bytes> entries);
    [[nodiscard]] Result<std::uint64_t> append(const Bytes& entry) { return append({&entry, 1}); }

    // Where these very bytes stand.
    [[nodiscard]] std::optional<std::uint64_t> find(ByteView entry) const;
    [[nodiscard]] std::optional<std::uint64_t> find_ballot(const BallotId& id) const;
    [[nodiscard]] std::optional<std::uint64_t> find_attachment(const AttachmentHash& hash) const;

    // [first, first + count) must be in the log.
    [[nodiscard]] std::vector<Bytes> entries(std::uint64_t first, std::uint64_t count) const;
    [[nodiscard]] Bytes entry(std::uint64_t index) const;

    // size <= the log's size.
    [[nodiscard]] Checkpoint checkpoint_at(std::uint64_t size) const;
    // The log's signed note of it, with these cosignatures.
    [[nodiscard]] std::string signed_checkpoint_at(
        std::uint64_t size, std::vector<SignedCheckpoint::ByCosigner> cosignatures = {}) const;

    // A signed checkpoint seen before. Refuses `malformed`, `too_large`, `signature_rejected`, and
    // `log_rollback` if this log does not extend it; from then on the log takes nothing.
    [[nodiscard]] Result<void> compare(std::string_view note);
    // Whether compare() found a rollback: the server refuses everything.
    [[nodiscard]] bool rolled_back() const { return rolled_back_; }

    // ── cosignatures of a checkpoint that wait for their quorum ──
    void keep_cosignature(std::uint64_t size, const SignedCheckpoint::ByCosigner& cosignature);
    // Ascending by cosigner.
    [[nodiscard]] std::vector<SignedCheckpoint::ByCosigner> cosignatures(std::uint64_t size) const;

private:
    Log(LogFiles files, SigningKey log_key, audit::Journal& journal, OnFailure on_failure);

    void load();
    [[nodiscard]] Result<void> compare_with_file(const std::filesystem::path& file) const;
    [[nodiscard]] bool extends(const Checkpoint& seen) const;
    void store(std::uint64_t first, std::span<const Bytes> entries);
    void remember(std::uint64_t index, ByteView entry, View& view);
    void finish_view(View& view) const;
    [[nodiscard]] std::string signed_note(const CongressState& state, const Checkpoint& checkpoint,
                                          std::vector<SignedCheckpoint::ByCosigner> by) const;
    void announce(std::uint64_t first, std::span<const Bytes> entries, Phase before, Phase after);

    const LogFiles files_;
    const SigningKey log_key_;
    audit::Journal& journal_;
    const OnFailure on_failure_;

    std::mutex writer_;  // one append at a time; also guards rolled_back_'s change
    mutable std::mutex database_mutex_;
    mutable db::Database database_;
    mutable std::shared_mutex view_mutex_;  // the view and the maps
    ViewPtr view_;
    std::unordered_map<LeafHash, std::uint64_t> by_leaf_;
    std::unordered_map<BallotId, std::uint64_t> by_ballot_;
    std::map<AttachmentHash, std::uint64_t> by_attachment_;
    std::atomic<bool> rolled_back_ = false;
    std::atomic<bool> failed_ = false;
};

}  // namespace piaojue::log
