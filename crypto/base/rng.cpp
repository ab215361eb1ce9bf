#include "crypto/base/rng.hpp"

namespace piaojue {

void SystemRng::fill(std::span<Byte> out) {
    if (!out.empty()) randombytes_buf(out.data(), out.size());
}

SeededRng::SeededRng(std::uint64_t seed) {
    std::array<Byte, 8> text{};
    for (unsigned i = 0; i < 8; ++i)
        text[i] = static_cast<Byte>(seed >> (8U * (7U - i)));
    crypto_generichash(key_.expose_mut().data(), 32, text.data(), text.size(), nullptr, 0);
}

void SeededRng::fill(std::span<Byte> out) {
    if (out.empty()) return;
    // A fresh nonce for every call: calls of any length never share key stream.
    std::array<Byte, crypto_stream_chacha20_NONCEBYTES> nonce{};
    for (unsigned i = 0; i < 8; ++i)
        nonce[i] = static_cast<Byte>(block_ >> (8U * (7U - i)));
    ++block_;
    crypto_stream_chacha20(out.data(), out.size(), nonce.data(), key_.expose().data());
}

std::uint32_t SeededRng::below(std::uint32_t bound) {
    PJ_ASSERT(bound > 0, "an empty range");
    const std::uint32_t limit = 0xFFFFFFFFU - (0xFFFFFFFFU % bound + 1U) % bound;
    for (;;) {
        const auto b = bytes<4>();
        const std::uint32_t value = (std::uint32_t{b.data_[0]} << 24U) |
                                    (std::uint32_t{b.data_[1]} << 16U) |
                                    (std::uint32_t{b.data_[2]} << 8U) | b.data_[3];
        if (value <= limit) return value % bound;
    }
}

}  // namespace piaojue
