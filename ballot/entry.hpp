// ballot/entry.hpp — what every log entry has: a type and a leaf          PROTOCOL.md §2 §10.1
//
// The forms of the entries: ballot/entries/ (congress, enrolment, ceremony, roll and attachment,
// statement, issuance, counts, closing and cosigned, share, result, paper batch),
// ballot/manifest.hpp, ballot/encrypted.hpp, ballot/hand_back.hpp, ballot/opening.hpp. Which may
// follow which: ballot/congress_state.hpp. Public; safe from any thread.
#pragma once

#include "ballot/ids.hpp"
#include "ballot/wire.hpp"

namespace piaojue {

// Refuses `too_large`, `malformed` (no byte, an unknown type).
[[nodiscard]] Result<EntryType> entry_type(ByteView entry);
[[nodiscard]] std::string_view entry_type_name(EntryType type);

// What is hashed into the tree: the entry itself, for a ballot the 65 bytes of §8.5. Refuses
// `too_large`, `malformed` (no entry of a known type, a ballot shorter than any).
[[nodiscard]] Result<Bytes> entry_leaf_data(ByteView entry);
// merkle_leaf(entry_leaf_data()), without a copy. An entry that entry_leaf_data() refuses is its
// own leaf data here, so that every file of entries has a tree.
[[nodiscard]] LeafHash entry_leaf_hash(ByteView entry);

// What stands at the head of every ballot, read without its round.
struct BallotHead {
    ManifestHash manifest;
    BallotId id;
};
// Of a ballot entry. Refuses `too_large`, `malformed`, `wrong_version`.
[[nodiscard]] Result<BallotHead> ballot_head(ByteView entry);
// The byte that stands where a ballot entry has the kind of its token (§7.1), whatever the rest is.
// Of an entry that has a ballot_head().
[[nodiscard]] std::uint8_t ballot_token_kind(ByteView entry);

}  // namespace piaojue
