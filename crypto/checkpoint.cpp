#include "crypto/checkpoint.hpp"

#include <fmt/format.h>

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/detail/lines.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

namespace {

constexpr std::string_view line_start = "\xe2\x80\x94 ";  // U+2014 EM DASH, space
constexpr std::size_t key_name_size_max = 255;
constexpr std::size_t cosigners_max = 64;

bool is_name_character(char c) {
    return c > ' ' && c <= '~' && c != '+';
}

Bytes cosigned_message(const Checkpoint& checkpoint, std::uint64_t seconds) {
    const std::string message =
        fmt::format("cosignature/v1\ntime {}\n{}", seconds, checkpoint_text(checkpoint));
    const ByteView view = as_bytes(message);
    return {view.begin(), view.end()};
}

std::string signature_line(std::string_view name, const KeyId& id, ByteView signature) {
    Bytes payload{id.view().begin(), id.view().end()};
    payload.insert(payload.end(), signature.begin(), signature.end());
    return fmt::format("{}{} {}\n", line_start, name, encode_base64(payload));
}

struct SignatureLine {
    std::string_view name;
    KeyId id;
    Bytes signature;
};

Result<SignatureLine> parse_signature_line(std::string_view line) {
    if (!line.starts_with(line_start)) {
        return fail(Errc::malformed, "not a signature line");
    }
    line.remove_prefix(line_start.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos) return fail(Errc::malformed, "not a signature line");
    const Bytes payload = PJ_TRY(decode_base64(line.substr(space + 1)));
    Reader reader{payload};
    const auto id = PJ_TRY(reader.fixed<4>());
    const ByteView signature = PJ_TRY(reader.take(reader.remaining()));
    return SignatureLine{line.substr(0, space), id, Bytes{signature.begin(), signature.end()}};
}

Result<SignedCheckpoint::ByCosigner> parse_cosignature(const SignatureLine& line,
                                                       const CheckpointKeys& keys) {
    for (std::size_t i = 0; i < keys.cosigners.size(); ++i) {
        const auto& [name, key] = keys.cosigners[i];
        if (line.name != name || line.id != key_id(name, NoteKeyType::cosignature_v1, key)) {
            continue;
        }
        Reader reader{line.signature};
        const std::uint64_t seconds = PJ_TRY(reader.u64());
        const auto signature = PJ_TRY(reader.fixed<64>());
        PJ_TRY(reader.finish());
        return SignedCheckpoint::ByCosigner{i, {seconds, signature}};
    }
    return fail(Errc::malformed, "a signature line of an unknown key");
}

}  // namespace

bool is_key_name(std::string_view name) {
    return !name.empty() && name.size() <= key_name_size_max &&
           std::all_of(name.begin(), name.end(), is_name_character);
}

std::string checkpoint_text(const Checkpoint& checkpoint) {
    PJ_ASSERT(is_key_name(checkpoint.origin), "an origin that is no key name");
    return fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size,
                       encode_base64(checkpoint.root));
}

Result<Checkpoint> parse_checkpoint_text(std::string_view text) {
    detail::Lines lines{text};
    const std::string_view origin = PJ_TRY(lines.next());
    if (!is_key_name(origin)) return fail(Errc::malformed, "checkpoint: the origin is no key name");
    const std::string_view size_line = PJ_TRY(lines.next());
    const std::string_view root_line = PJ_TRY(lines.next());
    const std::uint64_t size = PJ_TRY(detail::parse_decimal(size_line));
    const Bytes32 root = PJ_TRY(detail::parse_hash(root_line));
    if (!lines.at_end()) return fail(Errc::malformed, "checkpoint: lines after the root");
    return Checkpoint{std::string{origin}, size, root};
}

KeyId key_id(std::string_view name, NoteKeyType type, const VerifyKey& key) {
    const Bytes separator{'\n', static_cast<Byte>(type)};
    const Bytes32 hash = sha256({as_bytes(name), separator, key.bytes()});
    return KeyId::from(hash.view().first(4));
}

std::string vkey(const NoteKey& key) {
    PJ_ASSERT(is_key_name(key.name), "not a key name");
    const auto material = Writer{}.u8(static_cast<Byte>(key.type)).raw(key.key.bytes()).bytes();
    return fmt::format("{}+{}+{}", key.name, encode_hex(key_id(key.name, key.type, key.key)),
                       encode_base64(material));
}

