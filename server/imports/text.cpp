#include "server/imports/text.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "crypto/base/result.hpp"
#include "crypto/base/utf8.hpp"

namespace piaojue::imports {

namespace {

// The line, from 1 as a spreadsheet counts, in which the text behind `before` goes on.
std::ptrdiff_t line_after(std::string_view before) {
    return 1 + std::count(before.begin(), before.end(), '\n');
}

// glibc's converter, strict: whatever is not wholly of the encoding is refused.
class Converter {
public:
    explicit Converter(const char* from) : handle_(::iconv_open("UTF-8", from)) {
        if (handle_ == invalid()) throw EnvError(std::string{"iconv does not know "} + from);
    }
    ~Converter() { ::iconv_close(handle_); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    // Or the line in which it can go no further.
    tl::expected<std::string, std::ptrdiff_t> convert(std::string_view in) {
        std::string out(3 * in.size() + 16, '\0');  // no character grows more than that
        std::string copy{in};
        char* from = copy.data();
        std::size_t from_left = copy.size();
        char* to = out.data();
        std::size_t to_left = out.size();
        const std::size_t failed = ::iconv(handle_, &from, &from_left, &to, &to_left);
        out.resize(out.size() - to_left);
        if (failed != 0 || !is_utf8(out)) return tl::unexpected{line_after(out)};
        return out;
    }

private:
    static iconv_t invalid() { return reinterpret_cast<iconv_t>(std::intptr_t{-1}); }

    iconv_t handle_;
};

bool is_space(char32_t c) {
    return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == 0xA0 || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x205F;
}

// Mongolian text has the narrow no-break space inside its words, so only at the ends it is stray.
bool is_space_at_end(char32_t c) {
    return is_space(c) || c == 0x202F;
}

// Nobody sees it and no word needs it.
bool is_nothing(char32_t c) {
    return c == 0x200B || c == 0xFEFF || c == 0xAD || c == 0x2060;
}

// Also the punctuation that stands between them, and the dot inside translated names.
bool is_chinese(char32_t c) {
    return is_han(c) || (c >= 0x3001 && c <= 0x3011) || (c >= 0xFF01 && c <= 0xFF60) || c == 0xB7 ||
           c == 0x2022 || c == 0x30FB;
}

std::u32string_view trimmed_points(std::u32string_view text) {
    while (!text.empty() && is_space_at_end(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space_at_end(text.back()))
        text.remove_suffix(1);
    return text;
}

// Each run of spaces by the rule. As the text is trimmed, a run has something on either side.
std::u32string with_single_spaces(std::u32string_view text, Spacing spacing) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_space(text[i])) {
            out.push_back(text[i++]);
            continue;
        }
        bool breaks = false;
        for (; is_space(text[i]); ++i)
            breaks = breaks || text[i] == U'\n';
        const bool between = is_chinese(out.back()) && is_chinese(text[i]);
        if (between && (breaks || spacing == Spacing::person)) continue;
        out.push_back(U' ');
    }
    return out;
}

char32_t half_width(char32_t c) {
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

bool is_wide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xE000 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF01 && c <= 0xFF60) ||
           (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

// How many of its bytes are UTF-8.
std::size_t utf8_bytes(std::string_view text) {
    const ByteView bytes = as_bytes(text);
    char32_t point = 0;
    std::size_t good = 0;
    for (std::size_t at = 0; at < bytes.size(); good = at)
        if (!next_code_point(bytes, at, point)) return good;
    return good;
}

// Code page 936, in which Excel and WPS save on a Chinese Windows, has the euro sign at 80; GB18030
// has nothing there, and the sign at A2 E3.
std::string with_euro_moved(std::string_view bytes) {
    std::string out;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto lead = static_cast<Byte>(bytes[at]);
        if (lead == 0x80) {
            out += "\xA2\xE3";
            ++at;
            continue;
        }
        const std::size_t length = lead < 0x80 ? 1 : 2;  // four bytes are two such pairs
        out += bytes.substr(at, length);
        at += length;
    }
    return out;
}

std::ptrdiff_t line_beyond_utf8(std::string_view text) {
    return line_after(text.substr(0, utf8_bytes(text)));
}

}  // namespace

