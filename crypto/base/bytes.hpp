// crypto/base/bytes.hpp — byte strings
//
// Bytes owns, ByteView looks, FixedBytes<N> has its length in its type. All three are public data:
// comparison is not constant time. Secrets live in crypto/base/secret.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "crypto/base/assert.hpp"

namespace piaojue {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;
using ByteView = std::span<const Byte>;

template <std::size_t N>
struct FixedBytes {
    static constexpr std::size_t size_bytes = N;

    std::array<Byte, N> data_{};

    // The caller has checked the length; a wrong one is a programmer's error.
    [[nodiscard]] static FixedBytes from(ByteView bytes) {
        PJ_ASSERT(bytes.size() == N, "FixedBytes of another length");
        FixedBytes out;
        std::copy(bytes.begin(), bytes.end(), out.data_.begin());
        return out;
    }

    [[nodiscard]] constexpr const Byte* data() const { return data_.data(); }
    [[nodiscard]] constexpr Byte* data() { return data_.data(); }
    [[nodiscard]] static constexpr std::size_t size() { return N; }
    [[nodiscard]] ByteView view() const { return ByteView{data_}; }
    operator ByteView() const { return view(); }  // NOLINT(google-explicit-constructor)

    friend bool operator==(const FixedBytes&, const FixedBytes&) = default;
    friend auto operator<=>(const FixedBytes&, const FixedBytes&) = default;
};

using Bytes32 = FixedBytes<32>;
using Bytes64 = FixedBytes<64>;

[[nodiscard]] inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const Byte*>(text.data()), text.size()};
}

[[nodiscard]] inline std::string_view as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline void append(Bytes& out, ByteView more) {
    out.insert(out.end(), more.begin(), more.end());
}

[[nodiscard]] inline bool equal(ByteView a, ByteView b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

}  // namespace piaojue

template <std::size_t N>
struct std::hash<piaojue::FixedBytes<N>> {
    std::size_t operator()(const piaojue::FixedBytes<N>& value) const noexcept {
        return std::hash<std::string_view>{}(
            std::string_view{reinterpret_cast<const char*>(value.data()), N});
    }
};
