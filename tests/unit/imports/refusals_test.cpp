// Checks of the readers one by one, at their bounds: each of these once stood without a test that
// fails when it is taken out.
#include <gtest/gtest.h>

#include <algorithm>

#include "server/imports/archive.hpp"
#include "server/imports/delimited.hpp"
#include "tests/support/workbook.hpp"
#include "tests/unit/imports/imported.hpp"

namespace piaojue::imports {
namespace {

using testing::sheet_data;
using testing::workbook_of;
using testing::WorkbookMaker;
using testing::zip_of;

Strings all_of(std::string_view text, Kind kind = Kind::roll) {
    return faults_of(import_text(text, kind), true);
}

Strings all_of(const Bytes& bytes, Kind kind = Kind::roll) {
    return faults_of(import_table(bytes, kind), true);
}

// A workbook by its parts; a part of the same name replaces the usual one, an empty one leaves it
// away.
Bytes book_with(const std::vector<std::pair<std::string, std::string>>& parts) {
    std::vector<std::pair<std::string, std::string>> files{
        {"[Content_Types].xml", "<Types/>"},
        {"xl/workbook.xml", R"(<workbook><sheets><sheet name="a" id="r"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="r" Type="t/worksheet" Target="a.xml"/>)"
         R"(</Relationships>)"},
        {"xl/a.xml", "<worksheet>" + sheet_data({{"no", "name"}, {"1", "a"}}) + "</worksheet>"}};
    for (const auto& [name, content] : parts) {
        const auto same = std::find_if(files.begin(), files.end(),
                                       [&](const auto& file) { return file.first == name; });
        if (same == files.end()) {
            files.emplace_back(name, content);
        } else if (content.empty()) {
            files.erase(same);
        } else {
            same->second = content;
        }
    }
    return zip_of(files);
}

// Row 2 of a sheet under the header no, name, seat, deadline.
std::string row_of(const std::string& third, Field field, Kind kind) {
    const std::string cells =
        R"(<sheetData><row><c t="str"><v>no</v></c><c t="str"><v>name</v></c><c t="str"><v>)" +
        std::string{field_facts(field, kind).english} +
        R"(</v></c></row><row><c><v>1</v></c><c t="str"><v>a</v></c>)" + third +
        "</row></sheetData>";
    const Import import =
        import_table(book_with({{"xl/a.xml", "<worksheet>" + cells + "</worksheet>"}}), kind);
    return import.records.empty() ? spoken_errors(import) : import.records[0].of(field);
}

TEST(Refusals, a_euro_sign_is_where_windows_has_it) {
    const Import import = import_text(in_encoding("GBK", "序号,项目名称,投资,资金来源\r\n1,路灯,") +
                                          "\x80"
                                          "5" +
                                          in_encoding("GBK", "万,贷款") + "\x80\r\n",
                                      Kind::projects);
    EXPECT_EQ(import.encoding, "GB18030");
    EXPECT_EQ(import.records.at(0).of(Field::investment), "€5万");
    EXPECT_EQ(import.records.at(0).of(Field::funding), "贷款€");
    // As the second byte of a character it is none: 亐 is 81 80.
    EXPECT_EQ(import_text(in_encoding("GB18030", "序号,姓名\n1,亐亐𠮷\n") + "2,\x80\n")
                  .records.at(0)
                  .of(Field::name),
              "亐亐𠮷");
    EXPECT_EQ(all_of(in_encoding("GBK", "序号,姓名\n") + "1,\x80\xFF\n"),
              Strings{"unknown_encoding@-/-"});
    EXPECT_EQ(all_of("\xEF\xBB\xBFno,name\n1,\x80\n"), Strings{"unknown_encoding@-/-"});
}

TEST(Refusals, rows_are_counted_over_every_line_end) {
    EXPECT_EQ(all_of("序号,姓名\r\n1,a\r\nx,b\r\n"), Strings{"bad_number@3/A"});
    const auto rows = parse_delimited("a\rb,c\r\n", ',');
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().fields, (Strings{"a\rb", "c"}));
    EXPECT_EQ(trimmed(" \t"), "");
    EXPECT_NE(
        message_of(import_text("no,name,note\n1,a,\"b\nc\"\n2,d,\"e\n"), FaultCode::open_quote)
            .find("line 4"),
        std::string::npos);
}

TEST(Refusals, more_rows_than_any_list_has) {
    std::string text = "no,name\n";
    for (std::size_t i = 0; i < rows_max; ++i)
        text += "1\n";
    EXPECT_EQ(all_of(text), Strings{"too_large@-/-"});
}

TEST(Refusals, of_headers_at_their_bounds) {
    EXPECT_EQ(import_text(std::string(header_rows_max - 1, '\n') + "NO,NAME\n1,a\n").header.row,
              header_rows_max);
    EXPECT_EQ(all_of("座位,备注\n1,x\n"), Strings{"no_header@-/-"});
    EXPECT_EQ(import_text("姓名,座位,备注,代表团\n序号,姓名\n1,a\n").header.row, 2U);
    EXPECT_EQ(faults_of(import_text("序号,姓名\n1,甲\n序号,姓名\n2,乙\n")),
              Strings{"bad_number@3/A"});
    EXPECT_EQ(all_of("序号,姓名, \n1,甲\n"), Strings{});
    EXPECT_EQ(all_of(",,,制表\n序号,姓名\n1,甲\n"), Strings{});
    EXPECT_EQ(all_of("序号,座位\n一,1\n"), (Strings{"missing_column@1/-", "bad_number@2/A"}));
    EXPECT_EQ(message_of(import_text("序号\n1\n"), FaultCode::missing_column).find("projects"),
              std::string::npos);
    EXPECT_EQ(import_text("序号,姓名,编号\n1,甲,7\n").records.at(0).no, 1U);
}

TEST(Refusals, an_entry_without_name_or_number_has_no_second_fault) {
    EXPECT_EQ(all_of("no,name\n1,\n2,\n"), (Strings{"missing_name@2/B", "missing_name@3/B"}));
    EXPECT_EQ(all_of("no,name\n1,\n2,\n", Kind::projects),
              (Strings{"missing_name@2/B", "missing_name@3/B"}));
    EXPECT_EQ(all_of("no,name\n1,a\nx,b\n"), Strings{"bad_number@3/A"});
}

TEST(Refusals, a_measure_belongs_to_money_under_investment) {
    const Import import =
        import_text("序号,项目名称,投资（2026年）,资金来源（万元）\n1,路灯,12,8\n", Kind::projects);
    EXPECT_EQ(import.records.at(0).of(Field::investment), "12");
    EXPECT_EQ(import.records.at(0).of(Field::funding), "8");
}

TEST(Refusals, are_spoken_in_one_line_with_their_places) {
    const Import import = import_text("no,name\nx,a\n,b\n");
    const std::string spoken = spoken_errors(import);
    EXPECT_TRUE(spoken.starts_with("row 2, column A no: “x”")) << spoken;
    EXPECT_NE(spoken.find("; row 3, column A no: 缺序号"), std::string::npos) << spoken;
    EXPECT_EQ(spoken_errors(import_text("no,name,x\n1,a,\n")), "");
    EXPECT_TRUE(spoken_errors(import_text("no,name\n")).starts_with("表头下面没有内容"));
    EXPECT_EQ(spoken_place({}, "no"), "");
    EXPECT_EQ(spoken_place({7U, {}}, ""), "第 7 行 / row 7");
    EXPECT_EQ(spoken_place({7U, 2U}, "姓名"), "第 7 行 C 列“姓名” / row 7, column C 姓名");
    EXPECT_EQ(title_of(import, fault(FaultCode::missing_number, {2U, 9U})), "");
    EXPECT_EQ(title_of(import, fault(FaultCode::no_rows, {})), "");
}

TEST(Refusals, a_part_that_is_no_xml_or_not_there) {
    for (const std::string part : {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/a.xml",
                                   "xl/sharedStrings.xml", "xl/styles.xml"}) {
        EXPECT_EQ(all_of(book_with({{part, "<open"}})), Strings{"damaged@-/-"}) << part;
    }
    EXPECT_EQ(all_of(book_with({})), Strings{});
    EXPECT_EQ(all_of(book_with({{"[Content_Types].xml", ""}})), Strings{"not_a_table@-/-"});
    EXPECT_EQ(all_of(book_with({{"xl/_rels/workbook.xml.rels", ""}})), Strings{"damaged@-/-"});
    EXPECT_EQ(all_of(book_with({{"xl/a.xml", ""}})), Strings{"damaged@-/-"});
    EXPECT_EQ(all_of(workbook_of({{"no", "name"}, {"1", "\xD5\xC5"}})), Strings{"damaged@-/-"});
}

TEST(Refusals, a_chart_is_no_sheet_and_strings_may_lie_elsewhere) {
    const Import import = import_table(
        book_with(
            {{"xl/workbook.xml",
              R"(<workbook><workbookPr date1904="1"/><sheets><sheet name="c" id="q"/>)"
              R"(<sheet name="a" id="r"/></sheets></workbook>)"},
             {"xl/_rels/workbook.xml.rels",
              R"(<Relationships><Relationship Id="q" Type="t/chartsheet" Target="c.xml"/>)"
              R"(<Relationship Id="r" Type="t/worksheet" Target="a.xml"/>)"
              R"(<Relationship Id="s" Type="t/sharedStrings" Target="/other/s.xml"/>)"
              R"(<Relationship Id="t" Type="t/styles" Target="t.xml"/></Relationships>)"},
             {"other/s.xml", "<sst><si><t>deadline</t></si></sst>"},
             {"xl/t.xml", R"(<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>)"},
             {"xl/a.xml",
              R"(<worksheet><sheetData><row><c t="str"><v>no</v></c><c t="str"><v>name</v></c>)"
              R"(<c t="s"><v>0</v></c></row><row><c t="str"><v>1</v></c><c t="str"><v>a</v></c>)"
              R"(<c s="0"><v>0</v></c></row></sheetData></worksheet>)"}}),
        Kind::projects);
    EXPECT_EQ(faults_of(import, true), Strings{});
    EXPECT_EQ(import.format, "xlsx");
    EXPECT_EQ(import.sheet, "a");
    EXPECT_EQ(import.records.at(0).of(Field::deadline), "1904/1/1");
}

TEST(Refusals, a_sheet_that_is_not_there_names_those_that_can_be_seen) {
    WorkbookMaker maker;
    maker.sheets = {
        {"甲", "<sheetData/>"}, {"乙", "<sheetData/>"}, {"丙", "<sheetData/>", "hidden"}};
    const auto message = [&maker](const std::string& sheet) {
        return message_of(import_table(maker.bytes(), Kind::roll, sheet), FaultCode::no_sheet);
    };
    EXPECT_NE(message("丁").find("没有工作表 丁；可见的有：甲, 乙 / "), std::string::npos);
    maker.sheets.erase(maker.sheets.begin(), maker.sheets.begin() + 2);
    EXPECT_NE(message("").find("没有工作表 …"), std::string::npos);
}

TEST(Refusals, cells_of_every_type) {
    const auto seat = [](const std::string& cell) { return row_of(cell, Field::seat, Kind::roll); };
    EXPECT_EQ(seat(R"(<c t="str"><v>007</v></c>)"), "007");
    EXPECT_EQ(seat(R"(<c t="b"><v>1</v></c>)"), "TRUE");
    EXPECT_EQ(seat(R"(<c t="b"><v>0</v></c>)"), "FALSE");
    EXPECT_EQ(seat(R"(<c><v>12x</v></c>)"), "12x");
    EXPECT_EQ(seat(R"(<c><v>x</v></c>)"), "x");
    EXPECT_EQ(seat(R"(<c t="s"><v></v></c>)"), "");
    EXPECT_EQ(row_of(R"(<c t="d"><v>2026-12-31T00:00:00</v></c>)", Field::deadline, Kind::projects),
              "2026-12-31");
    const auto faults = [](const std::string& cells) {
        WorkbookMaker maker;
        maker.strings = {"<t>no</t>", "<t>name</t>", "<t>a</t>"};
        maker.sheets.push_back({"a", R"(<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c>)"
                                     "</row><row><c><v>1</v></c>" +
                                         cells + "</row></sheetData>"});
        return all_of(maker.bytes());
    };
    EXPECT_EQ(faults(R"(<c t="s"><v>2</v></c>)"), Strings{});
    EXPECT_EQ(faults(R"(<c t="s"><v>3</v></c>)"), Strings{"damaged@-/-"});
    EXPECT_EQ(faults(R"(<c t="e"><v>#CALC!</v></c>)"), Strings{"error_cell@2/B"});
}

Strings merged(const std::vector<std::string>& ranges) {
    std::string list;
    for (const std::string& range : ranges)
        list += R"(<mergeCell ref=")" + range + R"("/>)";
    return all_of(workbook_of({{"序号", "姓名", "性别"}, {"1", "a", "女"}, {"2", "b", ""}},
                              "<mergeCells>" + list + "</mergeCells>"));
}

TEST(Refusals, merged_cells_that_say_nothing_and_those_that_do) {
    const Strings unknown{"unknown_header@1/C"};
    EXPECT_EQ(merged({"A2", "x:B2", "A3:A2", "B2:A2", "A9:B9", "C2:C3", "E2:E3"}), unknown);
    EXPECT_EQ(merged({"A2:B3"}), (Strings{"unknown_header@1/C", "merged_cells@2/A"}));
    EXPECT_EQ(all_of(workbook_of({{"姓名", "代表团"}, {"a", "甲"}, {"b", ""}},
                                 R"(<mergeCells><mergeCell ref="B2:B3"/></mergeCells>)")),
              Strings{"missing_column@1/-"});
}

TEST(Refusals, more_merged_cells_than_any_table_has) {
    EXPECT_EQ(merged(Strings(20'000, "C2:C3")), Strings{"unknown_header@1/C"});
    EXPECT_EQ(merged(Strings(20'001, "C2:C3")), Strings{"too_large@-/-"});
    std::vector<std::vector<std::string>> rows{{"no", "name"}};
    for (int i = 1; i <= 100; ++i)
        rows.push_back({std::to_string(i), "n" + std::to_string(i)});
    std::string list;
    for (int i = 0; i < 10'000; ++i)
        list += R"(<mergeCell ref="E2:E101"/>)";
    EXPECT_EQ(all_of(workbook_of(rows, "<mergeCells>" + list + "</mergeCells>")),
              Strings{"too_large@-/-"});
}

// At `at` of every header of this mark: 3 4 stands before an entry, 1 2 in the list at the end.
void set_in_headers(Bytes& bytes, std::string_view mark, std::ptrdiff_t at, Byte value) {
    for (auto found = bytes.begin();;) {
        found = std::search(found, bytes.end(), mark.begin(), mark.end());
        if (found == bytes.end()) return;
        found[at] = value;
        ++found;
    }
}

TEST(Refusals, an_archive_with_a_password_or_packed_in_another_way) {
    const Bytes good = book_with({});
    Bytes locked = good;
    set_in_headers(locked, "PK\x03\x04", 6, 1);
    set_in_headers(locked, "PK\x01\x02", 8, 1);
    EXPECT_EQ(all_of(locked), Strings{"encrypted@-/-"});
    Bytes packed = good;
    set_in_headers(packed, "PK\x03\x04", 8, 97);
    set_in_headers(packed, "PK\x01\x02", 10, 97);
    EXPECT_EQ(all_of(packed), Strings{"damaged@-/-"});
}

TEST(Refusals, an_archive_of_more_entries_than_any_workbook_has) {
    std::vector<std::pair<std::string, std::string>> more;
    for (std::size_t i = 0; i < archive_entries_max; ++i)
        more.emplace_back("x" + std::to_string(i), "x");
    EXPECT_EQ(all_of(book_with(more)), Strings{"too_large@-/-"});
}

}  // namespace
}  // namespace piaojue::imports
