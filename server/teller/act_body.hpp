// server/teller/act_body.hpp — what stands in a statement, from words on a command line
//                                                                     PROTOCOL.md §9
// Public, but for the secret of a new card and the codes of slips, of which only hashes go on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ballot/card.hpp"
#include "ballot/congress_state.hpp"
#include "ballot/slip.hpp"

namespace piaojue::teller {

struct ActWords {
    std::string deputies;  // "1-314,320"
    std::string reason;
    std::string result;       // 64 hex digits
    std::string kind;         // of a further round
    std::string tellers;      // "4,5"
    std::string cards;        // new file for a replaced card
    std::string uncancelled;  // number of sheets
    std::string slips;        // file of the codes of slips that are left over
};

// Codes of slips, one a line, the last field of a line of CSV; a head line and empty lines are
// passed over. Ascending, none twice. Refuses `malformed`, with the line.
[[nodiscard]] Result<std::vector<SlipHash>> parse_slips(std::string_view text);

// Ascending, none twice. Refuses `malformed`.
[[nodiscard]] Result<std::vector<std::uint32_t>> parse_numbers(std::string_view text,
                                                               std::uint32_t most);

// The same, read as far as that goes without a log. Refuses `malformed`: an option that the act
// needs or that does not belong to it, or one that can not be read.
struct ActBrief {
    Act act;
    std::vector<std::uint32_t> deputies;
    std::string reason;
    std::optional<ResultHash> result;
    RoundKind kind = RoundKind::ordered;
    std::vector<std::uint32_t> tellers;
    std::vector<SlipHash> slips;  // ascending, none twice
    std::uint32_t uncancelled = 0;
};
[[nodiscard]] Result<ActBrief> read_words(Act act, const ActWords& words);

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
// Refuses `wrong_phase` (no roll, no result yet), `wrong_manifest` (another result than the log's),
// `malformed` (another kind of further round than follows).
[[nodiscard]] Result<ActBodies> make_bodies(const ActBrief& brief, const CongressState& state,
                                            const std::optional<RollId>& roll_id, Rng& rng);

}  // namespace piaojue::teller
