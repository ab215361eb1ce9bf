// server/hall/sheet_desk.hpp — batches of sheets on their way into the log   PROTOCOL.md §11.8 §16
//
// Two people key a batch, and neither is told what the other keyed: the first is kept, the second
// is compared with it, and where they differ both are dropped and the cells named. A batch with a
// doubtful sheet waits for the chief scrutineer. Whoever keyed a batch is told what became of it,
// also of a difference that only the other one's answer named. What was taken and what differed
// survive a restart (sheets.db); from the log's commit on it is in the record, and what a crash
// leaves behind it is found there.
//
// Threads: safe from any thread. Failures of the disk throw EnvError.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ballot/entries/paper_batch.hpp"
#include "crypto/base/clock.hpp"
#include "server/db/sqlite.hpp"
#include "server/log/log.hpp"

namespace piaojue::hall {

// Names of cells in which the two differ, never their values.
struct Differs {
    std::vector<std::string> cells;
};
struct Waits {};  // for the second person or the chief scrutineer
// In the log: its index.
using BatchAnswer = std::variant<Waits, Differs, std::uint64_t>;

// What became of a batch that one person keyed: in the log, dropped for these cells, or neither of
// them: kept.
struct Keying {
    std::optional<std::uint64_t> index;
    std::vector<std::string> differs;
};
using Keyings = std::map<BatchNumber, Keying>;

// The cells in which two batches of one number differ, named as in a table: "returned", "3 approve"
// (of the third project in candidate order), "doubtful".
[[nodiscard]] std::vector<std::string> differing_cells(const PaperBatch& one,
                                                       const PaperBatch& other);

class SheetDesk {
public:
    static void create_file(const std::filesystem::path& file);
    // `database` is sheets.db.
    SheetDesk(const std::filesystem::path& database, log::Log& log, const Clock& clock);

    // body ‖ u8 as (1 keyed, 2 chief) ‖ u16 person ‖ signature 64. Refuses in this order:
    // `malformed`, `unknown_round`, `wrong_manifest`, `wrong_phase` (not behind the close, behind
    // act 18 or a share; of the chief: no such batch waits), `not_permitted`, `signature_rejected`,
    // `malformed` (does not add up), `busy` (1,000 entries in the round).
    [[nodiscard]] Result<BatchAnswer> post(ByteView request);

    // u8 n ‖ n × bytes32 body: batches that lack the chief's signature alone. Refuses what
    // log::asker() refuses.
    [[nodiscard]] Result<Bytes> waiting(ByteView query);

    // Of the newest round, those that the asking person keyed; of a difference until that person
    // keys the batch again or two agree on it. Refuses what log::asker() refuses.
    [[nodiscard]] Result<Keyings> keyed(ByteView query);

private:
    struct Posted {
        PaperBatch batch;
        Bytes body;
        BatchSigner as = BatchSigner::keyed;
        PersonSignature signer;
    };
    // What is kept of one batch: all of the same body.
    struct Kept {
        Bytes body;
        std::vector<PersonSignature> keyed;
        std::optional<PersonSignature> chief;
    };

    [[nodiscard]] static Result<Posted> read(ByteView request);
    [[nodiscard]] static Result<void> check(const log::View& view, const Posted& posted);
    [[nodiscard]] std::optional<std::uint64_t> in_log(const log::View& view,
                                                      const Posted& posted) const;
    [[nodiscard]] Kept kept(const ManifestHash& manifest, BatchNumber batch);
    [[nodiscard]] std::vector<BatchNumber> kept_of(const ManifestHash& manifest,
                                                   PersonNumber person);
    [[nodiscard]] Keyings differed_of(const ManifestHash& manifest, PersonNumber person);
    void keep(const Posted& posted, const Kept& before);
    void drop_differing(const Kept& before, const Posted& posted, const Differs& differs);
    void drop(const PaperBatch& batch);
    // Parts of a transaction.
    void insert_kept(const Posted& posted);
    void delete_kept(const PaperBatch& batch);
    void insert_differed(const PaperBatch& batch, PersonNumber person, const Differs& differs);
    void delete_differed(const PaperBatch& batch, std::optional<PersonNumber> person);

    [[nodiscard]] static std::optional<SignedPaperBatch> complete(const Kept& kept);
    // What a crash left behind its entry in the log.
    void forget_logged(const Posted& posted);
    [[nodiscard]] Result<BatchAnswer> take_keyed(const Posted& posted);
    [[nodiscard]] Result<BatchAnswer> take_chief(const Posted& posted);
    [[nodiscard]] Result<BatchAnswer> enter(const Posted& posted);

    log::Log& log_;
    const Clock& clock_;
    std::mutex mutex_;
    db::Database database_;
};

}  // namespace piaojue::hall
