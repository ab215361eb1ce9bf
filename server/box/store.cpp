// server/box/store.cpp — box.db          docs/adr/0005
#include "server/box/store.hpp"

namespace piaojue::box {
namespace {

constexpr std::string_view schema_1 = R"sql(
CREATE TABLE spent (
    manifest BLOB NOT NULL CHECK (length(manifest) = 32),
    key_hash BLOB NOT NULL CHECK (length(key_hash) = 32),
    kind INTEGER NOT NULL CHECK (kind IN (1, 2)),
    body BLOB NOT NULL,
    PRIMARY KEY (manifest, key_hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE opened (
    manifest BLOB NOT NULL CHECK (length(manifest) = 32),
    entry BLOB NOT NULL,
    PRIMARY KEY (manifest, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE closed (
    manifest BLOB NOT NULL PRIMARY KEY CHECK (length(manifest) = 32),
    statement BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// Beside the box, not in it: what is claimed was never used.
constexpr std::string_view schema_2 = R"sql(
CREATE TABLE claimed (
    manifest BLOB NOT NULL CHECK (length(manifest) = 32),
    key_hash BLOB NOT NULL CHECK (length(key_hash) = 32),
    body BLOB NOT NULL,
    PRIMARY KEY (manifest, key_hash)
) STRICT, WITHOUT ROWID;
)sql";

db::Options options() {
    db::Options out;
    out.application_id = 0x504a4258;  // "PJBX"
    out.migrations = {schema_1, schema_2};
    out.secure_delete = true;
    out.exclusive = true;
    return out;
}

}  // namespace

void Store::create_file(const std::filesystem::path& file) {
    static_cast<void>(db::Database::create(file, options()));
}

Store::Store(const std::filesystem::path& file) : database_(db::Database::open(file, options())) {}

void Store::commit(const StoreBatch& batch) {
    const std::lock_guard lock{mutex_};
    db::Transaction transaction{database_};
    if (!batch.spends.empty()) {
        db::Statement insert = database_.prepare(
            "INSERT INTO spent (manifest, key_hash, kind, body) VALUES (?,?,?,?)");
        db::Statement claim =
            database_.prepare("INSERT INTO claimed (manifest, key_hash, body) VALUES (?,?,?)");
        for (const Spend* spend : batch.spends) {
            if (spend->kind() == SpendKind::claim) {
                claim.bind_bytes(1, batch.manifest.value())
                    .bind_bytes(2, spend->key_hash())
                    .bind_bytes(3, spend->body())
                    .run();
                continue;
            }
            insert.bind_bytes(1, batch.manifest.value())
                .bind_bytes(2, spend->key_hash())
                .bind_int(3, static_cast<std::uint8_t>(spend->kind()))
                .bind_bytes(4, spend->body())
                .run();
        }
    }
    if (!batch.opened.empty()) {
        db::Statement insert =
            database_.prepare("INSERT INTO opened (manifest, entry) VALUES (?,?)");
        for (const Bytes* entry : batch.opened)
            insert.bind_bytes(1, batch.manifest.value()).bind_bytes(2, *entry).run();
    }
    transaction.commit();
}

void Store::commit_closed(const ManifestHash& manifest, ByteView statement) {
    const std::lock_guard lock{mutex_};
    db::Transaction transaction{database_};
    database_.prepare("INSERT INTO closed (manifest, statement) VALUES (?,?)")
        .bind_bytes(1, manifest.value())
        .bind_bytes(2, statement)
        .run();
    transaction.commit();
}

std::optional<Bytes> Store::closed_by(const ManifestHash& manifest) {
    const std::lock_guard lock{mutex_};
    db::Statement select = database_.prepare("SELECT statement FROM closed WHERE manifest = ?");
    select.bind_bytes(1, manifest.value());
    if (!select.step()) return std::nullopt;
    return select.column_bytes(0);
}

std::vector<StoredSpend> Store::spends(const ManifestHash& manifest) {
    const std::lock_guard lock{mutex_};
    db::Statement select =
        database_.prepare("SELECT kind, body FROM spent WHERE manifest = ? ORDER BY key_hash");
    select.bind_bytes(1, manifest.value());
    std::vector<StoredSpend> out;
    while (select.step())
        out.push_back({static_cast<SpendKind>(select.column_int(0)), select.column_bytes(1)});
    return out;
}

std::vector<Bytes> Store::claims(const ManifestHash& manifest) {
    const std::lock_guard lock{mutex_};
    db::Statement select =
        database_.prepare("SELECT body FROM claimed WHERE manifest = ? ORDER BY body");
    select.bind_bytes(1, manifest.value());
    std::vector<Bytes> out;
    while (select.step())
        out.push_back(select.column_bytes(0));
    return out;
}

std::vector<Bytes> Store::opened(const ManifestHash& manifest) {
    const std::lock_guard lock{mutex_};
    db::Statement select =
        database_.prepare("SELECT entry FROM opened WHERE manifest = ? ORDER BY entry");
    select.bind_bytes(1, manifest.value());
    std::vector<Bytes> out;
    while (select.step())
        out.push_back(select.column_bytes(0));
    return out;
}

void Store::forget_order() {
    const std::lock_guard lock{mutex_};
    database_.checkpoint_truncate();
    database_.vacuum();
    database_.checkpoint_truncate();
}

}  // namespace piaojue::box
