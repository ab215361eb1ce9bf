#include "ballot/entries/issuance.hpp"

#include "ballot/detail/fields.hpp"
#include "ballot/token.hpp"

namespace piaojue {
namespace {

constexpr Byte kind_blind = 0;
constexpr Byte kind_drawn = 1;

}  // namespace

Bytes encode_issuance(const Issuance& issuance) {
    Writer writer = detail::begin_entry(EntryType::issuance);
    writer.raw(issuance.manifest.value()).u32(issuance.deputy.value());
    if (issuance.blinded_hash) {
        writer.u8(kind_blind).u8(1).raw(*issuance.blinded_hash);
    } else {
        writer.u8(kind_drawn).u8(0);
    }
    writer.raw(issuance.signature);
    return std::move(writer).bytes();
}

Result<Issuance> decode_issuance(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::issuance));
    Issuance out;
    out.manifest = PJ_TRY(detail::read_id<ManifestHash>(reader));
    out.deputy = DeputyNumber{PJ_TRY(reader.u32())};
    const Byte kind = PJ_TRY(reader.u8());
    if (kind != kind_blind && kind != kind_drawn) return fail(Errc::malformed, "kind of issuance");
    const Byte hashes = PJ_TRY(reader.u8());
    if (hashes != (kind == kind_blind ? 1 : 0)) return fail(Errc::malformed, "number of hashes");
    if (kind == kind_blind) out.blinded_hash = PJ_TRY(reader.fixed<size::hash>());
    out.signature = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    return out;
}

Result<void> check_issuance(const Issuance& issuance, const VerifyKey& identity_key) {
    const Bytes payload = issue_payload(issuance.manifest, issuance.deputy, issuance.blinded_hash);
    if (!check_signature(identity_key, tag::issue, payload, issuance.signature)) {
        return fail(Errc::not_on_roll,
                    "signature of deputy " + std::to_string(issuance.deputy.value()));
    }
    return {};
}

}  // namespace piaojue
