// 公告 and what the chair reads: the result in sentences
#include <algorithm>

#include "ballot/forms/parts.hpp"

namespace piaojue::forms {

namespace {

const ProjectReport& voted(const FormData& data, const FinalResult::Chosen& chosen) {
    for (const RoundData& round : data.rounds) {
        if (round.report.round != chosen.round) continue;
        for (const ProjectReport& project : round.report.projects) {
            if (project.no == chosen.no) return project;
        }
    }
    PJ_UNREACHABLE("what was chosen is a project of its round");
}

// Who issues a notice: of the plenary its presidium, of another body the body itself.
std::string issuer_of(const Sheet& sheet) {
    return sheet.data().body == Body::plenary
               ? sheet.speech().say(words::presidium, sheet.congress())
               : sheet.congress();
}

void chosen_list(Sheet& sheet, const std::vector<FinalResult::Chosen>& chosen, Notice notice) {
    const Speech& speech = sheet.speech();
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const std::string name = speech.name(chosen[i].name, chosen[i].name2);
        sheet.paragraph(notice == Notice::names
                            ? speech.say(words::notice_item, i + 1, name)
                            : speech.say(words::notice_item_votes, i + 1, name,
                                         voted(sheet.data(), chosen[i]).result.approve),
                        Manner::item);
    }
}

void read_round(Sheet& sheet, const RoundData& round) {
    const Speech& speech = sheet.speech();
    const RoundCounts& counts = round.report.counts;
    const Ruling& ruling = round.ruling;
    sheet.paragraph(
        speech.say(words::chair_present, counts.due, counts.present, counts.due - counts.present,
                   speech(ruling.quorum_met ? words::chair_quorum : words::chair_no_quorum)));
    sheet.paragraph(speech.say(words::chair_ballots, counts.issued, counts.returned,
                               speech(ruling.set_valid ? words::not_more : words::more),
                               speech(ruling.set_valid ? words::is_valid : words::is_void)));
    if (const auto& paper = round.report.paper) {
        sheet.paragraph(speech.say(words::chair_sheets, paper->sheets.handed_out(),
                                   paper->sheets.returned, paper->sheets.voided.all()));
    }
    if (!round.report.is_opened()) return sheet.round_end(round);
    sheet.paragraph(speech.say(words::chair_valid, counts.valid, counts.voided));
    sheet.paragraph(round.method.threshold
                        ? speech.say(words::chair_needed, ruling.approvals_needed,
                                     speech.base(ruling.share_base), round.report.places)
                        : speech.say(words::chair_places, round.report.places));
    std::vector<FinalResult::Chosen> chosen;
    for (const std::size_t i : round.listed) {
        const ProjectReport& project = round.report.projects[i];
        if (project.result.chosen)
            chosen.push_back({project.no, project.name, project.name2, round.report.round});
    }
    sheet.paragraph(chosen.empty() ? speech(words::chair_none)
                                   : speech.say(words::chair_chosen, chosen.size()));
    chosen_list(sheet, chosen, Notice::names_and_votes);
    if (round.report.places_left > 0 || round.report.next_round) sheet.round_end(round);
}

}  // namespace

void compose_notice(Sheet& sheet, Notice notice) {
    const Speech& speech = sheet.speech();
    const FormData& data = sheet.data();
    sheet.set_in(Gauge::letter);
    sheet.paragraph(speech(words::notice_number), Manner::center);
    if (data.final && !data.rounds.empty()) {
        const FinalResult& final = *data.final;
        const RoundData& first = data.rounds.front();
        const std::string day =
            first.times.opened ? speech.date(*first.times.opened) : std::string{"—"};
        sheet.paragraph(speech.say(final.chosen.empty() ? words::notice_none : words::notice_text,
                                   sheet.congress(), day, first.report.projects.size(),
                                   sheet.title_of(first), final.chosen.size()));
        chosen_list(sheet, final.chosen, notice);
        if (final.places_left > 0 && final.next_round)
            sheet.paragraph(speech.say(words::notice_left, final.places_left));
    }
    sheet.voided_rounds();
    sheet.paragraph(speech(words::hereby));
    sheet.paragraph(issuer_of(sheet), Manner::signer);
    sheet.paragraph(speech.date(data.published), Manner::signer);
    sheet.short_proofs();
}

void compose_chair(Sheet& sheet) {
    const Speech& speech = sheet.speech();
    const FormData& data = sheet.data();
    sheet.set_in(Gauge::speech);
    sheet.paragraph(speech(words::chair_note), Manner::center);
    for (const RoundData& round : data.rounds) {
        sheet.round_head(round);
        sheet.paragraph(speech.say(words::chair_open, sheet.title_of(round)));
        read_round(sheet, round);
    }
    sheet.voided_rounds();
    sheet.paragraph(speech(words::chair_end));
}

}  // namespace piaojue::forms
