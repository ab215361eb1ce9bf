// server/imports/fault.hpp — what can be wrong with a table that an office hands in
//
// One row a fault: its name, how grave it is, what it says in Chinese and English and what to do.
// The names are stable: programs read them (`piaojue import --json`, `piaojue decide --json`);
// docs/OPERATIONS.md lists them all. All faults of a table are found in one reading.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace piaojue::imports {

// The order is that of the table in fault.cpp.
enum class FaultCode : std::uint8_t {
    misused,
    no_file,
    too_large,
    not_a_table,
    old_xls,
    encrypted,
    damaged,
    unknown_encoding,
    open_quote,
    no_sheet,
    no_header,
    missing_column,
    duplicate_column,
    no_rows,
    too_many_rows,
    missing_number,
    bad_number,
    duplicate_number,
    missing_name,
    duplicate_name,
    too_long,
    control_character,
    lost_character,
    merged_cells,
    extra_row,
    error_cell,
    no_cached_value,
    same_name,
    gaps,
    not_consecutive,
    unknown_header,
    outside_columns,
    hidden_row,
    hidden_column,
    other_sheets,
    no_font,
    fonts_unchecked,
    not_written,
    bad_method,
    bad_case,
    wrong_header,
    wrong_width,
    missing_count,
    bad_count,
    unasked_count,
    nobody_due,
    figure_above,
    not_the_sum,
};
inline constexpr std::size_t fault_codes = 48;

// unreadable: not such a table at all. error: nothing is imported. warning: imported, look at it.
enum class Severity : std::uint8_t { unreadable, error, warning };

struct FaultText {
    FaultCode code;
    Severity severity;
    std::string_view name;
    std::string_view chinese;  // with {} where the arguments of fault() go
    std::string_view english;
};
[[nodiscard]] const FaultText& fault_text(FaultCode code);

// As the office counts in its spreadsheet: rows from 1; columns from 0, shown as letters.
struct Place {
    std::optional<std::uint32_t> row;
    std::optional<std::uint32_t> column;
};

struct Fault {
    FaultCode code;
    Place place;
    std::string message;  // Chinese / English

    [[nodiscard]] Severity severity() const { return fault_text(code).severity; }
    [[nodiscard]] std::string_view name() const { return fault_text(code).name; }
};

template <class... Arguments>
[[nodiscard]] Fault fault(FaultCode code, Place place, const Arguments&... arguments) {
    const FaultText& text = fault_text(code);
    return {code, place,
            fmt::format(fmt::runtime(text.chinese), arguments...) + " / " +
                fmt::format(fmt::runtime(text.english), arguments...)};
}

// A value, or the one fault for which it can not be read at all.
template <class T>
using Readable = tl::expected<T, Fault>;

template <class... Arguments>
[[nodiscard]] tl::unexpected<Fault> unreadable(FaultCode code, const Arguments&... arguments) {
    return tl::unexpected<Fault>{fault(code, Place{}, arguments...)};
}

// By row and column, those of the whole table first.
void sort_faults(std::vector<Fault>& faults);

// "5" or "5, 7–9, 12": ascending row numbers, at most eight ranges and then an ellipsis.
[[nodiscard]] std::string spoken_rows(const std::vector<std::uint32_t>& rows);

// 0 → A, 26 → AA
[[nodiscard]] std::string column_letters(std::uint32_t column);

}  // namespace piaojue::imports
