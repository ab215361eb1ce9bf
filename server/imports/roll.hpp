// server/imports/roll.hpp — what is asked of a roll of deputies beyond its single rows
#pragma once

#include "server/imports/records.hpp"

namespace piaojue::imports {

// Errors: too many deputies. Warnings: two of one name; numbers that are not 1, 2, 3 …
void check_roll(const Header& header, const std::vector<Record>& records,
                std::vector<Fault>& faults);

}  // namespace piaojue::imports
