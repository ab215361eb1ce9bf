// Sheets that are no report of the result: attendance, the ballot paper, what is to be destroyed
#include <algorithm>

#include "ballot/forms/parts.hpp"
#include "ballot/forms/words_sheets.hpp"

namespace piaojue::forms {

namespace {

// ── attendance ──

// The clock alone on the day on which the box was opened, which stands above.
std::string moment(const Speech& speech, std::uint32_t minute, const RoundData& round) {
    const auto& opened = round.times.opened;
    const bool that_day = opened && speech.date(*opened) == speech.date(minute);
    return that_day ? speech.clock(minute) : speech.time(minute);
}

void attendance_table(Sheet& sheet, const RoundData& round, const RollNames* roll) {
    const Speech& speech = sheet.speech();
    Table table;
    table.columns = {{speech(words::number), 12, Align::right}};
    if (roll != nullptr) {
        table.columns.push_back({speech(words::card_number), 20, Align::right});
        table.columns.push_back({speech(words::name), 26, Align::left});
        table.columns.push_back({speech(words::delegation), 33, Align::left});
        table.columns.push_back({speech(words::seat), 25, Align::left});
    }
    table.columns.push_back({speech(words::signed_in), 28, Align::left});
    table.columns.push_back({speech(words::attended), 26, Align::left});
    for (std::size_t i = 0; i < round.attendance.size(); ++i) {
        const AttendanceLine& line = round.attendance[i];
        std::vector<std::string> row{std::to_string(line.deputy.value())};
        if (roll != nullptr) {
            const RollName& name = roll->names[i];
            row.insert(row.end(), {name.no, name.name, name.delegation, name.seat});
        }
        row.push_back(line.signed_in ? moment(speech, *line.signed_in, round) : "—");
        row.push_back(speech(!line.present ? words::absent
                             : line.left   ? words::present_left
                                           : words::present));
        table.rows.push_back(std::move(row));
    }
    sheet.add(std::move(table));
}

void attendance_round(Sheet& sheet, const RoundData& round, const RollNames* roll) {
    const Speech& speech = sheet.speech();
    const RoundCounts& counts = round.report.counts;
    sheet.round_head(round);
    FieldList list;
    list.fields = {
        {speech(words::matter), sheet.title_of(round), true},
        {speech(words::time), sheet.time_of(round), true},
        {speech(words::due), speech.say(words::people_unit, counts.due), false},
        {speech(words::present), speech.say(words::people_unit, counts.present), false},
        {speech(words::absent), speech.say(words::people_unit, counts.due - counts.present), false},
        {speech(words::quorum),
         speech.say(round.ruling.quorum_met ? words::quorum_met : words::quorum_missed,
                    round.ruling.quorum_needed),
         false},
    };
    sheet.add(std::move(list));
    attendance_table(sheet, round, roll);
}

// ── the ballot paper ──

std::string marks_rule(const Speech& speech, const RoundData& round) {
    const Method& method = round.method;
    const std::size_t projects = round.report.projects.size();
    switch (method.style) {
    case Style::choose_up_to: return speech.say(words::mark_up_to, projects, method.hi);
    case Style::choose_exactly: return speech.say(words::mark_exactly, projects, method.hi);
    case Style::three_way: return speech(words::mark_each);
    case Style::three_way_capped: return speech.say(words::mark_each_up_to, method.hi);
    }
    PJ_UNREACHABLE("a style outside its enumeration");
}

const RoundData* round_of(const FormData& data, std::uint8_t number) {
    for (const RoundData& round : data.rounds) {
        if (round.report.round == number) return &round;
    }
    return data.rounds.empty() ? nullptr : &data.rounds.back();
}

}  // namespace

void compose_attendance(Sheet& sheet, const FormExtras& extras) {
    const Speech& speech = sheet.speech();
    const RollNames* const roll = extras.roll ? &*extras.roll : nullptr;
    for (const RoundData& round : sheet.data().rounds)
        attendance_round(sheet, round, roll);
    sheet.voided_rounds();
    const std::string checked = roll == nullptr ? speech(words::roll_none)
                                : roll->sealed
                                    ? speech(words::roll_sealed)
                                    : speech.say(words::roll_counted, roll->names.size());
    sheet.paragraph(checked, Manner::note);
    sheet.paragraph(speech(words::minute_note), Manner::note);
    sheet.signatures({words::chief, words::official, words::signed_on});
    if (roll != nullptr) sheet.fingerprint(speech(words::roll_table), roll->sha256);
    sheet.short_proofs();
}

void compose_ballot(Sheet& sheet, std::uint8_t number) {
    const Speech& speech = sheet.speech();
    const RoundData* const round = round_of(sheet.data(), number);
    if (round == nullptr) return sheet.voided_rounds();
    sheet.set_in(Gauge::ballot);
    sheet.paragraph(sheet.title_of(*round), Manner::center);
    if (round->report.round > 1)
        sheet.paragraph(
            speech.say(words::round, round->report.round, speech.kind(round->report.kind)),
            Manner::center);
    sheet.paragraph(marks_rule(speech, *round));
    sheet.paragraph(speech(round->method.blank == BlankRule::abstain ? words::blank_paper_abstains
                                                                     : words::blank_paper_void));
    sheet.paragraph(speech(words::no_other_marks));
    Table table{
        {{speech(words::number), 12, Align::right}, {speech(words::project), 76, Align::left}}, {}};
    std::vector<std::string> boxes{std::string{mark_box}};
    table.columns.push_back({speech(words::approve), 18, Align::center});
    if (round->report.three_way) {
        table.columns.push_back({speech(words::oppose), 18, Align::center});
        table.columns.push_back({speech(words::abstain), 18, Align::center});
        boxes.assign(3, std::string{mark_box});
    }
    for (const ProjectReport& project : round->report.projects) {
        std::vector<std::string> row{std::to_string(project.no.value()), sheet.name_of(project)};
        row.insert(row.end(), boxes.begin(), boxes.end());
        table.rows.push_back(std::move(row));
    }
    sheet.add(std::move(table));
    sheet.paragraph(speech(words::seal_here), Manner::signer);
    sheet.paragraph(speech(words::same_sheets), Manner::note);
    sheet.foot(
        speech.say(words::manifest_foot, grouped(round->report.manifest.value(), foot_bytes)));
}

void compose_destruction(Sheet& sheet, const FormExtras& extras) {
    const Speech& speech = sheet.speech();
    const std::string papers =
        extras.papers_on.empty() ? speech(words::month_after) : speech.day(extras.papers_on);
    sheet.paragraph(speech(words::destruction_intro));
    Table table{{{speech(words::thing), 50, Align::left},
                 {speech(words::lies), 32, Align::left},
                 {speech(words::due_on), 40, Align::left},
                 {speech(words::destroyed_on), 22, Align::left},
                 {speech(words::destroyed_by), 28, Align::left}},
                {}};
    const auto row = [&](const Term& thing, const Term& place, const std::string& when) {
        table.rows.push_back({speech(thing), speech(place), when, "", ""});
    };
    row(words::things_papers, words::lies_sealed, papers);
    row(words::things_codes, words::lies_tellers, speech(words::at_once));
    row(words::things_names, words::lies_desks, speech(words::at_once));
    row(words::things_server, words::lies_server, speech(words::appeal_over));
    row(words::things_shares, words::lies_each, speech(words::appeal_over));
    row(words::things_copies, words::lies_backup, speech(words::appeal_over));
    sheet.add(std::move(table));
    sheet.paragraph(speech(words::record_stays), Manner::note);
    sheet.signatures({words::chief, words::signed_on});
}

}  // namespace piaojue::forms
