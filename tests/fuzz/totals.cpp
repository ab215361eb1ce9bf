// What somebody says was counted: totals that a decision can be asked of, or every fault named.
#include <algorithm>
#include <set>

#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"
#include "server/imports/delimited.hpp"
#include "server/imports/import.hpp"
#include "server/imports/totals.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"

namespace piaojue::fuzz {

namespace {

// What the totals are held against; each may be unknown.
struct Asked {
    std::optional<Style> style;
    std::optional<std::uint32_t> valid;
};

std::string written(const imports::Totals& totals) {
    std::string out = fmt::format("{}\n", fmt::join(imports::totals_columns, ","));
    for (const imports::ClaimedTotal& total : totals.rows) {
        out += fmt::format("{},{}", total.no.value().value(), imports::quoted_field(total.name));
        for (const imports::ClaimedCount& count : total.counts)
            out += count.value ? fmt::format(",{}", *count.value) : ",";
        out += '\n';
    }
    return out;
}

// Nothing is passed over in silence.
void row_laws(ByteView file, const imports::Totals& totals) {
    std::set<std::size_t> spoken_of;
    for (const imports::ClaimedTotal& total : totals.rows)
        spoken_of.insert(total.row);
    for (const imports::Fault& fault : totals.faults) {
        law(imports::is_utf8(fault.message), "a fault can be printed");
        if (!fault.place.row) continue;
        spoken_of.insert(*fault.place.row);
    }
    const auto decoded = imports::decode_text(file);
    const auto rows = imports::parse_delimited(decoded ? decoded->text : "", ',');
    const bool whole = std::all_of(
        totals.faults.begin(), totals.faults.end(),
        [](const imports::Fault& one) { return one.severity() != imports::Severity::unreadable; });
    if (!decoded || !rows || !whole) {
        law(!totals.faults.empty() && totals.rows.empty(), "what can not be read says why");
        return;
    }
    for (auto row = rows->begin() + 1; row < rows->end(); ++row) {
        const bool empty = std::all_of(row->fields.begin(), row->fields.end(), [](const auto& one) {
            return imports::cleaned(one, imports::Spacing::line).empty();
        });
        law(empty || spoken_of.contains(row->line), "every row is read or named");
    }
}

void good_laws(const Asked& asked, const imports::Totals& totals) {
    law(!totals.rows.empty() && totals.rows.size() <= limit::projects, "rows in the limit");
    const std::vector<Candidate> candidates = imports::approvals(totals);
    std::set<ProjectNumber> numbers;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        law(candidates[i].no.value() >= 1 && numbers.insert(candidates[i].no).second,
            "numbers from 1 on, none twice");
        const auto& [approve, oppose, abstain] = totals.rows[i].counts;
        if (asked.valid) law(candidates[i].approve <= *asked.valid, "no more than valid ballots");
        if (!asked.style) continue;
        const bool three = grades_of(*asked.style) == 3;
        law(oppose.value.has_value() == three && abstain.value.has_value() == three,
            "what the style asks, and no more");
        if (three && asked.valid) {
            const std::uint64_t sum =
                std::uint64_t{*approve.value} + oppose.value.value() + abstain.value.value();
            law(sum == *asked.valid, "the answers are the valid ballots");
        }
    }
    const std::string text = written(totals);
    const imports::Totals again = imports::read_totals(as_bytes(text));
    law(again.faults.empty(), "totals written out are read");
    law_same(written(again), text, "totals written out are the same totals");
}

}  // namespace

bool totals(ByteView input) {
    if (input.size() < 4) return false;
    Asked asked;
    if (const auto style = enum_from_code<Style>(input[0])) asked.style = *style;
    if (input[1] % 2 == 1) asked.valid = 256U * input[2] + input[3];
    imports::Totals read = imports::read_totals(input.subspan(4));
    imports::check_totals(asked.style, asked.valid, read);
    row_laws(input.subspan(4), read);
    if (!read.faults.empty()) return false;
    good_laws(asked, read);
    return true;
}

}  // namespace piaojue::fuzz
