// A sealed file goes to paper and comes back; what was mistyped is found in its line.
#include "server/teller/paper_copy.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/vectors.hpp"

namespace piaojue::teller {
namespace {

using testing::code_of;

Bytes bytes_of(std::size_t size) {
    Bytes out(size);
    for (std::size_t i = 0; i < size; ++i)
        out[i] = static_cast<Byte>(37 * i + size);
    return out;
}

std::string joined(const std::vector<std::string>& lines, char with) {
    std::string out;
    for (const std::string& line : lines)
        out += line + with;
    return out;
}

TEST(PaperCopy, every_file_that_fits_comes_back) {
    for (const std::size_t size : {0U, 1U, 17U, 18U, 19U, 38U, 39U, 250U, 1978U}) {
        const Bytes file = bytes_of(size);
        std::vector<std::string> lines = *lines_of_file(file);
        EXPECT_EQ(*file_of_lines(joined(lines, '\n')), file) << size;
        std::reverse(lines.begin(), lines.end());
        EXPECT_EQ(*file_of_lines(joined(lines, '/')), file) << size;
    }
    EXPECT_EQ(code_of(lines_of_file(bytes_of(1979))), Errc::too_large);
}

TEST(PaperCopy, a_line_has_its_number_and_nine_groups_of_four) {
    const std::vector<std::string> lines = *lines_of_file(bytes_of(30));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1].size(), 2U + 1U + 9U * 4U + 8U);
    EXPECT_EQ(lines[1].substr(0, 3), "02 ");
}

TEST(PaperCopy, is_read_as_people_type_it) {
    const Bytes file = bytes_of(30);
    std::string text = "\n  " + joined(*lines_of_file(file), '\n') + "\r\n";
    std::replace(text.begin(), text.end(), '-', ' ');
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::replace(text.begin() + 5, text.end(), '\n', '/');
    EXPECT_EQ(*file_of_lines(text), file);
    // A line that a scanner read twice.
    EXPECT_EQ(*file_of_lines(text + (*lines_of_file(file))[0]), file);
}

TEST(PaperCopy, every_mistyped_character_is_found_in_its_line) {
    const std::vector<std::string> lines = *lines_of_file(bytes_of(30));
    for (std::size_t at = 3; at < lines[1].size(); ++at) {
        std::string wrong = lines[1];
        if (wrong[at] == '-') continue;
        wrong[at] = wrong[at] == '7' ? '8' : '7';
        const auto read = file_of_lines(lines[0] + "\n" + wrong);
        ASSERT_EQ(code_of(read), Errc::malformed) << wrong;
        EXPECT_NE(read.error().detail.find("02"), std::string::npos) << read.error().detail;
    }
    // The text of one line under the number of another.
    EXPECT_EQ(code_of(file_of_lines("02" + lines[0].substr(2))), Errc::malformed);
}

TEST(PaperCopy, names_the_line_that_is_missing) {
    const std::vector<std::string> lines = *lines_of_file(bytes_of(70));
    ASSERT_EQ(lines.size(), 4U);
    const auto detail = [](const Result<Bytes>& read) {
        return read ? std::string{} : read.error().detail;
    };
    EXPECT_EQ(detail(file_of_lines(lines[0] + "/" + lines[2] + "/" + lines[3])),
              "缺第 02 行 / line 02 is missing");
    EXPECT_EQ(detail(file_of_lines(lines[0] + "/" + lines[1] + "/" + lines[2])),
              "缺第 04 行 / line 04 is missing");
    for (const std::string_view text : {"", "\n/ /", "1 ABCD", "00 ABCD", "AB CDEF"}) {
        EXPECT_EQ(code_of(file_of_lines(text)), Errc::malformed) << text;
    }
    std::string other = (*lines_of_file(bytes_of(71)))[0];
    EXPECT_EQ(detail(file_of_lines(joined(lines, '/') + other)),
              "第 01 行有两次，且不相同 / line 01 is there twice, and differs");
}

}  // namespace
}  // namespace piaojue::teller
