#include "server/imports/fault.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace piaojue::imports {
namespace {

// The rows of the operator's book: each code with the heading that it stands under.
std::vector<std::pair<std::string, std::string>> rows_of_the_book() {
    std::ifstream file{PJ_VECTORS_DIR "/../../docs/OPERATIONS.md"};
    std::vector<std::pair<std::string, std::string>> out;
    std::string heading;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("| | **")) heading = line.substr(6);
        if (!line.starts_with('|')) heading = {};
        if (heading.empty() || !line.starts_with("| `")) continue;
        out.emplace_back(line.substr(3, line.find('`', 3) - 3), heading);
    }
    return out;
}

TEST(Faults, each_has_a_name_of_its_own_and_is_as_grave_as_the_operators_book_says) {
    const auto book = rows_of_the_book();
    EXPECT_EQ(book.size(), fault_codes);
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < fault_codes; ++i) {
        const FaultText& text = fault_text(static_cast<FaultCode>(i));
        names.insert(text.name);
        const auto row = std::find_if(book.begin(), book.end(),
                                      [&](const auto& of) { return of.first == text.name; });
        ASSERT_NE(row, book.end()) << text.name;
        const std::string& heading = row->second;
        SCOPED_TRACE(std::string{text.name} + " under " + heading);
        if (heading.starts_with("exit 2")) {
            EXPECT_EQ(text.severity, Severity::unreadable);
        } else if (heading.starts_with("exit 1")) {
            EXPECT_EQ(text.severity, Severity::error);
        } else if (heading.starts_with("warnings")) {
            EXPECT_EQ(text.severity, Severity::warning);
        } else {
            EXPECT_TRUE(heading.starts_with("`piaojue decide`, exit 2"));
            EXPECT_NE(text.severity, Severity::warning) << "it refuses for any of them";
        }
    }
    EXPECT_EQ(names.size(), fault_codes);
}

TEST(Faults, are_sorted_by_row_and_column_those_of_the_whole_table_first) {
    std::vector<Fault> faults;
    const std::vector<Place> places{{3, 1}, {2, 5}, {3, {}}, {}, {2, 5}, {{}, 4}, {2, 0}};
    for (const Place& place : places)
        faults.push_back({FaultCode::bad_count, place, std::to_string(faults.size())});
    sort_faults(faults);
    std::string order;
    for (const Fault& one : faults)
        order += one.message;
    EXPECT_EQ(order, "3561420");
}

TEST(Faults, rows_are_spoken_as_at_most_eight_ranges) {
    EXPECT_EQ(spoken_rows({}), "");
    EXPECT_EQ(spoken_rows({5}), "5");
    EXPECT_EQ(spoken_rows({5, 6}), "5–6");
    EXPECT_EQ(spoken_rows({5, 7, 8, 9, 12}), "5, 7–9, 12");
    EXPECT_EQ(spoken_rows({1, 3, 5, 7, 9, 11, 13, 15}), "1, 3, 5, 7, 9, 11, 13, 15");
    EXPECT_EQ(spoken_rows({1, 3, 5, 7, 9, 11, 13, 15, 16}), "1, 3, 5, 7, 9, 11, 13, 15–16");
    EXPECT_EQ(spoken_rows({1, 3, 5, 7, 9, 11, 13, 15, 17, 19}), "1, 3, 5, 7, 9, 11, 13, 15, …");
}

TEST(Faults, columns_are_letters_as_a_spreadsheet_has_them) {
    const std::vector<std::pair<std::uint32_t, std::string>> all{
        {0, "A"},   {1, "B"},    {25, "Z"},    {26, "AA"},   {27, "AB"},      {51, "AZ"},
        {52, "BA"}, {701, "ZZ"}, {702, "AAA"}, {703, "AAB"}, {16'383, "XFD"},
    };
    for (const auto& [column, letters] : all)
        EXPECT_EQ(column_letters(column), letters);
}

}  // namespace
}  // namespace piaojue::imports
