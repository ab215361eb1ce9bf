// CSV as Excel and WPS really save it: encodings, separators, line ends, leftovers of empty cells
#include <gtest/gtest.h>

#include "server/imports/csv.hpp"
#include "tests/unit/imports/imported.hpp"

namespace piaojue::imports {
namespace {

constexpr std::string_view roll =
    "序号,姓名,代表团,座位,备注\r\n1,代表1,第一代表团,1排1座,\r\n2,代表2,第二代表团,1排2座,"
    "请假\r\n";
constexpr std::string_view roll_canonical =
    "no,name,delegation,seat,note\n1,代表1,第一代表团,1排1座,\n2,代表2,第二代表团,1排2座,请假\n";

void expect_roll(std::string_view bytes, std::string_view encoding) {
    const Import import = import_text(bytes);
    EXPECT_EQ(faults_of(import, true), Strings{}) << spoken_errors(import);
    EXPECT_EQ(import.encoding, encoding);
    EXPECT_EQ(canonical(import.kind, import.records), roll_canonical);
}

TEST(Encoding, utf8_with_and_without_byte_order_mark) {
    expect_roll(roll, "UTF-8");
    expect_roll("\xEF\xBB\xBF" + std::string{roll}, "UTF-8");
}

TEST(Encoding, gbk_as_excel_and_wps_save_it) {
    expect_roll(in_encoding("GBK", std::string{roll}), "GB18030");
}

TEST(Encoding, the_shortest_gbk_list_needs_no_guess) {
    const Import import = import_text(in_encoding("GBK", "号,姓名\r\n1,张三\r\n"));
    EXPECT_TRUE(import.ok());
    EXPECT_EQ(import.records.at(0).of(Field::name), "张三");
}

TEST(Encoding, gb18030_beyond_gbk) {
    const Import import = import_text(in_encoding("GB18030", "序号,姓名\n1,代表𠮷\n2,代表㛃\n"));
    EXPECT_EQ(import.encoding, "GB18030");
    EXPECT_EQ(import.records.at(0).of(Field::name), "代表𠮷");
}

TEST(Encoding, unicode_text_of_excel_is_utf16_with_tabs) {
    std::string tabs{roll};
    std::replace(tabs.begin(), tabs.end(), ',', '\t');
    expect_roll("\xFF\xFE" + in_encoding("UTF-16LE", tabs), "UTF-16");
    expect_roll("\xFE\xFF" + in_encoding("UTF-16BE", tabs), "UTF-16");
}

TEST(Encoding, what_is_none_of_them_is_refused_whole) {
    for (const std::string& bytes : Strings{
             std::string{"序号,姓名\n1,\xFF\xFF\n"}, "\xEF\xBB\xBF序号,姓名\n1,\xD5\xC5\n",
             std::string{"\xFF\xFE\x00\xD8", 4}, in_encoding("GBK", "序号,姓名\n1,张") + "\xC8"}) {
        EXPECT_EQ(faults_of(import_text(bytes)), Strings{"unknown_encoding@-/-"});
    }
    // Its place is that of the encoding that goes further.
    for (const std::string& text :
         Strings{"序号,姓名\n1,甲\n", in_encoding("GBK", "序号,姓名\n1,甲\n"),
                 "\xEF\xBB\xBF序号,姓名\n1,甲\n"}) {
        const std::string message =
            message_of(import_text(text + "2,\xFF\xFF\n"), FaultCode::unknown_encoding);
        EXPECT_NE(message.find("第 3 行"), std::string::npos) << message;
    }
}

// 80 is the euro sign only where a character begins: 亐 ends with it.
TEST(Encoding, a_byte_80_within_a_character_is_no_euro_sign) {
    const std::string text =
        in_encoding("GB18030", "序号,姓名\n1,亐㛃亐") + "\x80\x80" + in_encoding("GB18030", "亐\n");
    EXPECT_EQ(import_text(text).records.at(0).of(Field::name), "亐㛃亐€€亐");
}

// U+0A0A and U+0A41 have the byte of a line's end, and end none.
TEST(Encoding, lines_of_utf16_are_counted_by_its_units) {
    const std::string text = "序号,姓名\n1,ਊੁਊ\n2,";
    for (const std::string& bytes :
         {"\xFF\xFE" + in_encoding("UTF-16LE", text) + std::string("\x00\xD8\x0A\x00", 4),
          "\xFE\xFF" + in_encoding("UTF-16BE", text) + std::string("\xD8\x00\x00\x0A", 4)}) {
        const std::string message = message_of(import_text(bytes), FaultCode::unknown_encoding);
        EXPECT_NE(message.find("第 3 行"), std::string::npos) << message;
    }
}

TEST(Separator, semicolon_and_tab_are_found_by_the_header) {
    EXPECT_TRUE(import_text("序号;姓名;备注\n1;代表1;甲,乙\n").ok());
    EXPECT_EQ(import_text("序号\t姓名\t备注\n1\t代表1\t甲,乙;丙\n").records.at(0).of(Field::note),
              "甲,乙;丙");
    EXPECT_TRUE(import_text("sep=;\n序号;姓名\n1;代表1\n").ok());
}

TEST(Lines, trailing_empty_columns_and_rows_mean_nothing) {
    const Import import = import_text("序号,姓名,,,\r\n1,代表1,,,\r\n,,,,\r\n,,,,\r\n\r\n");
    EXPECT_EQ(faults_of(import, true), Strings{});
    EXPECT_EQ(import.records.size(), 1U);
}

TEST(Lines, rows_are_counted_as_the_spreadsheet_shows_them) {
    const Import import = import_text("序号,姓名,备注\n1,代表1,\"两\n行\"\n\nx,代表2,\n");
    EXPECT_EQ(import.records.at(0).of(Field::note), "两\n行");
    EXPECT_EQ(faults_of(import), Strings{"bad_number@4/A"});
}

TEST(Lines, of_an_old_mac) {
    EXPECT_EQ(import_text("序号,姓名\r1,代表1\r2,代表2\r").records.size(), 2U);
}

TEST(Lines, a_quote_that_never_ends_is_refused) {
    EXPECT_EQ(faults_of(import_text("序号,姓名\n1,\"代表1\n2,代表2\n")), Strings{"open_quote@-/-"});
}

TEST(Files, other_kinds_are_told_apart) {
    const auto code = [](std::string_view bytes) { return faults_of(import_text(bytes)).at(0); };
    EXPECT_EQ(code("\xD0\xCF\x11\xE0 old"), "old_xls@-/-");
    std::string wide;
    for (const char c : std::string{"EncryptedPackage"})
        wide += {c, '\0'};
    EXPECT_EQ(code("\xD0\xCF\x11\xE0" + wide), "encrypted@-/-");
    EXPECT_EQ(code("%PDF-1.7"), "not_a_table@-/-");
    EXPECT_EQ(code("<html><table></table></html>"), "not_a_table@-/-");
    EXPECT_EQ(code(std::string_view{"a\0b", 3}), "not_a_table@-/-");
    EXPECT_EQ(code("PK\x03\x04 broken"), "damaged@-/-");
    EXPECT_EQ(code(""), "no_header@-/-");
}

TEST(Files, more_than_a_list_is_refused) {
    EXPECT_EQ(faults_of(import_text(std::string(file_bytes_max + 1, 'a'))),
              Strings{"too_large@-/-"});
    EXPECT_EQ(faults_of(import_text("no,name\n" + std::string(cells_max, ','))),
              Strings{"too_large@-/-"});
}

}  // namespace
}  // namespace piaojue::imports
