// server/hall/sheet_desk.cpp — blind double keying          PROTOCOL.md §11.8
#include "server/hall/sheet_desk.hpp"

#include <algorithm>

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "server/log/asker.hpp"

namespace piaojue::hall {
namespace {

constexpr std::size_t tail_bytes = 1 + person_signature_bytes;

constexpr std::string_view sheet_schema_1 = R"sql(
CREATE TABLE kept (
    manifest BLOB NOT NULL CHECK (length(manifest) = 32),
    batch INTEGER NOT NULL CHECK (batch BETWEEN 1 AND 200),
    signs_as INTEGER NOT NULL CHECK (signs_as IN (1, 2)),
    person INTEGER NOT NULL CHECK (person > 0),
    body BLOB NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (manifest, batch, signs_as, person)
) STRICT, WITHOUT ROWID;
)sql";

// Names of cells, never what stood in them.
constexpr std::string_view sheet_schema_2 = R"sql(
CREATE TABLE differed (
    manifest BLOB NOT NULL CHECK (length(manifest) = 32),
    batch INTEGER NOT NULL CHECK (batch BETWEEN 1 AND 200),
    person INTEGER NOT NULL CHECK (person > 0),
    place INTEGER NOT NULL CHECK (place >= 0),
    cell TEXT NOT NULL,
    PRIMARY KEY (manifest, batch, person, place)
) STRICT, WITHOUT ROWID;
)sql";

db::Options sheet_options() {
    db::Options out;
    out.application_id = 0x504a5348;  // "PJSH"
    out.migrations = {sheet_schema_1, sheet_schema_2};
    out.exclusive = true;
    return out;
}

bool signed_by(const std::vector<PersonSignature>& keyed, PersonNumber person) {
    return std::any_of(keyed.begin(), keyed.end(),
                       [person](const PersonSignature& one) { return one.person == person; });
}

}  // namespace

std::vector<std::string> differing_cells(const PaperBatch& one, const PaperBatch& other) {
    std::vector<std::string> out;
    const auto compare = [&out](std::string name, std::uint32_t left, std::uint32_t right) {
        if (left != right) out.push_back(std::move(name));
    };
    compare("issued", one.issued, other.issued);
    compare("returned", one.returned, other.returned);
    compare("void_over", one.voided.over, other.voided.over);
    compare("void_unreadable", one.voided.unreadable, other.voided.unreadable);
    compare("void_marked", one.voided.marked, other.voided.marked);
    compare("void_blank", one.voided.blank, other.voided.blank);
    const std::size_t projects = std::min(one.projects.size(), other.projects.size());
    for (std::size_t i = 0; i < projects; ++i) {
        const std::string no = std::to_string(i + 1) + " ";
        compare(no + "approve", one.projects[i].approve, other.projects[i].approve);
        compare(no + "oppose", one.projects[i].oppose, other.projects[i].oppose);
        compare(no + "abstain", one.projects[i].abstain, other.projects[i].abstain);
    }
    if (one.doubtful != other.doubtful) out.emplace_back("doubtful");
    return out;
}

void SheetDesk::create_file(const std::filesystem::path& file) {
    static_cast<void>(db::Database::create(file, sheet_options()));
}

SheetDesk::SheetDesk(const std::filesystem::path& database, log::Log& log, const Clock& clock)
    : log_(log), clock_(clock), database_(db::Database::open(database, sheet_options())) {}

Result<SheetDesk::Posted> SheetDesk::read(ByteView request) {
    if (request.size() < tail_bytes) return fail(Errc::malformed, "length");
    Posted out;
    const ByteView body = request.first(request.size() - tail_bytes);
    out.batch = PJ_TRY(decode_paper_body(body));
    out.body.assign(body.begin(), body.end());
    Reader tail{request.last(tail_bytes)};
    const std::uint8_t as = PJ_TRY(tail.u8());
    if (as != enum_code(BatchSigner::keyed) && as != enum_code(BatchSigner::chief)) {
        return fail(Errc::malformed, "signs as 1 (keyed) or 2 (chief)");
    }
    out.as = BatchSigner{as};
    out.signer.person = PersonNumber{PJ_TRY(tail.u16())};
    out.signer.signature = PJ_TRY(tail.fixed<size::signature>());
    return out;
}

