// server/log/log.cpp — the public append-only log          PROTOCOL.md §10
#include "server/log/log.hpp"

#include <fmt/format.h>

#include "server/log/files.hpp"

namespace piaojue::log {
namespace {

constexpr std::string_view schema_1 = R"sql(
CREATE TABLE entry (
    position INTEGER NOT NULL PRIMARY KEY CHECK (position >= 0),
    body BLOB NOT NULL
) STRICT;
CREATE TRIGGER entry_keeps BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TABLE cosignature (
    size INTEGER NOT NULL,
    cosigner INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (size, cosigner)
) STRICT, WITHOUT ROWID;
)sql";

db::Options options() {
    db::Options out;
    out.application_id = 0x504a4c47;  // "PJLG"
    out.migrations = {schema_1};
    out.exclusive = true;
    return out;
}

Checkpoint checkpoint_of(const CongressState& state, std::uint64_t size) {
    return {log_origin(state.congress_id()), size, state.tree().root_at(size)};
}

// Batches of the close, of the end of issuing and of the end of claims are told by their statement,
// not one by one.
bool is_told(EntryType type) {
    return type != EntryType::ballot && type != EntryType::hand_back &&
           type != EntryType::exchange && type != EntryType::opened &&
           type != EntryType::issuance && type != EntryType::declaration &&
           type != EntryType::claim;
}

}  // namespace

void Log::create(const LogFiles& files, ByteView congress_entry, const SigningKey& log_key) {
    CongressState state;
    const Result<void> first = state.apply(congress_entry);
    PJ_ASSERT(first.has_value(), "the first entry of a log is its congress");
    db::Database database = db::Database::create(files.database, options());
    db::Transaction transaction{database};
    database.prepare("INSERT INTO entry (position, body) VALUES (0, ?)")
        .bind_bytes(1, congress_entry)
        .run();
    transaction.commit();
    const Checkpoint checkpoint = checkpoint_of(state, 1);
    const std::string note = print_signed_checkpoint(
        {checkpoint, sign_checkpoint(checkpoint, log_key), {}}, state.checkpoint_keys());
    write_file_whole(files.checkpoint, as_bytes(note));
}

Result<std::unique_ptr<Log>> Log::open(LogFiles files, SigningKey log_key, audit::Journal& journal,
                                       OnFailure on_failure) {
    std::unique_ptr<Log> log{
        new Log{std::move(files), std::move(log_key), journal, std::move(on_failure)}};
    log->load();
    PJ_TRY(log->compare_with_file(log->files_.checkpoint));
    PJ_TRY(log->compare_with_file(log->files_.seen));
    // A crash between a commit and its checkpoint leaves the file one append behind.
    write_file_whole(log->files_.checkpoint, as_bytes(log->view()->checkpoint));
    return log;
}

Log::Log(LogFiles files, SigningKey log_key, audit::Journal& journal, OnFailure on_failure)
    : files_(std::move(files)),
      log_key_(std::move(log_key)),
      journal_(journal),
      on_failure_(std::move(on_failure)),
      database_(db::Database::open(files_.database, options())) {}

// Reads every entry again through the state machine: the database is the truth, but only if it is
// one log from its first entry to its last.
void Log::load() {
    auto view = std::make_shared<View>();
    db::Statement select = database_.prepare("SELECT position, body FROM entry ORDER BY position");
    std::uint64_t index = 0;
    while (select.step()) {
        const Bytes body = select.column_bytes(1);
        if (select.column_int(0) != static_cast<std::int64_t>(index))
            throw EnvError(fmt::format("{}: entry {} is missing: restore the file from a backup",
                                       files_.database.string(), index));
        if (const Result<void> applied = view->state.apply(body); !applied)
            throw EnvError(fmt::format("{}: entry {} can not follow ({}, {}): the file is damaged",
                                       files_.database.string(), index,
                                       errc_name(applied.error().code), applied.error().detail));
        remember(index, body, *view);
        ++index;
    }
    if (index == 0) throw EnvError(files_.database.string() + ": there is no entry in it");
    if (view->state.congress()->log_key != log_key_.verify_key())
        throw EnvError(files_.database.string() + ": log.key is not the key of this congress");
    finish_view(*view);
    view_ = std::move(view);
}

ViewPtr Log::view() const {
    const std::shared_lock lock{view_mutex_};
    return view_;
}

Result<void> Log::check(ByteView entry) const {
    return view()->state.check(entry);
}

Result<std::uint64_t> Log::append(std::span<const Bytes> entries) {
    PJ_ASSERT(!entries.empty(), "an append of nothing");
    const std::lock_guard writer{writer_};
    if (rolled_back_) return fail(Errc::log_rollback, "a checkpoint was brought that is not ours");
    if (failed_) throw EnvError("log: an earlier commit failed");

    const ViewPtr before = view();
    // The copy costs as much as the whole log is long: first ask.
    PJ_TRY(before->state.check(entries.front()));
    auto after = std::make_shared<View>(*before);
    const std::uint64_t first = before->state.size();
    for (const Bytes& entry : entries)
        PJ_TRY(after->state.apply(entry));

    try {
        store(first, entries);
        // ───── COMMIT POINT ─────
        finish_view(*after);
        {
            const std::unique_lock lock{view_mutex_};
            for (std::size_t i = 0; i < entries.size(); ++i)
                remember(first + i, entries[i], *after);
            view_ = after;
        }
        // The file follows the database; at the start it may be behind, never before it.
        write_file_whole(files_.checkpoint, as_bytes(after->checkpoint));
    } catch (const EnvError& failure) {
        failed_ = true;
        journal_.write(audit::write_failed("log", failure.what()));
        on_failure_(failure.what());
        throw;
    }
    announce(first, entries, before->state.phase(), after->state.phase());
    return first;
}

