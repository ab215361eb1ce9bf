#include "crypto/base/encoding.hpp"

#include <fmt/format.h>

#include "crypto/hash.hpp"

namespace piaojue {

namespace {

constexpr std::string_view hex_alphabet = "0123456789abcdef";
constexpr std::string_view base64_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view crockford_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view card_tag = "piaojue/v1/card-checksum";
constexpr std::size_t checksum_bits = 20;
constexpr std::size_t group_size = 4;

Result<std::uint32_t> digit(std::string_view alphabet, std::string_view text, std::size_t at) {
    const auto found = alphabet.find(text[at]);
    if (found == std::string_view::npos) {
        return fail(Errc::malformed, fmt::format("character {} is outside the alphabet", at + 1));
    }
    return static_cast<std::uint32_t>(found);
}

// All ones if a == b, else zero; both below 256.
std::uint32_t equal_mask(std::uint32_t a, std::uint32_t b) {
    return 0U - (((a ^ b) - 1U) >> 31U);
}

// Reads the whole alphabet for every character, so that no address depends on the value.
char crockford_character(std::uint32_t value) {
    std::uint32_t out = 0;
    for (std::uint32_t i = 0; i < 32; ++i)
        out |= equal_mask(i, value) & static_cast<Byte>(crockford_alphabet[i]);
    return static_cast<char>(out);
}

constexpr std::uint32_t no_value = 32;

// The value of a character a person typed, or no_value.
std::uint32_t crockford_value(char character) {
    auto c = static_cast<std::uint32_t>(static_cast<Byte>(character));
    // Both differences wrap to the top bit when c lies outside 'a'..'z'.
    const std::uint32_t is_lower = ((((c - 'a') | ('z' - c)) >> 31U) ^ 1U);
    c -= is_lower * 0x20U;
    const std::uint32_t is_zero = equal_mask(c, 'O');
    const std::uint32_t is_one = equal_mask(c, 'I') | equal_mask(c, 'L');
    c = (c & ~(is_zero | is_one)) | (is_zero & '0') | (is_one & '1');
    std::uint32_t out = no_value;
    for (std::uint32_t i = 0; i < 32; ++i) {
        const std::uint32_t here = equal_mask(c, static_cast<Byte>(crockford_alphabet[i]));
        out = (out & ~here) | (here & i);
    }
    return out;
}

bool is_separator(char c) {
    return c == '-' || c == ' ';
}

std::uint32_t bit_at(ByteView bytes, std::size_t index) {
    return (std::uint32_t{bytes[index / 8]} >> (7U - index % 8)) & 1U;
}

std::uint32_t five_bits(ByteView bytes, std::size_t first, std::size_t bits) {
    std::uint32_t value = 0;
    for (std::size_t i = first; i < first + 5; ++i)
        value = (value << 1U) | (i < bits ? bit_at(bytes, i) : 0U);
    return value;
}

void put_five_bits(std::span<Byte> bytes, std::size_t first, std::uint32_t value) {
    for (std::size_t i = 0; i < 5; ++i) {
        const std::size_t at = first + i;
        const std::uint32_t bit = (value >> (4U - i)) & 1U;
        bytes[at / 8] = static_cast<Byte>(bytes[at / 8] | (bit << (7U - at % 8)));
    }
}

// The checksum's four values, from its 20 bits.
std::array<std::uint32_t, 4> card_checksum(const CardSecret& secret) {
    const auto hash = hash_tagged_secret(card_tag, {secret.expose()});
    std::array<std::uint32_t, 4> out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = five_bits(hash.expose(), 5 * i, checksum_bits);
    return out;
}

}  // namespace

std::string encode_hex(ByteView bytes) {
    std::string out;
    out.reserve(2 * bytes.size());
    for (const Byte b : bytes) {
        out.push_back(hex_alphabet[b >> 4U]);
        out.push_back(hex_alphabet[b & 15U]);
    }
    return out;
}

Result<Bytes> decode_hex(std::string_view text) {
    if (text.size() % 2 != 0) return fail(Errc::malformed, "hex of odd length");
    Bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const std::uint32_t high = PJ_TRY(digit(hex_alphabet, text, i));
        const std::uint32_t low = PJ_TRY(digit(hex_alphabet, text, i + 1));
        out.push_back(static_cast<Byte>((high << 4U) | low));
    }
    return out;
}

std::string encode_base64(ByteView bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = (group << 8U) | (j < count ? bytes[i + j] : 0U);
        for (std::size_t j = 0; j < 4; ++j) {
            const std::uint32_t value = (group >> (18U - 6U * j)) & 63U;
            out.push_back(j <= count ? base64_alphabet[value] : '=');
        }
    }
    return out;
}

Result<Bytes> decode_base64(std::string_view text) {
    if (text.size() % 4 != 0) return fail(Errc::malformed, "base64 length is no multiple of 4");
    std::size_t padding = 0;
    if (text.ends_with("==")) {
        padding = 2;
    } else if (text.ends_with('=')) {
        padding = 1;
    }
    const std::size_t characters = text.size() - padding;
    Bytes out;
    out.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < characters; i += 4) {
        const std::size_t count = std::min<std::size_t>(4, characters - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            const std::uint32_t value = j < count ? PJ_TRY(digit(base64_alphabet, text, i + j)) : 0;
            group = (group << 6U) | value;
        }
        const std::size_t whole = count - 1;
        if ((group & (0xFFFFFFU >> (8U * whole))) != 0) {
            return fail(Errc::not_canonical, "base64 ends in unused bits that are set");
        }
        for (std::size_t j = 0; j < whole; ++j)
            out.push_back(static_cast<Byte>(group >> (16U - 8U * j)));
    }
    return out;
}

