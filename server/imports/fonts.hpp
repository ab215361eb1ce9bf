// server/imports/fonts.hpp — characters that no font of this machine has
//
// A rare character of a name that is a hollow box on the screen, or on the ballot, is found here
// and not in the hall. Never a reason to refuse a table: the font may be installed afterwards.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "server/imports/records.hpp"

namespace piaojue::imports {

using HasCharacter = std::function<bool(char32_t)>;

// What the installed fonts have together; nothing if no font has Chinese characters.
[[nodiscard]] std::optional<HasCharacter> installed_characters();

// One fault a character, with its rows: `no_font`; `fonts_unchecked` alone where nothing is known.
// Characters of private use are always named: every machine shows them as it likes.
[[nodiscard]] std::vector<Fault> font_faults(const std::vector<Record>& records,
                                             const std::optional<HasCharacter>& has);

}  // namespace piaojue::imports
