#include "crypto/scalar.hpp"

#include <sodium.h>

namespace piaojue {

namespace {

constexpr std::array<Byte, 32> group_order = {
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10};

// value < ℓ, by the borrow of value − ℓ. Constant time.
bool below_group_order(ByteView value) {
    unsigned borrow = 0;
    for (std::size_t i = 0; i < group_order.size(); ++i) {
        const unsigned difference = unsigned{value[i]} - unsigned{group_order[i]} - borrow;
        borrow = (difference >> 8U) & 1U;
    }
    return borrow == 1U;
}

}  // namespace

Result<Scalar> Scalar::from_canonical_bytes(ByteView bytes) {
    if (bytes.size() != 32) return fail(Errc::malformed, "a scalar has 32 bytes");
    if (!below_group_order(bytes)) return fail(Errc::not_canonical, "a scalar above the order");
    Scalar out;
    out.bytes_ = Bytes32::from(bytes);
    return out;
}

Scalar Scalar::from_u64(std::uint64_t value) {
    Scalar out;
    for (unsigned i = 0; i < 8; ++i)
        out.bytes_.data_[i] = static_cast<Byte>(value >> (8U * i));
    return out;
}

Scalar Scalar::from_le_bytes(ByteView bytes) {
    PJ_ASSERT(bytes.size() <= 64, "at most 64 bytes reduce to a scalar");
    Bytes64 wide;
    std::copy(bytes.begin(), bytes.end(), wide.data_.begin());
    Scalar out;
    crypto_core_ristretto255_scalar_reduce(out.bytes_.data(), wide.data());
    return out;
}

Scalar Scalar::inverted() const {
    Scalar out;
    const int status = crypto_core_ristretto255_scalar_invert(out.bytes_.data(), bytes_.data());
    PJ_ASSERT(status == 0, "zero has no inverse");
    return out;
}

Scalar operator+(const Scalar& a, const Scalar& b) {
    Scalar out;
    crypto_core_ristretto255_scalar_add(out.bytes_.data(), a.bytes_.data(), b.bytes_.data());
    return out;
}

Scalar operator-(const Scalar& a, const Scalar& b) {
    Scalar out;
    crypto_core_ristretto255_scalar_sub(out.bytes_.data(), a.bytes_.data(), b.bytes_.data());
    return out;
}

Scalar operator*(const Scalar& a, const Scalar& b) {
    Scalar out;
    crypto_core_ristretto255_scalar_mul(out.bytes_.data(), a.bytes_.data(), b.bytes_.data());
    return out;
}

Scalar operator-(const Scalar& a) {
    return Scalar::zero() - a;
}

SecretScalar SecretScalar::random(Rng& rng) {
    return from_wide(rng.secret<64>());
}

SecretScalar SecretScalar::from_wide(const SecretBytes<64>& bytes) {
    SecretScalar out;
    crypto_core_ristretto255_scalar_reduce(out.bytes_.expose_mut().data(), bytes.expose().data());
    return out;
}

Result<SecretScalar> SecretScalar::from_canonical(const SecretBytes<32>& bytes) {
    if (!below_group_order(bytes.expose())) {
        return fail(Errc::not_canonical, "a secret scalar above the order");
    }
    SecretScalar out;
    out.bytes_ = bytes.clone();
    return out;
}

SecretScalar SecretScalar::from_public(const Scalar& scalar) {
    SecretScalar out;
    out.bytes_ = SecretBytes<32>::from(scalar.bytes());
    return out;
}

SecretScalar SecretScalar::clone() const {
    SecretScalar out;
    out.bytes_ = bytes_.clone();
    return out;
}

SecretScalar SecretScalar::masked(Choice choice) const {
    SecretScalar out;
    for (std::size_t i = 0; i < 32; ++i) {
        out.bytes_.expose_mut()[i] = bytes_.expose()[i] & choice.mask();
    }
    return out;
}

Scalar SecretScalar::reveal() const {
    Scalar out;
    out.bytes_ = Bytes32::from(bytes_.expose());
    return out;
}

SecretScalar operator+(const SecretScalar& a, const SecretScalar& b) {
    SecretScalar out;
    crypto_core_ristretto255_scalar_add(out.bytes_.expose_mut().data(), a.expose().data(),
                                        b.expose().data());
    return out;
}

SecretScalar operator-(const SecretScalar& a, const SecretScalar& b) {
    SecretScalar out;
    crypto_core_ristretto255_scalar_sub(out.bytes_.expose_mut().data(), a.expose().data(),
                                        b.expose().data());
    return out;
}

SecretScalar operator*(const SecretScalar& a, const SecretScalar& b) {
    SecretScalar out;
    crypto_core_ristretto255_scalar_mul(out.bytes_.expose_mut().data(), a.expose().data(),
                                        b.expose().data());
    return out;
}

SecretScalar operator*(const Scalar& a, const SecretScalar& b) {
    return SecretScalar::from_public(a) * b;
}

SecretScalar operator+(const SecretScalar& a, const Scalar& b) {
    return a + SecretScalar::from_public(b);
}

SecretScalar operator-(const Scalar& a, const SecretScalar& b) {
    return SecretScalar::from_public(a) - b;
}

SecretScalar operator-(const SecretScalar& a, const Scalar& b) {
    return a - SecretScalar::from_public(b);
}

}  // namespace piaojue