Result<void> SheetDesk::check(const log::View& view, const Posted& posted) {
    const RoundState& round = *view.state.round();
    const bool closed = round.phase == Phase::closed || round.phase == Phase::cosigned;
    if (!closed || !round.closing || round.paper_statement || !round.shares.empty()) {
        return fail(Errc::wrong_phase,
                    "batches are taken between the close and the paper statement");
    }
    const auto person = round.second_persons.find(posted.signer.person);
    if (person == round.second_persons.end()) {
        return fail(Errc::not_permitted, "only scrutineers and tellers sign a batch");
    }
    if (posted.as == BatchSigner::chief && person != round.second_persons.begin()) {
        return fail(Errc::not_permitted, "only the chief scrutineer decides on doubtful sheets");
    }
    PJ_TRY(check_paper_signature(posted.body, posted.as, posted.signer.signature, person->second));
    PJ_TRY(check_batch(round.manifest, posted.batch));
    if (round.batch_entries >= limit::paper_batch_entries) {
        return fail(Errc::busy, "this round has too many batch entries");
    }
    return {};
}

// The same bytes again, behind the log's commit.
std::optional<std::uint64_t> SheetDesk::in_log(const log::View& view, const Posted& posted) const {
    const auto& batches = view.state.round()->batches;
    const auto newest = batches.find(posted.batch.batch);
    if (newest == batches.end() || newest->second.batch != posted.batch) return std::nullopt;
    const Result<SignedPaperBatch> entry = decode_paper_batch(newest->second.entry);
    PJ_ASSERT(entry.has_value(), "a batch in the log");
    const bool there = posted.as == BatchSigner::chief
                           ? entry->chief == posted.signer
                           : entry->keyed[0] == posted.signer || entry->keyed[1] == posted.signer;
    if (!there) return std::nullopt;
    return newest->second.index;
}

Result<BatchAnswer> SheetDesk::post(ByteView request) {
    const Posted posted = PJ_TRY(read(request));
    const std::lock_guard lock{mutex_};
    const log::ViewPtr view = log_.view();
    if (!view->round) return fail(Errc::unknown_round);
    if (posted.batch.manifest != view->round->hash()) return fail(Errc::wrong_manifest);
    if (const auto index = in_log(*view, posted)) return BatchAnswer{*index};
    PJ_TRY(check(*view, posted));
    forget_logged(posted);
    return posted.as == BatchSigner::chief ? take_chief(posted) : take_keyed(posted);
}

Result<BatchAnswer> SheetDesk::take_keyed(const Posted& posted) {
    const Kept before = kept(posted.batch.manifest, posted.batch.batch);
    if (before.keyed.empty()) {
        keep(posted, before);
        return BatchAnswer{Waits{}};
    }
    const bool again = signed_by(before.keyed, posted.signer.person);
    if (before.body != posted.body) {
        const PaperBatch first = PJ_TRY(decode_paper_body(before.body));
        Differs differs{differing_cells(first, posted.batch)};
        drop_differing(before, posted, differs);
        // One's own correction: from here on the batch is keyed anew.
        if (again) return BatchAnswer{Waits{}};
        return BatchAnswer{std::move(differs)};
    }
    if (!again && before.keyed.size() < 2) keep(posted, before);
    return enter(posted);
}

Result<BatchAnswer> SheetDesk::take_chief(const Posted& posted) {
    const Kept before = kept(posted.batch.manifest, posted.batch.batch);
    if (before.body != posted.body || before.keyed.size() < 2 || posted.batch.doubtful.empty()) {
        return fail(Errc::wrong_phase, "no such batch waits for the chief scrutineer");
    }
    keep(posted, before);
    return enter(posted);
}

