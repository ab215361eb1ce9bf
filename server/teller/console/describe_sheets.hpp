// server/teller/console/describe_sheets.hpp — sheets of paper behind the close, as a section of the
// board                                                               PROTOCOL.md §11.8
//
// Pure. What is in the record, what came of a batch and what still keeps the box shut is read in
// this device's own log; which batches wait, and for whom, the server alone knows. Of what others
// keyed there is nothing in it but the cells that differ. The page knows its form by
// kiosk/src/rooms/teller/board_sheets.ts.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ballot/congress_state.hpp"
#include "server/teller/sheet_acts.hpp"

namespace piaojue::teller::console {

struct SheetsOnDesk {
    std::vector<PaperBatch> waiting;  // for the chief scrutineer
    std::vector<KeyedBatch> keyed;    // by this person
    std::optional<BatchNumber> last;  // keyed or decided on in this run
    std::uint32_t sent = 0;           // batches keyed in this run that the server took
};

// By which an order names a batch that waits: SHA-256 of its body, hex.
[[nodiscard]] std::string batch_id(const PaperBatch& batch);

// {"rules": {"projects": [{"no","name"}],"most","three_way","min_group"},
//  "batches": [{"batch","issued","returned"}],"taken","exchanged","uncancelled","issued",
//  "returned","gap","awaited","may_key","chief": {"name","own"},
//  "waiting": [{"id","batch","doubtful": [{"decision","reason"}]}],
//  "keyed": [batch],"differs": [{"batch","cells"}],"said": null or {"is","batch"},"sent"}
// uncancelled: of act 18, null before it; gap: the first number that no batch has before the last;
// awaited: neither share nor result before act 18; sent: batches keyed in this run that the
// server took.
[[nodiscard]] boost::json::object describe_sheets(const RoundState& round,
                                                  const Enrolment& enrolment, PersonNumber own,
                                                  const SheetsOnDesk& sheets);

}  // namespace piaojue::teller::console
