// What stands in the cells: every tolerance and every fault of a row, a roll, a list of projects
#include <gtest/gtest.h>

#include "server/imports/fonts.hpp"
#include "server/imports/projects.hpp"
#include "tests/unit/imports/imported.hpp"

namespace piaojue::imports {
namespace {

std::string first_name(std::string_view name, Kind kind = Kind::roll) {
    const std::string quoted = "\"" + std::string{name} + "\"";
    return import_text("no,name\n1," + quoted + "\n", kind).records.at(0).of(Field::name);
}

TEST(Header, chinese_traditional_spaced_and_english) {
    for (const std::string header :
         {"序号,姓名,代表团,座位,备注", "序 号,姓　名,团组,座号,备 注",
          "編號,姓名,代表團,座號,備註", "No.,Name,Delegation,Seat,Note",
          "号,姓名：,选举单位,座次,备注", "\xEF\xBB\xBF编号,姓名*,代表团,座位,备注"}) {
        const Import import = import_text(header + "\n1,代表1,甲团,5,无\n");
        EXPECT_EQ(faults_of(import, true), Strings{}) << header;
        EXPECT_EQ(canonical(import.kind, import.records),
                  "no,name,delegation,seat,note\n1,代表1,甲团,5,无\n");
    }
}

TEST(Header, of_projects_with_a_measure_in_brackets) {
    const Import import = import_text(
        "序号,项目名称,民族文字,牵头单位,主要内容,投资额（万元）,资金来源,完成时间\n"
        "1,路灯,Lamps,甲局,安装,1200,财政,2026年12月\n2,公园,,乙局,改造,约800万元,自筹,年底\n",
        Kind::projects);
    EXPECT_EQ(faults_of(import, true), Strings{});
    EXPECT_EQ(import.records.at(0).of(Field::investment), "1200万元");
    EXPECT_EQ(import.records.at(1).of(Field::investment), "约800万元");
    EXPECT_EQ(candidates(import.records).at(0).name2, "Lamps");
}

TEST(Header, titles_above_it_are_passed_over) {
    const Import import =
        import_text("某县第一届人大代表名册,,\n,,2026年1月\n\n序号,姓名,座位\n1,代表1,1\n");
    EXPECT_EQ(faults_of(import, true), Strings{});
    EXPECT_EQ(import.records.at(0).row, 5U);
}

TEST(Header, in_another_order) {
    EXPECT_EQ(import_text("备注,姓名,序号\n无,代表1,1\n").records.at(0).of(Field::name), "代表1");
}

TEST(Header, none_is_refused_whole) {
    EXPECT_EQ(faults_of(import_text("1,代表1\n2,代表2\n")), Strings{"no_header@-/-"});
    EXPECT_EQ(faults_of(import_text(std::string(20, '\n') + "序号,姓名\n1,代表1\n")),
              Strings{"no_header@-/-"});
}

TEST(Header, a_column_that_it_lacks_is_named_beside_all_other_faults) {
    EXPECT_EQ(faults_of(import_text("姓名,座位\n,1\n")),
              (Strings{"missing_column@1/-", "missing_name@2/A"}));
    EXPECT_EQ(faults_of(import_text("序号,座位\n0,1\n")),
              (Strings{"missing_column@1/-", "bad_number@2/A"}));
    const Import mistaken = import_text("序号,项目名称\n1,路灯\n");
    EXPECT_NE(message_of(mistaken, FaultCode::missing_column).find("projects"), std::string::npos);
}

TEST(Header, a_column_twice_is_an_error_an_unknown_one_a_warning) {
    EXPECT_EQ(faults_of(import_text("序号,姓名,编号\n1,代表1,7\n")),
              Strings{"duplicate_column@1/C"});
    const Import import = import_text("性别,序号,姓名,,学历\n女,1,代表1,,\n");
    EXPECT_EQ(faults_of(import, true), Strings{"unknown_header@1/A"});
    const std::string message = message_of(import, FaultCode::unknown_header);
    EXPECT_NE(message.find("A“性别”、E“学历” / "), std::string::npos) << message;
    EXPECT_NE(message.find("columns A, E"), std::string::npos) << message;
}

TEST(Header, in_two_languages) {
    const Import import =
        import_text("序号 No.,姓名 / Name,代表团 ᠳᠡᠯᠡᠭᠡᠲᠦ,备注(Note) དྲན་ཐོ\n1,代表1,甲团,无\n");
    EXPECT_EQ(faults_of(import, true), Strings{});
    EXPECT_EQ(import.records.at(0).of(Field::delegation), "甲团");
    EXPECT_EQ(import.records.at(0).of(Field::note), "无");
    // Where the English says something else it is another column.
    EXPECT_EQ(faults_of(import_text("序号,项目 ID,项目名称\n1,a7,路灯\n", Kind::projects), true),
              Strings{"unknown_header@1/B"});
}

TEST(Header, a_likely_word_is_taken_where_nothing_surer_stands) {
    const Import alone = import_text("ID,名字,选举单位\n1,代表1,甲\n");
    EXPECT_EQ(faults_of(alone, true), Strings{});
    EXPECT_EQ(alone.records.at(0).of(Field::delegation), "甲");
    const Import beside = import_text("id,序号,姓名,选举单位,代表团\n90001,1,代表1,乙镇,甲团\n");
    EXPECT_EQ(faults_of(beside, true), Strings{"unknown_header@1/A"});
    EXPECT_EQ(beside.records.at(0).of(Field::delegation), "甲团");
    EXPECT_EQ(beside.records.at(0).no, 1U);
}

TEST(Header, of_a_list_in_two_halves_says_what_to_do) {
    const Import import = import_text("序号,姓名,序号,姓名\n1,代表1,3,代表3\n2,代表2,4,代表4\n");
    EXPECT_EQ(faults_of(import), (Strings{"duplicate_column@1/C", "duplicate_column@1/D"}));
    EXPECT_NE(message_of(import, FaultCode::duplicate_column).find("移到左边下面"),
              std::string::npos);
    EXPECT_EQ(message_of(import_text("序号,姓名,编号\n1,代表1,7\n"), FaultCode::duplicate_column)
                  .find("移到左边下面"),
              std::string::npos);
}

TEST(Numbers, are_understood_in_several_dresses) {
    const Import import = import_text("no,name\n001,代表1\n２,代表2\n3.0, 代表3\n　4　,代表4\n");
    EXPECT_EQ(faults_of(import, true), Strings{});
    for (std::uint32_t i = 0; i < 4; ++i)
        EXPECT_EQ(import.records.at(i).no, i + 1);
    EXPECT_EQ(import.records.at(1).of(Field::no), "2");
}

TEST(Numbers, whatever_is_none_is_named) {
    EXPECT_EQ(
        faults_of(import_text("no,name\n0,a\n10001,b\n1.5,c\n-1,d\n一,e\n,f\n99999999999,g\n")),
        (Strings{"bad_number@2/A", "bad_number@3/A", "bad_number@4/A", "bad_number@5/A",
                 "bad_number@6/A", "missing_number@7/A", "bad_number@8/A"}));
    EXPECT_EQ(faults_of(import_text("no,name\n65535,甲\n65536,乙\n", Kind::projects)),
              Strings{"bad_number@3/A"});
}

TEST(Numbers, a_duplicate_names_both_rows) {
    const Import import = import_text("no,name\n1,a\n2,b\n１,c\n");
    EXPECT_EQ(faults_of(import), Strings{"duplicate_number@4/A"});
    EXPECT_NE(message_of(import, FaultCode::duplicate_number).find("row 2"), std::string::npos);
}

TEST(Numbers, not_consecutive_is_a_warning_of_a_roll_alone) {
    EXPECT_EQ(faults_of(import_text("no,name\n1,a\n3,b\n5,c\n"), true),
              Strings{"not_consecutive@3/A"});
    EXPECT_EQ(faults_of(import_text("no,name\n1,甲\n3,乙\n", Kind::projects), true), Strings{});
}

TEST(Names, lose_stray_spaces) {
    EXPECT_EQ(first_name("　张　三 "), "张三");
    EXPECT_EQ(first_name("\u00A0张\u00A0\u00A0三\u200B\t"), "张三");
    EXPECT_EQ(first_name("阿依古丽 · 买买提"), "阿依古丽·买买提");
    EXPECT_EQ(first_name("Ada  B　C"), "Ada B C");
    EXPECT_EQ(first_name("张\n三"), "张三");
    EXPECT_EQ(first_name("5G 基站  （二期）", Kind::projects), "5G 基站 （二期）");
    EXPECT_EQ(first_name("农村\n公路", Kind::projects), "农村公路");
}

TEST(Names, a_mongolian_narrow_space_belongs_to_the_word) {
    EXPECT_EQ(first_name("a\u202Fb\u202F"), "a\u202Fb");
}

TEST(Rows, without_number_and_name_are_named_as_such_and_nothing_else_of_them) {
    const Import import = import_text(
        "no,name,delegation\n一、城区,,\n1,a,甲\n2,b,甲\n小 计,2 "
        "人,x\x01\n,合计,\n,,团\n注：以上,,\n");
    EXPECT_EQ(faults_of(import, true), (Strings{"extra_row@2/-", "extra_row@5/-", "extra_row@6/-",
                                                "extra_row@7/-", "extra_row@8/-"}));
    EXPECT_EQ(import.records.size(), 2U);
    EXPECT_NE(message_of(import, FaultCode::extra_row).find("“一、城区”"), std::string::npos);
    // With one of the two it is an entry with a fault.
    EXPECT_EQ(faults_of(import_text("no,name\n0,\n一,a\n2,\n,b\n2,合计\n")),
              (Strings{"bad_number@2/A", "missing_name@2/B", "bad_number@3/A", "missing_name@4/B",
                       "missing_number@5/A", "duplicate_number@6/A"}));
    EXPECT_EQ(faults_of(import_text("no,name\n合计,\n")),
              (Strings{"no_rows@-/-", "extra_row@2/-"}));
    EXPECT_EQ(faults_of(import_text("no,name,note\n,,#REF!\n1,a,\n")), Strings{"extra_row@2/-"});
}

TEST(Rows, some_without_a_delegation_are_a_warning) {
    const Import import = import_text("no,name,delegation\n1,a,甲\n2,b,\n3,c,　\n4,d,乙\n");
    EXPECT_EQ(faults_of(import, true), Strings{"gaps@3/C"});
    EXPECT_NE(message_of(import, FaultCode::gaps).find("3–4"), std::string::npos);
    EXPECT_EQ(faults_of(import_text("no,name,delegation\n1,a,\n2,b,\n"), true), Strings{});
}

TEST(Names, missing_ones_are_named) {
    EXPECT_EQ(faults_of(import_text("no,name,seat\n1,,1\n2,　,2\n3,代表3,3\n")),
              (Strings{"missing_name@2/B", "missing_name@3/B"}));
    EXPECT_NE(message_of(import_text("no,name\n1,\n"), FaultCode::missing_name).find("缺姓名"),
              std::string::npos);
    EXPECT_NE(message_of(import_text("no,name\n1,\n", Kind::projects), FaultCode::missing_name)
                  .find("缺项目名称"),
              std::string::npos);
}

TEST(Names, two_alike_are_a_warning_that_says_how_they_differ) {
    const Import import = import_text("no,name,delegation\n1,代表,甲\n2,代表,乙\n3,代 表,甲\n");
    EXPECT_EQ(faults_of(import, true), (Strings{"same_name@3/B", "same_name@4/B"}));
    EXPECT_NE(import.faults.at(0).message.find("delegations differ"), std::string::npos);
    EXPECT_NE(import.faults.at(1).message.find("by seat"), std::string::npos);
}

TEST(Names, two_projects_alike_are_an_error) {
    EXPECT_EQ(faults_of(import_text("no,name\n1,路灯\n2, 路灯\n", Kind::projects)),
              Strings{"duplicate_name@3/B"});
}

TEST(Names, as_long_as_a_manifest_takes) {
    const std::string longest(300, 'a');
    EXPECT_TRUE(
        import_text("no,name,name2\n1," + longest + "," + longest + "\n", Kind::projects).ok());
    EXPECT_EQ(faults_of(import_text("no,name,name2\n1,a" + longest + ",b" + longest + "\n",
                                    Kind::projects)),
              (Strings{"too_long@2/B", "too_long@2/C"}));
}

TEST(Characters, that_are_invisible_or_lost_are_named) {
    EXPECT_EQ(faults_of(import_text("no,name\n1,a\x01\n2,b\u0085\n3,c\u202E\n4,\uFFFD\n")),
              (Strings{"control_character@2/B", "control_character@3/B", "control_character@4/B",
                       "lost_character@5/B"}));
}

TEST(Cells, of_failed_formulas_are_named) {
    EXPECT_EQ(faults_of(import_text("no,name,seat\n#REF!,代表1,#N/A\n2,#NAME?,2\n")),
              (Strings{"error_cell@2/A", "error_cell@2/C", "error_cell@3/B"}));
}

TEST(Cells, outside_the_header_are_a_warning_with_their_rows) {
    const Import import = import_text("no,name\n1,代表1,x\n2,代表2\n3,代表3,,y\n,,z\n");
    EXPECT_EQ(faults_of(import, true), Strings{"outside_columns@2/-"});
    EXPECT_NE(message_of(import, FaultCode::outside_columns).find("2, 4–5"), std::string::npos);
    EXPECT_EQ(import.records.size(), 3U);
}

std::string many(std::size_t rows) {
    std::string out = "no,name\n";
    for (std::size_t i = 1; i <= rows; ++i)
        out += fmt::format("{0},n{0}\n", i);
    return out;
}

TEST(Rows, as_many_as_a_congress_and_a_ballot_hold) {
    EXPECT_TRUE(import_text(many(10'000)).ok());
    EXPECT_EQ(faults_of(import_text(many(10'001))),
              (Strings{"too_many_rows@-/-", "bad_number@10002/A"}));
    EXPECT_TRUE(import_text(many(100), Kind::projects).ok());
    EXPECT_EQ(faults_of(import_text(many(101), Kind::projects)), Strings{"too_many_rows@-/-"});
    EXPECT_EQ(faults_of(import_text("no,name\n")), Strings{"no_rows@-/-"});
}

TEST(Canonical, keeps_text_as_it_is_and_imports_as_itself) {
    const Import import =
        import_text("no,name,content,funding\n1,\"=1+1, \"\"甲\"\"\",\"一\n\n 二\",+8\n2,@乙,-3,\n",
                    Kind::projects);
    const std::string text = canonical(import.kind, import.records);
    EXPECT_EQ(text,
              "no,name,name2,unit,content,investment,funding,deadline\n"
              "1,\"=1+1, \"\"甲\"\"\",,,\"一\n二\",,+8,\n2,@乙,,,-3,,,\n");
    const Import again = import_text(text, Kind::projects);
    EXPECT_EQ(canonical(again.kind, again.records), text);
}

TEST(Fonts, characters_that_none_has_are_named_once_with_their_rows) {
    const Import import = import_text("no,name,note\n1,甲乙,乙\n2,乙,\n3,丙\uE000,\n");
    const HasCharacter has = [](char32_t c) { return c != U'乙'; };
    const std::vector<Fault> faults = font_faults(import.records, has);
    ASSERT_EQ(faults.size(), 2U);
    EXPECT_NE(faults[0].message.find("乙 (U+4E59)"), std::string::npos);
    EXPECT_NE(faults[0].message.find("2–3"), std::string::npos);
    EXPECT_NE(faults[1].message.find("U+E000"), std::string::npos);
    EXPECT_EQ(faults[0].severity(), Severity::warning);
}

TEST(Fonts, without_any_nothing_is_said_to_be_missing) {
    const Import import = import_text("no,name\n1,甲\n");
    const std::vector<Fault> faults = font_faults(import.records, {});
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].code, FaultCode::fonts_unchecked);
    EXPECT_NO_THROW(font_faults(import.records, installed_characters()));
}

}  // namespace
}  // namespace piaojue::imports
