// server/teller/acts.hpp — statements as people make them          PROTOCOL.md §9
//
// Secret: the statement keys. The serial must be above all that the first signer used before.
#pragma once

#include <span>

#include "ballot/entries/paper_batch.hpp"
#include "ballot/entries/statement.hpp"

namespace piaojue::teller {

struct ActingPerson {
    PersonNumber number;
    const SigningKey* key;
};

// The entry, signed by all of them in order.
[[nodiscard]] Bytes make_statement_entry(Act act, const Bytes32& scope, std::uint32_t serial,
                                         std::uint32_t minute, StatementBody body,
                                         std::span<const ActingPerson> signers);

// What somebody sends to have a batch of sheets counted (§16): body ‖ as ‖ person ‖ signature.
[[nodiscard]] Bytes batch_request(ByteView body, BatchSigner as, const ActingPerson& person);

}  // namespace piaojue::teller
