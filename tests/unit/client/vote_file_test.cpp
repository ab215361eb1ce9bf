#include "server/simulate/vote_file.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/imports/projects.hpp"
#include "tests/support/workbook.hpp"

namespace piaojue::simulate {
namespace {

constexpr std::string_view three_projects = "no,name\n1,甲\n7,乙\n3,丙\n";

std::vector<Project> projects() {
    auto parsed = imports::parse_projects(three_projects, "projects.csv");
    EXPECT_TRUE(parsed) << parsed.error().detail;
    return std::move(parsed->candidates);
}

std::string detail_of(const Result<Vote>& vote) {
    return vote ? "" : vote.error().detail;
}

TEST(Projects, keep_the_order_and_numbers_of_the_file) {
    const std::vector<Project> list = projects();
    ASSERT_EQ(list.size(), 3U);
    EXPECT_EQ(list[1].no, ProjectNumber{7});
    EXPECT_EQ(list[1].name, "乙");
}

TEST(Projects, refuse_with_the_row) {
    for (const auto& [text, said] :
         std::vector<std::pair<std::string, std::string>>{{"name,no\n1,a\n", "row 2, column B no"},
                                                          {"a,b\n1,a\n", "no header"},
                                                          {"no,name\n1,a\n1,b\n", "row 3"},
                                                          {"no,name\n0,a\n", "row 2"},
                                                          {"no,name\n65536,a\n", "row 2"},
                                                          {"no,name\n1,a\n2\n", "row 3"},
                                                          {"no,name\n1,\n", "row 2"},
                                                          {"no,name\n", "nothing below"},
                                                          {"no,name\n1,\xFF\xFE\n", "UTF-8"}}) {
        const auto parsed = imports::parse_projects(text, "p.csv");
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().code, Errc::malformed);
        EXPECT_TRUE(parsed.error().detail.starts_with("p.csv: ")) << parsed.error().detail;
        EXPECT_NE(parsed.error().detail.find(said), std::string::npos) << parsed.error().detail;
    }
}

TEST(Projects, name_every_fault_at_once) {
    const auto parsed = imports::parse_projects("no,name\n0,a\n2,\n", "p.csv");
    ASSERT_FALSE(parsed);
    EXPECT_NE(parsed.error().detail.find("row 2"), std::string::npos);
    EXPECT_NE(parsed.error().detail.find("row 3"), std::string::npos);
}

TEST(Projects, of_any_file_that_imports_the_canonical_text_is_attached) {
    const std::string expected =
        "no,name,name2,unit,content,investment,funding,deadline\n7,路灯,Lamps,,,,,年底\n";
    const Bytes workbook = testing::workbook_of({{"候选项目"},
                                                 {"序号", "项目名称", "英文名称", "完成时限"},
                                                 {"7", "路灯", "Lamps", "年底"}});
    const auto parsed = imports::parse_projects(as_text(workbook), "p.xlsx");
    ASSERT_TRUE(parsed) << parsed.error().detail;
    EXPECT_EQ(parsed->canonical, expected);
    EXPECT_EQ(parsed->candidates.at(0).name2, "Lamps");
    const auto again = imports::parse_projects(expected, "p.csv");
    ASSERT_TRUE(again);
    EXPECT_EQ(again->canonical, expected);
    EXPECT_EQ(again->candidates, parsed->candidates);
}

TEST(Projects, more_text_than_an_attachment_holds_is_refused) {
    const auto quotes = [](std::size_t count) { return "\"" + std::string(2 * count, '"') + "\""; };
    std::string fits = "no,name,content\n";
    std::string does_not = "no,name,content,funding,unit\n";
    for (int i = 1; i <= 100; ++i) {
        const std::string row = fmt::format("{0},p{0},{1}", i, quotes(4000));
        fits += row + "\n";
        does_not += row + "," + quotes(1000) + "," + quotes(600) + "\n";
    }
    EXPECT_TRUE(imports::parse_projects(fits, "p.csv"));
    const auto refused = imports::parse_projects(does_not, "p.csv");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().detail.find("at most 1048576"), std::string::npos);
}

TEST(Ballots, columns_may_stand_in_another_order_than_the_projects) {
    const auto vote =
        parse_ballots_csv("3,1,7\n1,,\n,1,1\n", "b.csv", projects(), Style::choose_up_to);
    ASSERT_TRUE(vote) << detail_of(vote);
    EXPECT_EQ(vote->rows[0].grades, (std::vector<std::uint8_t>{0, 0, 1}));
    EXPECT_EQ(vote->rows[1].grades, (std::vector<std::uint8_t>{1, 1, 0}));
}

TEST(Ballots, approve_style_a_row_without_approval_is_blank) {
    const auto vote =
        parse_ballots_csv("1,7,3\n,,\n0,0,0\n0,1,\n", "b.csv", projects(), Style::choose_up_to);
    ASSERT_TRUE(vote) << detail_of(vote);
    EXPECT_TRUE(vote->rows[0].blank);
    EXPECT_TRUE(vote->rows[1].blank);
    EXPECT_FALSE(vote->rows[2].blank);
}

