// server/imports/text.hpp — what offices' files hold: bytes of several encodings, stray spaces,
// numbers in several dresses
//
// All pure. Where a parameter is called `text` it is UTF-8 that decode_text() or a spreadsheet
// gave.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "server/imports/fault.hpp"

namespace piaojue::imports {

struct DecodedText {
    std::string text;           // UTF-8 without a byte-order mark
    std::string_view encoding;  // UTF-8, GB18030, UTF-16
};

// A byte-order mark decides; else strict UTF-8; else strict GB18030, which holds GBK and GB 2312,
// and the euro sign where Windows' code page 936 has it.
// Nothing is guessed from frequencies: on lists of a few names such guesses fail.
// unknown_encoding, with the line that is neither.
[[nodiscard]] Readable<DecodedText> decode_text(ByteView bytes);

[[nodiscard]] bool is_utf8(std::string_view text);
[[nodiscard]] bool is_han(char32_t c);  // also those of private use
[[nodiscard]] std::u32string points_of(std::string_view text);
[[nodiscard]] std::string text_of(std::u32string_view points);

// person: spaces between Chinese characters go (张　三), between other words one stays.
// line: spaces run together to one; a line break between Chinese characters goes.
// block: the same within each line; line breaks stay, empty lines go.
// Always: spaces around go, full-width, no-break and zero-width ones too.
enum class Spacing : std::uint8_t { person, line, block };
[[nodiscard]] std::string cleaned(std::string_view text, Spacing spacing);

// 12, 012, １２, 12.0
[[nodiscard]] std::optional<std::uint32_t> whole_number(std::string_view text);

// Neither printed nor harmless: control characters and those that turn the direction of text.
// LF is one unless it is allowed.
[[nodiscard]] std::optional<char32_t> control_character(std::string_view text, bool allow_lf);

// What a message repeats of a text: its first 24 characters.
[[nodiscard]] std::string beginning(std::string_view text);

// Columns on a terminal: a Chinese character takes two.
[[nodiscard]] std::size_t display_width(std::string_view text);

}  // namespace piaojue::imports
