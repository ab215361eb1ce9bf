// ballot/card.hpp — identity keys from printed cards          PROTOCOL.md §5
//
// Secret: the card secret and the key. The code on the card: crypto/base/encoding.hpp.
#pragma once

#include "ballot/ids.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

// 160 fresh bits.
[[nodiscard]] CardSecret make_card_secret(Rng& rng);

// The deputy's Ed25519 key; its public half stands on the roll.
[[nodiscard]] SigningKey identity_key(const CardSecret& secret, const RollId& roll_id);

}  // namespace piaojue