// In the log as soon as all have signed.
Result<BatchAnswer> SheetDesk::enter(const Posted& posted) {
    const auto entry = complete(kept(posted.batch.manifest, posted.batch.batch));
    if (!entry) return BatchAnswer{Waits{}};
    const std::uint64_t index = PJ_TRY(log_.append(encode_paper_batch(*entry)));
    // ───── COMMIT POINT: it is in the record; what is dropped now is only the way there ─────
    drop(posted.batch);
    return BatchAnswer{index};
}

std::optional<SignedPaperBatch> SheetDesk::complete(const Kept& kept) {
    if (kept.keyed.size() < 2) return std::nullopt;
    Result<PaperBatch> batch = decode_paper_body(kept.body);
    PJ_ASSERT(batch.has_value(), "a batch that was kept");
    if (!batch->doubtful.empty() && !kept.chief) return std::nullopt;
    return SignedPaperBatch{std::move(*batch), {kept.keyed[0], kept.keyed[1]}, kept.chief};
}

void SheetDesk::forget_logged(const Posted& posted) {
    const auto entry = complete(kept(posted.batch.manifest, posted.batch.batch));
    if (entry && log_.find(encode_paper_batch(*entry))) drop(posted.batch);
}

SheetDesk::Kept SheetDesk::kept(const ManifestHash& manifest, BatchNumber batch) {
    db::Statement select = database_.prepare(
        "SELECT signs_as, person, body, signature FROM kept WHERE manifest = ? AND batch = ? "
        "ORDER BY signs_as, person");
    select.bind_bytes(1, manifest.value()).bind_int(2, batch.value());
    Kept out;
    while (select.step()) {
        const PersonSignature signer{PersonNumber{static_cast<std::uint16_t>(select.column_int(1))},
                                     select.column_fixed<64>(3)};
        out.body = select.column_bytes(2);
        if (select.column_int(0) == enum_code(BatchSigner::chief)) {
            out.chief = signer;
        } else {
            out.keyed.push_back(signer);
        }
    }
    return out;
}

// ── each of these three is one transaction, before the answer leaves ──

void SheetDesk::keep(const Posted& posted, const Kept& before) {
    db::Transaction transaction{database_};
    // Where two agree, nobody has anything left to key again.
    const bool alone = before.keyed.empty();
    delete_differed(posted.batch, alone ? std::optional{posted.signer.person} : std::nullopt);
    insert_kept(posted);
    transaction.commit();
}

// All who keyed it are told; whoever corrects himself is the first again.
void SheetDesk::drop_differing(const Kept& before, const Posted& posted, const Differs& differs) {
    const bool corrects = signed_by(before.keyed, posted.signer.person);
    db::Transaction transaction{database_};
    delete_kept(posted.batch);
    for (const PersonSignature& one : before.keyed)
        if (one.person != posted.signer.person) insert_differed(posted.batch, one.person, differs);
    if (corrects) {
        insert_kept(posted);
    } else {
        insert_differed(posted.batch, posted.signer.person, differs);
    }
    transaction.commit();
}

void SheetDesk::drop(const PaperBatch& batch) {
    db::Transaction transaction{database_};
    delete_kept(batch);
    transaction.commit();
}

void SheetDesk::insert_kept(const Posted& posted) {
    database_
        .prepare(
            "INSERT OR REPLACE INTO kept (manifest, batch, signs_as, person, body, signature) "
            "VALUES (?, ?, ?, ?, ?, ?)")
        .bind_bytes(1, posted.batch.manifest.value())
        .bind_int(2, posted.batch.batch.value())
        .bind_int(3, enum_code(posted.as))
        .bind_int(4, posted.signer.person.value())
        .bind_bytes(5, posted.body)
        .bind_bytes(6, posted.signer.signature)
        .run();
}

void SheetDesk::delete_kept(const PaperBatch& batch) {
    database_.prepare("DELETE FROM kept WHERE manifest = ? AND batch = ?")
        .bind_bytes(1, batch.manifest.value())
        .bind_int(2, batch.batch.value())
        .run();
}

