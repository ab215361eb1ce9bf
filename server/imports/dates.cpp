#include "server/imports/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <vector>

namespace piaojue::imports {

namespace {

struct Part {
    char letter;  // y m d h s, n for minutes, a for a Chinese weekday, 0 for words
    std::size_t count;
    std::string words;
};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// The E of 0.00E+00, which is no year.
bool is_exponent(std::string_view code, std::size_t at) {
    return lower(code[at]) == 'e' && at + 1 < code.size() &&
           (code[at + 1] == '+' || code[at + 1] == '-');
}

// How long the mark is at `at` that tells the half of a day; hours are shown to 24 without it.
std::size_t half_day_mark(std::string_view code, std::size_t at) {
    for (const std::string_view mark : {"am/pm", "a/p", "上午/下午"}) {
        const std::string_view here = code.substr(at, mark.size());
        if (std::equal(here.begin(), here.end(), mark.begin(), mark.end(),
                       [](char a, char b) { return lower(a) == b; })) {
            return mark.size();
        }
    }
    return 0;
}

bool begins_part(std::string_view code, std::size_t at) {
    constexpr std::string_view letters = "yemdhs";
    return letters.find(lower(code[at])) != std::string_view::npos ||
           (code.size() >= at + 3 && lower(code[at]) == 'a' && lower(code[at + 1]) == 'a' &&
            lower(code[at + 2]) == 'a');
}

// The first section of a format, in letters and words; colours and languages in brackets go.
std::vector<Part> parts_of(std::string_view code) {
    std::vector<Part> parts;
    const auto say = [&parts](char c) { parts.push_back({0, 0, std::string(1, c)}); };
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = lower(code[i]);
        if (c == '"') {
            for (++i; i < code.size() && code[i] != '"'; ++i)
                say(code[i]);
        } else if (c == '[') {
            i = std::min(code.find(']', i), code.size());
        } else if (c == '\\' && i + 1 < code.size()) {
            say(code[++i]);
        } else if (const std::size_t mark = half_day_mark(code, i); mark != 0) {
            i += mark - 1;
        } else if (c == '_' || c == '*' || is_exponent(code, i)) {
            ++i;
        } else if (begins_part(code, i)) {
            const char letter = c == 'e' ? 'y' : c;
            std::size_t count = 1;
            while (i + 1 < code.size() && lower(code[i + 1]) == c)
                ++i, ++count;
            parts.push_back({letter, c == 'e' ? 4 : count, {}});
        } else if (c != '@' && c != '#' && c != '0') {
            say(code[i]);
        }
    }
    return parts;
}

// m means minutes behind hours and before seconds.
void tell_minutes(std::vector<Part>& parts) {
    const auto neighbour = [&parts](std::size_t from, int step) {
        for (auto i = static_cast<std::ptrdiff_t>(from) + step; i >= 0 && i < std::ssize(parts);
             i += step) {
            const char letter = parts[static_cast<std::size_t>(i)].letter;
            if (letter != 0) return letter;
        }
        return '\0';
    };
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i].letter == 'm' && (neighbour(i, -1) == 'h' || neighbour(i, 1) == 's'))
            parts[i].letter = 'n';
}

struct Moment {
    std::chrono::year_month_day day;
    unsigned weekday;  // 0 is Sunday
    int hour;
    int minute;
    int second;
};

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 7> chinese_weekdays{"日", "一", "二", "三",
                                                           "四", "五", "六"};

std::string spoken(const Part& part, const Moment& moment) {
    const auto number = [&part](auto value) {
        return part.count >= 2 ? fmt::format("{:02}", value) : fmt::format("{}", value);
    };
    const auto shortened = [&part](std::string_view word) {
        return std::string{part.count == 3 ? word.substr(0, 3) : word};
    };
    const auto month = static_cast<unsigned>(moment.day.month());
    switch (part.letter) {
    case 'y':
        return part.count > 2 ? fmt::format("{:04}", static_cast<int>(moment.day.year()))
                              : fmt::format("{:02}", static_cast<int>(moment.day.year()) % 100);
    case 'm': return part.count >= 3 ? shortened(months.at(month - 1)) : number(month);
    case 'd':
        return part.count >= 3 ? shortened(weekdays.at(moment.weekday))
                               : number(static_cast<unsigned>(moment.day.day()));
    case 'a':
        return (part.count > 3 ? "星期" : "") + std::string{chinese_weekdays.at(moment.weekday)};
    case 'h': return number(moment.hour);
    case 'n': return number(moment.minute);
    case 's': return number(moment.second);
    default: return part.words;
    }
}

// 长日期 and 时间 are written in English into the file, and shown as the system has them.
std::string_view as_a_chinese_system(std::string_view code) {
    if (code.starts_with("[$-F800]") || code.starts_with("[$-x-sysdate]")) return "yyyy年m月d日";
    if (code.starts_with("[$-F400]") || code.starts_with("[$-x-systime]")) return "h:mm:ss";
    return code;
}

}  // namespace

std::string_view builtin_date_format(unsigned id) {
    switch (id) {
    case 14: return "yyyy/m/d";
    case 15: return "d-mmm-yy";
    case 16: return "d-mmm";
    case 17: return "mmm-yy";
    case 18:
    case 20:
    case 32: return "h:mm";
    case 19:
    case 21:
    case 33: return "h:mm:ss";
    case 22: return "yyyy/m/d h:mm";
    case 27:
    case 36:
    case 50:
    case 52:
    case 57: return "yyyy年m月";
    case 28:
    case 29:
    case 51:
    case 53:
    case 54:
    case 58: return "m月d日";
    case 30: return "m-d-yy";
    case 31: return "yyyy年m月d日";
    case 34:
    case 55: return "h时mm分";
    case 35:
    case 56: return "h时mm分ss秒";
    case 45: return "mm:ss";
    default: return {};
    }
}

bool is_date_format(std::string_view code) {
    if (code.find("General") != std::string_view::npos) return false;
    const std::vector<Part> parts = parts_of(code);
    return std::any_of(parts.begin(), parts.end(),
                       [](const Part& part) { return part.letter != 0; });
}

std::optional<std::string> format_date(double serial, std::string_view code, bool from_1904) {
    constexpr int day_seconds = 86'400;
    // The year 10000, with the half second that is rounded up to it.
    constexpr double days_max = 2'958'466 - 0.5 / day_seconds;
    if (from_1904) serial += 1462;
    if (!(serial >= 0 && serial < days_max)) return {};
    double day = std::floor(serial);
    auto seconds = static_cast<int>(std::lround((serial - day) * day_seconds));
    if (seconds == day_seconds) seconds = 0, day += 1;
    // Excel's year 1900 has a 29th of February; the days before it are one less.
    if (day < 60) day += 1;
    const auto since = std::chrono::sys_days{std::chrono::year{1899} / 12 / 30} +
                       std::chrono::days{static_cast<int>(day)};
    const Moment moment{since, std::chrono::weekday{since}.c_encoding(), seconds / 3600,
                        seconds / 60 % 60, seconds % 60};
    std::vector<Part> parts = parts_of(as_a_chinese_system(code));
    tell_minutes(parts);
    std::string out;
    for (const Part& part : parts)
        out += spoken(part, moment);
    return out;
}

}  // namespace piaojue::imports
