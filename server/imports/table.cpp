#include "server/imports/table.hpp"

#include <algorithm>

namespace piaojue::imports {

const Cell* TableRow::find(std::uint32_t column) const {
    const auto found = std::lower_bound(
        cells.begin(), cells.end(), column,
        [](const Cell& cell, std::uint32_t wanted) { return cell.column < wanted; });
    return found != cells.end() && found->column == column ? &*found : nullptr;
}

std::string Merge::name() const {
    return fmt::format("{}{}:{}{}", column_letters(first_column), first_row,
                       column_letters(last_column), last_row);
}

bool Table::hides(std::uint32_t column) const {
    return std::any_of(hidden_columns.begin(), hidden_columns.end(), [column](const auto& range) {
        return column >= range.first && column <= range.second;
    });
}

std::vector<TableRow>::iterator Table::at_row(std::uint32_t number) {
    return std::lower_bound(
        rows.begin(), rows.end(), number,
        [](const TableRow& row, std::uint32_t wanted) { return row.number < wanted; });
}

}  // namespace piaojue::imports
