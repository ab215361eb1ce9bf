// server/imports/csv.hpp — CSV as spreadsheet programs save it
#pragma once

#include "server/imports/header.hpp"
#include "server/imports/table.hpp"

namespace piaojue::imports {

// Comma, semicolon or tab: the one under which a header of this kind is found. A row is what the
// spreadsheet shows as one, also with line breaks inside a cell.
// unknown_encoding, open_quote, too_large, not_a_table.
[[nodiscard]] Readable<Table> read_csv(ByteView bytes, Kind kind);

}  // namespace piaojue::imports
