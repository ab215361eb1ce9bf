// ballot/entries/issuance.hpp — one deputy was issued one ballot paper          PROTOCOL.md §7.3
// §7.4
//
// Carries no time. Its signature is the one of the request, under the deputy's identity key.
#pragma once

#include <optional>

#include "ballot/ids.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

struct Issuance {
    ManifestHash manifest;
    DeputyNumber deputy;
    std::optional<Bytes32> blinded_hash;  // nothing: a slip was drawn
    Signature signature;

    friend bool operator==(const Issuance&, const Issuance&) = default;
};

[[nodiscard]] Bytes encode_issuance(const Issuance& issuance);
// Refuses `too_large`, `malformed` (also the reserved kinds and counts).
[[nodiscard]] Result<Issuance> decode_issuance(ByteView entry);
// Refuses `not_on_roll`.
[[nodiscard]] Result<void> check_issuance(const Issuance& issuance, const VerifyKey& identity_key);

}  // namespace piaojue
