// server/teller/ceremony.hpp — one teller's side of the key ceremony          PROTOCOL.md §4
//
// The server only carries messages between the tellers. What this device relies on it checks
// itself: the enrolment has the fingerprint that was read aloud, every hash of round 0 is signed by
// its teller, every first message fits its hash, every certificate signature holds. The first
// message is sent only when all n hashes are at hand. A run that was cut off is taken up again with
// what the memory kept of it (ceremony_progress.hpp), with the same bytes.
//
// Secret: the teller's keys, the share. Blocks until all tellers have done their part or the
// patience is used up. Threads: one Api per thread.
#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "ballot/entries/ceremony.hpp"
#include "server/client/api.hpp"
#include "server/teller/ceremony_progress.hpp"
#include "server/teller/person_keys.hpp"
#include "server/teller/share_file.hpp"

namespace piaojue::teller {

struct CeremonyPlan {
    Bytes enrolment;  // the entry whose fingerprint was compared
    std::uint8_t threshold = 0;
    std::chrono::milliseconds patience{600'000};  // for the other tellers, each round
    // Told at each look whose messages of this step are missing. False: patience is used up.
    std::function<bool(client::CeremonyStep step, std::span<const TellerNumber> missing)> waits =
        [](client::CeremonyStep, std::span<const TellerNumber>) { return true; };
};

struct CeremonyOutcome {
    ShareFile share_file;
    JointKeys keys;
};

// Refuses what is wrong by name of the teller to blame; `not_permitted` if these keys are not
// enrolled as a teller or the memory is of another ceremony, `busy` when patience is used up.
[[nodiscard]] Result<CeremonyOutcome> run_ceremony(client::Api& api, const PersonKeys& keys,
                                                   const CeremonyPlan& plan, Rng& rng,
                                                   CeremonyMemory memory = {});

// This person's number and, for a teller, teller number in an enrolment, by the statement key.
struct Place {
    PersonNumber person;
    std::optional<TellerNumber> teller;
};
[[nodiscard]] std::optional<Place> place_of(const Enrolment& enrolment, const VerifyKey& key);

}  // namespace piaojue::teller
