// server/teller/ceremony_progress.hpp — how far a teller's device has come in the key ceremony
//                                                                     PROTOCOL.md §4, docs/adr/0011
// What binds the device once it has left it, stored before it leaves: its first message before the
// hash of round 0, all n hashes before the first message, the share before the certificate
// signature. A device that is started again sends the same bytes, and goes on with no others'
// hashes than those it knew when it revealed its message. Sealed under the passphrase; inside:
//   enrolment_hash 32 ‖ u8 k ‖ bytes32 first message
//   ‖ u8 hashes (0 or n) ‖ hashes × (h 32 ‖ signature 64) ‖ u8 has share ‖ (1: share 32)
//
// Secret: the first message until it is sent, the share. Refusals: malformed, not_canonical.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "ballot/entries/ceremony.hpp"
#include "crypto/scalar.hpp"

namespace piaojue::teller {

struct CeremonyProgress {
    EnrolmentHash enrolment;
    std::uint8_t threshold = 0;
    Bytes first_message;
    std::vector<CeremonyCommit> commits;  // of all tellers; empty before they are at hand
    std::optional<SecretScalar> share;
};

[[nodiscard]] SecretBuffer encode_ceremony_progress(const CeremonyProgress& progress);
[[nodiscard]] Result<CeremonyProgress> decode_ceremony_progress(ByteView bytes);

// Of one device and one ceremony.
struct CeremonyMemory {
    // From an earlier run that did not come to its end.
    std::optional<CeremonyProgress> before;
    // Stores durably; throws EnvError if that fails. A sample that nobody resumes stores nothing.
    std::function<void(const CeremonyProgress&)> remember = [](const CeremonyProgress&) {};
};

}  // namespace piaojue::teller
