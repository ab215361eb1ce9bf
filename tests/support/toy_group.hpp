// tests/support/toy_group.hpp — a group so small that a test tries everything
//
// The squares modulo P = 2Q + 1, both prime: a group of prime order Q, written additively as the
// templates expect. Discrete logarithms are easy, which is the point; no secrets here.
#pragma once

#include <compare>
#include <cstdint>

#include "crypto/group.hpp"

namespace piaojue::testing {

template <unsigned Q>
class ToyScalar {
public:
    ToyScalar() = default;
    explicit ToyScalar(unsigned value) : value_(static_cast<Byte>(value % Q)) {}

    static ToyScalar zero() { return ToyScalar{0}; }
    static ToyScalar one() { return ToyScalar{1}; }
    static ToyScalar from_le_bytes(ByteView bytes) {
        unsigned value = 0;
        for (std::size_t i = bytes.size(); i > 0; --i)
            value = (value * 256U + bytes[i - 1]) % Q;
        return ToyScalar{value};
    }

    [[nodiscard]] unsigned value() const { return value_; }
    [[nodiscard]] bool is_zero() const { return value_ == 0; }
    [[nodiscard]] ToyScalar inverted() const {
        for (unsigned i = 1; i < Q; ++i)
            if (i * value_ % Q == 1) return ToyScalar{i};
        PJ_UNREACHABLE("zero has no inverse");
    }

    friend ToyScalar operator+(ToyScalar a, ToyScalar b) {
        return ToyScalar{unsigned{a.value_} + b.value_};
    }
    friend ToyScalar operator-(ToyScalar a, ToyScalar b) {
        return ToyScalar{unsigned{a.value_} + Q - b.value_};
    }
    friend ToyScalar operator*(ToyScalar a, ToyScalar b) {
        return ToyScalar{unsigned{a.value_} * b.value_};
    }
    friend ToyScalar operator-(ToyScalar a) { return ToyScalar{Q - a.value_}; }
    friend bool operator==(const ToyScalar&, const ToyScalar&) = default;

private:
    Byte value_ = 0;
};

template <unsigned Q>
class ToySecretScalar {
public:
    ToySecretScalar() = default;
    explicit ToySecretScalar(unsigned value) : value_{static_cast<Byte>(value % Q)} {}
    ToySecretScalar(const ToySecretScalar&) = delete;
    ToySecretScalar& operator=(const ToySecretScalar&) = delete;
    ToySecretScalar(ToySecretScalar&&) noexcept = default;
    ToySecretScalar& operator=(ToySecretScalar&&) noexcept = default;
    ~ToySecretScalar() = default;

    static ToySecretScalar from_public(ToyScalar<Q> scalar) {
        return ToySecretScalar{scalar.value()};
    }
    static ToySecretScalar from_wide(const SecretBytes<64>& bytes) {
        return from_public(ToyScalar<Q>::from_le_bytes(bytes.expose()));
    }
    [[nodiscard]] ToySecretScalar clone() const { return ToySecretScalar{value_[0]}; }
    [[nodiscard]] ToySecretScalar masked(Choice choice) const {
        return ToySecretScalar{unsigned{value_[0]} & choice.mask()};
    }
    [[nodiscard]] ToyScalar<Q> reveal() const { return ToyScalar<Q>{value_[0]}; }
    [[nodiscard]] ByteView expose() const { return ByteView{value_}; }

    friend ToySecretScalar operator+(const ToySecretScalar& a, const ToySecretScalar& b) {
        return from_public(a.reveal() + b.reveal());
    }
    friend ToySecretScalar operator-(const ToySecretScalar& a, const ToySecretScalar& b) {
        return from_public(a.reveal() - b.reveal());
    }
    friend ToySecretScalar operator*(const ToySecretScalar& a, const ToySecretScalar& b) {
        return from_public(a.reveal() * b.reveal());
    }
    friend ToySecretScalar operator*(ToyScalar<Q> a, const ToySecretScalar& b) {
        return from_public(a * b.reveal());
    }

private:
    std::array<Byte, 1> value_{};
};

template <unsigned Q>
class ToyPoint {
public:
    static constexpr unsigned modulus = 2 * Q + 1;

    ToyPoint() = default;  // the identity

    static ToyPoint generator() { return ToyPoint{4}; }
    static Result<ToyPoint> decode(ByteView bytes) {
        if (bytes.size() != 1) return fail(Errc::malformed);
        if (bytes[0] == 1) return fail(Errc::identity_point);
        for (unsigned i = 1; i < Q; ++i) {
            const ToyPoint candidate = ToyScalar<Q>{i} * generator();
            if (candidate.value_[0] == bytes[0]) return candidate;
        }
        return fail(Errc::not_canonical);
    }
    static ToyPoint from(const ToyPoint& point) { return point; }
    [[nodiscard]] ToyPoint encode() const { return *this; }
    [[nodiscard]] ByteView bytes() const { return ByteView{value_}; }
    [[nodiscard]] bool is_identity() const { return value_[0] == 1; }

    friend ToyPoint operator+(const ToyPoint& a, const ToyPoint& b) {
        return ToyPoint{unsigned{a.value_[0]} * b.value_[0] % modulus};
    }
    friend ToyPoint operator-(const ToyPoint& a) { return ToyScalar<Q>{Q - 1} * a; }
    friend ToyPoint operator-(const ToyPoint& a, const ToyPoint& b) { return a + -b; }
    friend ToyPoint operator*(ToyScalar<Q> scalar, const ToyPoint& point) {
        ToyPoint out;
        for (unsigned i = 0; i < scalar.value(); ++i)
            out = out + point;
        return out;
    }
    friend ToyPoint operator*(const ToySecretScalar<Q>& scalar, const ToyPoint& point) {
        return scalar.reveal() * point;
    }
    friend bool operator==(const ToyPoint&, const ToyPoint&) = default;

private:
    explicit ToyPoint(unsigned value) : value_{static_cast<Byte>(value)} {}

    std::array<Byte, 1> value_{1};
};

// Q = 3, 5, 11: 2Q + 1 = 7, 11, 23 is prime too.
template <unsigned Q>
struct ToyGroup {
    static constexpr unsigned order = Q;
    using Scalar = ToyScalar<Q>;
    using SecretScalar = ToySecretScalar<Q>;
    using Point = ToyPoint<Q>;
    using PublicPoint = ToyPoint<Q>;

    static Point generator() { return Point::generator(); }
    static PublicPoint public_generator() { return Point::generator(); }
    static Point base_mul(const SecretScalar& scalar) { return scalar * Point::generator(); }
    static PublicPoint multi_mul_vartime(std::span<const Scalar> scalars,
                                         std::span<const PublicPoint> points) {
        PublicPoint sum;
        for (std::size_t i = 0; i < scalars.size(); ++i)
            sum = sum + scalars[i] * points[i];
        return sum;
    }
};
static_assert(PrimeOrderGroup<ToyGroup<5>>);

}  // namespace piaojue::testing
