// server/teller/credentials.hpp — cards and sealed slips, as many as are asked for
//                                                                     PROTOCOL.md §5 §7.4
// The codes are what is printed; roll entry and list hold their public halves alone.
//
// Secret: the codes (wiped). Pure.
#pragma once

#include <vector>

#include "ballot/entries/roll.hpp"
#include "ballot/slip.hpp"
#include "crypto/base/rng.hpp"

namespace piaojue::teller {

struct Cards {
    Roll roll;  // with a fresh roll id
    std::vector<SecretBuffer> codes;
};
[[nodiscard]] Cards make_cards(const CongressId& congress, std::uint32_t count, Rng& rng);

struct Slips {
    SlipList list;
    std::vector<SecretBuffer> codes;  // in the order they were made, which the list does not tell
};
// Refuses `malformed`: none, or more than limit::slips.
[[nodiscard]] Result<Slips> make_slips(std::uint32_t count, Rng& rng);

}  // namespace piaojue::teller
