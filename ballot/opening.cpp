#include "ballot/opening.hpp"

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"

namespace piaojue {

SecretBuffer encode_opening(const BallotOpening& opening) {
    const ByteView marks = opening.marks.expose();
    SecretBuffer out{size::key + marks.size() + size::hash};
    auto at = out.expose_mut().begin();
    for (const ByteView part : {opening.ballot_key.bytes().view(), marks, opening.seed.expose()})
        at = std::copy(part.begin(), part.end(), at);
    return out;
}

Result<BallotOpening> decode_opening(const BallotKeys& round, ByteView bytes) {
    const BallotShape& shape = round.shape();
    if (bytes.size() != shape.opening_bytes()) {
        return fail(Errc::malformed, "an opening of another length");
    }
    const VerifyKey key = PJ_TRY(VerifyKey::create(bytes.first(size::key)));
    Marks marks = PJ_TRY(Marks::decode(shape, bytes.subspan(size::key, shape.marks_bytes())));
    return BallotOpening{key, std::move(marks), BallotSeed::from(bytes.last(size::hash))};
}

Bytes encode_opened(const Opened& opened) {
    Writer writer;
    writer.u8(enum_code(EntryType::opened))
        .raw(opened.manifest.value())
        .raw(opened.ballot.value())
        .u16(opened.station)
        .u8(enum_code(opened.verdict));
    return std::move(writer).bytes();
}

Result<Opened> decode_opened(ByteView bytes) {
    if (bytes.size() > size::opened) return fail(Errc::too_large, "an opened entry");
    Reader reader{bytes};
    if (PJ_TRY(reader.u8()) != enum_code(EntryType::opened)) {
        return fail(Errc::malformed, "no opened entry");
    }
    Opened out;
    out.manifest = ManifestHash{PJ_TRY(reader.fixed<size::hash>())};
    out.ballot = BallotId{PJ_TRY(reader.fixed<size::hash>())};
    out.station = PJ_TRY(reader.u16());
    const std::uint8_t verdict = PJ_TRY(reader.u8());
    PJ_TRY(reader.finish());
    if (verdict < 1 || verdict > 3) return fail(Errc::malformed, "no such verdict");
    out.verdict = static_cast<CheckVerdict>(verdict);
    return out;
}

}  // namespace piaojue
