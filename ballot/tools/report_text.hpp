// ballot/tools/report_text.hpp — a verifier's report for people, Chinese first and English second
#pragma once

#include <string>
#include <string_view>

#include "ballot/verify.hpp"

namespace piaojue::tools {

// The checks with ✓ and ✗, the result of each round, the verdict; UTF-8, ends with a line feed.
[[nodiscard]] std::string report_text(const Report& report);
// The counts and the table of projects of one round.
[[nodiscard]] std::string round_text(const RoundReport& round);
// One line.
[[nodiscard]] std::string verdict_text(const Report& report);

// Columns on a terminal: a Chinese character takes two.
[[nodiscard]] std::size_t columns_of(std::string_view utf8);

}  // namespace piaojue::tools
