// crypto/elgamal.hpp — exponential ElGamal          PROTOCOL.md §8.2
//
// Enc(m; r) = (r·G, r·K + m·G). Ciphertexts add and scale component by component, and so do
// their messages and their r. Secret: m and r, constant time in both.
#pragma once

#include "crypto/group.hpp"

namespace piaojue {

// A ciphertext in decoded form: public arithmetic.
template <PrimeOrderGroup G>
struct Ciphertext {
    typename G::PublicPoint a;
    typename G::PublicPoint b;

    [[nodiscard]] friend Ciphertext operator+(const Ciphertext& x, const Ciphertext& y) {
        return {x.a + y.a, x.b + y.b};
    }
    [[nodiscard]] friend Ciphertext operator-(const Ciphertext& x, const Ciphertext& y) {
        return {x.a - y.a, x.b - y.b};
    }
    [[nodiscard]] friend Ciphertext operator*(const typename G::Scalar& factor,
                                              const Ciphertext& x) {
        return {group_mul_vartime<G>(factor, x.a), group_mul_vartime<G>(factor, x.b)};
    }
    friend bool operator==(const Ciphertext&, const Ciphertext&) = default;
};

// A ciphertext as it is made and sent.
template <PrimeOrderGroup G>
struct EncodedCiphertext {
    typename G::Point a;
    typename G::Point b;

    [[nodiscard]] Ciphertext<G> decoded() const {
        return {G::PublicPoint::from(a), G::PublicPoint::from(b)};
    }
    friend bool operator==(const EncodedCiphertext&, const EncodedCiphertext&) = default;
};

template <PrimeOrderGroup G>
[[nodiscard]] EncodedCiphertext<G> encrypt(const typename G::Point& key,
                                           const typename G::SecretScalar& message,
                                           const typename G::SecretScalar& r) {
    return {G::base_mul(r), r * key + G::base_mul(message)};
}

}  // namespace piaojue
