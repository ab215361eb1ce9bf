// The tree, its proofs and its signed heads, for any sizes; records and receipts of any entries.
#include <algorithm>

#include "ballot/receipt.hpp"
#include "ballot/record.hpp"
#include "crypto/tlog_proof.hpp"
#include "tests/property/laws.hpp"
#include "tests/property/made.hpp"

namespace piaojue::property {
namespace {

using testing::value_of;

struct Grown {
    std::vector<Bytes32> leaves;
    MerkleTree tree;
};

Grown drawn_tree(std::size_t most) {
    Grown out;
    SeededRng rng = drawn_rng();
    const auto size = drawn<std::size_t>(1, most);
    for (std::size_t i = 0; i < size; ++i) {
        out.leaves.push_back(merkle_leaf(rng.bytes<8>()));
        out.tree.append(out.leaves.back());
    }
    return out;
}

// RFC 6962 §2.1, word for word.
Bytes32 root_by_definition(std::span<const Bytes32> leaves) {
    if (leaves.empty()) return merkle_empty_root();
    if (leaves.size() == 1) return leaves[0];
    std::size_t half = 1;
    while (2 * half < leaves.size())
        half *= 2;
    return merkle_node(root_by_definition(leaves.first(half)),
                       root_by_definition(leaves.subspan(half)));
}

PJ_PROPERTY(Log, a_root_is_that_of_the_definition_at_every_size, 1, ()) {
    const Grown grown = drawn_tree(70);
    for (std::size_t size = 0; size <= grown.leaves.size(); ++size)
        RC_ASSERT(grown.tree.root_at(size) ==
                  root_by_definition(std::span{grown.leaves}.first(size)));
}

// A proof with one hash changed, left out or put in.
MerkleProof spoilt_proof(MerkleProof proof) {
    const auto at = drawn<std::size_t>(0, proof.size());
    const auto place = proof.begin() + static_cast<std::ptrdiff_t>(at);
    if (at == proof.size() || drawn<unsigned>(0, 2) == 0) {
        proof.insert(place, Bytes32{});
    } else if (drawn<unsigned>(0, 1) == 0) {
        proof.erase(place);
    } else {
        place->data_[drawn<std::size_t>(0, 31)] ^= 1;
    }
    return proof;
}

PJ_PROPERTY(Log, a_leaf_is_proven_at_its_own_place_in_its_own_tree_alone, 1, ()) {
    const Grown grown = drawn_tree(300);
    const auto size = drawn<std::uint64_t>(1, grown.leaves.size());
    const auto index = drawn<std::uint64_t>(0, size - 1);
    const MerkleProof proof = grown.tree.inclusion_proof(index, size);
    const Bytes32 root = grown.tree.root_at(size);
    const Bytes32& leaf = grown.leaves[index];
    RC_ASSERT(check_inclusion(index, size, leaf, proof, root).has_value());
    RC_ASSERT(!check_inclusion(index, size, leaf, spoilt_proof(proof), root).has_value());
    const auto other = drawn<std::uint64_t>(0, grown.leaves.size() - 1);
    if (other != index) {
        RC_ASSERT(!check_inclusion(other, size, leaf, proof, root).has_value());
        RC_ASSERT(!check_inclusion(index, size, grown.leaves[other], proof, root).has_value());
    }
}

PJ_PROPERTY(Log, a_tree_is_proven_to_grow_out_of_its_beginnings_alone, 1, ()) {
    const Grown grown = drawn_tree(300);
    const auto newer = drawn<std::uint64_t>(1, grown.leaves.size());
    const auto older = drawn<std::uint64_t>(1, newer);
    const MerkleProof proof = grown.tree.consistency_proof(older, newer);
    const Bytes32 before = grown.tree.root_at(older);
    const Bytes32 after = grown.tree.root_at(newer);
    RC_ASSERT(check_consistency(older, newer, before, after, proof).has_value());
    RC_ASSERT(!check_consistency(older, newer, before, after, spoilt_proof(proof)).has_value());
    Bytes32 rewritten = before;
    rewritten.data_[drawn<std::size_t>(0, 31)] ^= 1;
    RC_ASSERT(!check_consistency(older, newer, rewritten, after, proof).has_value());
}

struct Signers {
    SigningKey log_key;
    std::vector<SigningKey> cosigners;
    CheckpointKeys keys;
};

Signers drawn_signers() {
    SeededRng rng = drawn_rng();
    SigningKey log_key = SigningKey::generate(rng);
    CheckpointKeys keys{"piaojue/00", log_key.verify_key(), {}};
    std::vector<SigningKey> cosigners;
    const auto count = drawn<std::size_t>(0, 5);
    for (std::size_t i = 0; i < count; ++i) {
        cosigners.push_back(SigningKey::generate(rng));
        keys.cosigners.push_back(
            {"piaojue/00/teller/" + std::to_string(i + 1), cosigners.back().verify_key()});
    }
    return {std::move(log_key), std::move(cosigners), std::move(keys)};
}

SignedCheckpoint drawn_note(const Signers& signers, std::uint64_t size, const Bytes32& root) {
    SignedCheckpoint out{{signers.keys.origin, size, root}, {}, {}};
    out.log_signature = sign_checkpoint(out.checkpoint, signers.log_key);
    for (std::size_t i = 0; i < signers.cosigners.size(); ++i) {
        if (drawn<unsigned>(0, 2) == 0) continue;
        const auto seconds = drawn<std::uint64_t>(0, cosignature_seconds_max);
        out.cosignatures.push_back({i, cosign(out.checkpoint, signers.cosigners[i], seconds)});
    }
    return out;
}

PJ_PROPERTY(Log, a_signed_checkpoint_is_read_back_and_not_when_spoilt, 1, ()) {
    const Signers signers = drawn_signers();
    const SignedCheckpoint note = drawn_note(signers, drawn_number<std::uint64_t>(), drawn_hash());
    const std::string text = print_signed_checkpoint(note, signers.keys);
    RC_ASSERT(value_of(parse_signed_checkpoint(text, signers.keys)) == note);
    const Bytes other = spoilt(as_bytes(text));
    const auto read = parse_signed_checkpoint(as_text(other), signers.keys);
    // A cosignature may be left out; nothing else may differ.
    if (read) {
        RC_ASSERT(read->checkpoint == note.checkpoint);
        RC_ASSERT(print_signed_checkpoint(*read, signers.keys) == as_text(other));
    }
}

PJ_PROPERTY(Log, a_receipt_is_of_one_ballot_and_not_when_spoilt, 1, ()) {
    const Signers signers = drawn_signers();
    const BallotId id{drawn_hash()};
    const Bytes ballot{enum_code(EntryType::ballot), 7};
    Grown grown = drawn_tree(60);
    const auto index = grown.tree.size();
    grown.tree.append(merkle_leaf(ballot_leaf_data(id, sha256(ByteView{ballot}.subspan(1)))));
    SeededRng rng = drawn_rng();
    for (auto more = drawn<unsigned>(0, 40); more > 0; --more)
        grown.tree.append(rng.bytes<32>());
    const auto closing = drawn<std::uint64_t>(index + 1, grown.tree.size());
    const SignedCheckpoint note = drawn_note(signers, closing, grown.tree.root_at(closing));
    const std::string receipt = make_receipt(grown.tree, index, closing, ballot,
                                             print_signed_checkpoint(note, signers.keys));
    const std::size_t cosigned = note.cosignatures.size();
    const auto facts = value_of(check_receipt(receipt, id, signers.keys, cosigned));
    RC_ASSERT(facts.index == index);
    RC_ASSERT(!check_receipt(receipt, id, signers.keys, cosigned + 1).has_value());
    RC_ASSERT(!check_receipt(receipt, BallotId{drawn_hash()}, signers.keys, 0).has_value());
    const Bytes other = spoilt(as_bytes(receipt));
    RC_ASSERT(!check_receipt(as_text(other), id, signers.keys, cosigned).has_value());
}

PJ_PROPERTY(Log, a_record_is_split_into_what_was_joined, 1, ()) {
    std::vector<Bytes> entries;
    for (auto count = drawn<unsigned>(0, 8); count > 0; --count)
        entries.push_back(drawn_bytes(60));
    const Bytes checkpoint = drawn_bytes(60);
    const Bytes file = encode_record(entries, checkpoint);
    const RecordView view = value_of(decode_record(file));
    RC_ASSERT(std::equal(view.entries.begin(), view.entries.end(), entries.begin(), entries.end(),
                         [](ByteView a, const Bytes& b) { return equal(a, b); }));
    RC_ASSERT(equal(view.checkpoint, checkpoint));
    const Bytes other = spoilt(file);
    const auto read = decode_record(other);
    if (read) RC_ASSERT(encode_record(read->entries, read->checkpoint) == other);
}

}  // namespace
}  // namespace piaojue::property
