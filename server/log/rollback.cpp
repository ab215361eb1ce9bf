// server/log/rollback.cpp — checkpoints seen before, and cosignatures          PROTOCOL.md §10.1
// §16
#include "server/log/files.hpp"
#include "server/log/log.hpp"

namespace piaojue::log {

bool Log::extends(const Checkpoint& seen) const {
    const ViewPtr now = view();
    if (seen.size > now->state.size()) return false;
    return now->state.tree().root_at(seen.size) == seen.root;
}

// At the start: what this log itself has signed before.
Result<void> Log::compare_with_file(const std::filesystem::path& file) const {
    const std::optional<Bytes> note = read_file(file);
    if (!note) {
        if (file == files_.seen) return {};
        throw EnvError(file.string() + ": missing; restore it, or the log can not be trusted");
    }
    CheckpointKeys keys = view()->state.checkpoint_keys();
    keys.cosigners.clear();  // these files carry the log's own signature alone
    const Result<SignedCheckpoint> seen = parse_signed_checkpoint(as_text(*note), keys);
    if (!seen)
        throw EnvError(file.string() + ": not a checkpoint of this log (" + seen.error().detail +
                       ")");
    if (extends(seen->checkpoint)) return {};
    journal_.write(audit::rollback_found(view()->state.size(), seen->checkpoint.size));
    return fail(Errc::log_rollback, file.string() +
                                        " was signed by this log, and log.db does not "
                                        "hold it: restore the newer log.db");
}

Result<void> Log::compare(std::string_view note) {
    const SignedCheckpoint seen =
        PJ_TRY(parse_signed_checkpoint(note, view()->state.checkpoint_keys()));
    const std::lock_guard writer{writer_};
    if (extends(seen.checkpoint)) return {};
    // It carries this log's own signature (parse_signed_checkpoint), so this log has lost entries
    // or has two faces. Remembered, so that a restart does not forget it.
    rolled_back_ = true;
    CheckpointKeys keys = view()->state.checkpoint_keys();
    const std::string own =
        print_signed_checkpoint({seen.checkpoint, seen.log_signature, {}}, keys);
    write_file_whole(files_.seen, as_bytes(own));
    journal_.write(audit::rollback_found(view()->state.size(), seen.checkpoint.size));
    return fail(Errc::log_rollback, "this log does not extend the checkpoint");
}

void Log::keep_cosignature(std::uint64_t size, const SignedCheckpoint::ByCosigner& cosignature) {
    const std::lock_guard lock{database_mutex_};
    db::Transaction transaction{database_};
    database_
        .prepare(
            "INSERT OR IGNORE INTO cosignature (size, cosigner, seconds, signature) "
            "VALUES (?, ?, ?, ?)")
        .bind_int(1, static_cast<std::int64_t>(size))
        .bind_int(2, static_cast<std::int64_t>(cosignature.cosigner))
        .bind_int(3, static_cast<std::int64_t>(cosignature.cosignature.seconds))
        .bind_bytes(4, cosignature.cosignature.signature)
        .run();
    transaction.commit();
}

std::vector<SignedCheckpoint::ByCosigner> Log::cosignatures(std::uint64_t size) const {
    const std::lock_guard lock{database_mutex_};
    db::Statement select = database_.prepare(
        "SELECT cosigner, seconds, signature FROM cosignature WHERE size = ? ORDER BY cosigner");
    select.bind_int(1, static_cast<std::int64_t>(size));
    std::vector<SignedCheckpoint::ByCosigner> out;
    while (select.step())
        out.push_back(
            {static_cast<std::size_t>(select.column_int(0)),
             {static_cast<std::uint64_t>(select.column_int(1)), select.column_fixed<64>(2)}});
    return out;
}

}  // namespace piaojue::log
