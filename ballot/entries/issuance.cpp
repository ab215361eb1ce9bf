#include "ballot/entries/issuance.hpp"

#include "ballot/detail/fields.hpp"
#include "ballot/paper_request.hpp"
#include "ballot/token.hpp"

namespace piaojue {

Bytes encode_issuance(const Issuance& issuance) {
    Writer writer = detail::begin_entry(EntryType::issuance);
    writer.raw(issuance.manifest.value()).u32(issuance.deputy.value());
    writer.u8(enum_code(issuance.kind())).u8(issuance.blinded_hash ? 1 : 0);
    if (issuance.blinded_hash) writer.raw(*issuance.blinded_hash);
    writer.raw(issuance.signature);
    return std::move(writer).bytes();
}

Result<Issuance> decode_issuance(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::issuance));
    Issuance out;
    out.manifest = PJ_TRY(detail::read_id<ManifestHash>(reader));
    out.deputy = DeputyNumber{PJ_TRY(reader.u32())};
    const Byte code = PJ_TRY(reader.u8());
    if (code > enum_code(IssuanceKind::sheet)) return fail(Errc::malformed, "kind of issuance");
    const bool blind = IssuanceKind{code} == IssuanceKind::blind;
    if (PJ_TRY(reader.u8()) != (blind ? 1 : 0)) return fail(Errc::malformed, "number of hashes");
    if (blind) out.blinded_hash = PJ_TRY(reader.fixed<size::hash>());
    out.sheet = IssuanceKind{code} == IssuanceKind::sheet;
    out.signature = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    return out;
}

Result<void> check_issuance(const Issuance& issuance, const VerifyKey& identity_key) {
    const std::string_view tag = issuance.sheet ? tag::paper : tag::issue;
    const Bytes payload =
        issuance.sheet ? paper_payload(issuance.manifest, issuance.deputy)
                       : issue_payload(issuance.manifest, issuance.deputy, issuance.blinded_hash);
    if (!check_signature(identity_key, tag, payload, issuance.signature)) {
        return fail(Errc::not_on_roll,
                    "signature of deputy " + std::to_string(issuance.deputy.value()));
    }
    return {};
}

}  // namespace piaojue
