#include "server/client/draft.hpp"

#include "crypto/base/assert.hpp"
#include "crypto/base/reader.hpp"

namespace piaojue::client {

namespace {

struct AttachmentFacts {
    std::string_view name;
    std::string_view media_type;
};

AttachmentFacts facts_of(AttachmentKind kind) {
    switch (kind) {
    case AttachmentKind::method: return {"method", "application/toml; charset=utf-8"};
    case AttachmentKind::projects: return {"projects", "text/csv; charset=utf-8"};
    case AttachmentKind::source: return {"source", "text/markdown; charset=utf-8"};
    case AttachmentKind::slips: return {"slips", "application/octet-stream"};
    }
    PJ_UNREACHABLE("a kind outside its enumeration");
}

}  // namespace

Result<ServerKeys> fetch_server_keys(Api& api) {
    const Bytes keys = PJ_TRY(as_result(repeat_passing([&] { return api.keys(); })));
    Reader reader{keys};
    ServerKeys out;
    out.box_key = PJ_TRY(reader.fixed<size::key>());
    if (PJ_TRY(reader.u8()) != 1) return fail(Errc::malformed, "keys: more than one issuer");
    out.issuer.modulus = PJ_TRY(reader.fixed<size::rsa>());
    for (Bytes384& root : out.issuer.roots)
        root = PJ_TRY(reader.fixed<size::rsa>());
    PJ_TRY(reader.finish());
    return out;
}

std::string_view attachment_name(AttachmentKind kind) {
    return facts_of(kind).name;
}

Bytes attachment_entry(const CongressId& congress, const Attached& attached) {
    PJ_ASSERT(attached.content.size() <= limit::attachment_bytes, "read within the limit");
    const ByteView content = as_bytes(attached.content);
    return encode_attachment({congress, attached.kind,
                              std::string{facts_of(attached.kind).media_type},
                              Bytes{content.begin(), content.end()}});
}

Result<EntryIndex> post_setup(Api& api, std::string_view setup_code, ByteView entry) {
    return as_result(repeat_passing([&] { return api.post_setup_entry(setup_code, entry); }));
}

}  // namespace piaojue::client
