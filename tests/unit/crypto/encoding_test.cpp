#include "crypto/base/encoding.hpp"

#include <gtest/gtest.h>

#include "crypto/base/rng.hpp"
#include "crypto/hash.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

Bytes bytes_of(std::string_view text) {
    const ByteView view = as_bytes(text);
    return {view.begin(), view.end()};
}

TEST(Hex, is_lower_case_and_even) {
    EXPECT_EQ(encode_hex(Bytes{0x00, 0x9f, 0xff}), "009fff");
    EXPECT_EQ(decode_hex("009fff").value(), (Bytes{0x00, 0x9f, 0xff}));
    EXPECT_TRUE(decode_hex("").value().empty());
    for (const char* bad : {"0", "0G", "FF", "0x00", " 00", "00\n"})
        EXPECT_REFUSED(decode_hex(bad), Errc::malformed);
    EXPECT_REFUSED(decode_hex_fixed<4>("00"), Errc::malformed);
}

// The examples of RFC 4648 §10.
TEST(Base64, known_answers_of_rfc_4648) {
    const std::pair<const char*, const char*> cases[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, text] : cases) {
        EXPECT_EQ(encode_base64(as_bytes(plain)), text);
        EXPECT_EQ(decode_base64(text).value(), bytes_of(plain));
    }
    EXPECT_EQ(encode_base64(Bytes{0xfb, 0xff, 0xfe}), "+//+");
}

TEST(Base64, other_texts_of_a_value_are_refused) {
    for (const char* bad : {"Zg", "Zg=", "Zg===", "=", "====", "Z===", "Zm9v=", "Zm 9", "Zm9v\n",
                            "Z=9v", "-__-", "Zg==Zg=="})
        EXPECT_REFUSED(decode_base64(bad), Errc::malformed);
    for (const char* bad : {"Zh==", "Zm9=", "Zv=="})
        EXPECT_REFUSED(decode_base64(bad), Errc::not_canonical);
}

TEST(Base64, every_length_returns) {
    SeededRng rng{1};
    for (std::size_t size = 0; size < 70; ++size) {
        Bytes data(size);
        if (size != 0) rng.fill(data);
        EXPECT_EQ(decode_base64(encode_base64(data)).value(), data);
        EXPECT_EQ(decode_hex(encode_hex(data)).value(), data);
        EXPECT_EQ(decode_crockford(encode_crockford(data, 8 * size), 8 * size, Separators::refused)
                      .value(),
                  data);
    }
}

