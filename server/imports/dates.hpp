// server/imports/dates.hpp — days that a workbook keeps as numbers, as its cells show them
//
// Only what a deadline needs: years, months, days, hours, minutes, seconds and the words between.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace piaojue::imports {

// The code behind a built-in number of a format, as a Chinese Excel has it; empty: no date.
[[nodiscard]] std::string_view builtin_date_format(unsigned id);

[[nodiscard]] bool is_date_format(std::string_view code);

// `serial`: days since 1899-12-30 (1904-01-01 if `from_1904`). Nothing for days outside 1900–9999.
[[nodiscard]] std::optional<std::string> format_date(double serial, std::string_view code,
                                                     bool from_1904);

}  // namespace piaojue::imports
