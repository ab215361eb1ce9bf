// server/teller/paper_copy.hpp — a sealed file on paper, and back
//
// The file is sealed under its passphrase (crypto/sealed_file.hpp); without that the paper opens
// nothing. Content: u16 length ‖ file ‖ zeros up to a multiple of 20 bytes. Each 20 bytes are a
// line: its number from 1 in two digits, eight groups of four Crockford characters, and a ninth,
// the first 20 bits of SHA-256(u8 number ‖ the 20 bytes), so that a mistake is found in its line.
// That the whole is right says the seal.
//
// Pure.
#pragma once

#include <string>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace piaojue::teller {

inline constexpr std::size_t paper_lines_max = 99;

// "01 ABCD-EFGH-…". Refuses `too_large`: more lines than a page has.
[[nodiscard]] Result<std::vector<std::string>> lines_of_file(ByteView file);

// Lines in any order, apart by line ends or '/'; one may be there twice. Small letters and
// separators do not matter. Refuses `malformed`, naming the line that does not fit or is missing.
[[nodiscard]] Result<Bytes> file_of_lines(std::string_view text);

}  // namespace piaojue::teller
