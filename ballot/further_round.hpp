// ballot/further_round.hpp — what the next round may be, from the round before      PROTOCOL.md §9
//
// A round follows from what is in the log: its result entry, or the statement that voided it. The
// same functions draft a manifest and check one. Public; safe from any thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "ballot/entries/result_entry.hpp"
#include "ballot/manifest.hpp"

namespace piaojue {

struct RoundBefore {
    VoteManifest manifest;
    std::optional<ResultEntry> result;  // nothing: the round was voided
    ResultHash parent;                  // result_hash, or void_hash (ballot/entries/statement.hpp)
    // The attachment that lists its slips: they are of no further round.
    std::optional<AttachmentHash> slips;
};

// The one kind that may follow: what the result asks for; `ordered` if it asks for none and places
// and projects are left, or if the round was voided. Nothing: it was the last round.
[[nodiscard]] std::optional<RoundKind> further_kind(const RoundBefore& before);

// What a further round votes on. Of an ordered one the presidium can leave some away.
[[nodiscard]] std::vector<Project> further_projects(const RoundBefore& before);

// The round before with what a further one must change: number, kind, parent, candidates, places
// and cap. Enrolment, ceremony, roll, title, phases, keys and attachments are still the old ones,
// but for the slips, which no further round has from before. `candidates` by number, in their
// order; none given: all that it may have. Refuses `malformed`, which says what does not follow.
[[nodiscard]] Result<ManifestFields> further_round(const RoundBefore& before,
                                                   std::span<const ProjectNumber> candidates = {});

// Whether this manifest follows. Refuses `wrong_manifest` (another parent) and `malformed`.
[[nodiscard]] Result<void> check_follows(const RoundBefore& before, const ManifestFields& next);

}  // namespace piaojue
