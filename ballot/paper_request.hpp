// ballot/paper_request.hpp — a deputy takes a sheet of paper instead of a token   PROTOCOL.md §7.5
//
// The card asks for it at the desk; the answer is that of a drawn slip (ballot/token.hpp). Secret:
// the identity key. Safe from any thread.
#pragma once

#include "ballot/ids.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

struct PaperRequest {
    ManifestHash manifest;
    DeputyNumber deputy;
    Signature signature;

    friend bool operator==(const PaperRequest&, const PaperRequest&) = default;
};

[[nodiscard]] PaperRequest make_paper_request(const ManifestHash& manifest, DeputyNumber deputy,
                                              const SigningKey& identity_key);
// 102 bytes.
[[nodiscard]] Bytes encode_paper_request(const PaperRequest& request);
// Refuses in this order: `too_large`, `malformed` (length), `wrong_version`, `wrong_manifest`.
[[nodiscard]] Result<PaperRequest> decode_paper_request(const ManifestHash& round, ByteView bytes);
// Refuses `not_on_roll`. The caller has found the key of this deputy on the roll.
[[nodiscard]] Result<void> check_paper_request(const PaperRequest& request,
                                               const VerifyKey& identity_key);

// What the identity key signs: request and issuance entry carry the same signature.
[[nodiscard]] Bytes paper_payload(const ManifestHash& manifest, DeputyNumber deputy);

}  // namespace piaojue
