// ballot/entries/share.hpp — one teller's share of the decryption          PROTOCOL.md §11.4
//
// The form only: that its proof holds is for ballot/tally.hpp. Public.
#pragma once

#include <vector>

#include "ballot/ids.hpp"
#include "crypto/point.hpp"
#include "crypto/scalar.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

struct Share {
    ManifestHash manifest;
    Bytes32 root;  // of the closing checkpoint
    TellerNumber teller;
    std::vector<Point> products;     // D_1..D_E
    std::vector<Point> commitments;  // W_0..W_E
    Scalar response;                 // z
    Signature signature;             // the teller's statement key, over everything before

    friend bool operator==(const Share&, const Share&) = default;
};

// One commitment more than products.
[[nodiscard]] Bytes encode_share(const Share& share);
// Refuses `too_large`, `malformed`, `not_canonical`, `identity_point`.
[[nodiscard]] Result<Share> decode_share(ByteView entry);

// Puts the signature into a share that is complete but for it.
void sign_share(Share& share, const SigningKey& statement_key);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_share_signature(const Share& share,
                                                 const VerifyKey& statement_key);

}  // namespace piaojue
