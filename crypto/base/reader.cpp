#include "crypto/base/reader.hpp"

#include <fmt/format.h>

namespace piaojue {

namespace {

// One UTF-8 code point at `bytes[at]`; advances `at`, or returns false.
bool next_code_point(ByteView bytes, std::size_t& at, std::uint32_t& point) {
    const std::uint32_t lead = bytes[at];
    std::size_t extra = 0;
    std::uint32_t smallest = 0;
    if (lead < 0x80U) {
        point = lead;
    } else if ((lead & 0xE0U) == 0xC0U) {
        extra = 1, smallest = 0x80, point = lead & 0x1FU;
    } else if ((lead & 0xF0U) == 0xE0U) {
        extra = 2, smallest = 0x800, point = lead & 0x0FU;
    } else if ((lead & 0xF8U) == 0xF0U) {
        extra = 3, smallest = 0x10000, point = lead & 0x07U;
    } else {
        return false;
    }
    if (bytes.size() - at <= extra) return false;
    for (std::size_t i = 1; i <= extra; ++i) {
        const std::uint32_t next = bytes[at + i];
        if ((next & 0xC0U) != 0x80U) return false;
        point = (point << 6U) | (next & 0x3FU);
    }
    at += extra + 1;
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    return point >= smallest && point <= 0x10FFFF && !surrogate;
}

}  // namespace

bool is_plain_text(ByteView bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        std::uint32_t point = 0;
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
