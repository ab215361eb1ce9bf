#include "server/imports/totals.hpp"

#include <algorithm>
#include <map>

#include "ballot/wire.hpp"
#include "server/imports/delimited.hpp"
#include "server/imports/text.hpp"

namespace piaojue::imports {

namespace {

constexpr std::uint32_t first_count = first_count_column;

struct CountWords {
    std::string_view chinese;
    std::string_view english;
};
constexpr std::array<CountWords, 3> count_words{
    {{"赞成", "approve"}, {"反对", "oppose"}, {"弃权", "abstain"}}};

bool is_header(const Row& row) {
    return std::equal(row.fields.begin(), row.fields.end(), totals_columns.begin(),
                      totals_columns.end(), [](const std::string& is, std::string_view should) {
                          return cleaned(is, Spacing::line) == should;
                      });
}

bool is_empty(const Row& row) {
    return std::all_of(row.fields.begin(), row.fields.end(), [](const std::string& field) {
        return cleaned(field, Spacing::line).empty();
    });
}

void read_row(const Row& row, Totals& out) {
    ClaimedTotal total;
    total.row = static_cast<std::uint32_t>(row.line);
    if (row.fields.size() != totals_columns.size()) {
        out.faults.push_back(fault(FaultCode::wrong_width, {total.row, {}}, row.fields.size(),
                                   totals_columns.size()));
        return;
    }
    const auto field = [&row](std::size_t column) {
        return cleaned(row.fields[column], Spacing::line);
    };
    const std::string no = field(0);
    const auto number = whole_number(no);
    total.name = field(1);
    if (!no.empty() && !number && total.name.empty()) {  // 合计
        out.faults.push_back(fault(FaultCode::extra_row, {total.row, {}}, no));
        return;
    }
    if (no.empty()) {
        out.faults.push_back(fault(FaultCode::missing_number, {total.row, 0}));
    } else if (!number || *number == 0 || *number > project_number_max) {
        out.faults.push_back(fault(FaultCode::bad_number, {total.row, 0}, no, project_number_max));
    } else {
        total.no = ProjectNumber{static_cast<std::uint16_t>(*number)};
    }
    for (std::uint32_t i = 0; i < total.counts.size(); ++i) {
        const std::string text = field(first_count + i);
        if (text.empty()) continue;
        total.counts[i].value = whole_number(text);
        if (total.counts[i].value) continue;
        total.counts[i].spoilt = true;
        out.faults.push_back(fault(FaultCode::bad_count, {total.row, first_count + i}, text));
    }
    out.rows.push_back(std::move(total));
}

Fault above(Place place, CountWords what, std::uint32_t is, CountWords limit, std::uint32_t most) {
    return fault(FaultCode::figure_above, place, what.chinese, is, limit.chinese, most,
                 what.english, limit.english);
}

std::string spoken_number(const ClaimedTotal& total) {
    return total.no ? std::to_string(total.no->value()) : "?";
}

void check_counts_above(const ClaimedTotal& total, std::uint32_t valid,
                        std::vector<Fault>& faults) {
    const std::string no = spoken_number(total);
    for (std::uint32_t i = 0; i < total.counts.size(); ++i) {
        const std::optional<std::uint32_t>& count = total.counts[i].value;
        if (!count || *count <= valid) continue;
        const std::string chinese = fmt::format("项目 {} {}", no, count_words[i].chinese);
        const std::string english = fmt::format("project {} {}", no, count_words[i].english);
        faults.push_back(above({total.row, first_count + i}, {chinese, english}, *count,
                               {"有效票", "valid"}, valid));
    }
}

void check_three_way(const ClaimedTotal& total, std::optional<std::uint32_t> valid,
                     std::vector<Fault>& faults) {
    std::uint64_t sum = 0;
    bool whole = true;
    for (std::uint32_t i = 0; i < total.counts.size(); ++i) {
        const ClaimedCount& count = total.counts[i];
        sum += count.value.value_or(0);
        whole = whole && count.value && (!valid || *count.value <= *valid);
        if (i == 0 || count.value || count.spoilt) continue;
        faults.push_back(fault(FaultCode::missing_count, {total.row, first_count + i}));
    }
    if (!whole || !valid || sum == *valid) return;
    faults.push_back(
        fault(FaultCode::not_the_sum, {total.row, {}}, spoken_number(total), sum, *valid));
}

void check_row(std::optional<Style> style, std::optional<std::uint32_t> valid,
               const ClaimedTotal& total, std::vector<Fault>& faults) {
    const auto& [approve, oppose, abstain] = total.counts;
    if (!approve.value && !approve.spoilt) {
        faults.push_back(fault(FaultCode::missing_count, {total.row, first_count}));
    }
    if (style && grades_of(*style) == 3) {
        check_three_way(total, valid, faults);
    } else if (style && (oppose.value || abstain.value)) {
        const std::uint32_t column = first_count + (oppose.value ? 1 : 2);
        faults.push_back(
            fault(FaultCode::unasked_count, {total.row, column}, spoken_number(total)));
        return;
    }
    if (valid) check_counts_above(total, *valid, faults);
}

}  // namespace

Totals read_totals(ByteView bytes) {
    Totals out;
    const auto refuse = [&out](const Fault& why) {
        out.faults.push_back(why);
        return out;
    };
    const auto decoded = decode_text(bytes);
    if (!decoded) return refuse(decoded.error());
    const auto rows = parse_delimited(decoded->text, ',');
    if (!rows) return refuse(fault(FaultCode::open_quote, {}, rows.error().detail));
    if (rows->empty() || !is_header(rows->front())) {
        return refuse(fault(FaultCode::wrong_header, {1, {}},
                            fmt::format("{}", fmt::join(totals_columns, ","))));
    }
    for (auto row = rows->begin() + 1; row != rows->end(); ++row)
        if (!is_empty(*row)) read_row(*row, out);
    return out;
}

void check_totals(std::optional<Style> style, std::optional<std::uint32_t> valid, Totals& totals) {
    if (totals.rows.empty() && totals.faults.empty()) {
        totals.faults.push_back(fault(FaultCode::no_rows, {}));
    }
    if (totals.rows.size() > limit::projects) {
        totals.faults.push_back(
            fault(FaultCode::too_many_rows, {}, totals.rows.size(), limit::projects));
    }
    std::map<ProjectNumber, std::uint32_t> row_of;
    for (const ClaimedTotal& total : totals.rows) {
        if (total.no) {
            const auto [earlier, is_new] = row_of.emplace(*total.no, total.row);
            if (!is_new) {
                totals.faults.push_back(fault(FaultCode::duplicate_number, {total.row, 0},
                                              total.no->value(), earlier->second));
            }
        }
        check_row(style, valid, total, totals.faults);
    }
    sort_faults(totals.faults);
}

std::vector<Fault> figure_faults(const DecisionCounts& counts) {
    constexpr CountWords due{"应到", "due"};
    constexpr CountWords present{"实到", "present"};
    constexpr CountWords issued{"发出", "issued"};
    constexpr CountWords returned{"收回", "returned"};
    constexpr CountWords valid{"有效票", "valid"};
    std::vector<Fault> out;
    const auto ask = [&out](CountWords what, std::uint32_t is, CountWords limit,
                            std::uint32_t most) {
        if (is > most) out.push_back(above({}, what, is, limit, most));
    };
    if (counts.due == 0) out.push_back(fault(FaultCode::nobody_due, {}));
    ask(present, counts.present, due, counts.due);
    ask(issued, counts.issued, present, counts.present);
    ask(valid, counts.valid, returned, counts.returned);
    return out;
}

std::vector<Candidate> approvals(const Totals& totals) {
    std::vector<Candidate> out;
    for (const ClaimedTotal& total : totals.rows)
        out.push_back({total.no.value(), total.counts[0].value.value()});
    return out;
}

}  // namespace piaojue::imports
