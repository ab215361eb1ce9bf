// 选票清点报告: papers and ballots, and that they balance; no votes
#include "ballot/forms/parts.hpp"

namespace piaojue::forms {

namespace {

Table count_table(const Speech& speech, const RoundData& round) {
    const RoundCounts& counts = round.report.counts;
    Table out{{{speech(words::item), 30, Align::left}, {speech(words::figure), 10, Align::right}},
              {}};
    const auto row = [&](const Term& item, std::uint32_t value) {
        out.rows.push_back({speech(item), std::to_string(value)});
    };
    row(words::due, counts.due);
    row(words::present, counts.present);
    row(words::absent, counts.due - counts.present);
    row(words::issued, counts.issued);
    row(words::drawn, round.drawn);
    row(words::cast, counts.cast);
    row(words::handed_back, counts.handed_back);
    if (const auto& paper = round.report.paper) {
        const Sheets& sheets = paper->sheets;
        row(words::sheets_taken, sheets.taken);
        row(words::sheets_exchanged, sheets.exchanged);
        row(words::sheets_uncancelled, sheets.uncancelled);
        if (paper->entered > 0) row(words::sheets_entered, paper->entered);
        row(words::sheets_returned, sheets.returned);
        row(words::void_over, sheets.voided.over);
        row(words::void_unreadable, sheets.voided.unreadable);
        row(words::void_marked, sheets.voided.marked);
        row(words::void_blank, sheets.voided.blank);
    }
    row(words::returned, counts.returned);
    row(words::outstanding, counts.outstanding);
    row(words::checked, round.checked);
    row(words::slips_voided, round.slips_voided);
    if (round.report.is_opened()) {
        row(words::valid, counts.valid);
        row(words::invalid, counts.voided);
        row(words::blank, counts.blank);
    }
    return out;
}

Table balance_table(const Speech& speech, const RoundData& round) {
    const RoundCounts& counts = round.report.counts;
    Table out{{{speech(words::balance), 26, Align::left},
               {speech(words::figures), 18, Align::left},
               {speech(words::holds), 8, Align::left}},
              {}};
    const auto row = [&](const Term& rule, const std::string& figures, bool holds) {
        out.rows.push_back({speech(rule), figures, speech(holds ? words::yes : words::no)});
    };
    const auto at_most = [&](const Term& rule, std::uint32_t one, std::uint32_t other) {
        row(rule, fmt::format("{} ≤ {}", one, other), one <= other);
    };
    const auto sum = [&](const Term& rule, std::uint32_t one, std::uint32_t other,
                         std::uint32_t whole) {
        row(rule, fmt::format("{} + {} = {}", one, other, whole), one + other == whole);
    };
    at_most(words::present_due, counts.present, counts.due);
    at_most(words::issued_present, counts.issued, counts.present);
    at_most(words::returned_issued, counts.returned, counts.issued);
    if (const auto& paper = round.report.paper) {
        sum(words::cast_back_sheets, counts.cast + counts.handed_back, paper->sheets.returned,
            counts.returned);
    } else {
        sum(words::cast_back, counts.cast, counts.handed_back, counts.returned);
    }
    sum(words::back_out, counts.returned, counts.outstanding, counts.issued);
    if (round.report.is_opened())
        sum(words::valid_void, counts.valid, counts.voided, counts.returned);
    return out;
}

}  // namespace

void compose_count(Sheet& sheet) {
    const Speech& speech = sheet.speech();
    for (const RoundData& round : sheet.data().rounds) {
        sheet.round_head(round);
        FieldList list;
        list.fields = {{speech(words::matter), sheet.title_of(round), true},
                       {speech(words::time), sheet.time_of(round), true}};
        sheet.add(std::move(list));
        sheet.add(count_table(speech, round));
        sheet.add(balance_table(speech, round));
        if (round.report.paper && round.report.paper->too_many) {
            sheet.paragraph(speech(words::papers_too_many));
        } else if (!round.report.is_opened()) {
            sheet.paragraph(speech.say(words::not_opened, round.min_group));
        }
    }
    sheet.voided_rounds();
    sheet.signatures({words::chief, words::scrutineer, words::counter, words::signed_on});
    sheet.proofs();
}

}  // namespace piaojue::forms
