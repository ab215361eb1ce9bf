#include "ballot/entries/share.hpp"

#include "ballot/detail/fields.hpp"

namespace piaojue {
namespace {

// 100 projects, two ciphertexts each, and the blank one.
constexpr std::size_t ciphertexts_most = 2 * limit::projects + 1;

Writer write_signed_part(const Share& share) {
    PJ_ASSERT(share.commitments.size() == share.products.size() + 1, "one commitment more");
    Writer writer = detail::begin_entry(EntryType::share);
    writer.raw(share.manifest.value()).raw(share.root).u8(share.teller.value());
    writer.u16(static_cast<std::uint16_t>(share.products.size()));
    for (const Point& product : share.products)
        writer.raw(product.bytes());
    for (const Point& commitment : share.commitments)
        writer.raw(commitment.bytes());
    writer.raw(share.response.bytes());
    return writer;
}

Result<std::vector<Point>> read_points(Reader& reader, std::size_t count) {
    std::vector<Point> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(PJ_TRY(detail::read_point(reader)));
    return out;
}

}  // namespace

Bytes encode_share(const Share& share) {
    Writer writer = write_signed_part(share);
    writer.raw(share.signature);
    return std::move(writer).bytes();
}

Result<Share> decode_share(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::share));
    Share out;
    out.manifest = PJ_TRY(detail::read_id<ManifestHash>(reader));
    out.root = PJ_TRY(reader.fixed<size::hash>());
    out.teller = TellerNumber{PJ_TRY(reader.u8())};
    if (out.teller.value() == 0) return fail(Errc::malformed, "teller 0");
    const std::uint16_t count = PJ_TRY(reader.u16());
    if (count == 0 || count > ciphertexts_most) {
        return fail(Errc::malformed, "number of products in a share");
    }
    out.products = PJ_TRY(read_points(reader, count));
    out.commitments = PJ_TRY(read_points(reader, std::size_t{count} + 1));
    const ByteView response = PJ_TRY(reader.take(size::scalar));
    out.response = PJ_TRY(Scalar::from_canonical_bytes(response));
    out.signature = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    return out;
}

void sign_share(Share& share, const SigningKey& statement_key) {
    share.signature = sign(statement_key, tag::share, write_signed_part(share).bytes());
}

Result<void> check_share_signature(const Share& share, const VerifyKey& statement_key) {
    return check_signature(statement_key, tag::share, write_signed_part(share).bytes(),
                           share.signature);
}

}  // namespace piaojue
