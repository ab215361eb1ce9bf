// server/commands/card.hpp — how a command line says who somebody is: by a card, which is a
// deputy's, or by a slip, which is nobody's                              PROTOCOL.md §5 §7.4
#pragma once

#include <cstdint>
#include <string>

#include "ballot/slip.hpp"
#include "server/commands/command.hpp"

namespace piaojue::commands {

struct CardOptions {
    std::uint32_t deputy = 0;
    std::string card;
    std::string card_file;
    std::string roll_id;

    [[nodiscard]] bool given() const;
};

// Where a slip may stand in the place of a card, the command asks for one of the two itself.
enum class Card { required, or_a_slip };
void add_card_options(Options& command, CardOptions& options, Card need);

// The key of the card's deputy. Refuses `malformed`: no card or two, or not a roll's id.
[[nodiscard]] Result<SigningKey> read_identity(const CardOptions& options);
// The code in the first line of a file. Refuses `malformed`.
[[nodiscard]] Result<SlipSeed> read_slip_file(const std::string& file);

}  // namespace piaojue::commands
