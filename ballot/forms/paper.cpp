// Sheets of paper beside the box: what became of them, and each project's votes in both
#include "ballot/forms/parts.hpp"

namespace piaojue::forms {

namespace {

std::uint32_t less(std::uint32_t whole, std::uint32_t part) {
    return whole > part ? whole - part : 0;
}

FieldList sheet_counts(const Speech& speech, const PaperPart& paper) {
    const Sheets& sheets = paper.sheets;
    FieldList list;
    const auto row = [&](const Term& label, std::uint64_t value) {
        list.fields.push_back({speech(label), speech.say(words::ballots_unit, value), false});
    };
    row(words::sheets_handed_out, sheets.handed_out());
    row(words::sheets_returned, sheets.returned);
    row(words::sheets_taken, sheets.taken);
    row(words::sheets_exchanged, sheets.exchanged);
    row(words::sheets_uncancelled, sheets.uncancelled);
    if (paper.entered > 0) row(words::sheets_entered, paper.entered);
    row(words::void_over, sheets.voided.over);
    row(words::void_unreadable, sheets.voided.unreadable);
    row(words::void_marked, sheets.voided.marked);
    row(words::void_blank, sheets.voided.blank);
    return list;
}

// Approvals, or approve / oppose / abstain.
std::string votes_text(const SheetVotes& votes, bool three_way) {
    if (!three_way) return std::to_string(votes.approve);
    return fmt::format("{} / {} / {}", votes.approve, votes.oppose, votes.abstain);
}

std::vector<std::string> batch_row(const Sheet& sheet, const BatchLine& line) {
    const Speech& speech = sheet.speech();
    const auto name_of = [&sheet](PersonNumber person) { return sheet.data().person(person).name; };
    std::vector<std::string> out{std::to_string(line.batch.value())};
    for (const std::uint32_t number :
         {line.issued, line.returned, std::uint32_t{line.voided.over},
          std::uint32_t{line.voided.unreadable}, std::uint32_t{line.voided.marked},
          std::uint32_t{line.voided.blank}})
        out.push_back(std::to_string(number));
    out.push_back(speech.list({name_of(line.keyed[0]), name_of(line.keyed[1])}));
    out.push_back(line.chief ? speech.say(words::doubtful_is, line.doubtful, name_of(*line.chief))
                             : "—");
    return out;
}

}  // namespace

void add_batches(Sheet& sheet, const RoundData& round) {
    if (round.batches.empty()) return;
    const Speech& speech = sheet.speech();
    sheet.heading(words::batches);
    // English words are longer than Chinese ones, and take of what names have.
    const bool english = speech.lang() == Lang::en;
    const auto figure = [&](const Term& head, unsigned chinese, unsigned other) {
        return Column{speech(head), english ? other : chinese, Align::right};
    };
    Table table{{figure(words::batch, 12, 11),
                 figure(words::batch_issued, 12, 12),
                 figure(words::batch_returned, 12, 15),
                 figure(words::batch_over, 12, 15),
                 figure(words::batch_unreadable, 12, 24),
                 figure(words::batch_marked, 17, 21),
                 figure(words::batch_blank, 12, 18),
                 {speech(words::keyed_by), english ? 32U : 41U, Align::left},
                 {speech(words::doubtful_by), english ? 30U : 40U, Align::left}},
                {}};
    for (const BatchLine& line : round.batches)
        table.rows.push_back(batch_row(sheet, line));
    sheet.add(std::move(table));
    sheet.paragraph(speech(words::batches_note), Manner::note);
}

void add_sheets(Sheet& sheet, const RoundData& round) {
    const RoundReport& report = round.report;
    if (!report.paper) return;
    const Speech& speech = sheet.speech();
    sheet.heading(words::sheets);
    sheet.add(sheet_counts(speech, *report.paper));
    if (!report.is_opened()) return;
    if (report.opened == OpenedAs::sheets_alone) sheet.paragraph(speech(words::sheets_alone));
    // Three numbers of four digits stand in one line; names take what is left.
    const unsigned votes = report.three_way ? 30 : 24;
    Table table{{{speech(words::number), 11, Align::right},
                 {speech(words::project), 120 - 3 * votes, Align::left},
                 {speech(words::in_box), votes, Align::right},
                 {speech(words::on_sheets), votes, Align::right},
                 {speech(words::together), votes, Align::right}},
                {}};
    for (const std::size_t i : round.listed) {
        const ProjectResult& all = report.projects[i].result;
        const SheetVotes& on_sheets = report.paper->sheets.projects[i];
        const SheetVotes in_box{less(all.approve, on_sheets.approve),
                                less(all.oppose, on_sheets.oppose),
                                less(all.abstain, on_sheets.abstain)};
        table.rows.push_back(
            {std::to_string(report.projects[i].no.value()), sheet.name_of(report.projects[i]),
             votes_text(in_box, report.three_way), votes_text(on_sheets, report.three_way),
             votes_text({all.approve, all.oppose, all.abstain}, report.three_way)});
    }
    sheet.add(std::move(table));
    if (report.three_way) sheet.paragraph(speech(words::three_votes), Manner::note);
}

}  // namespace piaojue::forms
