#include "server/imports/marks_text.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_round.hpp"
#include "tests/unit/imports/imported.hpp"

namespace piaojue::imports {
namespace {

using testing::sample_fields;
using testing::value_of;

// Of four projects, at most two approvals each; fewer than four sheets are entered one by one.
VoteManifest manifest_of(Style style) {
    ManifestFields fields = sample_fields(4, style, 2);
    fields.min_group = 4;
    fields.projects[3].no = ProjectNumber{17};
    return value_of(VoteManifest::create(fields));
}

const VoteManifest& approving() {
    static const VoteManifest manifest = manifest_of(Style::choose_up_to);
    return manifest;
}
const VoteManifest& three_way() {
    static const VoteManifest manifest = manifest_of(Style::three_way);
    return manifest;
}

// "+" approved, "-" opposed, "." neither, of each project; "blank".
std::string shown(const Marks& marks) {
    if (marks.blank()) return "blank";
    std::string out;
    for (std::size_t i = 0; i < marks.projects(); ++i)
        out += marks.mark(i) == Mark::approve ? '+' : marks.mark(i) == Mark::oppose ? '-' : '.';
    return out;
}
std::string read(const VoteManifest& manifest, std::string_view text) {
    const auto marks = parse_marks(manifest, text);
    return marks ? shown(*marks) : marks.error().detail;
}
Strings sheets(std::string_view text) {
    Strings out;
    const auto read = parse_sheets(approving(), {"a", text});
    if (!read) return {read.error().detail};
    for (const Marks& marks : *read)
        out.push_back(shown(marks));
    return out;
}
std::string agreed(std::string_view one, std::string_view other) {
    const auto read = agreed_sheets(approving(), {"a", one}, {"b", other});
    return read ? std::to_string(read->size()) : read.error().detail;
}

TEST(MarksText, names_the_projects_of_the_round) {
    EXPECT_EQ(read(approving(), "1,17"), "+..+");
    EXPECT_EQ(read(approving(), "17,1"), "+..+");
    EXPECT_EQ(read(approving(), "blank"), "blank");
    EXPECT_EQ(read(three_way(), "1,3,-17"), "+.+-");
    EXPECT_EQ(read(three_way(), "none"), "....");
}

TEST(MarksText, refuses_what_is_no_ballot_and_says_why) {
    for (const char* const text : {"", ",", "1,", ",1", "4", "0", "x", "1;2", " 1", "1 ", "１",
                                   "1，2", "Blank", "none,1", "1-", "--1", "65537", "+1"}) {
        EXPECT_NE(read(approving(), text).find("is no project of this round"), std::string::npos)
            << text << " gives " << read(approving(), text);
    }
    EXPECT_EQ(read(approving(), "2,2"), "project 2 occurs twice");
    EXPECT_EQ(read(three_way(), "2,-2"), "project 2 occurs twice");
    const std::string bounds = "not a valid ballot of this round (from 1 to 2 approvals";
    EXPECT_EQ(read(approving(), "1,2,3"), bounds + ", none opposed)");
    EXPECT_EQ(read(approving(), "1,-2"), bounds + ", none opposed)");
    EXPECT_EQ(read(approving(), "none"), bounds + ", none opposed)");
}

TEST(MarksText, of_a_file_is_a_line_a_sheet_however_it_was_saved) {
    const Strings expected{"+.+.", "blank", "...+"};
    for (const std::string text : {"1,3\nblank\n17\n", "1,3\nblank\n17", "1,3\r\nblank\r\n17\r\n",
                                   "\xEF\xBB\xBF"
                                   "1,3\r\nblank\r\n17"}) {
        EXPECT_EQ(sheets(text), expected) << text;
        // Marks are ASCII, which GB18030 holds as it is.
        if (text.front() == '1') {
            EXPECT_EQ(sheets(in_encoding("GB18030", text)), expected);
        }
    }
    EXPECT_EQ(sheets(""), Strings{});
}

TEST(MarksText, of_a_file_is_refused_with_its_line) {
    const std::string no_project = "' is no project of this round";
    EXPECT_EQ(sheets("sheet,marks\n1\n"), Strings{"a line 1: 'sheet" + no_project});
    EXPECT_EQ(sheets("1\n1;2\n"), Strings{"a line 2: '1;2" + no_project});
    EXPECT_EQ(sheets("1\n\n2\n"), Strings{"a line 2: '" + no_project});
    EXPECT_EQ(sheets("1\n2\n\n"), Strings{"a line 3: '" + no_project});
    EXPECT_EQ(sheets("1\n1,2,3"),
              Strings{"a line 2: not a valid ballot of this round (from 1 to 2 approvals, none "
                      "opposed)"});
    // Not guessed: a Chinese note in another encoding, or the "Unicode" of an editor.
    const Strings no_text{"a is no UTF-8 text: save it as plain text, UTF-8"};
    EXPECT_EQ(sheets(in_encoding("GB18030", "1,3\n空白\n")), no_text);
    EXPECT_EQ(sheets("\xFF\xFE" + in_encoding("UTF-16LE", "1,3\n")), no_text);
    EXPECT_EQ(sheets("1,3\n空白\n"), Strings{"a line 2: '空白" + no_project});
}

TEST(MarksText, of_two_people_is_taken_where_both_keyed_the_same_few) {
    EXPECT_EQ(agreed("1,3\nblank\n", "3,1\r\nblank"), "2");
    EXPECT_EQ(agreed("1\n2\n3\n", "1\n2\n3\n"), "3");
    const std::string most = "a: 4 sheets; from 1 to 3 are entered so";
    EXPECT_EQ(agreed("1\n2\n3\n1\n", "1\n2\n3\n1\n").substr(0, most.size()), most);
    EXPECT_EQ(agreed("", "").substr(0, 11), "a: 0 sheets");
    EXPECT_EQ(agreed("1\n", "1\n2\n"),
              "a has 1 sheets, b has 2: one line a sheet, in the same order");
    EXPECT_EQ(agreed("1\n", "x\n"), "b line 1: 'x' is no project of this round");
}

TEST(MarksText, of_two_people_who_differ_names_lines_and_never_marks) {
    const std::string said = agreed("1,3\n2\n17\n", "1,3\n17\nblank\n");
    EXPECT_TRUE(said.ends_with("; lines: 2 3")) << said;
    for (const char* const mark : {"1,3", "17", "blank"})
        EXPECT_EQ(said.find(mark), std::string::npos) << said;
}

}  // namespace
}  // namespace piaojue::imports
