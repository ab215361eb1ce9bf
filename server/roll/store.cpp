// server/roll/store.cpp — roll.db          docs/adr/0005
#include "server/roll/store.hpp"

namespace piaojue::roll {
namespace {

constexpr std::string_view schema_1 = R"sql(
CREATE TABLE issued (
    manifest BLOB NOT NULL CHECK (length(manifest) = 32),
    deputy INTEGER NOT NULL CHECK (deputy > 0),
    blinded_hash BLOB NOT NULL CHECK (length(blinded_hash) = 32),
    request_signature BLOB NOT NULL CHECK (length(request_signature) = 64),
    blind_signature BLOB NOT NULL CHECK (length(blind_signature) = 384),
    PRIMARY KEY (manifest, deputy)
) STRICT, WITHOUT ROWID;
CREATE TABLE refused (
    manifest BLOB NOT NULL CHECK (length(manifest) = 32),
    deputy INTEGER NOT NULL CHECK (deputy > 0),
    blinded_hash BLOB NOT NULL CHECK (length(blinded_hash) = 32),
    request_signature BLOB NOT NULL CHECK (length(request_signature) = 64),
    PRIMARY KEY (manifest, deputy, blinded_hash)
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view schema_2 = R"sql(
CREATE TABLE drawn (
    manifest BLOB NOT NULL CHECK (length(manifest) = 32),
    deputy INTEGER NOT NULL CHECK (deputy > 0),
    request_signature BLOB NOT NULL CHECK (length(request_signature) = 64),
    PRIMARY KEY (manifest, deputy)
) STRICT, WITHOUT ROWID;
)sql";

// Sheets of paper (§7.5).
constexpr std::string_view schema_3 = R"sql(
CREATE TABLE taken (
    manifest BLOB NOT NULL CHECK (length(manifest) = 32),
    deputy INTEGER NOT NULL CHECK (deputy > 0),
    request_signature BLOB NOT NULL CHECK (length(request_signature) = 64),
    PRIMARY KEY (manifest, deputy)
) STRICT, WITHOUT ROWID;
)sql";

// Declarations (§11.9).
constexpr std::string_view schema_4 = R"sql(
CREATE TABLE declared (
    manifest BLOB NOT NULL CHECK (length(manifest) = 32),
    deputy INTEGER NOT NULL CHECK (deputy > 0),
    request_signature BLOB NOT NULL CHECK (length(request_signature) = 64),
    PRIMARY KEY (manifest, deputy)
) STRICT, WITHOUT ROWID;
)sql";

// By which desk a repeated request is told from another's (§7.4).
constexpr std::string_view schema_5 = R"sql(
ALTER TABLE drawn ADD COLUMN mark BLOB NOT NULL DEFAULT x'' CHECK (length(mark) IN (0, 16));
ALTER TABLE taken ADD COLUMN mark BLOB NOT NULL DEFAULT x'' CHECK (length(mark) IN (0, 16));
)sql";

db::Options options() {
    db::Options out;
    out.application_id = 0x504a524c;  // "PJRL"
    out.migrations = {schema_1, schema_2, schema_3, schema_4, schema_5};
    out.exclusive = true;
    return out;
}

}  // namespace

void Store::create_file(const std::filesystem::path& file) {
    static_cast<void>(db::Database::create(file, options()));
}

Store::Store(const std::filesystem::path& file) : database_(db::Database::open(file, options())) {}

std::optional<Issued> Store::find(const ManifestHash& manifest, DeputyNumber deputy) {
    db::Statement select = database_.prepare(
        "SELECT blinded_hash, blind_signature FROM issued WHERE manifest = ? AND deputy = ?");
    select.bind_bytes(1, manifest.value()).bind_int(2, deputy.value());
    if (select.step())
        return Issued{select.column_fixed<32>(0), select.column_fixed<384>(1), false, {}};
    db::Statement drawn =
        database_.prepare("SELECT mark FROM drawn WHERE manifest = ? AND deputy = ?");
    drawn.bind_bytes(1, manifest.value()).bind_int(2, deputy.value());
    if (drawn.step()) return Issued{{}, {}, false, drawn.column_bytes(0)};
    db::Statement taken =
        database_.prepare("SELECT mark FROM taken WHERE manifest = ? AND deputy = ?");
    taken.bind_bytes(1, manifest.value()).bind_int(2, deputy.value());
    if (taken.step()) return Issued{{}, {}, true, taken.column_bytes(0)};
    return std::nullopt;
}

void Store::commit(const Issuance& issuance, const std::optional<Bytes384>& blind_signature,
                   ByteView mark) {
    PJ_ASSERT(issuance.blinded_hash.has_value() == blind_signature.has_value(),
              "a signature for a blinded value");
    PJ_ASSERT(mark.empty() || !blind_signature, "a mark of what no desk asks for");
    db::Transaction transaction{database_};
    if (blind_signature) {
        database_
            .prepare(
                "INSERT INTO issued (manifest, deputy, blinded_hash, request_signature, "
                "blind_signature) VALUES (?, ?, ?, ?, ?)")
            .bind_bytes(1, issuance.manifest.value())
            .bind_int(2, issuance.deputy.value())
            .bind_bytes(3, *issuance.blinded_hash)
            .bind_bytes(4, issuance.signature)
            .bind_bytes(5, *blind_signature)
            .run();
    } else {
        const std::string table = issuance.sheet ? "taken" : "drawn";
        database_
            .prepare("INSERT INTO " + table +
                     " (manifest, deputy, request_signature, mark) VALUES (?, ?, ?, ?)")
            .bind_bytes(1, issuance.manifest.value())
            .bind_int(2, issuance.deputy.value())
            .bind_bytes(3, issuance.signature)
            .bind_bytes(4, mark)
            .run();
    }
    transaction.commit();
}

