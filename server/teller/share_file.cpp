#include "server/teller/share_file.hpp"

#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "server/teller/secret_join.hpp"

namespace piaojue::teller {

SecretBuffer encode_share_file(const ShareFile& file) {
    const Bytes head = Writer{}
                           .raw(file.congress.value())
                           .raw(file.ceremony.value())
                           .u8(file.teller.value())
                           .bytes();
    Writer tail;
    tail.u8(file.seen ? 1 : 0);
    if (file.seen) tail.u64(file.seen->size).raw(file.seen->root);
    tail.u16(static_cast<std::uint16_t>(file.given.size()));
    for (const GivenShare& given : file.given)
        tail.raw(given.manifest.value()).raw(given.root);
    return join_secret({head, file.share.expose(), tail.bytes()});
}

Result<ShareFile> decode_share_file(ByteView bytes) {
    Reader reader{bytes};
    ShareFile file;
    file.congress = CongressId{PJ_TRY(reader.fixed<size::hash>())};
    file.ceremony = CeremonyHash{PJ_TRY(reader.fixed<size::hash>())};
    file.teller = TellerNumber{PJ_TRY(reader.u8())};
    const auto share = SecretBytes<32>::from(PJ_TRY(reader.take(size::scalar)));
    file.share = PJ_TRY(SecretScalar::from_canonical(share));
    const std::uint8_t has_seen = PJ_TRY(reader.u8());
    if (has_seen > 1) return fail(Errc::malformed, "a flag is neither 0 nor 1");
    if (has_seen == 1) {
        const std::uint64_t log_size = PJ_TRY(reader.u64());
        const Bytes32 root = PJ_TRY(reader.fixed<size::hash>());
        file.seen = SeenLog{log_size, root};
    }
    file.given.resize(PJ_TRY(reader.u16()));
    for (GivenShare& given : file.given) {
        given.manifest = ManifestHash{PJ_TRY(reader.fixed<size::hash>())};
        given.root = PJ_TRY(reader.fixed<size::hash>());
    }
    PJ_TRY(reader.finish());
    return file;
}

}  // namespace piaojue::teller
