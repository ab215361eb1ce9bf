// crypto/detail/field25519.hpp — integers modulo p = 2^255 − 19, for public data only
//
// Five limbs of 51 bits. "Reduced" means every limb below 2^52; multiplication takes limbs below
// 2^54 and gives reduced ones. Hence the rule that callers keep:
//   mul, square, sub, neg  →  reduced
//   add                    →  the sum of the bounds: at most three reduced elements may be summed
//                             before the next multiplication or subtraction.
// The products are inlined by force: else an unoptimised copy in some object file of a debug build
// could stand in for the optimised one everywhere.
// Variable time in places (is_zero, equality, sqrt_ratio): nothing secret may come here.
#pragma once

#include <cstdint>

#include "crypto/base/bytes.hpp"

namespace piaojue::detail {

__extension__ typedef unsigned __int128 Uint128;

class FieldElement {
public:
    constexpr FieldElement() = default;  // zero
    constexpr FieldElement(std::uint64_t l0, std::uint64_t l1, std::uint64_t l2, std::uint64_t l3,
                           std::uint64_t l4)
        : limbs_{l0, l1, l2, l3, l4} {}

    // 32 little-endian bytes; the top bit is ignored and the value may be p or more. Whoever
    // needs a canonical input compares with bytes().
    [[nodiscard]] static FieldElement from_bytes(const Bytes32& bytes);
    // Canonical: the one value below p.
    [[nodiscard]] Bytes32 bytes() const;

    [[nodiscard]] bool is_zero() const { return bytes() == Bytes32{}; }
    // The sign of RFC 9496: the lowest bit of the canonical value.
    [[nodiscard]] bool is_negative() const { return (bytes().data_[0] & 1U) != 0; }
    [[nodiscard]] FieldElement absolute() const { return is_negative() ? -*this : *this; }

    [[nodiscard]] FieldElement squared() const;
    // this^(2^count), count ≥ 1
    [[nodiscard]] FieldElement squared_times(unsigned count) const;
    // this^((p − 5) / 8)
    [[nodiscard]] FieldElement power_p58() const;

    [[nodiscard]] friend FieldElement operator+(const FieldElement& a, const FieldElement& b) {
        return {a.limbs_[0] + b.limbs_[0], a.limbs_[1] + b.limbs_[1], a.limbs_[2] + b.limbs_[2],
                a.limbs_[3] + b.limbs_[3], a.limbs_[4] + b.limbs_[4]};
    }
    [[nodiscard]] friend FieldElement operator-(const FieldElement& a, const FieldElement& b) {
        // 16p is added so that no limb falls below zero.
        return carried(a.limbs_[0] + 36028797018963664U - b.limbs_[0],
                       a.limbs_[1] + 36028797018963952U - b.limbs_[1],
                       a.limbs_[2] + 36028797018963952U - b.limbs_[2],
                       a.limbs_[3] + 36028797018963952U - b.limbs_[3],
                       a.limbs_[4] + 36028797018963952U - b.limbs_[4]);
    }
    [[nodiscard]] FieldElement operator-() const { return FieldElement{} - *this; }
    friend FieldElement operator*(const FieldElement& a, const FieldElement& b);
    friend bool operator==(const FieldElement& a, const FieldElement& b) {
        return a.bytes() == b.bytes();
    }

private:
    static FieldElement carried(std::uint64_t l0, std::uint64_t l1, std::uint64_t l2,
                                std::uint64_t l3, std::uint64_t l4) {
        constexpr std::uint64_t mask = (std::uint64_t{1} << 51U) - 1U;
        return {(l0 & mask) + 19U * (l4 >> 51U), (l1 & mask) + (l0 >> 51U),
                (l2 & mask) + (l1 >> 51U), (l3 & mask) + (l2 >> 51U), (l4 & mask) + (l3 >> 51U)};
    }
    static FieldElement folded(Uint128 t0, Uint128 t1, Uint128 t2, Uint128 t3, Uint128 t4);

