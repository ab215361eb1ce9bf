// ballot/forms/markup.hpp — text inside HTML and XML
#pragma once

#include <string>
#include <string_view>

#include "ballot/forms/document.hpp"

namespace piaojue::forms {

[[nodiscard]] inline std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

// One block as it stands in the body of a page.
[[nodiscard]] std::string html_of_block(const Block& block);
// What a page's style is known by in its policy: "'sha256-…'".
[[nodiscard]] std::string style_source(std::string_view style);

}  // namespace piaojue::forms
