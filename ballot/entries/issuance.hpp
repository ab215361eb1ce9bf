// ballot/entries/issuance.hpp — one deputy was issued one ballot paper          PROTOCOL.md §7.3
// §7.4 §7.5
//
// Carries no time. Its signature is the one of the request, under the deputy's identity key.
#pragma once

#include <optional>

#include "ballot/ids.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

enum class IssuanceKind : std::uint8_t { blind = 0, drawn = 1, sheet = 2 };

struct Issuance {
    ManifestHash manifest;
    DeputyNumber deputy;
    std::optional<Bytes32> blinded_hash;  // nothing: a slip was drawn or a sheet taken
    Signature signature;
    bool sheet = false;  // of paper, without a token

    [[nodiscard]] IssuanceKind kind() const {
        if (blinded_hash) return IssuanceKind::blind;
        return sheet ? IssuanceKind::sheet : IssuanceKind::drawn;
    }

    friend bool operator==(const Issuance&, const Issuance&) = default;
};

[[nodiscard]] Bytes encode_issuance(const Issuance& issuance);
// Refuses `too_large`, `malformed` (also another kind or count).
[[nodiscard]] Result<Issuance> decode_issuance(ByteView entry);
// Refuses `not_on_roll`.
[[nodiscard]] Result<void> check_issuance(const Issuance& issuance, const VerifyKey& identity_key);

}  // namespace piaojue
