#include "ballot/entries/closing.hpp"

#include "ballot/detail/fields.hpp"

namespace piaojue {
namespace {

void write_box_counts(Writer& writer, const BoxCounts& counts) {
    writer.u32(counts.present).u32(counts.issued).u32(counts.cast).u32(counts.handed_back);
}

Result<BoxCounts> read_box_counts(Reader& reader) {
    BoxCounts out;
    out.present = PJ_TRY(reader.u32());
    out.issued = PJ_TRY(reader.u32());
    out.cast = PJ_TRY(reader.u32());
    out.handed_back = PJ_TRY(reader.u32());
    return out;
}

}  // namespace

Bytes encode_counts(const Counts& counts) {
    Writer writer = detail::begin_entry(EntryType::counts);
    writer.raw(counts.manifest.value()).u8(static_cast<Byte>(counts.phase));
    write_box_counts(writer, counts.counts);
    return std::move(writer).bytes();
}

Bytes encode_closing(const Closing& closing) {
    Writer writer = detail::begin_entry(EntryType::closing);
    writer.raw(closing.manifest.value());
    write_box_counts(writer, closing.counts);
    writer.u32(closing.voided).u32(closing.opened);
    return std::move(writer).bytes();
}

Bytes encode_cosigned(const Cosigned& cosigned) {
    Writer writer = detail::begin_entry(EntryType::cosigned);
    writer.raw(cosigned.manifest.value()).bytes32(cosigned.checkpoint);
    return std::move(writer).bytes();
}

Result<Counts> decode_counts(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::counts));
    Counts out;
    out.manifest = PJ_TRY(detail::read_id<ManifestHash>(reader));
    const Byte phase = PJ_TRY(reader.u8());
    if (phase < static_cast<Byte>(CountsPhase::issuing) ||
        phase > static_cast<Byte>(CountsPhase::voting)) {
        return fail(Errc::malformed, "phase of a counts entry");
    }
    out.phase = CountsPhase{phase};
    out.counts = PJ_TRY(read_box_counts(reader));
    PJ_TRY(reader.finish());
    return out;
}

Result<Closing> decode_closing(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::closing));
    Closing out;
    out.manifest = PJ_TRY(detail::read_id<ManifestHash>(reader));
    out.counts = PJ_TRY(read_box_counts(reader));
    out.voided = PJ_TRY(reader.u32());
    out.opened = PJ_TRY(reader.u32());
    PJ_TRY(reader.finish());
    return out;
}

Result<Cosigned> decode_cosigned(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::cosigned));
    Cosigned out;
    out.manifest = PJ_TRY(detail::read_id<ManifestHash>(reader));
    const ByteView checkpoint = PJ_TRY(reader.bytes32(limit::checkpoint_bytes));
    out.checkpoint = Bytes{checkpoint.begin(), checkpoint.end()};
    PJ_TRY(reader.finish());
    return out;
}

}  // namespace piaojue
