// crypto/choice.hpp — a secret yes or no, held as a mask
//
// Which branch of an OR is true tells the mark, so code that knows it may neither jump nor index
// by it. A Choice is 0x00 or 0xFF; SecretScalar::masked() applies it to every bit.
#pragma once

#include <cstddef>
#include <cstdint>

#include "crypto/base/bytes.hpp"

namespace piaojue {

class Choice {
public:
    // True iff both numbers are equal. Constant time in both.
    [[nodiscard]] static Choice equal(std::size_t a, std::size_t b) {
        const std::uint64_t difference = std::uint64_t{a} ^ std::uint64_t{b};
        std::uint64_t mask = ((difference | (std::uint64_t{0} - difference)) >> 63U) - 1U;
        // The compiler must not learn that the mask has two values only: it would jump by it.
        __asm__("" : "+r"(mask));
        return Choice{static_cast<Byte>(mask & 0xFFU)};
    }

    [[nodiscard]] Choice operator!() const { return Choice{static_cast<Byte>(~mask_ & 0xFF)}; }

    [[nodiscard]] Byte mask() const { return mask_; }

private:
    explicit Choice(Byte mask) : mask_(mask) {}

    Byte mask_;
};

}  // namespace piaojue
