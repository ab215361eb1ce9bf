#include "crypto/base/reader.hpp"

#include <fmt/format.h>

#include "crypto/base/utf8.hpp"

namespace piaojue {

bool is_plain_text(ByteView bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        char32_t point = 0;
        if (!next_code_point(bytes, at, point)) return false;
        if (point < 0x20 || (point >= 0x7F && point <= 0x9F)) return false;
    }
    return true;
}

Result<ByteView> Reader::take(std::size_t count) {
    if (count > remaining()) {
        return fail(Errc::malformed, fmt::format("needs {} bytes at offset {}, {} are left", count,
                                                 position_, remaining()));
    }
    const ByteView out = input_.subspan(position_, count);
    position_ += count;
    return out;
}

Result<std::uint8_t> Reader::u8() {
    const ByteView b = PJ_TRY(take(1));
    return b[0];
}

Result<std::uint16_t> Reader::u16() {
    const ByteView b = PJ_TRY(take(2));
    return static_cast<std::uint16_t>((b[0] << 8U) | b[1]);
}

Result<std::uint32_t> Reader::u32() {
    const std::uint32_t high = PJ_TRY(u16());
    const std::uint32_t low = PJ_TRY(u16());
    return (high << 16U) | low;
}

Result<std::uint64_t> Reader::u64() {
    const std::uint64_t high = PJ_TRY(u32());
    const std::uint64_t low = PJ_TRY(u32());
    return (high << 32U) | low;
}

Result<ByteView> Reader::bytes16(std::size_t limit) {
    const std::size_t length = PJ_TRY(u16());
    if (length > limit) {
        return fail(Errc::malformed, fmt::format("a field of {} bytes, at most {}", length, limit));
    }
    return take(length);
}

Result<ByteView> Reader::bytes32(std::size_t limit) {
    const std::size_t length = PJ_TRY(u32());
    if (length > limit) {
        return fail(Errc::malformed, fmt::format("a field of {} bytes, at most {}", length, limit));
    }
    return take(length);
}

Result<std::string> Reader::text(std::size_t limit) {
    const ByteView bytes = PJ_TRY(bytes16(limit));
    if (!is_plain_text(bytes)) return fail(Errc::malformed, "text is not plain UTF-8");
    return std::string{as_text(bytes)};
}

Result<void> Reader::finish() const {
    if (remaining() != 0) {
        return fail(Errc::malformed, fmt::format("{} bytes after the end", remaining()));
    }
    return {};
}

}  // namespace piaojue
