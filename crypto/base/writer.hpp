// crypto/base/writer.hpp — builds the byte strings that Reader reads          PROTOCOL.md §2
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "crypto/base/bytes.hpp"

namespace piaojue {

class Writer {
public:
    Writer& u8(std::uint8_t value) {
        out_.push_back(value);
        return *this;
    }
    Writer& u16(std::uint16_t value) { return big_endian(value, 2); }
    Writer& u32(std::uint32_t value) { return big_endian(value, 4); }
    Writer& u64(std::uint64_t value) { return big_endian(value, 8); }
    Writer& raw(ByteView bytes) {
        append(out_, bytes);
        return *this;
    }
    Writer& bytes16(ByteView bytes) {
        PJ_ASSERT(bytes.size() <= 0xFFFF, "a field longer than its length prefix");
        return u16(static_cast<std::uint16_t>(bytes.size())).raw(bytes);
    }
    Writer& bytes32(ByteView bytes) {
        PJ_ASSERT(bytes.size() <= 0xFFFFFFFF, "a field longer than its length prefix");
        return u32(static_cast<std::uint32_t>(bytes.size())).raw(bytes);
    }
    Writer& text(std::string_view value) { return bytes16(as_bytes(value)); }

    [[nodiscard]] const Bytes& bytes() const& { return out_; }
    [[nodiscard]] Bytes bytes() && { return std::move(out_); }

private:
    Writer& big_endian(std::uint64_t value, unsigned count) {
        for (unsigned i = count; i > 0; --i) {
            out_.push_back(static_cast<Byte>(value >> (8U * (i - 1U))));
        }
        return *this;
    }

    Bytes out_;
};

}  // namespace piaojue
