// ballot/entries/roll.hpp — the deputies' identity keys, and attachments          PROTOCOL.md §5 §6
//
// Deputy number: position, from 1. Names are not in the record. Public.
#pragma once

#include <string>
#include <vector>

#include "ballot/ids.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

struct Roll {
    CongressId congress;
    RollId roll_id;  // random; salts the identity keys
    std::vector<VerifyKey> identity_keys;

    friend bool operator==(const Roll&, const Roll&) = default;
};

[[nodiscard]] Bytes encode_roll(const Roll& roll);
// Refuses `too_large`, `malformed` (also a key that occurs twice), `not_canonical`.
[[nodiscard]] Result<Roll> decode_roll(ByteView entry);
[[nodiscard]] RollHash roll_hash(ByteView entry);

enum class AttachmentKind : std::uint8_t { method = 1, projects = 2, source = 3, slips = 4 };

// A file that the manifest names: the voting method as text, the list of projects, where data is
// from, the hashes of the slips to be drawn (ballot/slip.hpp).
struct Attachment {
    CongressId congress;
    AttachmentKind kind;
    std::string media_type;
    Bytes content;

    friend bool operator==(const Attachment&, const Attachment&) = default;
};

[[nodiscard]] Bytes encode_attachment(const Attachment& attachment);
// Refuses `too_large` (also content over 1 MiB), `malformed` (also slips that are no list).
[[nodiscard]] Result<Attachment> decode_attachment(ByteView entry);
[[nodiscard]] AttachmentHash attachment_hash(ByteView entry);

}  // namespace piaojue
