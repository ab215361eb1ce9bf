// server/hall/desk.cpp — what officials at the door are told          PROTOCOL.md §9 §16
#include "server/hall/desk.hpp"

#include "ballot/entries/statement.hpp"
#include "ballot/entry.hpp"
#include "server/imports/import.hpp"
#include "server/log/asker.hpp"
#include "server/log/files.hpp"

namespace piaojue::hall {
namespace {

// A log of a closed vote holds ballots too.
constexpr std::uint64_t entries_at_once = 500;

}  // namespace

Result<std::vector<DeputyName>> Desk::names(ByteView query) const {
    PJ_TRY(log::asking_official(*log_.view(), query, clock_));
    return listed();
}

void Desk::keep(std::string_view roll) const {
    log::write_file_whole(names_, as_bytes(roll));
}

std::vector<DeputyName> Desk::listed() const {
    std::vector<DeputyName> out;
    const std::optional<Bytes> file = log::read_file(names_);
    if (!file) return out;
    const imports::Import roll = imports::import_table(*file, imports::Kind::roll);
    if (!roll.ok())
        throw EnvError(names_.string() + " is damaged: import it again (" +
                       imports::spoken_errors(roll) + ")");
    for (const imports::Record& row : roll.records)
        out.push_back({row.of(imports::Field::name), row.of(imports::Field::delegation),
                       row.of(imports::Field::seat), row.of(imports::Field::note)});
    return out;
}

std::optional<std::string> Desk::fault_of_names() const {
    try {
        static_cast<void>(listed());
        return std::nullopt;
    } catch (const EnvError& fault) {
        return fault.what();
    }
}

Result<Attendance> Desk::attendance(ByteView query) {
    const std::lock_guard lock{mutex_};
    // Under the lock: no view is older than what was read.
    const log::ViewPtr view = log_.view();
    const Person official = PJ_TRY(log::asking_official(*view, query, clock_));
    read_on(*view);
    Attendance out{view->state.size(), view->state.last_serial(official.statement_key), deputies_};
    if (const RoundState* const round = view->state.round()) {
        for (const DeputyNumber deputy : issuer_.drawers(round->manifest.hash()))
            out.deputies[deputy].drew = true;
        for (const DeputyNumber deputy : issuer_.takers(round->manifest.hash()))
            out.deputies[deputy].took = true;
        for (const DeputyNumber deputy : issuer_.declarers(round->manifest.hash()))
            out.deputies[deputy].declared = true;
    }
    return out;
}

void Desk::read_on(const log::View& view) {
    while (read_ < view.state.size()) {
        const std::uint64_t count = std::min(entries_at_once, view.state.size() - read_);
        for (const Bytes& entry : log_.entries(read_, count))
            read(entry);
        read_ += count;
    }
}

void Desk::read(ByteView entry) {
    const Result<EntryType> type = entry_type(entry);
    // These end every sign-in before them.
    if (type == EntryType::enrolment || type == EntryType::roll) deputies_.clear();
    if (type != EntryType::statement) return;
    const Result<Statement> statement = decode_statement(entry);
    PJ_ASSERT(statement.has_value(), "a statement in the log");
    if (statement->act != Act::sign_in && statement->act != Act::leave) return;
    for (const DeputyNumber deputy : std::get<DeputiesBody>(statement->body).deputies) {
        Attended& attended = deputies_[deputy];
        attended.left.reset();
        if (statement->act == Act::leave)
            attended.left = statement->minute;
        else if (!attended.signed_in)
            attended.signed_in = statement->minute;
    }
}

}  // namespace piaojue::hall
