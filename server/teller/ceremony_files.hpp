// server/teller/ceremony_files.hpp — a ceremony between the share file that is to come and the file
// that remembers how far it came                                     PROTOCOL.md §4, docs/adr/0011
//
// A run that was cut off leaves SHARE.ceremony, or, at the very end, both files. Refusals: those of
// key_files.hpp. Failures of the disk throw EnvError. Threads: one owner.
#pragma once

#include "server/teller/ceremony.hpp"
#include "server/teller/key_files.hpp"

namespace piaojue::teller {

[[nodiscard]] bool ceremony_was_begun(const std::filesystem::path& share);

// What an earlier run kept, and where this one keeps it. `own` and `rng` outlive it.
[[nodiscard]] Result<CeremonyMemory> open_ceremony_memory(const std::filesystem::path& share,
                                                          const Unlocked& own, Rng& rng);

// The share file first, then the progress away: in between both are there. Refuses `not_permitted`
// if the file is the share of another ceremony.
[[nodiscard]] Result<void> save_ceremony_outcome(const std::filesystem::path& share,
                                                 const CeremonyOutcome& outcome,
                                                 const Unlocked& own, Rng& rng);

}  // namespace piaojue::teller
