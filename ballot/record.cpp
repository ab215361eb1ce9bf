#include "ballot/record.hpp"

#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"

namespace piaojue {

namespace {

constexpr std::string_view magic = "PJRECORD";
constexpr std::size_t length_bytes = 4;

Result<ByteView> read_block(Reader& reader, std::size_t most, const char* what) {
    const std::uint32_t length = PJ_TRY(reader.u32());
    if (length > most) return fail(Errc::too_large, what);
    return reader.take(length);
}

template <class Entries>
Bytes encode(const Entries& entries, ByteView checkpoint) {
    PJ_ASSERT(entries.size() <= limit::record_entries, "more entries than a record holds");
    Writer writer;
    writer.raw(as_bytes(magic)).u16(version::record);
    writer.u32(static_cast<std::uint32_t>(entries.size()));
    for (const auto& entry : entries)
        writer.bytes32(entry);
    writer.bytes32(checkpoint);
    return std::move(writer).bytes();
}

}  // namespace

Result<RecordView> decode_record(ByteView file) {
    Reader reader{file};
    const ByteView head = PJ_TRY(reader.take(magic.size()));
    if (as_text(head) != magic) return fail(Errc::malformed, "not a record file");
    if (PJ_TRY(reader.u16()) != version::record) return fail(Errc::wrong_version, "record");
    const std::uint32_t count = PJ_TRY(reader.u32());
    if (count > limit::record_entries) return fail(Errc::too_large, "number of entries");
    // Before memory is taken for them: each entry needs its length at least.
    if (count > reader.remaining() / length_bytes) return fail(Errc::malformed, "file is cut off");
    RecordView out;
    out.entries.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i)
        out.entries.push_back(PJ_TRY(read_block(reader, limit::entry_bytes, "entry")));
    out.checkpoint = PJ_TRY(read_block(reader, limit::checkpoint_bytes, "checkpoint"));
    PJ_TRY(reader.finish());
    return out;
}

Bytes encode_record(std::span<const ByteView> entries, ByteView checkpoint) {
    return encode(entries, checkpoint);
}

Bytes encode_record(std::span<const Bytes> entries, ByteView checkpoint) {
    return encode(entries, checkpoint);
}

}  // namespace piaojue