std::string encode_crockford(ByteView bytes, std::size_t bits) {
    PJ_ASSERT(bits <= 8 * bytes.size(), "more bits than the bytes have");
    std::string out;
    out.reserve((bits + 4) / 5);
    for (std::size_t i = 0; i < bits; i += 5)
        out.push_back(crockford_character(five_bits(bytes, i, bits)));
    return out;
}

Result<Bytes> decode_crockford(std::string_view text, std::size_t bits, Separators separators) {
    const std::size_t characters = (bits + 4) / 5;
    Bytes padded(characters * 5 / 8 + 1);
    std::size_t found = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (separators == Separators::allowed && is_separator(text[i])) continue;
        const std::uint32_t value = crockford_value(text[i]);
        if (value == no_value) {
            return fail(Errc::malformed,
                        fmt::format("character {} is outside the alphabet", i + 1));
        }
        if (found == characters) return fail(Errc::malformed, "too many characters");
        put_five_bits(padded, 5 * found++, value);
    }
    if (found != characters) {
        return fail(Errc::malformed, fmt::format("{} characters, not {}", found, characters));
    }
    for (std::size_t i = bits; i < 5 * characters; ++i) {
        if (bit_at(padded, i) != 0) return fail(Errc::not_canonical, "unused bits are set");
    }
    padded.resize((bits + 7) / 8);
    return padded;
}

SecretBuffer encode_card_code(const CardSecret& secret) {
    SecretBuffer out(card_code_text_size);
    const auto text = out.expose_mut();
    const auto checksum = card_checksum(secret);
    std::size_t at = 0;
    for (std::size_t i = 0; i < card_code_characters; ++i) {
        if (i != 0 && i % group_size == 0) text[at++] = '-';
        const std::uint32_t value =
            i < 32 ? five_bits(secret.expose(), 5 * i, 160) : checksum[i - 32];
        text[at++] = static_cast<Byte>(crockford_character(value));
    }
    return out;
}

namespace {

enum class Grouping { kept, free };

// Five bits a character, one a byte. Where the groups are kept, a separator inside a group means
// that the group before it is too short.
Result<SecretBuffer> read_groups(std::string_view text, std::size_t characters, Grouping grouping) {
    SecretBuffer values(characters);
    std::size_t found = 0;
    for (const char c : text) {
        if (is_separator(c)) {
            if (grouping == Grouping::free || found % group_size == 0) continue;
            return fail(Errc::malformed,
                        fmt::format("group {} has too few characters", found / group_size + 1));
        }
        if (found == characters) {
            return fail(Errc::malformed, fmt::format("more than {} groups of 4 characters",
                                                     characters / group_size));
        }
        const std::uint32_t value = crockford_value(c);
        if (value == no_value) {
            return fail(Errc::malformed, fmt::format("group {} holds a character that no code has",
                                                     found / group_size + 1));
        }
        values.expose_mut()[found++] = static_cast<Byte>(value);
    }
    if (found != characters) {
        return fail(Errc::malformed, fmt::format("the code ends in group {}, not after group {}",
                                                 found / group_size + 1, characters / group_size));
    }
    return values;
}

}  // namespace

Result<CardSecret> decode_card_code(std::string_view text) {
    constexpr std::size_t secret_characters = 32;
    const SecretBuffer values = PJ_TRY(read_groups(text, card_code_characters, Grouping::kept));
    CardSecret secret;
    std::array<std::uint32_t, 4> checksum{};
    for (std::size_t i = 0; i < secret_characters; ++i)
        put_five_bits(secret.expose_mut(), 5 * i, values.expose()[i]);
    for (std::size_t i = 0; i < checksum.size(); ++i)
        checksum[i] = values.expose()[secret_characters + i];
    const auto expected = card_checksum(secret);
    if (sodium_memcmp(expected.data(), checksum.data(), sizeof checksum) != 0) {
        return fail(Errc::malformed, "the checksum does not fit: some character was misread");
    }
    return secret;
}

SecretBuffer encode_secret_groups(ByteView secret) {
    const std::size_t bits = 8 * secret.size();
    PJ_ASSERT(bits % (5 * group_size) == 0, "whole groups of whole characters");
    const std::size_t characters = bits / 5;
    SecretBuffer out(characters + characters / group_size - 1);
    const auto text = out.expose_mut();
    std::size_t at = 0;
    for (std::size_t i = 0; i < characters; ++i) {
        if (i != 0 && i % group_size == 0) text[at++] = '-';
        text[at++] = static_cast<Byte>(crockford_character(five_bits(secret, 5 * i, bits)));
    }
    return out;
}

Result<SecretBuffer> decode_secret_groups(std::string_view text, std::size_t size) {
    const SecretBuffer values = PJ_TRY(read_groups(text, 8 * size / 5, Grouping::free));
    SecretBuffer out(size);
    for (std::size_t i = 0; i < values.size(); ++i)
        put_five_bits(out.expose_mut(), 5 * i, values.expose()[i]);
    return out;
}

}  // namespace piaojue
