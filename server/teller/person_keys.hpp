// server/teller/person_keys.hpp — the keys of one enrolled person, on that person's device
//                                                                     PROTOCOL.md §1 §3.2
// Officials and scrutineers have a statement key; tellers also a static key for the ceremony and a
// cosigner key. Made on the device, kept in one file sealed under a passphrase:
//   u8 role ‖ text name ‖ statement seed 32 ‖ nonce 32 ‖ (teller) dkg scalar 32 ‖ cosigner seed 32
//
// Secret: all of it. Refusals: malformed, not_canonical.
#pragma once

#include <optional>
#include <string>

#include "ballot/entries/enrolment.hpp"
#include "crypto/base/rng.hpp"
#include "crypto/scalar.hpp"

namespace piaojue::teller {

struct TellerSecrets {
    SecretScalar dkg_key;
    SigningKey cosigner_key;
};

struct PersonKeys {
    Role role;
    std::string name;
    SigningKey statement_key;
    Bytes32 nonce;                        // of the enrolment line
    std::optional<TellerSecrets> teller;  // iff the role is teller
};

// As it will stand in the enrolment. Refuses `malformed`.
[[nodiscard]] Result<void> check_person_name(std::string_view name);
[[nodiscard]] PersonKeys make_person_keys(Role role, std::string name, Rng& rng);

[[nodiscard]] SecretBuffer encode_person_keys(const PersonKeys& keys);
[[nodiscard]] Result<PersonKeys> decode_person_keys(ByteView bytes);

// The signed line for the enrolment list.
[[nodiscard]] Person enrolment_line(const CongressId& congress, const PersonKeys& keys);

}  // namespace piaojue::teller
