// crypto/tlog_proof.hpp — a receipt: one leaf, its path and a signed checkpoint   PROTOCOL.md §10.3
//
// Format: c2sp.org/tlog-proof@v1, strict: parse then print gives the same bytes.
//   c2sp.org/tlog-proof@v1 LF
//   extra base64(data) LF            only if there is extra data, which nothing authenticates
//   index decimal LF
//   base64(hash) LF …                from the leaf's sibling up, at most 64
//   LF
//   signed checkpoint, verbatim
// Refusals: malformed, too_large (above 32 KiB), and those of the two checks that it stands on.
#pragma once

#include "crypto/checkpoint.hpp"
#include "crypto/merkle.hpp"

namespace piaojue {

inline constexpr std::size_t tlog_proof_bytes_max = 32 * 1024;

struct TlogProof {
    Bytes extra;  // may be empty: then its line is left out
    std::uint64_t index = 0;
    MerkleProof path;
    std::string signed_checkpoint;

    friend bool operator==(const TlogProof&, const TlogProof&) = default;
};

[[nodiscard]] std::string print_tlog_proof(const TlogProof& proof);
// Reads the form; the signed checkpoint is not looked into here.
[[nodiscard]] Result<TlogProof> parse_tlog_proof(std::string_view text);

// The leaf is in the tree of the signed checkpoint, which carries only valid signatures. How many
// cosignatures suffice is the caller's to decide from what is returned.
[[nodiscard]] Result<SignedCheckpoint> check_tlog_proof(const TlogProof& proof,
                                                        const Bytes32& leaf_hash,
                                                        const CheckpointKeys& keys);

}  // namespace piaojue
