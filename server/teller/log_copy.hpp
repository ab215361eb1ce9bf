// server/teller/log_copy.hpp — the log as a person's device gets it and reads it   PROTOCOL.md §16
//
// Evidence is asked for with a signed query and replayed through ballot/congress_state.hpp, entry
// by entry: what a device says about the log it has read itself. Which congress a person belongs to
// follows from his own signature in the enrolment, not from what a server says.
//
// Threads: one Api per thread.
#pragma once

#include "ballot/congress_state.hpp"
#include "ballot/record.hpp"
#include "crypto/base/clock.hpp"
#include "server/client/api.hpp"
#include "server/teller/ceremony.hpp"

namespace piaojue::teller {

// One person's place in one congress.
struct Seat {
    CongressId congress;
    EnrolmentHash enrolment;
    Place place;
};

// Refuses what decoding refuses, `not_permitted` (these keys are not enrolled there),
// `signature_rejected` (the line is not what these keys signed).
[[nodiscard]] Result<Seat> find_seat(ByteView enrolment, const PersonKeys& keys);

// Everything applied, and the checkpoint is that of these entries. Refuses what the first wrong
// entry is refused with, `log_rollback` for another checkpoint.
[[nodiscard]] Result<CongressState> replay(const RecordView& view);

// The log up to its newest checkpoint, not yet believed.
[[nodiscard]] Result<Bytes> fetch_evidence(client::Api& api, const PersonKeys& keys,
                                           const Seat& seat, const Clock& clock);

// Of the newest roll; nothing: there is none. Refuses what decoding refuses.
[[nodiscard]] Result<std::optional<RollId>> newest_roll_id(const RecordView& view);

// Refuses a log of another congress or enrolment (`unknown_round`).
[[nodiscard]] Result<void> check_log_of(const Seat& seat, const CongressState& state);

}  // namespace piaojue::teller