Readable<DecodedText> decode_text(ByteView bytes) {
    const std::string_view raw = as_text(bytes);
    constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
    const auto converted = [raw](const char* from, std::string_view rest,
                                 std::string_view name) -> Readable<DecodedText> {
        auto text = Converter{from}.convert(rest);
        if (text) return DecodedText{*std::move(text), name};
        return unreadable(FaultCode::unknown_encoding,
                          std::max(text.error(), line_beyond_utf8(raw)));
    };
    if (raw.starts_with(utf8_mark)) {
        const std::string_view rest = raw.substr(utf8_mark.size());
        if (!is_utf8(rest)) {
            return unreadable(FaultCode::unknown_encoding, line_beyond_utf8(rest));
        }
        return DecodedText{std::string{rest}, "UTF-8"};
    }
    if (raw.starts_with("\xFF\xFE")) return converted("UTF-16LE", raw.substr(2), "UTF-16");
    if (raw.starts_with("\xFE\xFF")) return converted("UTF-16BE", raw.substr(2), "UTF-16");
    if (is_utf8(raw)) return DecodedText{std::string{raw}, "UTF-8"};
    return converted("GB18030", with_euro_moved(raw), "GB18030");
}

bool is_han(char32_t c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xE000 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3007;
}

bool is_utf8(std::string_view text) {
    return utf8_bytes(text) == text.size();
}

std::u32string points_of(std::string_view text) {
    std::u32string out;
    const ByteView bytes = as_bytes(text);
    char32_t point = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        PJ_ASSERT(next_code_point(bytes, at, point), "text was decoded before");
        out.push_back(point);
    }
    return out;
}

std::string text_of(std::u32string_view points) {
    std::string out;
    const auto tail = [&out](char32_t bits) {
        out.push_back(static_cast<char>(0x80U | (bits & 0x3FU)));
    };
    for (const char32_t c : points) {
        if (c < 0x80) {
            out.push_back(static_cast<char>(c));
        } else if (c < 0x800) {
            out.push_back(static_cast<char>(0xC0U | (c >> 6U)));
            tail(c);
        } else if (c < 0x10000) {
            out.push_back(static_cast<char>(0xE0U | (c >> 12U)));
            tail(c >> 6U);
            tail(c);
        } else {
            out.push_back(static_cast<char>(0xF0U | (c >> 18U)));
            tail(c >> 12U);
            tail(c >> 6U);
            tail(c);
        }
    }
    return out;
}

std::string cleaned(std::string_view text, Spacing spacing) {
    std::u32string points = points_of(text);
    points.erase(std::remove_if(points.begin(), points.end(), is_nothing), points.end());
    if (spacing != Spacing::block) {
        return text_of(with_single_spaces(trimmed_points(points), spacing));
    }
    std::u32string out;
    std::replace(points.begin(), points.end(), U'\r', U'\n');
    for (std::u32string_view rest = points; !rest.empty();) {
        const std::size_t end = std::min(rest.find(U'\n'), rest.size());
        const std::u32string_view line = trimmed_points(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.empty()) continue;
        if (!out.empty()) out.push_back(U'\n');
        out += with_single_spaces(line, spacing);
    }
    return text_of(out);
}

std::optional<std::uint32_t> whole_number(std::string_view text) {
    std::string digits;
    for (const char32_t c : points_of(text)) {
        const char32_t half = half_width(c);
        if (half != U'.' && (half < U'0' || half > U'9')) return {};
        digits.push_back(static_cast<char>(half));
    }
    const std::size_t dot = digits.find('.');
    if (dot != std::string::npos) {
        if (dot + 1 == digits.size()) return {};
        if (digits.find_first_not_of('0', dot + 1) != std::string::npos) return {};
        digits.resize(dot);
    }
    std::uint32_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc{}) return {};
    return value;
}

std::optional<char32_t> control_character(std::string_view text, bool allow_lf) {
    for (const char32_t c : points_of(text)) {
        if (c == U'\n' && allow_lf) continue;
        const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
        const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        if (control || turns) return c;
    }
    return {};
}

std::string beginning(std::string_view text) {
    constexpr std::size_t most = 24;
    const std::u32string points = points_of(text);
    if (points.size() <= most) return std::string{text};
    return text_of(std::u32string_view{points}.substr(0, most)) + "…";
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (const char32_t c : points_of(text))
        width += std::size_t{1} + (is_wide(c) ? 1U : 0U);
    return width;
}

}  // namespace piaojue::imports
