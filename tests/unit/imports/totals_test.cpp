#include "server/imports/totals.hpp"

#include <gtest/gtest.h>

#include "tests/unit/imports/imported.hpp"

namespace piaojue::imports {
namespace {

constexpr std::string_view header = "no,name,approve,oppose,abstain\n";

// Of a style and so many valid ballots.
Totals checked(const std::string& rows, std::optional<Style> style,
               std::optional<std::uint32_t> valid) {
    Totals out = read_totals(as_bytes(std::string{header} + rows));
    check_totals(style, valid, out);
    return out;
}

Strings faults_in(const Totals& totals) {
    Import import;
    import.faults = totals.faults;
    return faults_of(import);
}

TEST(Totals, are_read_as_every_table_is) {
    const Totals totals = checked("１, 甲 ,3.0,,\n\n02,,0,,\n,,,,\n", Style::choose_up_to, 3);
    EXPECT_TRUE(totals.faults.empty());
    ASSERT_EQ(totals.rows.size(), 2U);
    EXPECT_EQ(totals.rows[0].name, "甲");
    const std::vector<Candidate> read = approvals(totals);
    EXPECT_EQ(read[0].no, ProjectNumber{1});
    EXPECT_EQ(read[0].approve, 3U);
    EXPECT_EQ(read[1].no, ProjectNumber{2});
    EXPECT_EQ(totals.rows[1].row, 4U);
    const std::string text = std::string{header} + "1,甲,3,,\n";
    const Totals of_gbk = read_totals(as_bytes(in_encoding("GBK", text)));
    ASSERT_EQ(of_gbk.rows.size(), 1U);
    EXPECT_EQ(of_gbk.rows[0].name, "甲");
}

TEST(Totals, every_fault_of_a_file_is_named_at_once) {
    EXPECT_EQ(faults_in(checked("0,甲,x,,\n,乙,1,,\n3,丙,\n1,甲,2,,\n1,,2,,\n", {}, {})),
              (Strings{"bad_number@2/A", "bad_count@2/C", "missing_number@3/A", "wrong_width@4/-",
                       "duplicate_number@6/A"}));
    EXPECT_EQ(faults_in(checked("1,,1,,\n合计,,1,,\n", Style::choose_up_to, 5)),
              Strings{"extra_row@3/-"});
    EXPECT_EQ(faults_in(checked("", {}, {})), Strings{"no_rows@-/-"});
    Totals headless = read_totals(as_bytes("no,approve\n1,2\n"));
    check_totals({}, {}, headless);
    EXPECT_EQ(faults_in(headless), Strings{"wrong_header@1/-"});
    EXPECT_EQ(faults_in(read_totals(as_bytes("\"no"))), Strings{"open_quote@-/-"});
    EXPECT_EQ(faults_in(read_totals(as_bytes("no\xFF"))), Strings{"unknown_encoding@-/-"});
    std::string many;
    for (int i = 1; i <= 101; ++i)
        many += fmt::format("{},,0,,\n", i);
    EXPECT_EQ(faults_in(checked(many, {}, {})), Strings{"too_many_rows@-/-"});
}

TEST(Totals, a_row_is_held_against_style_and_valid_ballots) {
    const std::string rows = "1,,6,,\n2,,5,0,\n3,,,,\n4,,1,1,3\n5,,1,1,4\n6,,x,1,9\n";
    EXPECT_EQ(
        faults_in(checked(rows, Style::choose_exactly, 5)),
        (Strings{"figure_above@2/C", "unasked_count@3/D", "missing_count@4/C", "unasked_count@5/D",
                 "unasked_count@6/D", "bad_count@7/C", "unasked_count@7/D"}));
    EXPECT_EQ(
        faults_in(checked(rows, Style::three_way, 5)),
        (Strings{"figure_above@2/C", "missing_count@2/D", "missing_count@2/E", "missing_count@3/E",
                 "missing_count@4/C", "missing_count@4/D", "missing_count@4/E", "not_the_sum@6/-",
                 "bad_count@7/C", "figure_above@7/E"}));
    // Nothing is said of what is not known.
    EXPECT_EQ(faults_in(checked(rows, Style::choose_up_to, {})).front(), "unasked_count@3/D");
    const Totals largest = checked("1,,4294967295,4294967295,4294967295\n", Style::three_way, ~0U);
    EXPECT_NE(largest.faults.at(0).message.find("12884901885"), std::string::npos);
}

TEST(Totals, each_check_by_itself_and_at_its_bound) {
    EXPECT_EQ(faults_in(read_totals({})), Strings{"wrong_header@1/-"});
    EXPECT_EQ(faults_in(checked("一,甲,1,,\n", {}, {})), Strings{"bad_number@2/A"});
    EXPECT_EQ(faults_in(checked("65535,,1,,\n65536,,1,,\n", {}, {})), Strings{"bad_number@3/A"});
    EXPECT_EQ(faults_in(checked("x,甲,9,,\n", {}, 5)),
              (Strings{"bad_number@2/A", "figure_above@2/C"}));
    EXPECT_EQ(faults_in(checked("1,,1,x,4\n", Style::three_way, 5)), Strings{"bad_count@2/D"});
    EXPECT_EQ(faults_in(checked("1,,1,1,1\n", Style::three_way, {})), Strings{});
    EXPECT_EQ(faults_in(checked("1,,1,,0\n", Style::choose_up_to, 5)),
              Strings{"unasked_count@2/E"});
    EXPECT_EQ(faults_in(checked("1,\"甲\n乙\",1,,\n2,,x,,\n", {}, {})), Strings{"bad_count@4/C"});
    std::string most;
    for (int i = 1; i <= 100; ++i)
        most += fmt::format("{},,0,,\n", i);
    EXPECT_EQ(faults_in(checked(most, {}, {})), Strings{});
}

TEST(Totals, the_figures_beside_them_are_all_looked_at) {
    EXPECT_TRUE(figure_faults({5, 5, 5, 6, 5}).empty()) << "a void set is a decision";
    const std::vector<Fault> faults = figure_faults({0, 1, 2, 3, 4});
    ASSERT_EQ(faults.size(), 4U);
    EXPECT_EQ(faults[0].code, FaultCode::nobody_due);
    EXPECT_NE(faults[1].message.find("实到 1，多于应到 0"), std::string::npos);
    EXPECT_NE(faults[2].message.find("issued is 2, above present 1"), std::string::npos);
    EXPECT_NE(faults[3].message.find("valid is 4, above returned 3"), std::string::npos);
}

}  // namespace
}  // namespace piaojue::imports
