// server/teller/proposal.hpp — an act of two that one person has signed, as the second one reads it
//                                                                            PROTOCOL.md §9 §16
// The server carries proposals and is believed in nothing: what is signed is compared with this
// device's own copy of the log by the same code that judges every log. Secret: the signing key.
#pragma once

#include "ballot/congress_state.hpp"
#include "server/teller/acts.hpp"

namespace piaojue::teller {

// Refuses `malformed` (no statement, or no act of two with one signature), and what decoding does.
[[nodiscard]] Result<Statement> read_proposal(ByteView entry);

// The whole entry, as it may follow in this log now. Refuses what the log refuses:
// `wrong_manifest`, `wrong_phase`, `signature_rejected`, `not_permitted` (this person is not for
// this act), `second_person_required` (the first signer himself) and the rest of §9.
[[nodiscard]] Result<Bytes> complete_proposal(Statement statement, const CongressState& state,
                                              const ActingPerson& second);

}  // namespace piaojue::teller
