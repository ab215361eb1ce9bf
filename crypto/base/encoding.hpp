// crypto/base/encoding.hpp — bytes as text: hex, base64, Crockford base32          PROTOCOL.md §2
//
// A value has one text. Decoders accept that text only, except that Crockford's alphabet is for
// people: it reads lower case, O as 0, I and L as 1, and, where the caller says so, '-' and ' '
// between characters.
//
// Refusals: malformed (a character or length outside the format), not_canonical (unused bits set).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

namespace piaojue {

// Lower case, two characters a byte.
[[nodiscard]] std::string encode_hex(ByteView bytes);
[[nodiscard]] Result<Bytes> decode_hex(std::string_view text);

template <std::size_t N>
[[nodiscard]] Result<FixedBytes<N>> decode_hex_fixed(std::string_view text) {
    if (text.size() != 2 * N) return fail(Errc::malformed, "hex of another length");
    const Bytes bytes = PJ_TRY(decode_hex(text));
    return FixedBytes<N>::from(bytes);
}

// RFC 4648 §4, with padding; unused bits of the last character are zero.
[[nodiscard]] std::string encode_base64(ByteView bytes);
[[nodiscard]] Result<Bytes> decode_base64(std::string_view text);

enum class Separators { refused, allowed };

// The first `bits` bits, most significant first, five a character; upper case. `bits` need not be a
// multiple of five (the last character is filled with zero bits) but fits into the bytes.
[[nodiscard]] std::string encode_crockford(ByteView bytes, std::size_t bits);
// Exactly ⌈bits/5⌉ characters; gives ⌈bits/8⌉ bytes, unused bits zero.
[[nodiscard]] Result<Bytes> decode_crockford(std::string_view text, std::size_t bits,
                                             Separators separators);

// ── card secrets ──
// 160 bits → 32 characters, then 4 characters that are the first 20 bits of
// hash_tagged("piaojue/v1/card-checksum", secret); printed as 9 groups of 4 joined by '-'.
// Memory access does not depend on the secret. The text is as secret as the secret itself.
using CardSecret = SecretBytes<20>;

inline constexpr std::size_t card_code_characters = 36;
inline constexpr std::size_t card_code_text_size = 44;

[[nodiscard]] SecretBuffer encode_card_code(const CardSecret& secret);
// Reads with or without separators. `malformed` names the group (1 to 9) that holds a character
// outside the alphabet or a wrong number of characters; a wrong checksum can not name one.
[[nodiscard]] Result<CardSecret> decode_card_code(std::string_view text);

// ── other secrets on paper ──
// Bytes in groups of four characters, joined by '-'; their number of bits is a multiple of 20.
// Memory access does not depend on the secret.
[[nodiscard]] SecretBuffer encode_secret_groups(ByteView secret);
// So many bytes; separators may stand anywhere. Refuses `malformed`, naming the group where it can.
[[nodiscard]] Result<SecretBuffer> decode_secret_groups(std::string_view text, std::size_t size);

}  // namespace piaojue
