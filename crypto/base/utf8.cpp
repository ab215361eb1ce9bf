#include "crypto/base/utf8.hpp"

namespace piaojue {

bool next_code_point(ByteView bytes, std::size_t& at, char32_t& point) {
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

}  // namespace piaojue
