#include "ballot/paper_request.hpp"

#include "ballot/detail/fields.hpp"

namespace piaojue {

Bytes paper_payload(const ManifestHash& manifest, DeputyNumber deputy) {
    return Writer{}.raw(manifest.value()).u32(deputy.value()).bytes();
}

PaperRequest make_paper_request(const ManifestHash& manifest, DeputyNumber deputy,
                                const SigningKey& identity_key) {
    return {manifest, deputy, sign(identity_key, tag::paper, paper_payload(manifest, deputy))};
}

Bytes encode_paper_request(const PaperRequest& request) {
    Writer writer;
    writer.u16(version::paper)
        .raw(request.manifest.value())
        .u32(request.deputy.value())
        .raw(request.signature);
    return std::move(writer).bytes();
}

Result<PaperRequest> decode_paper_request(const ManifestHash& round, ByteView bytes) {
    if (bytes.size() > size::paper_request) return fail(Errc::too_large, "a request for a sheet");
    Reader reader{bytes};
    const std::uint16_t format = PJ_TRY(reader.u16());
    PaperRequest out;
    out.manifest = PJ_TRY(detail::read_id<ManifestHash>(reader));
    out.deputy = DeputyNumber{PJ_TRY(reader.u32())};
    out.signature = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    if (format != version::paper) return fail(Errc::wrong_version, "of a request for a sheet");
    if (out.manifest != round) return fail(Errc::wrong_manifest, "a request for a sheet");
    return out;
}

Result<void> check_paper_request(const PaperRequest& request, const VerifyKey& identity_key) {
    const Bytes payload = paper_payload(request.manifest, request.deputy);
    if (!check_signature(identity_key, tag::paper, payload, request.signature)) {
        return fail(Errc::not_on_roll, "the identity signature does not fit the deputy");
    }
    return {};
}

}  // namespace piaojue
