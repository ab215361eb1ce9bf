// crypto/merkle.hpp — append-only Merkle tree of RFC 6962 / RFC 9162 §2.1          PROTOCOL.md
// §10.1
//
//   leaf = SHA-256(0x00 ‖ data)    node = SHA-256(0x01 ‖ left ‖ right)    empty tree = SHA-256("")
//
// MerkleTree keeps the hashes of all complete subtrees (64 bytes a leaf), so that a root or a proof
// at any size costs O(log n) hashes. Appending and reading need outside synchronisation.
//
// The checks are total: every input gives a verdict. Refusal: proof_rejected. Beyond RFC 9162 they
// are strict in what the published vectors demand: a consistency proof from size 0 is always
// refused, and equal sizes need equal roots and an empty proof.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace piaojue {

[[nodiscard]] Bytes32 merkle_leaf(ByteView data);
[[nodiscard]] Bytes32 merkle_node(const Bytes32& left, const Bytes32& right);
[[nodiscard]] Bytes32 merkle_empty_root();

using MerkleProof = std::vector<Bytes32>;

class MerkleTree {
public:
    // Takes merkle_leaf(data).
    void append(const Bytes32& leaf_hash);

    [[nodiscard]] std::uint64_t size() const { return levels_.empty() ? 0 : levels_[0].size(); }
    [[nodiscard]] const Bytes32& leaf(std::uint64_t index) const;

    [[nodiscard]] Bytes32 root() const { return root_at(size()); }
    // size <= size(): a larger one is a programmer's error, as in the proofs below.
    [[nodiscard]] Bytes32 root_at(std::uint64_t size) const;

    // index < size <= size()
    [[nodiscard]] MerkleProof inclusion_proof(std::uint64_t index, std::uint64_t size) const;
    // 1 <= old_size <= new_size <= size()
    [[nodiscard]] MerkleProof consistency_proof(std::uint64_t old_size,
                                                std::uint64_t new_size) const;

private:
    [[nodiscard]] Bytes32 subtree(std::uint64_t first, std::uint64_t count) const;

    // levels_[h][i] is the hash of the complete subtree over leaves [i·2^h, (i+1)·2^h).
    std::vector<std::vector<Bytes32>> levels_;
};

[[nodiscard]] Result<void> check_inclusion(std::uint64_t index, std::uint64_t size,
                                           const Bytes32& leaf_hash, std::span<const Bytes32> proof,
                                           const Bytes32& root);

[[nodiscard]] Result<void> check_consistency(std::uint64_t old_size, std::uint64_t new_size,
                                             const Bytes32& old_root, const Bytes32& new_root,
                                             std::span<const Bytes32> proof);

}  // namespace piaojue
