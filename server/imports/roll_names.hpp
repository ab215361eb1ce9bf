// server/imports/roll_names.hpp — the names' table of a roll, beside a record that holds no names
//                                                                     PROTOCOL.md §18
// Pure.
#pragma once

#include <string>

#include "ballot/forms/compose.hpp"
#include "crypto/base/result.hpp"

namespace piaojue::imports {

// SHA-256 of the canonical form of a table. `name` stands in refusals: `malformed`, naming the
// faults.
[[nodiscard]] Result<Bytes32> roll_table_hash(ByteView table, const std::string& name);

// Refuses `malformed` (no such table, or not as many rows as the roll has deputies) and
// `not_permitted` (the record names another table).
[[nodiscard]] Result<forms::RollNames> roll_names(ByteView table, const std::string& name,
                                                  const forms::FormData& data);

}  // namespace piaojue::imports
