// ballot/forms/pdf.hpp — a form as a PDF to be printed and signed
//
// After GB/T 9704-2012: A4, a type area of 156 × 225 mm that begins 37 mm from the top and 28 mm
// from the left, page numbers below it. Every font is embedded. The file's date is that of the
// record's last act, so that the same document and fonts give the same bytes. Not safe from
// several threads at once.
#pragma once

#include "ballot/forms/document.hpp"
#include "ballot/forms/fonts.hpp"

namespace piaojue::forms {

struct Pdf {
    std::string bytes;
    std::vector<std::string> fonts;  // that are in it, sorted
    std::size_t pages = 0;
};

// Refuses `malformed` (a text with a character that no font has, which is named) and `internal`.
[[nodiscard]] Result<Pdf> pdf_of(const Document& document, const Fonts& fonts);

}  // namespace piaojue::forms
