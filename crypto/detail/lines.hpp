// crypto/detail/lines.hpp — lines and decimals of the C2SP text formats
//
// Every line ends in LF; a decimal has no leading zero and no sign.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/base/encoding.hpp"
#include "crypto/base/result.hpp"

namespace piaojue::detail {

class Lines {
public:
    explicit Lines(std::string_view text) : text_(text) {}

    // The next line without its LF.
    [[nodiscard]] Result<std::string_view> next() {
        const auto end = text_.find('\n');
        if (end == std::string_view::npos) return fail(Errc::malformed, "a line without an end");
        const std::string_view line = text_.substr(0, end);
        text_.remove_prefix(end + 1);
        return line;
    }
    [[nodiscard]] std::string_view rest() const { return text_; }
    [[nodiscard]] bool at_end() const { return text_.empty(); }

private:
    std::string_view text_;
};

[[nodiscard]] inline Result<std::uint64_t> parse_decimal(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || std::to_string(value) != text) {
        return fail(Errc::malformed, "not a decimal number in its one form");
    }
    return value;
}

[[nodiscard]] inline Result<Bytes32> parse_hash(std::string_view text) {
    const Bytes bytes = PJ_TRY(decode_base64(text));
    if (bytes.size() != 32) return fail(Errc::malformed, "a hash has 32 bytes");
    return Bytes32::from(bytes);
}

}  // namespace piaojue::detail
