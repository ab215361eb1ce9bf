#include "crypto/threshold.hpp"

#include <algorithm>

#include "crypto/multi_scalar.hpp"

namespace piaojue {

Result<std::vector<Scalar>> lagrange_at_zero(std::span<const std::uint32_t> indices) {
    std::vector<std::uint32_t> sorted(indices.begin(), indices.end());
    std::sort(sorted.begin(), sorted.end());
    if (sorted.empty() || sorted.front() == 0) return fail(Errc::malformed, "indices from 1");
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
        return fail(Errc::malformed, "an index twice");
    }
    std::vector<Scalar> out;
    for (const std::uint32_t i : indices) {
        Scalar numerator = Scalar::one();
        Scalar denominator = Scalar::one();
        for (const std::uint32_t j : indices) {
            if (j == i) continue;
            numerator = numerator * Scalar::from_u64(j);
            denominator = denominator * (Scalar::from_u64(j) - Scalar::from_u64(i));
        }
        out.push_back(numerator * denominator.inverted());
    }
    return out;
}

Result<std::vector<PublicPoint>> combine_partials_vartime(
    std::span<const Ciphertext<Ristretto255>> ciphertexts,
    std::span<const PartialDecryption> partials) {
    std::vector<std::uint32_t> indices;
    for (const PartialDecryption& partial : partials) {
        if (partial.products.size() != ciphertexts.size()) {
            return fail(Errc::malformed, "a product for each ciphertext");
        }
        indices.push_back(partial.index);
    }
    const std::vector<Scalar> lambdas = PJ_TRY(lagrange_at_zero(indices));
    std::vector<PublicPoint> out;
    for (std::size_t j = 0; j < ciphertexts.size(); ++j) {
        std::vector<PublicPoint> products;
        for (const PartialDecryption& partial : partials)
            products.push_back(partial.products[j]);
        out.push_back(ciphertexts[j].b - multi_mul_vartime(lambdas, products));
    }
    return out;
}

}  // namespace piaojue
