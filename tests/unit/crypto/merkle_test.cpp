#include "crypto/merkle.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <optional>

#include "crypto/base/rng.hpp"
#include "crypto/hash.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

namespace json = boost::json;

MerkleTree tree_of(std::uint64_t size) {
    MerkleTree tree;
    for (std::uint64_t i = 0; i < size; ++i) {
        const Bytes data{static_cast<Byte>(i), static_cast<Byte>(i >> 8U)};
        tree.append(merkle_leaf(data));
    }
    return tree;
}

// RFC 9162 §2.1.1 as it is written, by recursion over the leaves.
Bytes32 root_by_definition(std::span<const Bytes32> leaves) {
    if (leaves.empty()) return merkle_empty_root();
    if (leaves.size() == 1) return leaves[0];
    const std::size_t k = std::bit_floor(leaves.size() - 1);
    return merkle_node(root_by_definition(leaves.first(k)), root_by_definition(leaves.subspan(k)));
}

// A hash of a vector file; nothing if it does not have 32 bytes.
std::optional<Bytes32> hash_of(const json::value& value) {
    const auto bytes = decode_base64(testing::text_of(value));
    PJ_ASSERT(bytes.has_value(), "a vector is not base64");
    if (bytes->size() != 32) return std::nullopt;
    return Bytes32::from(*bytes);
}

// Some consistency cases compare placeholder roots of other lengths ("dont care 2"). Here a root
// has 32 bytes by type; the placeholder's hash stands for it, equal where it was equal.
Bytes32 root_of(const json::value& value) {
    const auto hash = hash_of(value);
    return hash ? *hash : sha256(decode_base64(testing::text_of(value)).value());
}

std::optional<MerkleProof> proof_of(const json::value& value) {
    MerkleProof proof;
    if (value.is_null()) return proof;
    for (const auto& item : value.as_array()) {
        const auto hash = hash_of(item);
        if (!hash) return std::nullopt;
        proof.push_back(*hash);
    }
    return proof;
}

TEST(MerkleVectors, inclusion) {
    const auto cases = testing::read_vectors("merkle_inclusion.json");
    ASSERT_EQ(cases.as_array().size(), 98U);
    for (const auto& entry : cases.as_array()) {
        const auto& c = entry.at("case");
        const auto root = hash_of(c.at("root"));
        const auto leaf = hash_of(c.at("leafHash"));
        const auto proof = proof_of(c.at("proof"));
        const bool accepted =
            root && leaf && proof &&
            check_inclusion(c.at("leafIdx").to_number<std::uint64_t>(),
                            c.at("treeSize").to_number<std::uint64_t>(), *leaf, *proof, *root)
                .has_value();
        EXPECT_EQ(accepted, !c.at("wantErr").as_bool()) << entry.at("path");
    }
}

TEST(MerkleVectors, consistency) {
    const auto cases = testing::read_vectors("merkle_consistency.json");
    ASSERT_EQ(cases.as_array().size(), 98U);
    for (const auto& entry : cases.as_array()) {
        const auto& c = entry.at("case");
        const Bytes32 old_root = root_of(c.at("root1"));
        const Bytes32 new_root = root_of(c.at("root2"));
        const auto proof = proof_of(c.at("proof"));
        const bool accepted = proof && check_consistency(c.at("size1").to_number<std::uint64_t>(),
                                                         c.at("size2").to_number<std::uint64_t>(),
                                                         old_root, new_root, *proof)
                                           .has_value();
        EXPECT_EQ(accepted, !c.at("wantErr").as_bool()) << entry.at("path");
    }
}

TEST(MerkleTree, root_at_every_size_is_the_definition) {
    const MerkleTree tree = tree_of(130);
    std::vector<Bytes32> leaves;
    for (std::uint64_t size = 0; size <= 130; ++size) {
        EXPECT_EQ(tree.root_at(size), root_by_definition(leaves)) << size;
        if (size < 130) leaves.push_back(tree.leaf(size));
    }
    EXPECT_EQ(tree.root(), tree.root_at(130));
}

TEST(MerkleTree, every_inclusion_proof_of_small_trees_holds_for_its_leaf_only) {
    const MerkleTree tree = tree_of(33);
    for (std::uint64_t size = 1; size <= 33; ++size) {
        const Bytes32 root = tree.root_at(size);
        for (std::uint64_t index = 0; index < size; ++index) {
            const MerkleProof proof = tree.inclusion_proof(index, size);
            EXPECT_TRUE(check_inclusion(index, size, tree.leaf(index), proof, root));
            for (std::uint64_t other = 0; other <= size; ++other) {
                if (other == index) continue;
                EXPECT_REFUSED(check_inclusion(other, size, tree.leaf(index), proof, root),
                               Errc::proof_rejected);
            }
        }
    }
}

TEST(MerkleTree, every_consistency_proof_of_small_trees_holds) {
    const MerkleTree tree = tree_of(40);
    for (std::uint64_t new_size = 1; new_size <= 40; ++new_size) {
        for (std::uint64_t old_size = 1; old_size <= new_size; ++old_size) {
            const MerkleProof proof = tree.consistency_proof(old_size, new_size);
            const Bytes32 old_root = tree.root_at(old_size);
            const Bytes32 new_root = tree.root_at(new_size);
            EXPECT_TRUE(check_consistency(old_size, new_size, old_root, new_root, proof));
            Bytes32 wrong = old_root;
            wrong.data()[0] ^= 1;
            EXPECT_REFUSED(check_consistency(old_size, new_size, wrong, new_root, proof),
                           Errc::proof_rejected);
            EXPECT_REFUSED(check_consistency(0, new_size, merkle_empty_root(), new_root, proof),
                           Errc::proof_rejected);
            for (std::size_t i = 0; i < proof.size(); ++i) {
                MerkleProof broken = proof;
                broken[i].data()[31] ^= 0x80;
                EXPECT_REFUSED(check_consistency(old_size, new_size, old_root, new_root, broken),
                               Errc::proof_rejected);
            }
        }
    }
}

TEST(MerkleTree, a_tree_beside_the_old_one_is_not_consistent) {
    const MerkleTree seen = tree_of(20);
    MerkleTree other = tree_of(19);
    other.append(merkle_leaf(as_bytes("another ballot")));
    for (int i = 0; i < 10; ++i)
        other.append(merkle_leaf(as_bytes("more")));
    EXPECT_REFUSED(
        check_consistency(20, 30, seen.root(), other.root(), other.consistency_proof(20, 30)),
        Errc::proof_rejected);
}

}  // namespace
}  // namespace piaojue
