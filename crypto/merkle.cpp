#include "crypto/merkle.hpp"

#include <bit>

#include "crypto/hash.hpp"

namespace piaojue {

namespace {

constexpr Byte leaf_prefix[] = {0x00};
constexpr Byte node_prefix[] = {0x01};

// RFC 9162's split: the largest power of two smaller than `count`, for count >= 2.
std::uint64_t split(std::uint64_t count) {
    return std::bit_floor(count - 1);
}

}  // namespace

Bytes32 merkle_leaf(ByteView data) {
    return sha256({ByteView{leaf_prefix}, data});
}

Bytes32 merkle_node(const Bytes32& left, const Bytes32& right) {
    return sha256({ByteView{node_prefix}, left, right});
}

Bytes32 merkle_empty_root() {
    return sha256(ByteView{});
}

void MerkleTree::append(const Bytes32& leaf_hash) {
    Bytes32 hash = leaf_hash;
    for (std::size_t level = 0;; ++level) {
        if (level == levels_.size()) levels_.emplace_back();
        auto& row = levels_[level];
        row.push_back(hash);
        if (row.size() % 2 != 0) return;
        hash = merkle_node(row[row.size() - 2], row.back());
    }
}

const Bytes32& MerkleTree::leaf(std::uint64_t index) const {
    PJ_ASSERT(index < size(), "a leaf beyond the tree");
    return levels_[0][index];
}

// The hash of leaves [first, first + count), where `first` is a multiple of the smallest power of
// two that is not below count: the only ranges that RFC 9162 ever splits a tree into.
Bytes32 MerkleTree::subtree(std::uint64_t first, std::uint64_t count) const {
    if (std::has_single_bit(count)) {
        const auto level = static_cast<std::size_t>(std::countr_zero(count));
        return levels_[level][first >> level];
    }
    const std::uint64_t left = split(count);
    return merkle_node(subtree(first, left), subtree(first + left, count - left));
}

Bytes32 MerkleTree::root_at(std::uint64_t size) const {
    PJ_ASSERT(size <= this->size(), "a root beyond the tree");
    return size == 0 ? merkle_empty_root() : subtree(0, size);
}

// RFC 9162 §2.1.3.1 goes from the leaf up; this goes down and reverses.
MerkleProof MerkleTree::inclusion_proof(std::uint64_t index, std::uint64_t size) const {
    PJ_ASSERT(index < size && size <= this->size(), "an inclusion proof beyond the tree");
    MerkleProof proof;
    std::uint64_t first = 0;
    std::uint64_t count = size;
    while (count > 1) {
        const std::uint64_t left = split(count);
        if (index - first < left) {
            proof.push_back(subtree(first + left, count - left));
            count = left;
        } else {
            proof.push_back(subtree(first, left));
            first += left;
            count -= left;
        }
    }
    std::reverse(proof.begin(), proof.end());
    return proof;
}

// RFC 9162 §2.1.4.1, likewise from the root down. `whole` is the RFC's flag b: the old tree is
// itself a node of the new one along this path, so that its hash is known to the verifier.
MerkleProof MerkleTree::consistency_proof(std::uint64_t old_size, std::uint64_t new_size) const {
    PJ_ASSERT(old_size >= 1 && old_size <= new_size && new_size <= size(),
              "a consistency proof beyond the tree");
    MerkleProof proof;
    std::uint64_t first = 0;
    std::uint64_t old_count = old_size;
    std::uint64_t count = new_size;
    bool whole = true;
    while (old_count != count) {
        const std::uint64_t left = split(count);
        if (old_count <= left) {
            proof.push_back(subtree(first + left, count - left));
            count = left;
        } else {
            proof.push_back(subtree(first, left));
            first += left;
            old_count -= left;
            count -= left;
            whole = false;
        }
    }
    if (!whole) proof.push_back(subtree(first, count));
    std::reverse(proof.begin(), proof.end());
    return proof;
}

// RFC 9162 §2.1.3.2, its steps numbered.
Result<void> check_inclusion(std::uint64_t index, std::uint64_t size, const Bytes32& leaf_hash,
                             std::span<const Bytes32> proof, const Bytes32& root) {
    if (index >= size) return fail(Errc::proof_rejected, "inclusion: the leaf is not in the tree");
    std::uint64_t fn = index;  // 2
    std::uint64_t sn = size - 1;
    Bytes32 r = leaf_hash;            // 3
    for (const Bytes32& p : proof) {  // 4
        if (sn == 0) return fail(Errc::proof_rejected, "inclusion: the proof is too long");
        if ((fn & 1U) != 0 || fn == sn) {
            r = merkle_node(p, r);
            while ((fn & 1U) == 0 && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            r = merkle_node(r, p);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    if (sn != 0) return fail(Errc::proof_rejected, "inclusion: the proof is too short");  // 5
    if (r != root) return fail(Errc::proof_rejected, "inclusion: another root");
    return {};
}

// RFC 9162 §2.1.4.2, its steps numbered.
Result<void> check_consistency(std::uint64_t old_size, std::uint64_t new_size,
                               const Bytes32& old_root, const Bytes32& new_root,
                               std::span<const Bytes32> proof) {
    if (old_size == 0) return fail(Errc::proof_rejected, "consistency: from an empty tree");
    if (old_size > new_size) return fail(Errc::proof_rejected, "consistency: the tree shrank");
    if (old_size == new_size) {
        if (proof.empty() && old_root == new_root) return {};
        return fail(Errc::proof_rejected, "consistency: equal sizes, but other roots or a proof");
    }
    if (proof.empty()) return fail(Errc::proof_rejected, "consistency: no proof");  // 1
    const bool old_is_node = std::has_single_bit(old_size);                         // 2
    std::uint64_t fn = old_size - 1;                                                // 3
    std::uint64_t sn = new_size - 1;
    while ((fn & 1U) != 0) {  // 4
        fn >>= 1U;
        sn >>= 1U;
    }
    Bytes32 fr = old_is_node ? old_root : proof.front();  // 5
    Bytes32 sr = fr;
    for (const Bytes32& c : proof.subspan(old_is_node ? 0 : 1)) {  // 6
        if (sn == 0) return fail(Errc::proof_rejected, "consistency: the proof is too long");
        if ((fn & 1U) != 0 || fn == sn) {
            fr = merkle_node(c, fr);
            sr = merkle_node(c, sr);
            while ((fn & 1U) == 0 && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            sr = merkle_node(sr, c);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    if (sn != 0) return fail(Errc::proof_rejected, "consistency: the proof is too short");  // 7
    if (fr != old_root) return fail(Errc::proof_rejected, "consistency: another old root");
    if (sr != new_root) return fail(Errc::proof_rejected, "consistency: another new root");
    return {};
}

}  // namespace piaojue
