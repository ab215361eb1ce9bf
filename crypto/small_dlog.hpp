// crypto/small_dlog.hpp — the number m in m·G, if it is small          PROTOCOL.md §11.5
//
// Baby steps, giant steps (Shanks 1971): a table of √max multiples, made once, then at most √max
// steps for each number. Totals are public, and so is everything here. Const use is safe from any
// thread.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "crypto/public_point.hpp"

namespace piaojue {

class SmallDlog {
public:
    static constexpr std::uint32_t max_supported = 1'000'000;

    // For 0 ≤ m ≤ max, max at most max_supported.
    explicit SmallDlog(std::uint32_t max);

    // m with m·G = point. Refuses `malformed` if no m up to max fits.
    [[nodiscard]] Result<std::uint32_t> solve(const PublicPoint& point) const;

private:
    std::uint32_t max_;
    std::uint32_t steps_;                              // m = i·steps_ + j, j < steps_
    std::unordered_map<Bytes32, std::uint32_t> baby_;  // encoding of j·G → j
    PublicPoint giant_;                                // steps_·G
};

}  // namespace piaojue
