// ballot/forms/render.hpp — a form, or the whole object behind it, as the bytes of a file
//
// The same input gives the same bytes. json_of() is canonical JSON (RFC 8785): keys sorted, no
// white space, whole numbers alone; its keys are in docs/OPERATIONS.md. Pure, but for
// ballot/forms/pdf.hpp, which asks the machine for its fonts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ballot/forms/data.hpp"
#include "ballot/forms/document.hpp"

namespace piaojue::forms {

[[nodiscard]] std::string json_of(const FormData& data);

// One page by itself: nothing is loaded, nothing runs.
[[nodiscard]] std::string html_of(const Document& document);

// UTF-8 with its mark, CRLF, quoted as RFC 4180 has it. A cell that a spreadsheet would take for
// a formula begins with an apostrophe.
[[nodiscard]] std::string csv_of(const Document& document);

// Office Open XML (ISO/IEC 29500): a text to be edited, and a workbook of one sheet in which whole
// numbers are numbers. The fonts are named, not embedded. Throw EnvError if libzip fails.
[[nodiscard]] std::string docx_of(const Document& document);
[[nodiscard]] std::string xlsx_of(const Document& document);

// In one of these formats by its name: html, csv, docx or xlsx; nothing in another one.
[[nodiscard]] std::optional<std::string> file_of(const Document& document, std::string_view format);

}  // namespace piaojue::forms
