// server/commands/roll_names.hpp — the names' table of a roll, beside a record that holds no names
#pragma once

#include <string>

#include "ballot/forms/compose.hpp"
#include "server/commands/command.hpp"

namespace piaojue::commands {

void add_roll_option(Options& command, std::string& file);
void add_papers_option(Options& command, std::string& day);

// SHA-256 of the canonical form of a table (PROTOCOL.md §18). Refuses `malformed`, naming the
// faults.
[[nodiscard]] Result<Bytes32> roll_table_hash(const std::string& file);

// Refuses `malformed` (no such table, or not as many rows as the roll has deputies) and
// `not_permitted` (the record names another table).
[[nodiscard]] Result<forms::RollNames> read_roll_names(const std::string& file,
                                                       const forms::FormData& data);

// Empty, or YYYY-MM-DD. Refuses `malformed`.
[[nodiscard]] Result<void> check_day(const std::string& day);

// What was refused by the content of the record did not hold; everything else is misuse.
[[nodiscard]] inline int exit_of(const Error& error) {
    return error.code == Errc::not_permitted ? not_held : misused;
}

}  // namespace piaojue::commands
