#include "ballot/entries/result_entry.hpp"

#include "ballot/detail/fields.hpp"
#include "ballot/method.hpp"
#include "crypto/hash.hpp"

namespace piaojue {
namespace {

constexpr Byte flag_passed = 1;
constexpr Byte flag_chosen = 2;
constexpr Byte flag_tied = 4;

// The members in the order of the entry.
template <class Counts, class Visit>
void each_count(Counts& counts, Visit visit) {
    visit(counts.due);
    visit(counts.present);
    visit(counts.issued);
    visit(counts.cast);
    visit(counts.handed_back);
    visit(counts.returned);
    visit(counts.outstanding);
    visit(counts.blank);
    visit(counts.voided);
    visit(counts.valid);
}
constexpr std::size_t counts_bytes = 40;

Result<RoundCounts> read_counts(Reader& reader) {
    const ByteView bytes = PJ_TRY(reader.take(counts_bytes));
    RoundCounts out;
    Reader inner{bytes};
    each_count(out, [&inner](std::uint32_t& count) { count = inner.u32().value(); });
    return out;
}

Result<ProjectResult> read_project(Reader& reader) {
    ProjectResult out;
    out.approve = PJ_TRY(reader.u32());
    out.oppose = PJ_TRY(reader.u32());
    out.abstain = PJ_TRY(reader.u32());
    const Byte flags = PJ_TRY(reader.u8());
    if (flags > (flag_passed | flag_chosen | flag_tied)) {
        return fail(Errc::malformed, "a reserved flag of a project's result");
    }
    out.passed = (flags & flag_passed) != 0;
    out.chosen = (flags & flag_chosen) != 0;
    out.tied = (flags & flag_tied) != 0;
    out.rank = PJ_TRY(reader.u16());
    return out;
}

template <class Line, class Visit>
void each_sheet_number(Line& sheets, Visit visit) {
    visit(sheets.taken);
    visit(sheets.exchanged);
    visit(sheets.uncancelled);
    visit(sheets.returned);
    visit(sheets.voided.over);
    visit(sheets.voided.unreadable);
    visit(sheets.voided.marked);
    visit(sheets.voided.blank);
    for (auto& project : sheets.projects) {
        visit(project.approve);
        visit(project.oppose);
        visit(project.abstain);
    }
}

Result<Sheets> read_sheets(Reader& reader, std::size_t projects) {
    Sheets out;
    out.projects.resize(projects);
    const std::size_t numbers = 8 + 3 * projects;
    Reader line{PJ_TRY(reader.take(4 * numbers))};
    each_sheet_number(out, [&line](std::uint32_t& number) { number = line.u32().value(); });
    return out;
}

Result<std::vector<TellerNumber>> read_used(Reader& reader, bool opened) {
    const std::uint8_t count = PJ_TRY(reader.u8());
    if (!opened && count != 0) return fail(Errc::malformed, "shares used and nothing decrypted");
    std::vector<TellerNumber> out;
    for (std::uint8_t i = 0; i < count; ++i) {
        const TellerNumber teller{PJ_TRY(reader.u8())};
        if (teller.value() == 0) return fail(Errc::malformed, "teller 0");
        if (!out.empty() && teller <= out.back()) {
            return fail(Errc::malformed, "tellers out of order");
        }
        out.push_back(teller);
    }
    return out;
}

void write_project(Writer& writer, const ProjectResult& project) {
    writer.u32(project.approve).u32(project.oppose).u32(project.abstain);
    writer.u8(static_cast<Byte>((project.passed ? flag_passed : 0) |
                                (project.chosen ? flag_chosen : 0) |
                                (project.tied ? flag_tied : 0)));
    writer.u16(project.rank);
}

}  // namespace

Bytes encode_result(const ResultEntry& result) {
    Writer writer = detail::begin_entry(EntryType::result);
    writer.raw(result.manifest.value()).raw(result.root).u8(enum_code(result.opened));
    writer.u8(static_cast<Byte>(result.used.size()));
    for (const TellerNumber teller : result.used)
        writer.u8(teller.value());
    each_count(result.counts, [&writer](std::uint32_t count) { writer.u32(count); });
    for (const ProjectResult& project : result.projects)
        write_project(writer, project);
    writer.u8(result.places_left).u8(result.next_kind).u8(result.next_places);
    writer.u8(static_cast<Byte>(result.next_candidates.size()));
    for (const ProjectNumber no : result.next_candidates)
        writer.u16(no.value());
    if (result.sheets) {
        PJ_ASSERT(result.sheets->projects.size() == result.projects.size(), "sheets of the round");
        each_sheet_number(*result.sheets,
                          [&writer](const std::uint32_t& number) { writer.u32(number); });
    }
    return std::move(writer).bytes();
}

Result<ResultEntry> decode_result(ByteView entry, std::size_t projects, bool with_sheets) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::result));
    ResultEntry out;
    out.manifest = PJ_TRY(detail::read_id<ManifestHash>(reader));
    out.root = PJ_TRY(reader.fixed<size::hash>());
    const Byte opened = PJ_TRY(reader.u8());
    if (opened > enum_code(OpenedAs::sheets_alone)) {
        return fail(Errc::malformed, "opened is none of 0, 1 and 2");
    }
    out.opened = OpenedAs{opened};
    out.used = PJ_TRY(read_used(reader, out.opened == OpenedAs::decrypted));
    out.counts = PJ_TRY(read_counts(reader));
    for (std::size_t i = 0; i < projects; ++i)
        out.projects.push_back(PJ_TRY(read_project(reader)));
    out.places_left = PJ_TRY(reader.u8());
    out.next_kind = PJ_TRY(reader.u8());
    if (out.next_kind != 0) {
        const auto kind = enum_from_code<RoundKind>(out.next_kind);
        if (!kind) return fail(Errc::malformed, "kind of the next round");
    }
    out.next_places = PJ_TRY(reader.u8());
    const std::uint8_t candidates = PJ_TRY(reader.u8());
    for (std::uint8_t i = 0; i < candidates; ++i)
        out.next_candidates.emplace_back(PJ_TRY(reader.u16()));
    if (with_sheets) out.sheets = PJ_TRY(read_sheets(reader, projects));
    PJ_TRY(reader.finish());
    return out;
}

ResultHash result_hash(ByteView entry) {
    return ResultHash{hash_tagged(tag::result, {entry})};
}

}  // namespace piaojue