bool Store::keep_evidence(const Issuance& refused) {
    if (!refused.blinded_hash) return false;
    db::Transaction transaction{database_};
    db::Statement count =
        database_.prepare("SELECT count(*) FROM refused WHERE manifest = ? AND deputy = ?");
    count.bind_bytes(1, refused.manifest.value()).bind_int(2, refused.deputy.value());
    if (!count.step() || count.column_int(0) >= std::int64_t{evidence_max}) return false;
    count.reset();
    database_
        .prepare(
            "INSERT OR IGNORE INTO refused (manifest, deputy, blinded_hash, "
            "request_signature) VALUES (?, ?, ?, ?)")
        .bind_bytes(1, refused.manifest.value())
        .bind_int(2, refused.deputy.value())
        .bind_bytes(3, *refused.blinded_hash)
        .bind_bytes(4, refused.signature)
        .run();
    const bool added = database_.changes() > 0;
    transaction.commit();
    return added;
}

std::uint32_t Store::issued(const ManifestHash& manifest) {
    db::Statement count = database_.prepare("SELECT count(*) FROM issued WHERE manifest = ?");
    count.bind_bytes(1, manifest.value());
    const auto blind = count.step() ? static_cast<std::uint32_t>(count.column_int(0)) : 0;
    return blind + drawn(manifest) + taken(manifest);
}

std::uint32_t Store::taken(const ManifestHash& manifest) {
    db::Statement count = database_.prepare("SELECT count(*) FROM taken WHERE manifest = ?");
    count.bind_bytes(1, manifest.value());
    return count.step() ? static_cast<std::uint32_t>(count.column_int(0)) : 0;
}

std::uint32_t Store::drawn(const ManifestHash& manifest) {
    db::Statement count = database_.prepare("SELECT count(*) FROM drawn WHERE manifest = ?");
    count.bind_bytes(1, manifest.value());
    return count.step() ? static_cast<std::uint32_t>(count.column_int(0)) : 0;
}

std::vector<DeputyNumber> Store::deputies_of(std::string_view query, const ManifestHash& manifest) {
    db::Statement select = database_.prepare(query);
    select.bind_bytes(1, manifest.value());
    std::vector<DeputyNumber> out;
    while (select.step())
        out.emplace_back(static_cast<std::uint32_t>(select.column_int(0)));
    return out;
}

std::vector<DeputyNumber> Store::drawers(const ManifestHash& manifest) {
    return deputies_of("SELECT deputy FROM drawn WHERE manifest = ? ORDER BY deputy", manifest);
}

std::vector<DeputyNumber> Store::takers(const ManifestHash& manifest) {
    return deputies_of("SELECT deputy FROM taken WHERE manifest = ? ORDER BY deputy", manifest);
}

std::vector<Issuance> Store::issuances(const ManifestHash& manifest) {
    db::Statement select = database_.prepare(
        "SELECT deputy, request_signature, blinded_hash, 0 FROM issued WHERE manifest = ?1 "
        "UNION ALL SELECT deputy, request_signature, NULL, 0 FROM drawn WHERE manifest = ?1 "
        "UNION ALL SELECT deputy, request_signature, NULL, 1 FROM taken WHERE manifest = ?1 "
        "ORDER BY deputy");
    select.bind_bytes(1, manifest.value());
    std::vector<Issuance> out;
    while (select.step()) {
        Issuance one{manifest,
                     DeputyNumber{static_cast<std::uint32_t>(select.column_int(0))},
                     {},
                     select.column_fixed<64>(1),
                     select.column_int(3) == 1};
        if (!select.column_is_null(2)) one.blinded_hash = select.column_fixed<32>(2);
        out.push_back(one);
    }
    return out;
}

std::uint32_t Store::evidence(const ManifestHash& manifest) {
    db::Statement count = database_.prepare("SELECT count(*) FROM refused WHERE manifest = ?");
    count.bind_bytes(1, manifest.value());
    return count.step() ? static_cast<std::uint32_t>(count.column_int(0)) : 0;
}

void Store::commit(const Declaration& declaration) {
    db::Transaction transaction{database_};
    database_.prepare("INSERT INTO declared (manifest, deputy, request_signature) VALUES (?, ?, ?)")
        .bind_bytes(1, declaration.manifest.value())
        .bind_int(2, declaration.deputy.value())
        .bind_bytes(3, declaration.signature)
        .run();
    transaction.commit();
}

bool Store::declared(const ManifestHash& manifest, DeputyNumber deputy) {
    db::Statement select =
        database_.prepare("SELECT 1 FROM declared WHERE manifest = ? AND deputy = ?");
    select.bind_bytes(1, manifest.value()).bind_int(2, deputy.value());
    return select.step();
}

std::vector<Declaration> Store::declarations(const ManifestHash& manifest) {
    db::Statement select = database_.prepare(
        "SELECT deputy, request_signature FROM declared WHERE manifest = ? ORDER BY deputy");
    select.bind_bytes(1, manifest.value());
    std::vector<Declaration> out;
    while (select.step())
        out.push_back({manifest, DeputyNumber{static_cast<std::uint32_t>(select.column_int(0))},
                       select.column_fixed<64>(1)});
    return out;
}

}  // namespace piaojue::roll
