// XLSX: what Excel and WPS put into a workbook, and what somebody else may
#include "server/imports/workbook.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "server/imports/archive.hpp"
#include "tests/support/workbook.hpp"
#include "tests/unit/imports/imported.hpp"

namespace piaojue::imports {
namespace {

using testing::sheet_data;
using testing::workbook_of;
using testing::WorkbookMaker;

Import import_bytes(const Bytes& bytes, Kind kind = Kind::roll, const std::string& sheet = {}) {
    return import_table(bytes, kind, sheet);
}

Import import_sheet(const std::string& xml, Kind kind = Kind::roll) {
    WorkbookMaker maker;
    maker.sheets.push_back({"Sheet1", xml, "visible"});
    maker.strings = {"<t>序号</t>", "<t>姓名</t>", "<t>代表1</t>"};
    maker.format_codes = {"yyyy&quot;年&quot;m&quot;月&quot;", "yyyy/m/d;@", "[Red]#,##0.00"};
    return import_bytes(maker.bytes(), kind);
}

std::string header_cells() {
    return R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)";
}

TEST(Workbook, strings_shared_inline_and_rich) {
    WorkbookMaker maker;
    maker.strings = {
        "<t>序号</t>", "<r><t>姓</t></r><r><rPr><b/></rPr><t>名</t></r>",
        "<t>代表</t><rPh><t>daibiao</t></rPh>",
        "<r><t>Ada</t></r><r><t xml:space=\"preserve\"> </t></r><r><t>B_x000D_</t></r>"};
    maker.sheets.push_back(
        {"名册",
         "<sheetData>" + header_cells() +
             R"(<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>2</v></c></row>)"
             R"(<row r="3"><c><v>2</v></c><c t="s"><v>3</v></c></row>)"
             R"(<row><c><v>3.0000000000000001</v></c><c t="str"><f>A1</f><v>代表3</v></c></row>)"
             R"(<row r="9"><c r="A9" s="0"/><c r="B9" t="inlineStr"><is><t> </t></is></c></row>)"
             "</sheetData>",
         "visible"});
    const Import import = import_bytes(maker.bytes());
    EXPECT_EQ(faults_of(import, true), Strings{}) << spoken_errors(import);
    EXPECT_EQ(import.sheet, "名册");
    EXPECT_EQ(canonical(import.kind, import.records),
              "no,name,delegation,seat,note\n1,代表,,,\n2,Ada B,,,\n3,代表3,,,\n");
}

TEST(Workbook, elements_may_have_a_prefix) {
    const Bytes bytes = testing::zip_of(
        {{"[Content_Types].xml", "<Types/>"},
         {"xl/workbook.xml", R"(<x:workbook xmlns:x="u"><x:sheets>)"
                             R"(<x:sheet name="a" q:id="r"/></x:sheets></x:workbook>)"},
         {"xl/_rels/workbook.xml.rels",
          R"(<Relationships>)"
          R"(<Relationship Id="r" Type="t/worksheet" Target="/xl/a.xml"/></Relationships>)"},
         {"xl/a.xml",
          R"(<x:worksheet><x:sheetData><x:row r="1">)"
          R"(<x:c r="A1" t="inlineStr"><x:is><x:t>no</x:t></x:is></x:c>)"
          R"(<x:c r="B1" t="inlineStr"><x:is><x:t>name</x:t></x:is></x:c></x:row><x:row r="2">)"
          R"(<x:c r="A2"><x:v>1</x:v></x:c>)"
          R"(<x:c r="B2" t="str"><x:v>代表1</x:v></x:c></x:row></x:sheetData></x:worksheet>)"}});
    EXPECT_EQ(import_bytes(bytes).records.size(), 1U);
}

TEST(Workbook, the_first_visible_sheet_or_the_one_named) {
    WorkbookMaker maker;
    maker.sheets.push_back({"旧", sheet_data({{"序号", "姓名"}, {"1", "代表9"}}), "hidden"});
    maker.sheets.push_back({"新", sheet_data({{"序号", "姓名"}, {"1", "代表1"}}), "visible"});
    maker.sheets.push_back({"说明", sheet_data({{"请填写"}}), "visible"});
    const Import first = import_bytes(maker.bytes());
    EXPECT_EQ(faults_of(first, true), Strings{"other_sheets@-/-"});
    EXPECT_NE(first.faults.at(0).message.find("说明"), std::string::npos);
    EXPECT_EQ(first.faults.at(0).message.find("旧"), std::string::npos);
    EXPECT_EQ(first.records.at(0).of(Field::name), "代表1");
    EXPECT_EQ(import_bytes(maker.bytes(), Kind::roll, "旧").records.at(0).of(Field::name), "代表9");
    EXPECT_EQ(faults_of(import_bytes(maker.bytes(), Kind::roll, "没有")), Strings{"no_sheet@-/-"});
}

TEST(Workbook, empty_sheets_are_not_spoken_of) {
    WorkbookMaker maker;
    maker.sheets.push_back({"Sheet1", sheet_data({{"序号", "姓名"}, {"1", "代表1"}}), "visible"});
    maker.sheets.push_back(
        {"Sheet2", R"(<sheetData><row r="1"><c r="A1" s="1"/></row></sheetData>)", "visible"});
    maker.sheets.push_back({"Sheet3", "<sheetData/>", "visible"});
    EXPECT_EQ(faults_of(import_bytes(maker.bytes()), true), Strings{});
}

TEST(Workbook, without_a_header_the_other_sheets_are_pointed_to) {
    WorkbookMaker maker;
    maker.sheets.push_back({"填表说明", sheet_data({{"每名代表一行"}}), "visible"});
    EXPECT_EQ(message_of(import_bytes(maker.bytes()), FaultCode::no_header).find("--sheet"),
              std::string::npos);
    maker.sheets.push_back({"名册", sheet_data({{"序号", "姓名"}, {"1", "代表1"}}), "visible"});
    const Import import = import_bytes(maker.bytes());
    EXPECT_EQ(faults_of(import, true), (Strings{"other_sheets@-/-", "no_header@-/-"}));
    EXPECT_NE(message_of(import, FaultCode::no_header).find("--sheet"), std::string::npos);
    EXPECT_TRUE(import_bytes(maker.bytes(), Kind::roll, "名册").ok());
}

TEST(Workbook, a_delegation_merged_over_its_members_is_theirs) {
    const Import import = import_bytes(workbook_of({{"名册"},
                                                    {"序号", "姓名", "代表团"},
                                                    {"1", "代表1", "甲团"},
                                                    {"2", "代表2", ""},
                                                    {"3", "代表3", "乙团"}},
                                                   R"(<mergeCells><mergeCell ref="A1:C1"/>)"
                                                   R"(<mergeCell ref="C3:C4"/></mergeCells>)"));
    EXPECT_EQ(faults_of(import, true), Strings{});
    EXPECT_EQ(import.records.at(1).of(Field::delegation), "甲团");
    EXPECT_EQ(import.records.at(2).of(Field::delegation), "乙团");
}

TEST(Workbook, numbers_and_names_may_not_be_merged) {
    const Import import = import_bytes(workbook_of(
        {{"序号", "姓名", "代表团"}, {"1", "代表1", "甲"}, {"", "代表2", "甲"}, {"3", "代表3", ""}},
        R"(<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B4:C4"/></mergeCells>)"));
    EXPECT_EQ(faults_of(import), (Strings{"merged_cells@2/A", "merged_cells@4/B"}));
    EXPECT_NE(import.faults.at(0).message.find("A2:A3"), std::string::npos);
}

TEST(Workbook, a_header_in_two_rows) {
    const Import import = import_bytes(
        workbook_of({{"序号", "项目名称", "投资", ""},
                     {"", "", "投资额（万元）", "资金来源"},
                     {"1", "路灯", "12", "财政"}},
                    R"(<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/></mergeCells>)"),
        Kind::projects);
    EXPECT_EQ(faults_of(import), Strings{}) << spoken_errors(import);
    EXPECT_EQ(import.records.size(), 1U);
    EXPECT_EQ(import.records.at(0).of(Field::funding), "财政");
}

TEST(Workbook, dates_are_shown_as_their_cells_show_them) {
    const auto deadline = [](int style, const std::string& value) {
        const Import import = import_sheet(
            fmt::format(
                R"(<sheetData><row r="1"><c t="str"><v>no</v></c><c t="str"><v>name</v></c>)"
                R"(<c t="str"><v>deadline</v></c></row><row r="2"><c><v>1</v></c>)"
                R"(<c t="str"><v>a</v></c><c s="{}"><v>{}</v></c></row></sheetData>)",
                style, value),
            Kind::projects);
        return import.records.at(0).of(Field::deadline);
    };
    EXPECT_EQ(deadline(1, "46357"), "2026年12月");
    EXPECT_EQ(deadline(2, "46387"), "2026/12/31");
    EXPECT_EQ(deadline(0, "202612"), "202612");
    EXPECT_EQ(deadline(3, "0.30000000000000004"), "0.3");
    EXPECT_EQ(deadline(7, "5"), "5");
}

TEST(Workbook, formulas_give_their_last_value_or_are_named) {
    const Import import =
        import_sheet("<sheetData>" + header_cells() +
                     R"(<row r="2"><c r="A2"><f>1</f><v>1</v></c>)"
                     R"(<c r="B2"><f>C2</f></c></row>)"
                     R"(<row r="3"><c r="A3"><f>A2+1</f><v></v></c>)"
                     R"(<c r="B3" t="e"><f>X</f><v>#REF!</v></c></row>)"
                     R"(<row r="4"><c r="A4"><v>3</v></c>)"
                     R"(<c r="B4" t="str"><f>X</f><v></v></c></row></sheetData>)");
    EXPECT_EQ(faults_of(import), (Strings{"no_cached_value@2/B", "no_cached_value@3/A",
                                          "error_cell@3/B", "missing_name@4/B"}));
}

TEST(Workbook, hidden_rows_are_imported_with_a_warning) {
    const Import import = import_sheet(
        "<sheetData>" + header_cells() +
        R"(<row r="2" hidden="1"><c><v>1</v></c><c t="s"><v>2</v></c></row></sheetData>)");
    EXPECT_EQ(faults_of(import, true), Strings{"hidden_row@2/-"});
    EXPECT_EQ(import.records.size(), 1U);
}

TEST(Workbook, hidden_columns_are_imported_with_a_warning) {
    const auto with = [](const std::string& columns) {
        return import_sheet("<cols>" + columns + "</cols>" +
                            sheet_data({{"序号", "姓名", "备注", "性别"}, {"1", "代表1", "内部"}}));
    };
    const Import import = with(R"(<col min="3" max="4" width="0" hidden="1" customWidth="1"/>)");
    EXPECT_EQ(faults_of(import, true), (Strings{"hidden_column@1/C", "unknown_header@1/D"}));
    EXPECT_NE(message_of(import, FaultCode::hidden_column).find("C 备注"), std::string::npos);
    EXPECT_EQ(import.records.at(0).of(Field::note), "内部");
    EXPECT_FALSE(has(with(R"(<col min="1" max="3" width="9"/><col min="0" max="2" hidden="1"/>)"
                          R"(<col min="4" max="16384" hidden="1"/>)"),
                     FaultCode::hidden_column));
}

TEST(Workbook, cells_far_right_are_outside_the_header) {
    const Import import = import_sheet("<sheetData>" + header_cells() +
                                       R"(<row r="2"><c><v>1</v></c><c t="s"><v>2</v></c>)"
                                       R"(<c r="XFD2"><v>1</v></c></row></sheetData>)");
    EXPECT_EQ(faults_of(import, true), Strings{"outside_columns@2/-"});
}

TEST(Workbook, what_contradicts_itself_is_damaged) {
    for (const std::string row :
         {R"(<row r="1"/>)", R"(<row r="0"/>)", R"(<row r="1048577"/>)",
          R"(<row r="2"><c r="B2"/><c r="A2"/></row>)", R"(<row r="2"><c r="XFE2"/></row>)",
          R"(<row r="2"><c r="A"/></row>)", R"(<row r="2"><c t="s"><v>9</v></c></row>)",
          R"(<row r="2"><c t="s"><v>-1</v></c></row>)"}) {
        EXPECT_EQ(faults_of(import_sheet("<sheetData>" + header_cells() + row + "</sheetData>")),
                  Strings{"damaged@-/-"})
            << row;
    }
    EXPECT_EQ(faults_of(import_sheet("<sheetData>")), Strings{"damaged@-/-"});
}

TEST(Workbook, another_zip_is_no_table) {
    EXPECT_EQ(faults_of(import_bytes(testing::zip_of({{"content.xml", "<x/>"}}))),
              Strings{"not_a_table@-/-"});
    EXPECT_EQ(faults_of(import_bytes(testing::zip_of({{"[Content_Types].xml", "<x/>"}}))),
              Strings{"not_a_table@-/-"});
}

// A packaging library of Microsoft's leaves the time out of the list at the end of the archive.
TEST(Workbook, times_that_differ_inside_the_archive_are_no_fault) {
    Bytes bytes = workbook_of({{"序号", "姓名"}, {"1", "代表1"}});
    constexpr std::string_view listed{"PK\x01\x02"};
    std::size_t changed = 0;
    for (auto at = bytes.begin();; ++changed) {
        at = std::search(at, bytes.end(), listed.begin(), listed.end());
        if (at == bytes.end()) break;
        at += 12;
        at = std::fill_n(at, 4, std::uint8_t{0x21});
    }
    EXPECT_EQ(changed, 6U);
    EXPECT_EQ(faults_of(import_bytes(bytes), true), Strings{});
}

TEST(Workbook, strings_and_styles_that_are_named_are_there) {
    for (const std::string part : {"sharedStrings", "styles"}) {
        const std::string relation =
            fmt::format(R"(<Relationship Id="q" Type="t/{0}" Target="{0}.xml"/>)", part);
        EXPECT_EQ(
            faults_of(import_bytes(testing::zip_of(
                {{"[Content_Types].xml", "<Types/>"},
                 {"xl/workbook.xml", R"(<workbook><sheets><sheet name="a" id="r"/></sheets>)"
                                     "</workbook>"},
                 {"xl/_rels/workbook.xml.rels",
                  R"(<Relationships><Relationship Id="r" Type="t/worksheet" Target="a.xml"/>)" +
                      relation + "</Relationships>"},
                 {"xl/a.xml",
                  "<worksheet>" + sheet_data({{"no", "name"}, {"1", "a"}}) + "</worksheet>"}}))),
            Strings{"damaged@-/-"})
            << part;
    }
}

// Which of the two is read is up to the reader: another program could show another roll.
TEST(Workbook, two_entries_of_one_name_are_damaged) {
    WorkbookMaker maker;
    const std::string rows = sheet_data({{"序号", "姓名"}, {"1", "代表1"}});
    maker.sheets = {{"一", rows}, {"二", rows, "hidden"}};
    const Bytes good = maker.bytes();
    EXPECT_TRUE(import_bytes(good).ok());
    constexpr std::string_view second{"worksheets/s2.xml"};
    for (const std::string_view same : {"worksheets/s1.xml", "worksheets/S1.xml"}) {
        Bytes bytes = good;
        std::size_t changed = 0;
        for (auto at = bytes.begin();; ++changed) {
            at = std::search(at, bytes.end(), second.begin(), second.end());
            if (at == bytes.end()) break;
            at = std::copy(same.begin(), same.end(), at);
        }
        EXPECT_EQ(changed, 2U);  // before its content, and in the list at the end
        EXPECT_EQ(faults_of(import_bytes(bytes)), Strings{"damaged@-/-"}) << same;
    }
}

TEST(Workbook, a_bit_turned_is_damaged) {
    Bytes bytes = workbook_of({{"序号", "姓名"}, {"1", "代表1"}});
    const Import whole = import_bytes(bytes);
    ASSERT_TRUE(whole.ok());
    std::size_t refused = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] ^= 0x10U;
        const Import import = import_bytes(bytes);
        bytes[i] ^= 0x10U;
        if (import.ok()) {
            EXPECT_EQ(canonical(Kind::roll, import.records), canonical(Kind::roll, whole.records));
        } else {
            ++refused;
        }
    }
    EXPECT_GT(refused, bytes.size() / 4);
}

TEST(Workbook, what_unpacks_to_too_much_is_refused) {
    const std::string spaces(entry_bytes_max, ' ');
    WorkbookMaker maker;
    maker.sheets.push_back({"a", spaces + sheet_data({{"no", "name"}, {"1", "a"}}), "visible"});
    EXPECT_EQ(faults_of(import_bytes(maker.bytes())), Strings{"too_large@-/-"});
}

TEST(Workbook, one_long_string_in_many_cells_is_refused) {
    WorkbookMaker maker;
    maker.strings = {"<t>" + std::string(1U << 20U, 'a') + "</t>"};
    std::string rows;
    for (int i = 1; i < 200; ++i)
        rows += fmt::format(R"(<row r="{}"><c t="s"><v>0</v></c></row>)", i);
    maker.sheets.push_back({"a", "<sheetData>" + rows + "</sheetData>", "visible"});
    EXPECT_EQ(faults_of(import_bytes(maker.bytes())), Strings{"too_large@-/-"});
}

}  // namespace
}  // namespace piaojue::imports
