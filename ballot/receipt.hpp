// ballot/receipt.hpp — the proof that a ballot is in the box that was counted   PROTOCOL.md §10.3
//
// A C2SP tlog-proof of the ballot's leaf in the closing checkpoint's tree, with SHA-256(ballot) as
// its extra data. It proves inclusion and never content. Public.
#pragma once

#include <string>
#include <string_view>

#include "ballot/ids.hpp"
#include "ballot/manifest.hpp"
#include "crypto/tlog_proof.hpp"

namespace piaojue {

// `index` is the ballot's place in the log, `tree` holds at least the closing checkpoint's size,
// `signed_checkpoint` is the text inside the cosigned entry.
[[nodiscard]] std::string make_receipt(const MerkleTree& tree, std::uint64_t index,
                                       std::uint64_t closing_size, ByteView ballot_entry,
                                       std::string signed_checkpoint);

struct ReceiptFacts {
    std::uint64_t index = 0;
    Checkpoint closing;
    std::size_t cosignatures = 0;  // how many tellers signed the closing checkpoint
};

// From the ballot id alone, offline. `keys` are the congress's log key and its tellers'
// (CongressState::checkpoint_keys()); `needed` is how many cosignatures the caller asks for: the
// manifest's quorum, unless tellers were named absent. Refuses `malformed`, `too_large`,
// `signature_rejected`, `proof_rejected`, `too_few_cosignatures`.
[[nodiscard]] Result<ReceiptFacts> check_receipt(std::string_view receipt, const BallotId& id,
                                                 const CheckpointKeys& keys, std::size_t needed);

}  // namespace piaojue
