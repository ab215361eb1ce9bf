// server/imports/fonts.hpp — characters that no font of this machine has
//
// A rare character of a name that is a hollow box on the screen, or on the ballot, is found here
// and not in the hall. Never a reason to refuse a table: the font may be installed afterwards.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/imports/import.hpp"

namespace piaojue::imports {

using HasCharacter = std::function<bool(char32_t)>;

// What the installed fonts have together; nothing if no font has Chinese characters.
[[nodiscard]] std::optional<HasCharacter> installed_characters();

// One fault a character, with its rows: `no_font`; `fonts_unchecked` alone where nothing is known.
// Characters of private use are always named: every machine shows them as it likes.
[[nodiscard]] std::vector<Fault> font_faults(const std::vector<Record>& records,
                                             const std::optional<HasCharacter>& has);

// Each of these texts' characters that is shown nowhere for certain, once, ascending: no font has
// it, or it is of private use. Where nothing is known of fonts, every one beyond ASCII.
[[nodiscard]] std::string missing_characters(const std::vector<std::string>& texts,
                                             const std::optional<HasCharacter>& has);

// import_table(), and what the fonts of this machine lack.
[[nodiscard]] Import import_with_fonts(ByteView bytes, Kind kind, const std::string& sheet = {});

}  // namespace piaojue::imports
