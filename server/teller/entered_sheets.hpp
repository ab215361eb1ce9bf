// server/teller/entered_sheets.hpp — few sheets of paper, entered as encrypted ballots
//                                                                     PROTOCOL.md §7.5 §8.5
// Where fewer sheets came back than a batch may show, two people enter each as a ballot with a
// token of kind 2. All are sealed and kept on the disk before the first is sent: a run that was cut
// off sends the same bytes again, and no sheet is in the box twice.
//
//   file: "PJSHEET1" ‖ u16 n ‖ n × bytes32 ballot      ciphertexts alone: neither key nor seed is
//   kept
//
// Secret: marks and statement keys. Pure.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "ballot/encrypted.hpp"
#include "server/teller/acts.hpp"

namespace piaojue::teller {

// In any order.
using Witnesses = std::array<ActingPerson, 2>;

// Under a fresh ballot key. Refuses `token_rejected` (the witnesses are no two scrutineers or
// tellers of a round that knows its own), `internal`.
[[nodiscard]] Result<EncryptedBallot> enter_sheet(const BallotKeys& round, const Marks& marks,
                                                  const Witnesses& witnesses, Rng& rng);

[[nodiscard]] Bytes encode_entered(std::span<const EncryptedBallot> sheets);
// Refuses `malformed` (no such file, or a ballot that is no sheet), and what
// EncryptedBallot::decode() does, `wrong_manifest` for sheets of another round.
[[nodiscard]] Result<std::vector<EncryptedBallot>> decode_entered(const BallotKeys& round,
                                                                  ByteView file);

}  // namespace piaojue::teller