TEST(Crockford, takes_bits_from_the_top) {
    // 0x0443214c… : 00000 10001 00001 10010 00010 10011 00… → 0 H 1 J 2 K
    EXPECT_EQ(encode_crockford(Bytes{0x04, 0x43, 0x21, 0x4c}, 30), "0H1J2K");
    EXPECT_EQ(encode_crockford(Bytes{0xff}, 8), "ZW");  // 11111 111|00
    EXPECT_EQ(decode_crockford("ZW", 8, Separators::refused).value(), (Bytes{0xff}));
    EXPECT_EQ(
        decode_crockford("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 160, Separators::refused).value(),
        testing::from_hex(std::string{"00443214c74254b635cf84653a56d7c675be77df"}));
}

TEST(Crockford, reads_what_people_confuse) {
    const Bytes wanted = decode_crockford("0111ABKZ", 40, Separators::refused).value();
    EXPECT_EQ(decode_crockford("OILlabkz", 40, Separators::refused).value(), wanted);
    EXPECT_EQ(decode_crockford("oi1l-ABkz", 40, Separators::allowed).value(), wanted);
    EXPECT_EQ(decode_crockford(" 01 11-ABKZ ", 40, Separators::allowed).value(), wanted);
}

TEST(Crockford, every_other_byte_is_refused) {
    const std::string_view accepted =
        "0123456789ABCDEFGHJKMNPQRSTVWXYZOILabcdefghjkmnpqrstvwxyzoil";
    for (int c = 0; c < 256; ++c) {
        const std::string text{static_cast<char>(c), '0'};
        const bool wanted = accepted.find(static_cast<char>(c)) != std::string_view::npos;
        EXPECT_EQ(decode_crockford(text, 8, Separators::refused).has_value() ||
                      decode_crockford(text, 10, Separators::refused).has_value(),
                  wanted)
            << c;
    }
}

TEST(Crockford, wrong_lengths_and_unused_bits_are_refused) {
    EXPECT_REFUSED(decode_crockford("0000000", 40, Separators::refused), Errc::malformed);
    EXPECT_REFUSED(decode_crockford("000000000", 40, Separators::refused), Errc::malformed);
    EXPECT_REFUSED(decode_crockford("0000-0000", 40, Separators::refused), Errc::malformed);
    EXPECT_REFUSED(decode_crockford("ZZ", 8, Separators::refused), Errc::not_canonical);
    EXPECT_REFUSED(decode_crockford("", 8, Separators::refused), Errc::malformed);
}

std::string card_text(const CardSecret& secret) {
    const SecretBuffer text = encode_card_code(secret);
    return std::string{as_text(text.expose())};
}

TEST(CardCode, has_nine_groups_and_returns) {
    SeededRng rng{2};
    for (int i = 0; i < 50; ++i) {
        const auto secret = rng.secret<20>();
        const std::string text = card_text(secret);
        ASSERT_EQ(text.size(), card_code_text_size);
        for (std::size_t at = 0; at < text.size(); ++at)
            EXPECT_EQ(text[at] == '-', at % 5 == 4);
        const auto back = decode_card_code(text);
        ASSERT_TRUE(back.has_value());
        EXPECT_TRUE(equal(back->expose(), secret.expose()));
    }
}

TEST(CardCode, checksum_is_twenty_bits_of_the_tagged_hash) {
    const CardSecret secret;
    const Bytes32 hash = hash_tagged("piaojue/v1/card-checksum", {secret.expose()});
    EXPECT_EQ(card_text(secret),
              "0000-0000-0000-0000-0000-0000-0000-0000-" + encode_crockford(hash, 20));
}

TEST(CardCode, reads_lower_case_spaces_and_no_separators) {
    SeededRng rng{3};
    const auto secret = rng.secret<20>();
    std::string text = card_text(secret);
    std::string bare;
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '-') {
            c = ' ';
        } else {
            bare.push_back(c);
        }
    }
    EXPECT_TRUE(equal(decode_card_code(text).value().expose(), secret.expose()));
    EXPECT_TRUE(equal(decode_card_code(bare).value().expose(), secret.expose()));
}

TEST(CardCode, every_single_wrong_character_is_refused) {
    SeededRng rng{4};
    const std::string text = card_text(rng.secret<20>());
    const std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '-') continue;
        for (const char c : alphabet) {
            if (c == text[at]) continue;
            std::string wrong = text;
            wrong[at] = c;
            // 20 bits: one of a million single changes would fit; with this seed none does.
            EXPECT_REFUSED(decode_card_code(wrong), Errc::malformed);
        }
    }
}

TEST(CardCode, the_faulty_group_is_named) {
    SeededRng rng{5};
    const std::string text = card_text(rng.secret<20>());
    std::string wrong = text;
    wrong[5 * 6 + 2] = 'U';
    EXPECT_NE(decode_card_code(wrong).error().detail.find("group 7 "), std::string::npos);
    wrong = text;
    wrong.erase(5 * 2, 1);
    EXPECT_NE(decode_card_code(wrong).error().detail.find("group 3 "), std::string::npos);
    EXPECT_NE(decode_card_code(text.substr(0, 22)).error().detail.find("group 5"),
              std::string::npos);
    EXPECT_REFUSED(decode_card_code(text + "0"), Errc::malformed);
    EXPECT_REFUSED(decode_card_code(""), Errc::malformed);
}

}  // namespace
}  // namespace piaojue
