// server/teller/console/batch_order.hpp — a batch as the page sends it     PROTOCOL.md §11.8
//
//   {"batch","issued","returned","void":{"over","unreadable","marked","blank"},
//    "projects":[{"approve","oppose","abstain"}],"doubtful":[{"decision","reason"}]}
// Numbers are whole and no more than a congress has sheets; projects in candidate order. Whether it
// adds up, and for which round, is asked where it is signed. Pure.
#pragma once

#include <boost/json.hpp>

#include "ballot/entries/paper_batch.hpp"

namespace piaojue::teller::console {

// Refuses `malformed`, naming the member.
[[nodiscard]] Result<PaperBatch> decode_batch_order(const boost::json::value& batch);

}  // namespace piaojue::teller::console
