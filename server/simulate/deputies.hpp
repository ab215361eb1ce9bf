// server/simulate/deputies.hpp — the deputies of a simulated congress, each a client of its own
//                                                                     PROTOCOL.md §7 §8
// Every request has a TLS connection of its own. A few threads play all deputies, in an order that
// the seed decides; keys and seeds of ballots come from the system's generator, never from a seed.
//
// Secret: cards, seeds, papers.
#pragma once

#include <optional>
#include <vector>

#include "crypto/base/encoding.hpp"
#include "server/client/deputy.hpp"
#include "server/simulate/vote_file.hpp"

namespace piaojue::simulate {

struct Deputy {
    DeputyNumber number;
    CardSecret card;
    std::optional<MarkedRow> row;  // absent: takes a ballot paper and never uses it

    std::optional<SlipSeed> slip;  // drawn: votes at a booth
    // On paper: taken instead of a token, exchanged for it, or handed out beside it.
    enum class Sheet : std::uint8_t { none, taken, exchanged, uncancelled };
    Sheet sheet = Sheet::none;

    // On the device.
    SecretBytes<32> token_seed;
    std::optional<client::Paper> paper;
    std::optional<Promise> promise;
};

// Whether the marks can become a valid ballot of this round.
[[nodiscard]] bool is_castable(const BallotShape& shape, const MarkedRow& row);

// Refuses `malformed` if they can not.
[[nodiscard]] Result<Marks> marks_of(const BallotShape& shape, const MarkedRow& row);

// Takes a ballot paper for each of them, in the order given. The first failure ends it.
[[nodiscard]] Result<void> issue_all(const client::Endpoint& endpoint, const Round& round,
                                     const RollId& roll_id, std::span<Deputy* const> deputies);

// A sheet for the token of each of them.
[[nodiscard]] Result<void> exchange_all(const client::Endpoint& endpoint, const Round& round,
                                        std::span<Deputy* const> deputies);

// Seals and casts the row of each of them.
[[nodiscard]] Result<void> cast_all(const client::Endpoint& endpoint, const Round& round,
                                    std::span<Deputy* const> deputies);

// The card of each of them, who voted with a paper of its own, says that it is in the box.
[[nodiscard]] Result<void> declare_all(const client::Endpoint& endpoint, const Round& round,
                                       const RollId& roll_id, std::span<Deputy* const> deputies);

// Behind the close: each of them, who has a paper and never used it, says so.
[[nodiscard]] Result<void> claim_all(const client::Endpoint& endpoint, const Round& round,
                                     std::span<Deputy* const> deputies);

}  // namespace piaojue::simulate
