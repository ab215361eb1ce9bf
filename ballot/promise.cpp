#include "ballot/promise.hpp"

#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

namespace {

Bytes promise_payload(const ManifestHash& manifest, const LeafHash& leaf) {
    return Writer{}.raw(manifest.value()).raw(leaf.value()).bytes();
}

Bytes refusal_payload(const ManifestHash& manifest, Errc code, ByteView request) {
    return Writer{}
        .raw(manifest.value())
        .u16(static_cast<std::uint16_t>(code))
        .raw(sha256(request))
        .bytes();
}

Bytes query_payload(const CongressId& congress, PersonNumber person, std::uint32_t minute) {
    return Writer{}.raw(congress.value()).u16(person.value()).u32(minute).bytes();
}

Result<void> expect_version(Reader& reader, std::uint16_t expected) {
    if (PJ_TRY(reader.u16()) != expected) return fail(Errc::wrong_version);
    return {};
}

}  // namespace

Promise make_promise(const SigningKey& box_key, const ManifestHash& manifest,
                     const LeafHash& leaf) {
    return {manifest, leaf, sign(box_key, tag::promise, promise_payload(manifest, leaf))};
}

Result<void> check_promise(const VerifyKey& box_key, const Promise& promise) {
    return check_signature(box_key, tag::promise, promise_payload(promise.manifest, promise.leaf),
                           promise.signature);
}

Bytes encode_promise(const Promise& promise) {
    return Writer{}
        .u16(version::promise)
        .raw(promise.manifest.value())
        .raw(promise.leaf.value())
        .raw(promise.signature)
        .bytes();
}

Result<Promise> decode_promise(ByteView bytes) {
    Reader reader{bytes};
    PJ_TRY(expect_version(reader, version::promise));
    Promise out;
    out.manifest = ManifestHash{PJ_TRY(reader.fixed<size::hash>())};
    out.leaf = LeafHash{PJ_TRY(reader.fixed<size::hash>())};
    out.signature = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    return out;
}

Signature sign_refusal(const SigningKey& box_key, const ManifestHash& manifest, Errc code,
                       ByteView request) {
    return sign(box_key, tag::refusal, refusal_payload(manifest, code, request));
}

Result<void> check_refusal(const VerifyKey& box_key, const ManifestHash& manifest, Errc code,
                           ByteView request, const Signature& signature) {
    return check_signature(box_key, tag::refusal, refusal_payload(manifest, code, request),
                           signature);
}

Query make_query(const SigningKey& statement_key, const CongressId& congress, PersonNumber person,
                 std::uint32_t minute) {
    return {congress, person, minute,
            sign(statement_key, tag::query, query_payload(congress, person, minute))};
}

Result<void> check_query(const VerifyKey& statement_key, const Query& query) {
    return check_signature(statement_key, tag::query,
                           query_payload(query.congress, query.person, query.minute),
                           query.signature);
}

Bytes encode_query(const Query& query) {
    return Writer{}
        .u16(version::query)
        .raw(query_payload(query.congress, query.person, query.minute))
        .raw(query.signature)
        .bytes();
}

Result<Query> decode_query(ByteView bytes) {
    Reader reader{bytes};
    PJ_TRY(expect_version(reader, version::query));
    Query out;
    out.congress = CongressId{PJ_TRY(reader.fixed<size::hash>())};
    out.person = PersonNumber{PJ_TRY(reader.u16())};
    out.minute = PJ_TRY(reader.u32());
    out.signature = PJ_TRY(reader.fixed<size::signature>());
    PJ_TRY(reader.finish());
    return out;
}

}  // namespace piaojue
