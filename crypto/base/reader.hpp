// crypto/base/reader.hpp — strict cursor over received bytes          PROTOCOL.md §2
//
// Integers are big-endian. Every read is bounds-checked; finish() demands that nothing is left,
// so that no byte of a message can be without meaning. All refusals are `malformed`.
#pragma once

#include <cstdint>
#include <string>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace piaojue {

class Reader {
public:
    explicit Reader(ByteView input) : input_(input) {}

    [[nodiscard]] Result<std::uint8_t> u8();
    [[nodiscard]] Result<std::uint16_t> u16();
    [[nodiscard]] Result<std::uint32_t> u32();
    [[nodiscard]] Result<std::uint64_t> u64();

    // The next `count` bytes; the view lives as long as the input.
    [[nodiscard]] Result<ByteView> take(std::size_t count);

    template <std::size_t N>
    [[nodiscard]] Result<FixedBytes<N>> fixed() {
        const ByteView bytes = PJ_TRY(take(N));
        return FixedBytes<N>::from(bytes);
    }

    // Length-prefixed byte strings, refused above `limit`.
    [[nodiscard]] Result<ByteView> bytes16(std::size_t limit);
    [[nodiscard]] Result<ByteView> bytes32(std::size_t limit);

    // u16 length, then UTF-8 without control characters (PROTOCOL.md §2: text).
    [[nodiscard]] Result<std::string> text(std::size_t limit);

    [[nodiscard]] std::size_t remaining() const { return input_.size() - position_; }
    [[nodiscard]] std::size_t position() const { return position_; }

    // Refuses unless the whole input was read.
    [[nodiscard]] Result<void> finish() const;

private:
    ByteView input_;
    std::size_t position_ = 0;
};

// True if the bytes are well-formed UTF-8 (no surrogates, no overlong forms) and hold no control
// character (U+0000–U+001F, U+007F–U+009F).
[[nodiscard]] bool is_plain_text(ByteView bytes);

}  // namespace piaojue
