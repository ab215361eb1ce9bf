// server/teller/commands/sheet_table.hpp — what `sheets`, `doubtful` and `enter` begin with: a
// person, the server, the log that this device has read itself
#pragma once

#include <optional>
#include <string>

#include "ballot/congress_state.hpp"
#include "server/client/api.hpp"
#include "server/teller/commands/command.hpp"

namespace piaojue::teller::commands {

struct TableOptions {
    KeysOptions keys;
    ServerOptions server;
    std::string enrolment;
    std::string expect_manifest;
    bool json = false;
};
void add_table_options(Options& command, TableOptions& options);

struct TableInputs {
    client::Endpoint endpoint;
    std::optional<ManifestHash> expected;
    Unlocked own;
};
[[nodiscard]] Result<TableInputs> read_table_inputs(const TableOptions& options);

// The person at the sheets: network, seat, the log.
struct SheetTable {
    client::Api api;
    Seat seat;
    CongressState state;  // has a round
};
// Refuses `wrong_phase` (no round yet), `wrong_manifest` (another than expected), and what reading
// the log refuses.
[[nodiscard]] Result<SheetTable> sit_down_at(const TableOptions& options,
                                             const TableInputs& inputs);

}  // namespace piaojue::teller::commands
