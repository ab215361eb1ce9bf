#include "crypto/detail/field25519.hpp"

namespace piaojue::detail {

namespace {

constexpr std::uint64_t limb_mask = (std::uint64_t{1} << 51U) - 1U;

std::uint64_t load_le(const Bytes32& bytes, std::size_t offset) {
    std::uint64_t out = 0;
    for (std::size_t i = 8; i > 0; --i)
        out = out << 8U | bytes.data_[offset + i - 1];
    return out;
}

}  // namespace

FieldElement FieldElement::from_bytes(const Bytes32& bytes) {
    const std::uint64_t w0 = load_le(bytes, 0);
    const std::uint64_t w1 = load_le(bytes, 8);
    const std::uint64_t w2 = load_le(bytes, 16);
    const std::uint64_t w3 = load_le(bytes, 24);
    return {w0 & limb_mask, (w0 >> 51U | w1 << 13U) & limb_mask,
            (w1 >> 38U | w2 << 26U) & limb_mask, (w2 >> 25U | w3 << 39U) & limb_mask,
            (w3 >> 12U) & limb_mask};
}

Bytes32 FieldElement::bytes() const {
    // Two passes bring every limb below 2^51 + 19, so the value lies below 2p; then q, the
    // carry of value + 19 out of bit 255, says whether p must go.
    const FieldElement once = carried(limbs_[0], limbs_[1], limbs_[2], limbs_[3], limbs_[4]);
    FieldElement value =
        carried(once.limbs_[0], once.limbs_[1], once.limbs_[2], once.limbs_[3], once.limbs_[4]);
    auto& l = value.limbs_;
    std::uint64_t q = (l[0] + 19U) >> 51U;
    for (std::size_t i = 1; i < 5; ++i)
        q = (l[i] + q) >> 51U;

    l[0] += 19U * q;
    for (std::size_t i = 0; i < 4; ++i) {
        l[i + 1] += l[i] >> 51U;
        l[i] &= limb_mask;
    }
    l[4] &= limb_mask;

    const std::array<std::uint64_t, 4> words = {l[0] | l[1] << 51U, l[1] >> 13U | l[2] << 38U,
                                                l[2] >> 26U | l[3] << 25U,
                                                l[3] >> 39U | l[4] << 12U};
    Bytes32 out;
    for (std::size_t i = 0; i < 32; ++i)
        out.data_[i] = static_cast<Byte>(words[i / 8] >> (8U * (i % 8U)));
    return out;
}

FieldElement FieldElement::squared_times(unsigned count) const {
    FieldElement out = squared();
    for (unsigned i = 1; i < count; ++i)
        out = out.squared();
    return out;
}

FieldElement FieldElement::power_p58() const {
    // (p − 5) / 8 = 2^252 − 3. Below, xN stands for this^(2^N − 1).
    const FieldElement& x1 = *this;
    const FieldElement x2 = x1.squared() * x1;
    const FieldElement x4 = x2.squared_times(2) * x2;
    const FieldElement x5 = x4.squared() * x1;
    const FieldElement x10 = x5.squared_times(5) * x5;
    const FieldElement x20 = x10.squared_times(10) * x10;
    const FieldElement x40 = x20.squared_times(20) * x20;
    const FieldElement x50 = x40.squared_times(10) * x10;
    const FieldElement x100 = x50.squared_times(50) * x50;
    const FieldElement x200 = x100.squared_times(100) * x100;
    const FieldElement x250 = x200.squared_times(50) * x50;
    return x250.squared_times(2) * x1;  // 4·(2^250 − 1) + 1 = 2^252 − 3
}

SqrtRatio sqrt_ratio_m1(const FieldElement& u, const FieldElement& v) {
    const FieldElement v3 = v.squared() * v;
    const FieldElement v7 = v3.squared() * v;
    FieldElement root = u * v3 * (u * v7).power_p58();
    const FieldElement check = v * root.squared();

    const FieldElement minus_u = -u;
    const bool correct = check == u;
    const bool flipped = check == minus_u;
    const bool flipped_i = check == minus_u * sqrt_m1;
    if (flipped || flipped_i) root = root * sqrt_m1;
    return {correct || flipped, root.absolute()};
}

}  // namespace piaojue::detail
