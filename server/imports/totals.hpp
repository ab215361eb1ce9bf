// server/imports/totals.hpp — what was counted, as somebody typed it          PROTOCOL.md §11.7
//
// totals.csv: the header no,name,approve,oppose,abstain; a row a project. With a ballot that only
// approves the last two stay empty. UTF-8 or GB18030; numbers as in every table (text.hpp). A
// tally's own totals never come here: they have passed check_balance().
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/decide.hpp"
#include "crypto/base/bytes.hpp"
#include "server/imports/fault.hpp"

namespace piaojue::imports {

inline constexpr std::array<std::string_view, 5> totals_columns{"no", "name", "approve", "oppose",
                                                                "abstain"};
inline constexpr std::uint32_t first_count_column = 2;
inline constexpr std::uint32_t project_number_max = 65'535;

struct ClaimedCount {
    std::optional<std::uint32_t> value;
    bool spoilt = false;  // something stands there that is no count, and was named
};

struct ClaimedTotal {
    std::uint32_t row = 0;  // its line; in a list its place, from 1
    std::optional<ProjectNumber> no;
    std::string name;
    std::array<ClaimedCount, 3> counts;  // approve, oppose, abstain
};

struct Totals {
    std::vector<ClaimedTotal> rows;
    std::vector<Fault> faults;
};

// Every fault of the file by itself: unreadable ones (unknown_encoding, open_quote, wrong_header),
// wrong_width, extra_row, missing_number, bad_number, bad_count.
[[nodiscard]] Totals read_totals(ByteView bytes);

// What can not be in such totals: no row or too many, a number twice, an approval that is missing
// or above valid; by the style oppose and abstain where nobody was asked, or a sum that is not
// valid. What is not known is not asked.
void check_totals(std::optional<Style> style, std::optional<std::uint32_t> valid, Totals& totals);

// Nobody due, present above due, issued above present, valid above returned. More returned than
// issued can be: that the set is void is a decision.
[[nodiscard]] std::vector<Fault> figure_faults(const DecisionCounts& counts);

// Of totals without a fault.
[[nodiscard]] std::vector<Candidate> approvals(const Totals& totals);

}  // namespace piaojue::imports
