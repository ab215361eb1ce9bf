// server/teller/box_acts.hpp — what a teller does after the close, from the evidence to the server
//                                                                     PROTOCOL.md §9 §11.2 §11.4
// Each act is the device's (device.hpp), which remembers before it signs, and is then sent until it
// has arrived. Refusals: the device's, then the server's.
//
// Threads: one Api per thread.
#pragma once

#include "server/teller/acts.hpp"
#include "server/teller/device.hpp"
#include "server/teller/key_files.hpp"
#include "server/teller/log_copy.hpp"

namespace piaojue::teller {

// For verifying a box: both processors of a laptop. The first exception of a task comes out when
// all have ended.
void run_on_two_threads(std::span<const std::function<void()>> tasks);

// True when the quorum is complete.
[[nodiscard]] Result<bool> cosign_box(client::Api& api, TellerDevice& device, ByteView evidence,
                                      const Clock& clock);
[[nodiscard]] Result<void> give_share(client::Api& api, TellerDevice& device, ByteView evidence,
                                      Rng& rng);
// The result as this device has recomputed it.
[[nodiscard]] Result<ResultHash> report_result(client::Api& api, TellerDevice& device,
                                               ByteView evidence, const ActingPerson& person,
                                               SerialBook& serials, const Clock& clock);

}  // namespace piaojue::teller
