// Spaces, numbers and characters of offices' texts, each rule at its bounds.
#include "server/imports/text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <utility>

namespace piaojue::imports {
namespace {

using Range = std::pair<char32_t, char32_t>;

std::string one(char32_t c) {
    return text_of(std::u32string(1, c));
}

TEST(Points, every_length_of_utf8_is_read_and_written) {
    for (const auto& [point, bytes] :
         {std::pair{U'\0', std::string(1, '\0')}, std::pair{U'\x7F', std::string{"\x7F"}},
          std::pair{U'\x80', std::string{"\xC2\x80"}}, std::pair{U'\x7FF', std::string{"\xDF\xBF"}},
          std::pair{U'\x800', std::string{"\xE0\xA0\x80"}},
          std::pair{U'\xFFFF', std::string{"\xEF\xBF\xBF"}},
          std::pair{U'\x10000', std::string{"\xF0\x90\x80\x80"}},
          std::pair{U'\x10FFFF', std::string{"\xF4\x8F\xBF\xBF"}},
          std::pair{U'𠮷', std::string{"\xF0\xA0\xAE\xB7"}}}) {
        EXPECT_EQ(one(point), bytes);
        EXPECT_EQ(points_of(bytes), std::u32string(1, point));
    }
}

TEST(Spaces, a_run_of_any_of_them_is_one_between_words) {
    for (const char32_t space : {U' ', U'\t', U'\n', U'\r', U'\xA0', U'\x2000', U'\x200A',
                                 U'\x2028', U'\x2029', U'\x205F', U'\x3000'}) {
        for (const Spacing spacing : {Spacing::person, Spacing::line}) {
            EXPECT_EQ(cleaned("a" + one(space) + " b", spacing), "a b") << std::uint32_t{space};
            EXPECT_EQ(cleaned(one(space) + "a" + one(space), spacing), "a") << std::uint32_t{space};
        }
    }
    for (const char32_t other : {U'\x1F', U'!', U'\x9F', U'\xA1', U'\x1FFF', U'\x200C', U'\x2027',
                                 U'\x202A', U'\x205E', U'\x2061', U'\x3001'}) {
        const std::string text = "a" + one(other) + "b" + one(other);
        EXPECT_EQ(cleaned(text, Spacing::line), text) << std::uint32_t{other};
    }
    EXPECT_EQ(cleaned("", Spacing::person), "");
    EXPECT_EQ(cleaned(" \n ", Spacing::line), "");
}

TEST(Spaces, the_narrow_one_stays_within_mongolian_words) {
    EXPECT_EQ(cleaned("\u202Fᠮᠣᠩ\u202Fᠭᠣᠯ\u202F", Spacing::person), "ᠮᠣᠩ\u202Fᠭᠣᠯ");
}

TEST(Spaces, what_nobody_sees_goes) {
    for (const char32_t nothing : {U'\x200B', U'\xFEFF', U'\xAD', U'\x2060'})
        EXPECT_EQ(cleaned("a" + one(nothing) + "b", Spacing::block), "ab");
    for (const char32_t seen : {U'\xAC', U'\xAE', U'\xFEFE', U'\xFF00'})
        EXPECT_EQ(cleaned("a" + one(seen) + "b", Spacing::block), "a" + one(seen) + "b");
}

TEST(Spaces, go_between_chinese_characters_of_a_name_alone) {
    EXPECT_EQ(cleaned("张　三", Spacing::person), "张三");
    EXPECT_EQ(cleaned("张 三", Spacing::line), "张 三");
    EXPECT_EQ(cleaned("张\n三", Spacing::line), "张三");
    EXPECT_EQ(cleaned("张 \n 三", Spacing::line), "张三");
    EXPECT_EQ(cleaned("Ada 张", Spacing::person), "Ada 张");
    EXPECT_EQ(cleaned("张 Ada", Spacing::person), "张 Ada");
    EXPECT_EQ(cleaned("Ada\nB", Spacing::line), "Ada B");
    for (const auto& [first, last] :
         {Range{0x3001, 0x3011}, Range{0xFF01, 0xFF60}, Range{0xB7, 0xB7}, Range{0x2022, 0x2022},
          Range{0x30FB, 0x30FB}}) {
        for (const char32_t c : {first, last}) {
            EXPECT_EQ(cleaned("张 " + one(c), Spacing::person), "张" + one(c));
            EXPECT_EQ(cleaned(one(c) + " 张", Spacing::person), one(c) + "张");
        }
    }
    for (const char32_t c : {U'\xB6', U'\xB8', U'\x2021', U'\x2023', U'\x30FA', U'\x30FC',
                             U'\x3012', U'\xFF00', U'\xFF61'}) {
        EXPECT_EQ(cleaned("张 " + one(c), Spacing::person), "张 " + one(c));
    }
}

TEST(Spaces, a_block_keeps_its_lines_and_loses_empty_ones) {
    EXPECT_EQ(cleaned("\n 一 段\r\n\r\n\t二  段 \r三\n", Spacing::block), "一 段\n二 段\n三");
    EXPECT_EQ(cleaned("一\n\n", Spacing::block), "一");
    EXPECT_EQ(cleaned("", Spacing::block), "");
}

TEST(Han, are_of_these_ranges) {
    for (const auto& [first, last] :
         {Range{0x3400, 0x9FFF}, Range{0xE000, 0xFAFF}, Range{0x20000, 0x3FFFF},
          Range{0x3007, 0x3007}, Range{U'一', U'龥'}, Range{0xF8FF, 0xF900}}) {
        EXPECT_TRUE(is_han(first)) << std::uint32_t{first};
        EXPECT_TRUE(is_han(last)) << std::uint32_t{last};
    }
    for (const char32_t c : {U'a', U'\x3006', U'\x3008', U'\x33FF', U'\xA000', U'\xD7FF', U'\xFB00',
                             U'\x1FFFF', U'\x40000'})
        EXPECT_FALSE(is_han(c)) << std::uint32_t{c};
}

TEST(Numbers, are_whole_in_any_dress) {
    for (const auto& [text, value] :
         {std::pair{"0", 0U}, std::pair{"12", 12U}, std::pair{"012", 12U}, std::pair{"１２", 12U},
          std::pair{"０３４５６７８９", 3456789U}, std::pair{"12.0", 12U}, std::pair{"12．00", 12U},
          std::pair{"4294967295", 4294967295U}}) {
        EXPECT_EQ(whole_number(text), value) << text;
    }
    for (const char* text : {"", ".", ".0", "3.", "3.01", "3.10", "1.0.0", "-1", "+1", "1a", "1/",
                             "1:", "１／", "１：", "1 2", "一", "1ı", "4294967296", "42949672960"})
        EXPECT_FALSE(whole_number(text)) << text;
}

TEST(Controls, are_named_and_others_pass) {
    for (const auto& [first, last] :
         {Range{0, 0x1F}, Range{0x7F, 0x9F}, Range{0x202A, 0x202E}, Range{0x2066, 0x2069}}) {
        EXPECT_EQ(control_character("a" + one(first), false), first);
        EXPECT_EQ(control_character("a" + one(last) + "\x01", false), last);
    }
    for (const char32_t c :
         {U' ', U'~', U'\xA0', U'\x2029', U'\x202F', U'\x2065', U'\x206A', U'张'})
        EXPECT_FALSE(control_character(one(c), false)) << std::uint32_t{c};
    EXPECT_EQ(control_character("a\nb", false), U'\n');
    EXPECT_FALSE(control_character("a\nb", true));
    EXPECT_EQ(control_character("a\nb\r", true), U'\r');
}

TEST(Messages, repeat_the_first_24_characters) {
    const std::string most{"一二三四五六七八九十一二三四五六七八九十一二三四"};
    EXPECT_EQ(beginning(most), most);
    EXPECT_EQ(beginning(most + "五"), most + "…");
}

TEST(Width, of_a_chinese_character_is_two) {
    EXPECT_EQ(display_width(""), 0U);
    EXPECT_EQ(display_width("Ada 张三，"), 10U);
    constexpr auto wide = std::to_array<Range>({{0x1100, 0x115F},
                                                {0x2E80, 0xA4CF},
                                                {0xAC00, 0xD7A3},
                                                {0xE000, 0xFAFF},
                                                {0xFE30, 0xFE6F},
                                                {0xFF01, 0xFF60},
                                                {0x1F300, 0x1FAFF},
                                                {0x20000, 0x3FFFF}});
    for (const auto& [first, last] : wide) {
        EXPECT_EQ(display_width(one(first) + one(last)), 4U) << std::uint32_t{first};
        EXPECT_EQ(display_width(one(last + 1)), 1U) << std::uint32_t{last};
        if (first == 0xE000) continue;  // no character stands before it
        EXPECT_EQ(display_width(one(first - 1)), 1U) << std::uint32_t{first};
    }
}

}  // namespace
}  // namespace piaojue::imports
