// server/imports/workbook.hpp — XLSX as Excel, WPS and LibreOffice save it
//
// Values as they were last computed; numbers with up to fifteen digits, dates as their cells show
// them. Nothing in a workbook is run, no reference is followed.
#pragma once

#include <string>

#include "crypto/base/bytes.hpp"
#include "server/imports/table.hpp"

namespace piaojue::imports {

// The sheet of this name; without one the first that can be seen.
// damaged, encrypted, too_large, not_a_table, no_sheet.
[[nodiscard]] Readable<Table> read_workbook(ByteView bytes, const std::string& sheet);

}  // namespace piaojue::imports