    std::array<std::uint64_t, 5> limbs_{};
};

inline constexpr FieldElement field_one{1, 0, 0, 0, 0};
// The non-negative square root of −1.
inline constexpr FieldElement sqrt_m1{1718705420411056, 234908883556509, 2233514472574048,
                                      2117202627021982, 765476049583133};

struct SqrtRatio {
    bool was_square;
    FieldElement root;
};
// SQRT_RATIO_M1 of RFC 9496 §4.2: the non-negative root of u/v, or of sqrt(−1)·u/v.
[[nodiscard]] SqrtRatio sqrt_ratio_m1(const FieldElement& u, const FieldElement& v);

// Columns of a product, each below 2^115, to reduced limbs.
[[gnu::always_inline]] inline FieldElement FieldElement::folded(Uint128 t0, Uint128 t1, Uint128 t2,
                                                                Uint128 t3, Uint128 t4) {
    constexpr std::uint64_t mask = (std::uint64_t{1} << 51U) - 1U;
    t1 += static_cast<std::uint64_t>(t0 >> 51U);
    t2 += static_cast<std::uint64_t>(t1 >> 51U);
    t3 += static_cast<std::uint64_t>(t2 >> 51U);
    t4 += static_cast<std::uint64_t>(t3 >> 51U);
    const std::uint64_t l0 =
        (static_cast<std::uint64_t>(t0) & mask) + 19U * static_cast<std::uint64_t>(t4 >> 51U);
    return {l0 & mask, (static_cast<std::uint64_t>(t1) & mask) + (l0 >> 51U),
            static_cast<std::uint64_t>(t2) & mask, static_cast<std::uint64_t>(t3) & mask,
            static_cast<std::uint64_t>(t4) & mask};
}

[[gnu::always_inline]] inline FieldElement operator*(const FieldElement& a, const FieldElement& b) {
    const auto& x = a.limbs_;
    const auto& y = b.limbs_;
    const std::uint64_t y1 = 19U * y[1];
    const std::uint64_t y2 = 19U * y[2];
    const std::uint64_t y3 = 19U * y[3];
    const std::uint64_t y4 = 19U * y[4];
    const auto m = [](std::uint64_t left, std::uint64_t right) { return Uint128{left} * right; };
    return FieldElement::folded(
        m(x[0], y[0]) + m(x[4], y1) + m(x[3], y2) + m(x[2], y3) + m(x[1], y4),
        m(x[1], y[0]) + m(x[0], y[1]) + m(x[4], y2) + m(x[3], y3) + m(x[2], y4),
        m(x[2], y[0]) + m(x[1], y[1]) + m(x[0], y[2]) + m(x[4], y3) + m(x[3], y4),
        m(x[3], y[0]) + m(x[2], y[1]) + m(x[1], y[2]) + m(x[0], y[3]) + m(x[4], y4),
        m(x[4], y[0]) + m(x[3], y[1]) + m(x[2], y[2]) + m(x[1], y[3]) + m(x[0], y[4]));
}

[[gnu::always_inline]] inline FieldElement FieldElement::squared() const {
    const auto& x = limbs_;
    const std::uint64_t x3 = 19U * x[3];
    const std::uint64_t x4 = 19U * x[4];
    const auto m = [](std::uint64_t left, std::uint64_t right) { return Uint128{left} * right; };
    return folded(m(x[0], x[0]) + 2U * (m(x[1], x4) + m(x[2], x3)),
                  m(x[3], x3) + 2U * (m(x[0], x[1]) + m(x[2], x4)),
                  m(x[1], x[1]) + 2U * (m(x[0], x[2]) + m(x[4], x3)),
                  m(x[4], x4) + 2U * (m(x[0], x[3]) + m(x[1], x[2])),
                  m(x[2], x[2]) + 2U * (m(x[0], x[4]) + m(x[1], x[3])));
}

}  // namespace piaojue::detail
