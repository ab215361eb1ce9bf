#include "ballot/entries/declaration.hpp"

#include "ballot/detail/fields.hpp"

namespace piaojue {
namespace {

Bytes declaration_payload(const ManifestHash& manifest, DeputyNumber deputy) {
    return Writer{}.raw(manifest.value()).u32(deputy.value()).bytes();
}

}  // namespace

Declaration make_declaration(const ManifestHash& manifest, DeputyNumber deputy,
                             const SigningKey& identity_key) {
    return {manifest, deputy,
            sign(identity_key, tag::declare, declaration_payload(manifest, deputy))};
}

Bytes encode_declaration(const Declaration& declaration) {
    Writer writer = detail::begin_entry(EntryType::declaration);
    writer.raw(declaration.manifest.value())
        .u32(declaration.deputy.value())
        .raw(declaration.signature);
    return std::move(writer).bytes();
}

Result<Declaration> decode_declaration(ByteView entry) {
    if (entry.size() > size::declaration) return fail(Errc::too_large, "a declaration");
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::declaration));
    Declaration out;
    out.manifest = PJ_TRY(detail::read_id<ManifestHash>(reader));
    out.deputy = DeputyNumber{PJ_TRY(reader.u32())};
    out.signature = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    return out;
}

Result<void> check_declaration(const Declaration& declaration, const VerifyKey& identity_key) {
    const Bytes payload = declaration_payload(declaration.manifest, declaration.deputy);
    if (!check_signature(identity_key, tag::declare, payload, declaration.signature)) {
        return fail(Errc::not_on_roll, "signature of deputy " +
                                           std::to_string(declaration.deputy.value()) +
                                           " under a declaration");
    }
    return {};
}

Bytes encode_declaration_answer() {
    return Writer{}.u16(version::declaration).bytes();
}

Result<void> check_declaration_answer(ByteView bytes) {
    if (bytes.size() != size::declaration_answer) return fail(Errc::malformed, "length");
    Reader reader{bytes};
    if (PJ_TRY(reader.u16()) != version::declaration) return fail(Errc::wrong_version, "answer");
    return {};
}

}  // namespace piaojue
