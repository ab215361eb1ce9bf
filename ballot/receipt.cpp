#include "ballot/receipt.hpp"

#include "ballot/encrypted.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

std::string make_receipt(const MerkleTree& tree, std::uint64_t index, std::uint64_t closing_size,
                         ByteView ballot_entry, std::string signed_checkpoint) {
    PJ_ASSERT(!ballot_entry.empty(), "a ballot entry");
    const Bytes32 ballot_hash = sha256(ballot_entry.subspan(1));
    TlogProof proof;
    proof.extra.assign(ballot_hash.data_.begin(), ballot_hash.data_.end());
    proof.index = index;
    proof.path = tree.inclusion_proof(index, closing_size);
    proof.signed_checkpoint = std::move(signed_checkpoint);
    return print_tlog_proof(proof);
}

Result<ReceiptFacts> check_receipt(std::string_view receipt, const BallotId& id,
                                   const CheckpointKeys& keys, std::size_t needed) {
    const TlogProof proof = PJ_TRY(parse_tlog_proof(receipt));
    if (proof.extra.size() != size::hash) {
        return fail(Errc::malformed, "a receipt carries the hash of its ballot");
    }
    const Bytes leaf_data = ballot_leaf_data(id, Bytes32::from(proof.extra));
    const SignedCheckpoint closing = PJ_TRY(check_tlog_proof(proof, merkle_leaf(leaf_data), keys));
    if (closing.cosignatures.size() < needed) {
        return fail(Errc::too_few_cosignatures,
                    std::to_string(closing.cosignatures.size()) + " of " + std::to_string(needed));
    }
    return ReceiptFacts{proof.index, closing.checkpoint, closing.cosignatures.size()};
}

}  // namespace piaojue
