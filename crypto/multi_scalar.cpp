#include "crypto/multi_scalar.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "crypto/detail/edwards.hpp"

namespace piaojue {

namespace {

using detail::CachedPoint;
using detail::CompletedPoint;

constexpr std::size_t scalar_bits = 256;
constexpr unsigned straus_window = 5;
constexpr std::size_t straus_terms_max = 190;

// Bits [position, position + count) of a scalar, count ≤ 16; beyond the end there are zeros.
unsigned bits_at(const Scalar& scalar, std::size_t position, unsigned count) {
    const auto& bytes = scalar.bytes().data_;
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t index = position / 8 + i;
        if (index < bytes.size()) word |= std::uint32_t{bytes[index]} << (8U * i);
    }
    return (word >> (position % 8)) & ((1U << count) - 1U);
}

// Signed sliding windows: every digit is zero or odd, |digit| < 2^(w−1), and any w digits in a
// row hold at most one that is not zero.
class SlidingDigits {
public:
    explicit SlidingDigits(const Scalar& scalar) {
        constexpr unsigned width = 1U << straus_window;
        unsigned carry = 0;
        for (std::size_t position = 0; position < scalar_bits;) {
            const unsigned window = carry + bits_at(scalar, position, straus_window);
            if (window % 2 == 0) {
                ++position;
                continue;
            }
            carry = window < width / 2 ? 0U : 1U;
            digits_[position] = static_cast<std::int8_t>(static_cast<int>(window) -
                                                         static_cast<int>(carry * width));
            length_ = position + 1;
            position += straus_window;
        }
        PJ_ASSERT(carry == 0, "a canonical scalar leaves its top bits free");
    }

    [[nodiscard]] int operator[](std::size_t position) const { return digits_[position]; }
    // One more than the position of the highest digit that is not zero.
    [[nodiscard]] std::size_t length() const { return length_; }

private:
    std::array<std::int8_t, scalar_bits> digits_{};
    std::size_t length_ = 0;
};

// P, 3P, 5P … 15P
class OddMultiples {
public:
    explicit OddMultiples(const PublicPoint& point) {
        const CachedPoint twice{point.doubled()};
        PublicPoint multiple = point;
        multiples_[0] = CachedPoint{multiple};
        for (std::size_t i = 1; i < multiples_.size(); ++i) {
            multiple = CompletedPoint::sum(multiple, twice).extended();
            multiples_[i] = CachedPoint{multiple};
        }
    }

    // |digit| · P for an odd digit
    [[nodiscard]] const CachedPoint& operator[](int digit) const {
        return multiples_[static_cast<std::size_t>(std::abs(digit)) / 2];
    }

private:
    std::array<CachedPoint, 1U << (straus_window - 2)> multiples_;
};

PublicPoint add_signed(const PublicPoint& sum, const CachedPoint& addend, bool negative) {
    return (negative ? CompletedPoint::difference(sum, addend) : CompletedPoint::sum(sum, addend))
        .extended();
}

// Signed digits of w bits, lowest first: −2^(w−1) ≤ digit < 2^(w−1).
std::vector<std::int32_t> window_digits(const Scalar& scalar, unsigned window_bits,
                                        std::size_t count) {
    std::vector<std::int32_t> digits(count);
    std::int32_t carry = 0;
    const std::int32_t width = std::int32_t{1} << window_bits;
    for (std::size_t i = 0; i < count; ++i) {
        const std::int32_t window =
            carry + static_cast<std::int32_t>(bits_at(scalar, i * window_bits, window_bits));
        carry = window < width / 2 ? 0 : 1;
        digits[i] = window - carry * width;
    }
    PJ_ASSERT(carry == 0, "a canonical scalar leaves its top bits free");
    return digits;
}

// Σ i·bucketᵢ (i from 1) by two running sums.
PublicPoint weighted_sum(std::span<const PublicPoint> buckets) {
    PublicPoint running;
    PublicPoint total;
    for (std::size_t i = buckets.size(); i > 0; --i) {
        running = running + buckets[i - 1];
        total = total + running;
    }
    return total;
}

// The window that costs least: every one of 253/w windows takes a sum for each term and two for
// each of its 2^(w−1) buckets.
unsigned best_window(std::size_t terms) {
    unsigned best = 4;
    double best_cost = 1e300;
    for (unsigned w = 4; w <= 14; ++w) {
        const double cost = 254.0 / w * (static_cast<double>(terms) + static_cast<double>(1U << w));
        if (cost < best_cost) {
            best_cost = cost;
            best = w;
        }
    }
    return best;
}

}  // namespace

