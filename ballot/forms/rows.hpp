// ballot/forms/rows.hpp — a form as rows of cells, for tables that are opened elsewhere
#pragma once

#include <string>
#include <vector>

#include "ballot/forms/document.hpp"

namespace piaojue::forms {

// In the order of the form, with an empty row before each table.
[[nodiscard]] std::vector<std::vector<std::string>> rows_of(const Document& document);

}  // namespace piaojue::forms
