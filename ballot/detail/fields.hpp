// ballot/detail/fields.hpp — what the entry decoders share          PROTOCOL.md §2
#pragma once

#include <string>

#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/point.hpp"
#include "crypto/signature.hpp"

namespace piaojue::detail {

// A reader behind the type byte. Refuses `too_large` (over the limit of an entry) and `malformed`
// (another type).
[[nodiscard]] inline Result<Reader> open_entry(ByteView entry, EntryType type) {
    if (entry.size() > limit::entry_bytes) return fail(Errc::too_large, "entry");
    Reader reader{entry};
    if (PJ_TRY(reader.u8()) != static_cast<Byte>(type)) {
        return fail(Errc::malformed, "another type of entry");
    }
    return reader;
}

[[nodiscard]] inline Writer begin_entry(EntryType type) {
    Writer writer;
    writer.u8(static_cast<Byte>(type));
    return writer;
}

[[nodiscard]] inline Result<std::string> read_text(Reader& reader, std::size_t least,
                                                   std::size_t most) {
    auto text = PJ_TRY(reader.text(most));
    if (text.size() < least) return fail(Errc::malformed, "text too short");
    return text;
}

[[nodiscard]] inline Result<VerifyKey> read_verify_key(Reader& reader) {
    const ByteView bytes = PJ_TRY(reader.take(size::key));
    return VerifyKey::create(bytes);
}

[[nodiscard]] inline Result<Point> read_point(Reader& reader) {
    const ByteView bytes = PJ_TRY(reader.take(size::point));
    return Point::decode(bytes);
}

// A Bytes32 that is somebody's name: ManifestHash, CongressId, …
template <class Id>
[[nodiscard]] Result<Id> read_id(Reader& reader) {
    const auto bytes = PJ_TRY(reader.fixed<size::hash>());
    return Id{bytes};
}

}  // namespace piaojue::detail
