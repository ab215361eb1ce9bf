// ballot/promise.hpp — what the server signs and is asked outside the log  PROTOCOL.md §8.6 §16
//
// A promise says: this leaf is committed and will be in the closing tree. A signed refusal says:
// these bytes came after the close. Whoever holds one can show it when the record tells otherwise.
// A query is how an enrolled person asks for what is not public yet; it is not logged.
//
// Public data; secret: the signing keys. Safe from any thread.
#pragma once

#include "ballot/ids.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

struct Promise {
    ManifestHash manifest;
    LeafHash leaf;
    Signature signature;

    friend bool operator==(const Promise&, const Promise&) = default;
};

[[nodiscard]] Promise make_promise(const SigningKey& box_key, const ManifestHash& manifest,
                                   const LeafHash& leaf);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_promise(const VerifyKey& box_key, const Promise& promise);
// 130 bytes.
[[nodiscard]] Bytes encode_promise(const Promise& promise);
// Refuses `malformed`, `wrong_version`.
[[nodiscard]] Result<Promise> decode_promise(ByteView bytes);

// Over the refusal's code and the very request.
[[nodiscard]] Signature sign_refusal(const SigningKey& box_key, const ManifestHash& manifest,
                                     Errc code, ByteView request);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_refusal(const VerifyKey& box_key, const ManifestHash& manifest,
                                         Errc code, ByteView request, const Signature& signature);

struct Query {
    CongressId congress;
    PersonNumber person;
    std::uint32_t minute = 0;
    Signature signature;

    friend bool operator==(const Query&, const Query&) = default;
};

[[nodiscard]] Query make_query(const SigningKey& statement_key, const CongressId& congress,
                               PersonNumber person, std::uint32_t minute);
// Refuses `signature_rejected`. Whether its minute is near is for the caller, who has a clock.
[[nodiscard]] Result<void> check_query(const VerifyKey& statement_key, const Query& query);
// 104 bytes.
[[nodiscard]] Bytes encode_query(const Query& query);
// Refuses `malformed`, `wrong_version`.
[[nodiscard]] Result<Query> decode_query(ByteView bytes);

}  // namespace piaojue
