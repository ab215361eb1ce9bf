// ballot/checks.hpp — what is checked of a record, by name          PROTOCOL.md §12
//
// One closed list in its fixed order. The state machine of the log (ballot/congress_state.hpp) and
// the verifier (ballot/verify.hpp) put each finding under one of these names.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/base/errc.hpp"

namespace piaojue {

enum class Check : std::uint8_t {
    log_root,
    log_signature,
    log_order,
    enrolment,
    ceremony,
    roll,
    manifest,
    issuer_key,
    rounds,
    statements,
    quorum,
    issuance,
    tokens,
    slips,
    ballot_keys,
    ballot_signatures,
    ballot_proofs,
    duplicate_ciphertexts,
    tracking_codes,
    opened,
    counts,
    paper,
    claims,
    cosignatures,
    shares,
    tally,
    balance,
    decision,
    report,
    publication,
    expected_manifest,
    previous,
};
inline constexpr std::size_t check_count = 32;

[[nodiscard]] constexpr std::string_view check_name(Check check) {
    constexpr std::array<std::string_view, check_count> names{"log_root",
                                                              "log_signature",
                                                              "log_order",
                                                              "enrolment",
                                                              "ceremony",
                                                              "roll",
                                                              "manifest",
                                                              "issuer_key",
                                                              "rounds",
                                                              "statements",
                                                              "quorum",
                                                              "issuance",
                                                              "tokens",
                                                              "slips",
                                                              "ballot_keys",
                                                              "ballot_signatures",
                                                              "ballot_proofs",
                                                              "duplicate_ciphertexts",
                                                              "tracking_codes",
                                                              "opened",
                                                              "counts",
                                                              "paper",
                                                              "claims",
                                                              "cosignatures",
                                                              "shares",
                                                              "tally",
                                                              "balance",
                                                              "decision",
                                                              "report",
                                                              "publication",
                                                              "expected_manifest",
                                                              "previous"};
    return names[static_cast<std::size_t>(check)];
}

// Something that does not hold.
struct Finding {
    Check check;
    Errc code;           // by what the same thing is refused when it is sent
    std::string detail;  // for people; holds nothing secret
};

}  // namespace piaojue
