// ballot/derived.hpp — what follows from a record for use outside of it          PROTOCOL.md §18
//
// Pure; public data only; safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ballot/ids.hpp"

namespace piaojue {

// A project's id, 32 bytes: the same in every record of its log, whichever round chose it. `first`
// is the hash of the log's first sealed manifest.
[[nodiscard]] Bytes32 project_id(const ManifestHash& first, ProjectNumber no);

// The line of a source of data (attachment kind 3) that names the table of the roll, with its line
// feed; and what the first such line of a source names.
[[nodiscard]] std::string roll_table_line(const Bytes32& sha256);
[[nodiscard]] std::optional<Bytes32> roll_table_in(std::string_view source);

}  // namespace piaojue
