// server/box/store.hpp — box.db, the SQL of the box          PROTOCOL.md §8.6, docs/adr/0005, 0009
//
// WHAT, and nothing of who or when: tables WITHOUT ROWID keyed by hashes, no time, no counter, no
// row order; deleted content is overwritten. Rows carry the manifest hash, so that one file serves
// all rounds of a congress. A transaction that committed survives a loss of power
// (synchronous = FULL).
//
// Threads: safe from any thread, one at a time inside. Failures throw EnvError.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "ballot/ids.hpp"
#include "server/box/spend.hpp"
#include "server/db/sqlite.hpp"

namespace piaojue::box {

// What one commit adds.
struct StoreBatch {
    ManifestHash manifest;
    std::vector<const Spend*> spends;
    std::vector<const Bytes*> opened;  // entries
};

struct StoredSpend {
    SpendKind kind;
    Bytes body;
};

class Store {
public:
    static void create_file(const std::filesystem::path& file);
    explicit Store(const std::filesystem::path& file);

    // One transaction. ConstraintError if a key is there already: the caller has asked before.
    void commit(const StoreBatch& batch);
    // The close marker with the close statement itself. One transaction.
    void commit_closed(const ManifestHash& manifest, ByteView statement);

    [[nodiscard]] std::optional<Bytes> closed_by(const ManifestHash& manifest);
    // In the order of the keys' hashes.
    [[nodiscard]] std::vector<StoredSpend> spends(const ManifestHash& manifest);
    // Claims, ascending.
    [[nodiscard]] std::vector<Bytes> claims(const ManifestHash& manifest);
    // Ascending.
    [[nodiscard]] std::vector<Bytes> opened(const ManifestHash& manifest);

    // Removes what the file still tells about the order of arrival: rewrites it and cuts the WAL.
    void forget_order();

private:
    std::mutex mutex_;
    db::Database database_;
};

}  // namespace piaojue::box
