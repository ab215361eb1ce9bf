// crypto/threshold.hpp — any k tellers' shares together          PROTOCOL.md §11.5
//
// Teller i holds x_i = f(i), the value of a polynomial of degree k − 1 whose value at 0 is the
// joint secret. With λ_i = Π_{j≠i} j/(j − i) over the k indices taken, Σ λ_i·f(i) = f(0), and
// the same sum over the partial decryptions D_i = x_i·A removes the key from a ciphertext.
// Public data only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "crypto/elgamal.hpp"

namespace piaojue {

// λ_i for each index, in the order given. Refuses `malformed`: no index, a zero, a repetition.
[[nodiscard]] Result<std::vector<Scalar>> lagrange_at_zero(std::span<const std::uint32_t> indices);

// What one teller made of every ciphertext: D_j = x_i·A_j.
struct PartialDecryption {
    std::uint32_t index = 0;
    std::vector<PublicPoint> products;
};

// v_j·G = B_j − Σ λ_i·D_{i,j} for each ciphertext. Whether the partial decryptions are right was
// checked before (crypto/proofs/equal_logs.hpp), and that there are enough of them. Refuses
// `malformed`: bad indices, a partial decryption of another size.
[[nodiscard]] Result<std::vector<PublicPoint>> combine_partials_vartime(
    std::span<const Ciphertext<Ristretto255>> ciphertexts,
    std::span<const PartialDecryption> partials);

}  // namespace piaojue
