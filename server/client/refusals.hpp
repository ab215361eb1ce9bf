// server/client/refusals.hpp — what a refusal of the server means to who gave the command
//                                                                     PROTOCOL.md §13 §16
// The one table of it for the command lines and for a teller's console: what is so and what to do,
// Chinese first, then English, in the sense of the pages' catalogue (kiosk/src/i18n).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/errc.hpp"

namespace piaojue::client {

struct RefusalWords {
    std::string_view zh;
    std::string_view en;
};
[[nodiscard]] RefusalWords refusal_words(Errc code);

// "服务器拒绝：<zh> / the server refused: <en>", and in brackets what the server itself says of the
// case, if it says anything that a terminal can show: it is trusted for nothing.
[[nodiscard]] std::string refusal_text(Errc code, std::string_view said = {});

}  // namespace piaojue::client