void Log::store(std::uint64_t first, std::span<const Bytes> entries) {
    const std::lock_guard lock{database_mutex_};
    db::Transaction transaction{database_};
    db::Statement insert = database_.prepare("INSERT INTO entry (position, body) VALUES (?, ?)");
    auto position = static_cast<std::int64_t>(first);
    for (const Bytes& entry : entries)
        insert.bind_int(1, position++).bind_bytes(2, entry).run();
    transaction.commit();
}

void Log::remember(std::uint64_t index, ByteView entry, View& view) {
    by_leaf_.emplace(entry_leaf_hash(entry), index);
    const Result<EntryType> type = entry_type(entry);
    PJ_ASSERT(type.has_value(), "an entry that was applied has a type");
    view.newest.at(static_cast<std::size_t>(*type)) = index;
    if (*type == EntryType::ballot) {
        const Result<BallotHead> head = ballot_head(entry);
        PJ_ASSERT(head.has_value(), "a ballot that was applied has a head");
        by_ballot_.emplace(head->id, index);
    }
    if (*type == EntryType::attachment) by_attachment_.emplace(attachment_hash(entry), index);
}

// The parts of a view that follow from its state.
void Log::finish_view(View& view) const {
    const RoundState* newest = view.state.round();
    const bool same =
        newest != nullptr && view.round && view.round->hash() == newest->manifest.hash();
    if (newest == nullptr) view.round.reset();
    if (newest != nullptr && !same) {
        Result<Round> round =
            Round::create(newest->manifest, newest->slips, newest->second_persons);
        PJ_ASSERT(round.has_value(), "a manifest in the log has a good issuer's key");
        view.round = std::move(*round);
    }
    view.checkpoint = signed_note(view.state, checkpoint_of(view.state, view.state.size()), {});
}

std::string Log::signed_note(const CongressState& state, const Checkpoint& checkpoint,
                             std::vector<SignedCheckpoint::ByCosigner> by) const {
    return print_signed_checkpoint(
        {checkpoint, sign_checkpoint(checkpoint, log_key_), std::move(by)},
        state.checkpoint_keys());
}

void Log::announce(std::uint64_t first, std::span<const Bytes> entries, Phase before, Phase after) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Result<EntryType> type = entry_type(entries[i]);
        if (type && is_told(*type))
            journal_.write(audit::entry_appended(entry_type_name(*type), first + i));
    }
    if (before != after)
        journal_.write(audit::phase_changed(phase_name(before), phase_name(after)));
}

std::optional<std::uint64_t> Log::find(ByteView entry) const {
    const LeafHash leaf = entry_leaf_hash(entry);
    const std::shared_lock lock{view_mutex_};
    const auto found = by_leaf_.find(leaf);
    if (found == by_leaf_.end()) return std::nullopt;
    return found->second;
}

std::optional<std::uint64_t> Log::find_ballot(const BallotId& id) const {
    const std::shared_lock lock{view_mutex_};
    const auto found = by_ballot_.find(id);
    if (found == by_ballot_.end()) return std::nullopt;
    return found->second;
}

std::optional<std::uint64_t> Log::find_attachment(const AttachmentHash& hash) const {
    const std::shared_lock lock{view_mutex_};
    const auto found = by_attachment_.find(hash);
    if (found == by_attachment_.end()) return std::nullopt;
    return found->second;
}

std::vector<Bytes> Log::entries(std::uint64_t first, std::uint64_t count) const {
    const std::lock_guard lock{database_mutex_};
    db::Statement select =
        database_.prepare("SELECT body FROM entry WHERE position >= ? ORDER BY position LIMIT ?");
    select.bind_int(1, static_cast<std::int64_t>(first))
        .bind_int(2, static_cast<std::int64_t>(count));
    std::vector<Bytes> out;
    out.reserve(count);
    while (select.step())
        out.push_back(select.column_bytes(0));
    PJ_ASSERT(out.size() == count, "entries that are not in the log");
    return out;
}

Bytes Log::entry(std::uint64_t index) const {
    return std::move(entries(index, 1).front());
}

Checkpoint Log::checkpoint_at(std::uint64_t size) const {
    return checkpoint_of(view()->state, size);
}

std::string Log::signed_checkpoint_at(
    std::uint64_t size, std::vector<SignedCheckpoint::ByCosigner> cosignatures) const {
    const ViewPtr now = view();
    return signed_note(now->state, checkpoint_of(now->state, size), std::move(cosignatures));
}

}  // namespace piaojue::log