PublicPoint detail::straus_vartime(std::span<const Scalar> scalars,
                                   std::span<const PublicPoint> points) {
    std::vector<SlidingDigits> digits;
    std::vector<OddMultiples> tables;
    digits.reserve(scalars.size());
    tables.reserve(scalars.size());
    std::size_t length = 0;
    for (std::size_t i = 0; i < scalars.size(); ++i) {
        const SlidingDigits& added = digits.emplace_back(scalars[i]);
        tables.emplace_back(points[i]);
        length = std::max(length, added.length());
    }

    ProjectivePoint doubling;
    PublicPoint sum;
    for (std::size_t position = length; position > 0; --position) {
        const CompletedPoint doubled = CompletedPoint::doubled(doubling);
        bool touched = false;
        for (std::size_t i = 0; i < digits.size(); ++i) {
            const int digit = digits[i][position - 1];
            if (digit == 0) continue;
            if (!touched) sum = doubled.extended();
            touched = true;
            sum = add_signed(sum, tables[i][digit], digit < 0);
        }
        if (position == 1) return touched ? sum : doubled.extended();
        doubling = touched ? ProjectivePoint{sum} : doubled.projective();
    }
    return {};
}

PublicPoint detail::pippenger_vartime(std::span<const Scalar> scalars,
                                      std::span<const PublicPoint> points, unsigned window_bits) {
    PJ_ASSERT(window_bits >= 2 && window_bits <= 16, "a window of 2 to 16 bits");
    const std::size_t windows = 254 / window_bits + 1;
    std::vector<std::vector<std::int32_t>> digits;
    std::vector<CachedPoint> addends;
    digits.reserve(scalars.size());
    addends.reserve(points.size());
    for (std::size_t i = 0; i < scalars.size(); ++i) {
        digits.push_back(window_digits(scalars[i], window_bits, windows));
        addends.emplace_back(points[i]);
    }

    PublicPoint total;
    std::vector<PublicPoint> buckets;
    for (std::size_t window = windows; window > 0; --window) {
        for (unsigned i = 0; i < window_bits; ++i)
            total = total.doubled();
        buckets.assign(std::size_t{1} << (window_bits - 1U), PublicPoint{});
        for (std::size_t i = 0; i < digits.size(); ++i) {
            const std::int32_t digit = digits[i][window - 1];
            if (digit == 0) continue;
            PublicPoint& bucket = buckets[static_cast<std::size_t>(std::abs(digit)) - 1];
            bucket = add_signed(bucket, addends[i], digit < 0);
        }
        total = total + weighted_sum(buckets);
    }
    return total;
}

PublicPoint multi_mul_vartime(std::span<const Scalar> scalars,
                              std::span<const PublicPoint> points) {
    PJ_ASSERT(scalars.size() == points.size(), "a scalar for each point");
    if (scalars.size() <= straus_terms_max) return detail::straus_vartime(scalars, points);
    return detail::pippenger_vartime(scalars, points, best_window(scalars.size()));
}

PublicPoint mul_vartime(const Scalar& scalar, const PublicPoint& point) {
    return detail::straus_vartime({&scalar, 1}, {&point, 1});
}

}  // namespace piaojue
