// server/imports/delimited.hpp — tables of text: RFC 4180 with any one-byte separator
//
// A field that begins with a double quote ends at the next single double quote; two of them stand
// for one. Elsewhere a quote is an ordinary character, and text after a closing quote still belongs
// to the field, as the files that offices and election archives really hold have it. LF and CRLF
// end a row; a byte-order mark is passed over. A line break inside quotes belongs to the field.
//
// Refusals: malformed, whose detail names the line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"

namespace piaojue::imports {

struct Row {
    std::size_t line;  // where it begins, from 1
    std::vector<std::string> fields;
};

[[nodiscard]] Result<std::vector<Row>> parse_delimited(std::string_view text, char separator);

// Without the spaces and tabs around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace piaojue::imports
