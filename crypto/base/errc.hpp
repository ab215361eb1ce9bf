// crypto/base/errc.hpp — the project's one closed list of refusals          PROTOCOL.md §13
//
// Every layer, both languages and the network use these numbers and names. The list sits at the
// bottom although some words belong to the ballot: it is a table, not logic, and one number space
// keeps logs, answers and verifiers in step. A number is never reused.
#pragma once

#include <cstdint>
#include <string_view>

namespace piaojue {

enum class Errc : std::uint16_t {
    malformed = 1,                // length, structure or value outside the format
    not_canonical = 2,            // a second encoding of the same value
    identity_point = 3,           // the group's identity where it is forbidden
    too_large = 4,                // longer than the limit for this message
    wrong_version = 5,            // a format version this program does not speak
    wrong_manifest = 6,           // made for another round
    unknown_round = 7,            // no such round here
    wrong_phase = 8,              // not allowed in the present phase
    quorum_missed = 9,            // too few present to open
    not_on_roll = 10,             // no such deputy, or the identity signature does not fit
    not_signed_in = 11,           // the desk has not signed this deputy in
    signature_rejected = 12,      // a signature other than the identity's does not verify
    already_issued = 13,          // another ballot was issued to this deputy
    token_rejected = 14,          // the ballot paper is not genuine
    already_cast = 15,            // a ballot was cast under this ballot key
    already_opened = 16,          // this ballot was opened for checking and can not be cast
    already_handed_back = 17,     // this ballot paper was handed back or voided
    proof_rejected = 18,          // a proof of the ballot does not verify
    duplicate_ciphertext = 19,    // a ciphertext of another ballot occurs in this one
    share_rejected = 20,          // a decryption share does not verify
    too_few_shares = 21,          // fewer valid shares than the threshold
    too_few_cosignatures = 22,    // the closing checkpoint lacks its quorum of cosignatures
    log_rollback = 23,            // the log is behind or beside what was seen before
    second_person_required = 24,  // the act needs an official and a scrutineer
    not_permitted = 25,           // this person may not do this
    busy = 26,                    // try again: a queue or a limit is full
    internal = 27,                // the environment failed; nothing was accepted
};

inline constexpr std::uint16_t errc_first = 1;
inline constexpr std::uint16_t errc_last = 27;

// The snake_case name that PROTOCOL.md gives this number.
[[nodiscard]] std::string_view errc_name(Errc code);

}  // namespace piaojue
