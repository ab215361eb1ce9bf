#include "server/commands/roll_names.hpp"

#include <chrono>

#include "server/imports/import.hpp"
#include "server/imports/roll_names.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

namespace {

Result<Bytes> read_roll(const std::string& file) {
    return teller::read_file(file, imports::file_bytes_max);
}

}  // namespace

void add_roll_option(Options& command, std::string& file) {
    command.add(
        "--roll", file,
        "代表名册（CSV 或 XLSX），给出席情况表配上姓名 / the roll's table, for the names of "
        "the attendance");
}

void add_papers_option(Options& command, std::string& day) {
    command.add("--destroy-papers-on", day,
                "纸质票的销毁日期 YYYY-MM-DD；不给则留空手写 / when papers are destroyed; left to "
                "be written by hand if not given");
}

Result<Bytes32> roll_table_hash(const std::string& file) {
    const Bytes table = PJ_TRY(read_roll(file));
    return imports::roll_table_hash(table, file);
}

Result<forms::RollNames> read_roll_names(const std::string& file, const forms::FormData& data) {
    const Bytes table = PJ_TRY(read_roll(file));
    return imports::roll_names(table, file, data);
}

Result<void> check_day(const std::string& day) {
    if (day.empty()) return {};
    const auto digits = [&day](std::size_t at, std::size_t count) {
        int out = 0;
        for (const char c : std::string_view{day}.substr(at, count))
            out = c >= '0' && c <= '9' && out >= 0 ? out * 10 + (c - '0') : -1;
        return out;
    };
    if (day.size() == 10 && day[4] == '-' && day[7] == '-') {
        const int year = digits(0, 4);
        const int month = digits(5, 2);
        const int of_month = digits(8, 2);
        if (year > 0 && month > 0 && of_month > 0 &&
            std::chrono::year_month_day{std::chrono::year{year},
                                        std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(of_month)}}
                .ok())
            return {};
    }
    return fail(Errc::malformed, "--destroy-papers-on: YYYY-MM-DD, such as 2026-04-05");
}

}  // namespace piaojue::commands