void SheetDesk::insert_differed(const PaperBatch& batch, PersonNumber person,
                                const Differs& differs) {
    delete_differed(batch, person);
    db::Statement insert = database_.prepare(
        "INSERT INTO differed (manifest, batch, person, place, cell) VALUES (?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < differs.cells.size(); ++i) {
        insert.bind_bytes(1, batch.manifest.value())
            .bind_int(2, batch.batch.value())
            .bind_int(3, person.value())
            .bind_int(4, static_cast<std::uint32_t>(i))
            .bind_text(5, differs.cells[i])
            .run();
    }
}

// Of all persons where none is named.
void SheetDesk::delete_differed(const PaperBatch& batch, std::optional<PersonNumber> person) {
    db::Statement statement = database_.prepare(
        person ? "DELETE FROM differed WHERE manifest = ? AND batch = ? AND person = ?"
               : "DELETE FROM differed WHERE manifest = ? AND batch = ?");
    statement.bind_bytes(1, batch.manifest.value()).bind_int(2, batch.batch.value());
    if (person) statement.bind_int(3, person->value());
    statement.run();
}

Keyings SheetDesk::differed_of(const ManifestHash& manifest, PersonNumber person) {
    db::Statement select = database_.prepare(
        "SELECT batch, cell FROM differed WHERE manifest = ? AND person = ? "
        "ORDER BY batch, place");
    select.bind_bytes(1, manifest.value()).bind_int(2, person.value());
    Keyings out;
    while (select.step()) {
        const BatchNumber batch{static_cast<std::uint16_t>(select.column_int(0))};
        out[batch].differs.push_back(select.column_text(1));
    }
    return out;
}

std::vector<BatchNumber> SheetDesk::kept_of(const ManifestHash& manifest, PersonNumber person) {
    db::Statement select = database_.prepare(
        "SELECT batch FROM kept WHERE manifest = ? AND person = ? AND signs_as = ?");
    select.bind_bytes(1, manifest.value())
        .bind_int(2, person.value())
        .bind_int(3, enum_code(BatchSigner::keyed));
    std::vector<BatchNumber> out;
    while (select.step())
        out.emplace_back(static_cast<std::uint16_t>(select.column_int(0)));
    return out;
}

// The newest word on each: what is kept, then a difference, then the log.
Result<Keyings> SheetDesk::keyed(ByteView query) {
    const std::lock_guard lock{mutex_};
    const log::ViewPtr view = log_.view();
    PJ_TRY(log::asker(*view, query, clock_));
    const PersonNumber person = PJ_TRY(decode_query(query)).person;
    if (!view->round) return Keyings{};
    const ManifestHash manifest = view->round->hash();
    Keyings out = differed_of(manifest, person);
    for (const BatchNumber batch : kept_of(manifest, person)) {
        // A crash behind the log's commit leaves it here too.
        const auto entry = complete(kept(manifest, batch));
        out[batch] = {entry ? log_.find(encode_paper_batch(*entry)) : std::nullopt, {}};
    }
    for (const auto& [batch, newest] : view->state.round()->batches) {
        const Result<SignedPaperBatch> entry = decode_paper_batch(newest.entry);
        PJ_ASSERT(entry.has_value(), "a batch in the log");
        const auto& by = entry->keyed;
        const bool own = by[0].person == person || by[1].person == person;
        if (own) out.try_emplace(batch, Keying{newest.index, {}});
    }
    return out;
}

Result<Bytes> SheetDesk::waiting(ByteView query) {
    const std::lock_guard lock{mutex_};
    const log::ViewPtr view = log_.view();
    PJ_TRY(log::asker(*view, query, clock_));
    std::vector<Bytes> bodies;
    if (view->round) {
        for (std::uint16_t number = 1; number <= limit::paper_batches; ++number) {
            Kept one = kept(view->round->hash(), BatchNumber{number});
            if (one.keyed.size() == 2 && !one.chief && !complete(one))
                bodies.push_back(std::move(one.body));
        }
    }
    Writer out;
    out.u8(static_cast<Byte>(bodies.size()));
    for (const Bytes& body : bodies)
        out.bytes32(body);
    return std::move(out).bytes();
}

}  // namespace piaojue::hall