TEST(Ballots, three_way_style_only_a_wholly_unmarked_row_is_blank) {
    const auto vote =
        parse_ballots_csv("1,7,3\n,,\n0,0,0\n-1,1,\n", "b.csv", projects(), Style::three_way);
    ASSERT_TRUE(vote) << detail_of(vote);
    EXPECT_TRUE(vote->rows[0].blank);
    EXPECT_FALSE(vote->rows[1].blank);
    EXPECT_EQ(vote->rows[2].grades, (std::vector<std::uint8_t>{2, 1, 0}));
}

TEST(Ballots, opposing_in_approve_style_is_refused_with_the_line) {
    const auto vote =
        parse_ballots_csv("1,7,3\n1,,\n1,-1,\n", "b.csv", projects(), Style::choose_up_to);
    ASSERT_FALSE(vote);
    EXPECT_NE(vote.error().detail.find("line 3"), std::string::npos);
    EXPECT_NE(vote.error().detail.find("three-way"), std::string::npos);
}

TEST(Ballots, without_a_projects_file_the_header_names_the_projects) {
    const auto vote = parse_ballots_csv("2,9\n1,\n", "b.csv", {}, Style::choose_up_to);
    ASSERT_TRUE(vote) << detail_of(vote);
    EXPECT_EQ(vote->candidates[1].no, ProjectNumber{9});
}

TEST(Ballots, one_project_an_empty_line_is_a_blank_ballot) {
    const auto vote = parse_ballots_csv("1\n1\n\n1\n", "b.csv", {}, Style::choose_up_to);
    ASSERT_TRUE(vote) << detail_of(vote);
    ASSERT_EQ(vote->rows.size(), 3U);
    EXPECT_TRUE(vote->rows[1].blank);
}

TEST(Ballots, whatever_does_not_fit_is_refused) {
    for (const std::string text :
         {"1,7\n1,1\n", "1,7,8\n", "1,7,7\n", "1,7,3\n1,1\n", "1,7,3\n2,,\n", "1,7,3\n1,x,\n", "",
          "1,7,3\n\"1,,\n", "1,7,3\n1,1,1,1\n"}) {
        EXPECT_FALSE(parse_ballots_csv(text, "b.csv", projects(), Style::choose_up_to)) << text;
    }
}

constexpr std::string_view pb =
    "META\nkey;value\ndescription;\"a; \"\"quoted\"\" one\"\nvote_type;approval\n"
    "PROJECTS\nproject_id;cost;votes;name\nW2;10;2;Second; \nW1;5;1;\"First; and more\"\n"
    "VOTES\nvoter_id;vote;age\n1;W2,W1;30\n2;W2;\n3;;40\n";

TEST(Pabulib, projects_in_file_order_with_their_id_as_ref) {
    const auto vote = parse_pabulib(pb, "e.pb");
    ASSERT_TRUE(vote) << detail_of(vote);
    ASSERT_EQ(vote->candidates.size(), 2U);
    EXPECT_EQ(vote->candidates[0].ref, "W2");
    EXPECT_EQ(vote->candidates[0].no, ProjectNumber{1});
    EXPECT_EQ(vote->candidates[1].name, "First; and more");
    ASSERT_EQ(vote->rows.size(), 3U);
    EXPECT_EQ(vote->rows[0].approvals(), 2U);
    EXPECT_EQ(vote->rows[1].grades, (std::vector<std::uint8_t>{1, 0}));
    EXPECT_TRUE(vote->rows[2].blank);
}

TEST(Pabulib, refuses_other_kinds_of_votes_and_unknown_projects) {
    std::string cumulative{pb};
    cumulative.replace(cumulative.find("approval"), 8, "cumulative");
    EXPECT_NE(detail_of(parse_pabulib(cumulative, "e.pb")).find("cumulative"), std::string::npos);
    std::string unknown{pb};
    unknown.replace(unknown.find("2;W2;\n"), 4, "2;W9");
    EXPECT_NE(detail_of(parse_pabulib(unknown, "e.pb")).find("W9"), std::string::npos);
    EXPECT_FALSE(parse_pabulib("voter,vote\n1,2\n", "e.pb"));
}

TEST(Pabulib, an_overlong_name_is_cut_at_a_character) {
    std::string text{pb};
    std::string name;
    for (int i = 0; i < 200; ++i)
        name += "字";
    text.replace(text.find("Second"), 6, name);
    const auto vote = parse_pabulib(text, "e.pb");
    ASSERT_TRUE(vote) << detail_of(vote);
    EXPECT_LE(vote->candidates[0].name.size(), limit::project_name);
    EXPECT_TRUE(vote->candidates[0].name.ends_with("字…"));
}

}  // namespace
}  // namespace piaojue::simulate
