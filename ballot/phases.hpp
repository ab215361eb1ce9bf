// ballot/phases.hpp — the phases of a round and the steps between them, as data   PROTOCOL.md §9
//
// One row a pair of phase and act that is allowed; what is not in the table is refused with
// `wrong_phase`. Conditions beyond the phase (quorum, reports, not issued) are asked by
// ballot/congress_state.hpp.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "ballot/entries/statement.hpp"

namespace piaojue {

enum class Phase : std::uint8_t {
    setup,    // no manifest yet
    drafted,  // a manifest, not sealed
    sealed,
    issuing,
    voting,
    paused,     // of issuing or voting
    closed,     // the box is shut; the closing checkpoint awaits its cosignatures
    cosigned,   // shares may be given
    decided,    // the result stands in the log, not yet announced
    announced,  // public
    published,
    voided,
};
inline constexpr std::size_t phase_count = 12;

[[nodiscard]] std::string_view phase_name(Phase phase);

struct PhaseRule {
    Phase from;
    Act act;
    // Absent: the phase stays, or, for resume, is again what it was before the pause.
    std::optional<Phase> to;
};

[[nodiscard]] std::span<const PhaseRule> phase_rules();
// The row of this pair, or nullptr: not allowed.
[[nodiscard]] const PhaseRule* find_phase_rule(Phase from, Act act);

}  // namespace piaojue
