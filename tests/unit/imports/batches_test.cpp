#include "server/imports/batches.hpp"

#include <gtest/gtest.h>

namespace piaojue::imports {
namespace {

const std::string head =
    "batch,issued,returned,void_over,void_unreadable,void_marked,void_blank,a1,o1,b1,a7,o7,b7\n";

std::vector<Project> projects() {
    return {{ProjectNumber{1}, "甲", {}, {}}, {ProjectNumber{7}, "乙", {}, {}}};
}

std::string batches_refusal(const std::string& text) {
    const auto batches = parse_batches(text, "a.csv", projects());
    return batches ? "" : batches.error().detail;
}

TEST(Batches, are_read_in_ascending_number) {
    const auto batches = parse_batches(
        head + "2,1,1,0,0,0,1,0,0,0,0,0,0\r\n1,5,4,1,2,0,0,1,0,0,0,0,1\n\n", "a.csv", projects());
    ASSERT_TRUE(batches) << batches.error().detail;
    ASSERT_EQ(batches->size(), 2U);
    const PaperBatch& first = batches->front();
    EXPECT_EQ(first.batch, BatchNumber{1});
    EXPECT_EQ(first.issued, 5U);
    EXPECT_EQ(first.voided, (VoidSheets{1, 2, 0, 0}));
    EXPECT_EQ(first.projects[0], (SheetVotes{1, 0, 0}));
    EXPECT_EQ(first.projects[1], (SheetVotes{0, 0, 1}));
    EXPECT_TRUE(check_numbering(*batches, "a.csv"));
}

TEST(Batches, refuse_with_line_and_column) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"", "a.csv: empty"},
        {head, "no batch"},
        {"batch,issued\n", "line 1, column 3"},
        {head + "0,0,0,0,0,0,0,0,0,0,0,0,0\n", "line 2, column batch"},
        {head + "201,0,0,0,0,0,0,0,0,0,0,0,0\n", "line 2, column batch"},
        {head + "1,0,-1,0,0,0,0,0,0,0,0,0,0\n", "line 2, column returned"},
        {head + "1,0,0,0,0,0,0,0,0,0,0,0,\n", "line 2, column b7"},
        {head + "1,10001,0,0,0,0,0,0,0,0,0,0,0\n", "line 2, column issued"},
        {head + "1,0,0\n", "line 2: 3 fields, expected 13"},
        {head + "1,0,0,0,0,0,0,0,0,0,0,0,0\n1,0,0,0,0,0,0,0,0,0,0,0,0\n", "batch 1 stands twice"}};
    for (const auto& [text, said] : cases)
        EXPECT_NE(batches_refusal(text).find(said), std::string::npos)
            << batches_refusal(text) << " does not say " << said;
    const auto gap = parse_batches(head + "2,0,0,0,0,0,0,0,0,0,0,0,0\n", "a.csv", projects());
    ASSERT_TRUE(gap);
    EXPECT_FALSE(check_numbering(*gap, "a.csv"));
}

TEST(Batches, of_two_people_every_cell_that_differs_is_told_with_both_values) {
    const auto one = parse_batches(head + "1,2,2,0,0,0,0,1,0,1,2,0,0\n2,0,0,0,0,0,0,0,0,0,0,0,0\n",
                                   "a.csv", projects());
    const auto other = parse_batches(
        head + "1,2,2,0,0,0,0,1,0,1,1,0,1\n3,0,0,0,0,0,0,0,0,0,0,0,0\n", "b.csv", projects());
    ASSERT_TRUE(one && other);
    EXPECT_TRUE(compare_batches(*one, "a.csv", *one, "b.csv", projects()));
    const auto differ = compare_batches(*one, "a.csv", *other, "b.csv", projects());
    ASSERT_FALSE(differ);
    for (const char* const said : {"batch 1, column a7: 2 in a.csv, 1 in b.csv",
                                   "batch 1, column b7: 0 in a.csv, 1 in b.csv",
                                   "b.csv: batch 2 is missing", "a.csv: batch 3 is missing"})
        EXPECT_NE(differ.error().detail.find(said), std::string::npos) << differ.error().detail;
}

TEST(Batches, doubtful_sheets_join_their_batch) {
    auto batches = parse_batches(head + "1,2,2,0,0,0,0,1,0,1,2,0,0\n", "a.csv", projects()).value();
    ASSERT_TRUE(add_doubtful(batches, "batch,decision,reason\n1,valid,faint\n1,over,three\n", "d"));
    EXPECT_EQ(batches[0].doubtful[1], (DoubtfulSheet{SheetDecision::over, "three"}));
    for (const char* const row : {"2,valid,x", "1,perhaps,x", "1,valid,", "1,valid"}) {
        EXPECT_FALSE(
            add_doubtful(batches, std::string{"batch,decision,reason\n"} + row + "\n", "d"))
            << row;
    }
    EXPECT_FALSE(add_doubtful(batches, "1,valid,x\n", "d"));
}

}  // namespace
}  // namespace piaojue::imports
