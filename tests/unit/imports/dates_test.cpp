// Days and times as the cells of a workbook show them. What stands here is what Excel shows.
#include "server/imports/dates.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace piaojue::imports {
namespace {

constexpr double day = 46387;                       // Thursday, 2026-12-31
constexpr double moment = day + 54'432.0 / 86'400;  // 15:07:12 of it

std::string shown(double serial, std::string_view code, bool from_1904 = false) {
    return format_date(serial, code, from_1904).value_or("?");
}

TEST(Dates, follow_their_format) {
    EXPECT_EQ(shown(day, "yyyy\\-mm\\-dd"), "2026-12-31");
    EXPECT_EQ(shown(day + 0.5, "[$-804]yy/m/d h:mm:ss;@"), "26/12/31 12:00:00");
    EXPECT_EQ(shown(day, "m/d aaa;@"), "12/31 四");
    EXPECT_EQ(shown(day + 3, "m\"月\"d\"日\" aaaa"), "1月3日 星期日");
    EXPECT_EQ(shown(day, "ddd dddd d mmm mmmm yy"), "Thu Thursday 31 Dec December 26");
    EXPECT_EQ(shown(moment, "YYYY-M-D HH:MM:SS"), "2026-12-31 15:07:12");
    EXPECT_EQ(shown(day, "e"), "2026");
    EXPECT_EQ(shown(day, "e年"), "2026年");
    EXPECT_EQ(shown(day, "y yyy"), "26 2026");
}

TEST(Dates, two_letters_ask_for_two_digits) {
    const double early = 39'455 + 8.0 / 24 + 4.0 / 1440 + 5.0 / 86'400;  // 2008-01-08 08:04:05
    EXPECT_EQ(shown(early, "yy-m-d h:m:s"), "08-1-8 8:4:5");
    EXPECT_EQ(shown(early, "yy-mm-dd hh:mm:ss"), "08-01-08 08:04:05");
}

TEST(Dates, m_is_minutes_behind_hours_and_before_seconds) {
    EXPECT_EQ(shown(moment, "h:mm"), "15:07");
    EXPECT_EQ(shown(moment, "mm:ss"), "07:12");
    EXPECT_EQ(shown(moment, "h\"时\"m\"分\" d/m"), "15时7分 31/12");
    EXPECT_EQ(shown(moment, "hm"), "157");
    EXPECT_EQ(shown(moment, "ms"), "712");
    EXPECT_EQ(shown(moment, "m d s"), "12 31 12");
    EXPECT_EQ(shown(moment, "h d m"), "15 31 12");
}

TEST(Dates, the_half_of_a_day_is_left_away) {
    EXPECT_EQ(shown(moment, "yyyy/m/d h:mm AM/PM"), "2026/12/31 15:07 ");
    EXPECT_EQ(shown(moment, "h:mm A/P"), "15:07 ");
    EXPECT_EQ(shown(moment, "上午/下午h\"时\""), "15时");
}

TEST(Dates, a_long_day_and_a_time_are_shown_as_a_chinese_system_has_them) {
    for (const std::string prefix : {"[$-F800]", "[$-x-sysdate]"})
        EXPECT_EQ(shown(day, prefix + "dddd\\,\\ mmmm\\ dd\\,\\ yyyy"), "2026年12月31日");
    for (const std::string prefix : {"[$-F400]", "[$-x-systime]"})
        EXPECT_EQ(shown(moment, prefix + "h:mm:ss AM/PM"), "15:07:12");
}

TEST(Dates, words_stand_as_they_are_and_marks_of_layout_go) {
    EXPECT_EQ(shown(day, "d\\d\"my\"[Red]"), "31dmy");
    EXPECT_EQ(shown(day, "d_d*d.d"), "31.31");
    EXPECT_EQ(shown(day, "d@#0.d"), "31.31");
    EXPECT_EQ(shown(day, "d aab aba baa aa"), "31 aab aba baa aa");
    EXPECT_EQ(shown(day, "d;yyyy"), "31");
    // Codes that break off.
    EXPECT_EQ(shown(day, "d\"my"), "31my");
    EXPECT_EQ(shown(day, "d[Red"), "31");
    EXPECT_EQ(shown(day, "d\\"), "31\\");
    EXPECT_EQ(shown(day, "d_"), "31");
}

TEST(Dates, every_month_and_weekday_has_its_names) {
    constexpr std::array<std::string_view, 12> months{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    for (std::size_t i = 0; i < months.size(); ++i)
        EXPECT_EQ(shown(46'037 + 30.5 * static_cast<double>(i), "mmmm"), months.at(i));
    constexpr std::array<std::string_view, 7> weekdays{"Sunday 日",    "Monday 一",   "Tuesday 二",
                                                       "Wednesday 三", "Thursday 四", "Friday 五",
                                                       "Saturday 六"};
    for (std::size_t i = 0; i < weekdays.size(); ++i)
        EXPECT_EQ(shown(day + 3 + static_cast<double>(i), "dddd aaa"), weekdays.at(i));
}

// ECMA-376 part 1, §18.8.30, as zh-cn has them.
TEST(Dates, the_builtin_formats_of_a_chinese_excel) {
    const auto all_are = [](std::initializer_list<unsigned> ids, std::string_view text) {
        for (const unsigned id : ids)
            EXPECT_EQ(shown(moment, builtin_date_format(id)), text) << id;
    };
    all_are({14}, "2026/12/31");
    all_are({15}, "31-Dec-26");
    all_are({16}, "31-Dec");
    all_are({17}, "Dec-26");
    all_are({18, 20, 32}, "15:07");
    all_are({19, 21, 33}, "15:07:12");
    all_are({22}, "2026/12/31 15:07");
    all_are({27, 36, 50, 52, 57}, "2026年12月");
    all_are({28, 29, 51, 53, 54, 58}, "12月31日");
    all_are({30}, "12-31-26");
    all_are({31}, "2026年12月31日");
    all_are({34, 55}, "15时07分");
    all_are({35, 56}, "15时07分12秒");
    all_are({45}, "07:12");
    for (const unsigned id : {0U, 1U, 13U, 23U, 37U, 44U, 46U, 49U, 59U})
        EXPECT_EQ(builtin_date_format(id), "") << id;
}

TEST(Dates, from_the_first_to_the_last_that_excel_has) {
    EXPECT_EQ(shown(0, "h:mm:ss"), "0:00:00");
    EXPECT_EQ(shown(1, "yyyy/m/d"), "1900/1/1");
    EXPECT_EQ(shown(59, "yyyy/m/d"), "1900/2/28");
    EXPECT_EQ(shown(60, "yyyy/m/d"), "1900/2/28");  // Excel's 29th, which never was
    EXPECT_EQ(shown(61, "yyyy/m/d"), "1900/3/1");
    EXPECT_EQ(shown(2'958'465, "yyyy/m/d"), "9999/12/31");
    EXPECT_EQ(shown(2'958'466 - 1e-5, "yyyy/m/d h:mm:ss"), "9999/12/31 23:59:59");
    EXPECT_EQ(shown(0, "yyyy/m/d", true), "1904/1/1");
    EXPECT_EQ(shown(day - 1e-7, "d h:mm:ss"), "31 0:00:00") << "rounded into the next day";
    EXPECT_EQ(shown(day + 1 - 1e-4, "d h:mm:ss"), "31 23:59:51");
    for (const double none : {-1.0, -0.1, 2'958'466.0, 2'958'466 - 1e-7, 1e300,
                              std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_EQ(shown(none, "yyyy"), "?") << none;
    }
}

TEST(Dates, a_format_is_of_a_date_if_its_first_section_asks_for_a_part_of_one) {
    for (const char* code : {"General", "0.00E+00", "0.0e-0", "E+0", "0e+", "[Red]#,##0", "@",
                             "\"年\"0", "0;yyyy", "\\d", "", "aa", "baa"})
        EXPECT_FALSE(is_date_format(code)) << code;
    for (const char* code : {"m\"月\"d\"日\"", "e", "aaa", "0aaa", "d+1", "s-1", "yyyy;@"})
        EXPECT_TRUE(is_date_format(code)) << code;
}

}  // namespace
}  // namespace piaojue::imports