Result<NoteKey> parse_vkey(std::string_view text) {
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos || !is_key_name(text.substr(0, first))) {
        return fail(Errc::malformed, "a vkey is name+id+key");
    }
    const Bytes material = PJ_TRY(decode_base64(text.substr(second + 1)));
    Reader reader{material};
    const std::uint8_t type = PJ_TRY(reader.u8());
    if (type != static_cast<std::uint8_t>(NoteKeyType::ed25519) &&
        type != static_cast<std::uint8_t>(NoteKeyType::cosignature_v1)) {
        return fail(Errc::malformed, "vkey: another signature type");
    }
    const ByteView key_bytes = PJ_TRY(reader.take(reader.remaining()));
    const VerifyKey key = PJ_TRY(VerifyKey::create(key_bytes));
    NoteKey out{std::string{text.substr(0, first)}, NoteKeyType{type}, key};
    if (vkey(out) != text) return fail(Errc::malformed, "vkey: the key id does not fit");
    return out;
}

Signature sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& log_key) {
    return log_key.sign_raw(as_bytes(checkpoint_text(checkpoint)));
}

Result<void> check_checkpoint(const Checkpoint& checkpoint, const VerifyKey& log_key,
                              const Signature& signature) {
    return check_signature_raw(log_key, as_bytes(checkpoint_text(checkpoint)), signature);
}

Cosignature cosign(const Checkpoint& checkpoint, const SigningKey& key, std::uint64_t seconds) {
    PJ_ASSERT(seconds <= cosignature_seconds_max, "a time beyond the format");
    return {seconds, key.sign_raw(cosigned_message(checkpoint, seconds))};
}

Result<void> check_cosignature(const Checkpoint& checkpoint, const VerifyKey& key,
                               const Cosignature& cosignature) {
    if (cosignature.seconds > cosignature_seconds_max) {
        return fail(Errc::malformed, "cosignature: a time beyond the format");
    }
    return check_signature_raw(key, cosigned_message(checkpoint, cosignature.seconds),
                               cosignature.signature);
}

std::string print_signed_checkpoint(const SignedCheckpoint& signed_checkpoint,
                                    const CheckpointKeys& keys) {
    PJ_ASSERT(signed_checkpoint.checkpoint.origin == keys.origin, "keys of another log");
    std::string out = checkpoint_text(signed_checkpoint.checkpoint);
    out += '\n';
    out += signature_line(keys.origin, key_id(keys.origin, NoteKeyType::ed25519, keys.log_key),
                          signed_checkpoint.log_signature);
    std::size_t next = 0;
    for (const auto& [index, cosignature] : signed_checkpoint.cosignatures) {
        PJ_ASSERT(index >= next && index < keys.cosigners.size(), "cosigners out of order");
        next = index + 1;
        const auto& [name, key] = keys.cosigners[index];
        const auto payload = Writer{}.u64(cosignature.seconds).raw(cosignature.signature).bytes();
        out += signature_line(name, key_id(name, NoteKeyType::cosignature_v1, key), payload);
    }
    return out;
}

Result<SignedCheckpoint> parse_signed_checkpoint(std::string_view note,
                                                 const CheckpointKeys& keys) {
    if (note.size() > signed_checkpoint_bytes_max) {
        return fail(Errc::too_large, "a signed checkpoint has at most 16 KiB");
    }
    // The text of our notes holds no empty line, so the first one ends it.
    const auto blank = note.find("\n\n");
    if (blank == std::string_view::npos) return fail(Errc::malformed, "a note without signatures");
    SignedCheckpoint out;
    out.checkpoint = PJ_TRY(parse_checkpoint_text(note.substr(0, blank + 1)));
    if (out.checkpoint.origin != keys.origin) {
        return fail(Errc::malformed, "a checkpoint of another log");
    }
    detail::Lines lines{note.substr(blank + 2)};
    const std::string_view first = PJ_TRY(lines.next());
    const SignatureLine log_line = PJ_TRY(parse_signature_line(first));
    if (log_line.name != keys.origin ||
        log_line.id != key_id(keys.origin, NoteKeyType::ed25519, keys.log_key) ||
        log_line.signature.size() != Signature::size()) {
        return fail(Errc::malformed, "the first signature line is not the log's");
    }
    out.log_signature = Signature::from(log_line.signature);
    PJ_TRY(check_checkpoint(out.checkpoint, keys.log_key, out.log_signature));
    std::size_t next = 0;
    while (!lines.at_end()) {
        if (out.cosignatures.size() == cosigners_max) {
            return fail(Errc::malformed, "too many signature lines");
        }
        const std::string_view text = PJ_TRY(lines.next());
        const SignatureLine line = PJ_TRY(parse_signature_line(text));
        const auto by = PJ_TRY(parse_cosignature(line, keys));
        if (by.cosigner < next) return fail(Errc::malformed, "cosignatures out of order");
        next = by.cosigner + 1;
        PJ_TRY(check_cosignature(out.checkpoint, keys.cosigners[by.cosigner].key, by.cosignature));
        out.cosignatures.push_back(by);
    }
    // What was read has one byte string; this is that rule, said once more by the printer.
    if (print_signed_checkpoint(out, keys) != note) {
        return fail(Errc::malformed, "a note in another form than ours");
    }
    return out;
}

}  // namespace piaojue
