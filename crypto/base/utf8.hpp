// crypto/base/utf8.hpp — well-formed UTF-8, one code point after another
#pragma once

#include "crypto/base/bytes.hpp"

namespace piaojue {

// The code point at `bytes[at]`; advances `at`. False, and both are void, where no well-formed one
// stands: overlong, a surrogate, above U+10FFFF, cut off.
[[nodiscard]] bool next_code_point(ByteView bytes, std::size_t& at, char32_t& point);

}  // namespace piaojue
