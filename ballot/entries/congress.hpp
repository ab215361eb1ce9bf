// ballot/entries/congress.hpp — the first entry of a log: which congress this is   PROTOCOL.md §3.1
//
// Its hash is the congress id, and the id names the log. Public.
#pragma once

#include <string>

#include "ballot/ids.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

struct Congress {
    bool sample = false;  // not a real vote: every program says so
    Bytes32 nonce;
    VerifyKey log_key;
    std::string name;
    std::string name2;  // another language, may be empty

    friend bool operator==(const Congress&, const Congress&) = default;
};

[[nodiscard]] Bytes encode_congress(const Congress& congress);
// Refuses `too_large`, `malformed`, `wrong_version`, `not_canonical`.
[[nodiscard]] Result<Congress> decode_congress(ByteView entry);

[[nodiscard]] CongressId congress_id(ByteView entry);
// "piaojue/" and the first 16 bytes of the id in hex: the name under which the log signs.
[[nodiscard]] std::string log_origin(const CongressId& id);
// The name under which teller i cosigns: origin, "/teller/", i.
[[nodiscard]] std::string teller_cosigner_name(const CongressId& id, TellerNumber teller);

}  // namespace piaojue
