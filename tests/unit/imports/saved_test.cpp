// Files of tests/data as programs saved them (SOURCES.md there)
#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/imports/imported.hpp"

namespace piaojue::imports {
namespace {

Import import_saved(const std::string& name, Kind kind) {
    std::ifstream file{PJ_VECTORS_DIR "/../data/" + name, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
    EXPECT_FALSE(bytes.empty()) << name;
    return import_text(bytes, kind);
}

TEST(Saved, a_roll_with_merged_delegations_and_stray_spaces_imports) {
    const Import import = import_saved("roll.xlsx", Kind::roll);
    EXPECT_EQ(faults_of(import, true), Strings{});
    EXPECT_EQ(canonical(Kind::roll, import.records),
              "no,name,delegation,seat,note\n"
              "1,代表,第一代表团,1排1座,\n"
              "2,代表二,第一代表团,1排2座,\n"
              "3,代表三,第一代表团,1排3座,请假半天\n"
              "4,代表四,第二代表团,12,\n"
              "5,代表五,第二代表团,2排2座,\n"
              "6,古丽·代表,第二代表团,2排3座,新增\n");
}

TEST(Saved, a_roll_in_gbk_is_refused_whole_with_every_fault_named) {
    const Import import = import_saved("roll-faults.csv", Kind::roll);
    EXPECT_EQ(import.encoding, "GB18030");
    EXPECT_EQ(faults_of(import),
              (Strings{"duplicate_number@8/A", "missing_name@9/B", "missing_number@10/A",
                       "bad_number@11/A", "extra_row@12/-", "extra_row@13/-", "extra_row@14/-"}));
    EXPECT_NE(message_of(import, FaultCode::gaps).find("5–6, 8–9, 11"), std::string::npos);
}

TEST(Saved, projects_in_groups_with_a_sum_are_refused_row_by_row) {
    const Import import = import_saved("projects-faults.xlsx", Kind::projects);
    EXPECT_EQ(faults_of(import),
              (Strings{"extra_row@4/-", "extra_row@7/-", "extra_row@8/-", "merged_cells@9/A",
                       "merged_cells@9/B", "duplicate_number@11/A", "error_cell@11/D",
                       "extra_row@12/-", "extra_row@13/-"}));
    ASSERT_EQ(import.records.size(), 5U);
    EXPECT_EQ(import.records[1].of(Field::deadline), "2026年9月");
    EXPECT_EQ(import.records[1].of(Field::unit), "县教育局");
}

TEST(Saved, projects_of_another_writer_import) {
    const Import import = import_saved("projects.xlsx", Kind::projects);
    EXPECT_EQ(faults_of(import, true), Strings{"other_sheets@-/-"});
    EXPECT_EQ(canonical(Kind::projects, import.records),
              "no,name,name2,unit,content,investment,funding,deadline\n"
              "1,乡镇小学扩建,,县教育局,\"新建教学楼1栋；\n改造操场。\",1200万元,县级财政,"
              "2026年11月30日\n"
              "2,农村幼儿园 改造,,县教育局,,860.5万元,县级财政,2026/9/1\n"
              "3,公交候车亭,,县教育局,,2060.5万元,,2026年底前\n");
}

}  // namespace
}  // namespace piaojue::imports
