// server/hall/relay_store.cpp — hall.db
#include "server/hall/relay_store.hpp"

namespace piaojue::hall {
namespace {

constexpr std::string_view schema_1 = R"sql(
CREATE TABLE ceremony (
    enrolment BLOB NOT NULL CHECK (length(enrolment) = 32),
    step INTEGER NOT NULL CHECK (step BETWEEN 1 AND 3),
    teller INTEGER NOT NULL CHECK (teller BETWEEN 1 AND 32),
    body BLOB NOT NULL,
    PRIMARY KEY (enrolment, step, teller)
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view schema_2 = R"sql(
CREATE TABLE proposal (
    place INTEGER PRIMARY KEY,
    entry BLOB NOT NULL
) STRICT;
)sql";

db::Options options() {
    db::Options out;
    out.application_id = 0x504a484c;  // "PJHL"
    out.migrations = {schema_1, schema_2};
    out.exclusive = true;
    return out;
}

}  // namespace

void RelayStore::create_file(const std::filesystem::path& file) {
    static_cast<void>(db::Database::create(file, options()));
}

RelayStore::RelayStore(const std::filesystem::path& file)
    : database_(db::Database::open(file, options())) {}

void RelayStore::keep(const EnrolmentHash& enrolment, CeremonyStep step, TellerNumber teller,
                      ByteView body) {
    const std::lock_guard lock{mutex_};
    db::Transaction transaction{database_};
    database_
        .prepare(
            "INSERT OR IGNORE INTO ceremony (enrolment, step, teller, body) "
            "VALUES (?, ?, ?, ?)")
        .bind_bytes(1, enrolment.value())
        .bind_int(2, static_cast<std::uint8_t>(step))
        .bind_int(3, teller.value())
        .bind_bytes(4, body)
        .run();
    transaction.commit();
}

std::map<TellerNumber, Bytes> RelayStore::all(const EnrolmentHash& enrolment, CeremonyStep step) {
    const std::lock_guard lock{mutex_};
    db::Statement select = database_.prepare(
        "SELECT teller, body FROM ceremony WHERE enrolment = ? AND step = ? ORDER BY teller");
    select.bind_bytes(1, enrolment.value()).bind_int(2, static_cast<std::uint8_t>(step));
    std::map<TellerNumber, Bytes> out;
    while (select.step())
        out.emplace(TellerNumber{static_cast<std::uint8_t>(select.column_int(0))},
                    select.column_bytes(1));
    return out;
}

void RelayStore::keep_proposals(std::span<const ByteView> entries) {
    const std::lock_guard lock{mutex_};
    db::Transaction transaction{database_};
    database_.prepare("DELETE FROM proposal").run();
    db::Statement insert = database_.prepare("INSERT INTO proposal (entry) VALUES (?)");
    for (const ByteView entry : entries)
        insert.bind_bytes(1, entry).run();
    transaction.commit();
}

std::vector<Bytes> RelayStore::proposals() {
    const std::lock_guard lock{mutex_};
    db::Statement select = database_.prepare("SELECT entry FROM proposal ORDER BY place");
    std::vector<Bytes> out;
    while (select.step())
        out.push_back(select.column_bytes(0));
    return out;
}

}  // namespace piaojue::hall
