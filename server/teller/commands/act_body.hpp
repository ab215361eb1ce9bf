// server/teller/commands/act_body.hpp — what stands in a statement, from words on a command line
//                                                                     PROTOCOL.md §9
// Refusals: malformed (an option that the act needs or that does not belong to it, a bad number),
// wrong_manifest (another result than the log's), not_on_roll.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ballot/card.hpp"
#include "ballot/congress_state.hpp"

namespace piaojue::teller::commands {

struct ActWords {
    std::string deputies;  // "1-314,320"
    std::string reason;
    std::string result;   // 64 hex digits
    std::string kind;     // of a further round
    std::string tellers;  // "4,5"
    std::string cards;    // new file for a replaced card
};

// Ascending, none twice. Refuses `malformed`.
[[nodiscard]] Result<std::vector<std::uint32_t>> parse_numbers(std::string_view text,
                                                               std::uint32_t most);

// A card that takes another's place; written to its file before the statement is sent.
struct NewCard {
    DeputyNumber deputy;
    CardSecret secret;
};

struct ActBodies {
    std::vector<StatementBody> bodies;  // one a statement: many deputies take several
    std::optional<NewCard> card;
};

// `roll_id` is looked at for a card alone; whatever else is asked of the log is in the state.
[[nodiscard]] Result<ActBodies> make_bodies(Act act, const ActWords& words,
                                            const CongressState& state,
                                            const std::optional<RollId>& roll_id, Rng& rng);

}  // namespace piaojue::teller::commands
