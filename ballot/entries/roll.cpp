#include "ballot/entries/roll.hpp"

#include <unordered_set>

#include "ballot/detail/fields.hpp"
#include "ballot/slip.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

Bytes encode_roll(const Roll& roll) {
    Writer writer = detail::begin_entry(EntryType::roll);
    writer.raw(roll.congress.value()).raw(roll.roll_id.value());
    writer.u32(static_cast<std::uint32_t>(roll.identity_keys.size()));
    for (const VerifyKey& key : roll.identity_keys)
        writer.raw(key.bytes());
    return std::move(writer).bytes();
}

Result<Roll> decode_roll(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::roll));
    const auto congress = PJ_TRY(detail::read_id<CongressId>(reader));
    const auto roll_id = PJ_TRY(detail::read_id<RollId>(reader));
    const std::uint32_t count = PJ_TRY(reader.u32());
    if (count == 0 || count > limit::deputies) return fail(Errc::malformed, "number of deputies");
    if (reader.remaining() != std::size_t{count} * size::key) {
        return fail(Errc::malformed, "length of the roll");
    }
    Roll out{congress, roll_id, {}};
    out.identity_keys.reserve(count);
    std::unordered_set<VerifyKey> seen;
    for (std::uint32_t i = 1; i <= count; ++i) {
        const auto key = detail::read_verify_key(reader);
        if (!key) {
            return fail(key.error().code, "identity key of deputy " + std::to_string(i));
        }
        if (!seen.insert(*key).second) {
            return fail(Errc::malformed,
                        "identity key of deputy " + std::to_string(i) + " occurs twice");
        }
        out.identity_keys.push_back(*key);
    }
    PJ_TRY(reader.finish());
    return out;
}

RollHash roll_hash(ByteView entry) {
    return RollHash{hash_tagged(tag::roll, {entry})};
}

Bytes encode_attachment(const Attachment& attachment) {
    Writer writer = detail::begin_entry(EntryType::attachment);
    writer.raw(attachment.congress.value()).u8(static_cast<Byte>(attachment.kind));
    writer.text(attachment.media_type).bytes32(attachment.content);
    return std::move(writer).bytes();
}

Result<Attachment> decode_attachment(ByteView entry) {
    Reader reader = PJ_TRY(detail::open_entry(entry, EntryType::attachment));
    const auto congress = PJ_TRY(detail::read_id<CongressId>(reader));
    const Byte kind = PJ_TRY(reader.u8());
    if (kind < static_cast<Byte>(AttachmentKind::method) ||
        kind > static_cast<Byte>(AttachmentKind::slips)) {
        return fail(Errc::malformed, "kind of attachment");
    }
    auto media_type = PJ_TRY(detail::read_text(reader, 1, limit::media_type));
    const std::uint32_t length = PJ_TRY(reader.u32());
    if (length > limit::attachment_bytes) return fail(Errc::too_large, "attachment");
    const ByteView content = PJ_TRY(reader.take(length));
    PJ_TRY(reader.finish());
    if (AttachmentKind{kind} == AttachmentKind::slips) PJ_TRY(SlipList::decode(content));
    return Attachment{congress, AttachmentKind{kind}, std::move(media_type),
                      Bytes{content.begin(), content.end()}};
}

AttachmentHash attachment_hash(ByteView entry) {
    return AttachmentHash{hash_tagged(tag::attachment, {entry})};
}

}  // namespace piaojue
