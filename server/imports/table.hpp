// server/imports/table.hpp — a table of cells, wherever it was read from
//
// Cells without text are left away, so a table is as large as what stands in it. Text is UTF-8 as
// the file has it; nothing is trimmed yet.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/imports/fault.hpp"

namespace piaojue::imports {

inline constexpr std::size_t file_bytes_max = std::size_t{16} << 20U;
inline constexpr std::size_t rows_max = 50'000;
inline constexpr std::size_t cells_max = 1'000'000;

enum class CellKind : std::uint8_t {
    text,
    error,     // what a formula gave instead of a value
    no_value,  // a formula that was never computed
};

struct Cell {
    std::uint32_t column;  // from 0
    CellKind kind;
    std::string text;
};

struct TableRow {
    std::uint32_t number;  // from 1, as the spreadsheet shows it
    bool hidden;
    std::vector<Cell> cells;  // ascending columns

    [[nodiscard]] const Cell* find(std::uint32_t column) const;
};

// Merged cells; the value stands in the first.
struct Merge {
    std::uint32_t first_row;
    std::uint32_t first_column;
    std::uint32_t last_row;
    std::uint32_t last_column;

    [[nodiscard]] bool covers(std::uint32_t row, std::uint32_t column) const {
        return row >= first_row && row <= last_row && column >= first_column &&
               column <= last_column;
    }
    [[nodiscard]] std::string name() const;  // A5:A7
};

struct Table {
    std::string_view format;                // csv, xlsx
    std::string_view encoding;              // of a CSV file
    std::string sheet;                      // of a workbook
    std::vector<std::string> other_sheets;  // visible, and something stands in them
    std::vector<TableRow> rows;             // ascending
    std::vector<Merge> merges;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> hidden_columns;  // first, last

    [[nodiscard]] bool hides(std::uint32_t column) const;

    // The row of this number, or where it would stand.
    [[nodiscard]] std::vector<TableRow>::iterator at_row(std::uint32_t number);
};

}  // namespace piaojue::imports
