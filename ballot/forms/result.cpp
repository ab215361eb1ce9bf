// 票决结果报告单 and the full report: everything that was counted
#include "ballot/forms/parts.hpp"

namespace piaojue::forms {

namespace {

Field counted(const Speech& speech, const Term& label, std::uint64_t value, const Term& unit) {
    return {speech(label), speech.say(unit, value), false};
}

void add_head(Sheet& sheet, const RoundData& round) {
    const Speech& speech = sheet.speech();
    const Method& method = round.method;
    FieldList list;
    list.fields = {
        {speech(words::matter), sheet.title_of(round), true},
        {speech(words::time), sheet.time_of(round), true},
        {speech(words::place), "—", true},
        {speech(words::manner), speech.say(words::secret, speech.style(method)), true},
        counted(speech, words::candidates, round.report.projects.size(), words::projects_unit),
        counted(speech, words::places, round.report.places, words::projects_unit),
        {speech(words::needed),
         method.threshold ? speech.say(words::needed_of, round.ruling.approvals_needed,
                                       speech.base(round.ruling.share_base))
                          : speech(words::needed_any),
         true},
        {speech(words::rules),
         speech.say(words::rules_are, speech.tie_rule(method.tie),
                    speech.shortfall_rule(method.shortfall)),
         true},
    };
    sheet.add(std::move(list));
}

void add_counts(Sheet& sheet, const RoundData& round) {
    const Speech& speech = sheet.speech();
    const RoundCounts& counts = round.report.counts;
    const Ruling& ruling = round.ruling;
    const Term& blank =
        round.method.blank == BlankRule::abstain ? words::blank_abstains : words::blank_void;
    sheet.heading(words::counts);
    FieldList list;
    list.fields = {
        counted(speech, words::due, counts.due, words::people_unit),
        counted(speech, words::present, counts.present, words::people_unit),
        counted(speech, words::absent, counts.due - counts.present, words::people_unit),
        {speech(words::quorum),
         speech.say(ruling.quorum_met ? words::quorum_met : words::quorum_missed,
                    ruling.quorum_needed),
         false},
        counted(speech, words::issued, counts.issued, words::ballots_unit),
        counted(speech, words::returned, counts.returned, words::ballots_unit),
        counted(speech, words::cast, counts.cast, words::ballots_unit),
        counted(speech, words::handed_back, counts.handed_back, words::ballots_unit),
        counted(speech, words::valid, counts.valid, words::ballots_unit),
        counted(speech, words::invalid, counts.voided, words::ballots_unit),
        {speech(words::blank), speech.say(blank, counts.blank), false},
        counted(speech, words::outstanding, counts.outstanding, words::ballots_unit),
    };
    if (ruling.participation_met) {
        list.fields.push_back({speech(words::participation),
                               speech(*ruling.participation_met ? words::met : words::missed),
                               true});
    }
    list.fields.push_back({speech(words::set_valid),
                           speech(ruling.set_valid ? words::set_holds : words::set_void), true});
    sheet.add(std::move(list));
}

const Term& reason_of(const RoundData& round, const ProjectResult& result) {
    const Ruling& ruling = round.ruling;
    if (!round.report.is_opened() || !ruling.set_valid || !ruling.quorum_met ||
        !ruling.participation_met.value_or(true))
        return words::undecided;
    if (result.tied) return words::tied;
    if (result.chosen) return result.passed ? words::enough : words::filled;
    return result.passed ? words::full : words::too_few;
}

void add_votes(Sheet& sheet, const RoundData& round, bool reasons) {
    const Speech& speech = sheet.speech();
    sheet.heading(words::votes);
    sheet.add(votes_table(sheet, round, reasons));
    sheet.paragraph(speech.say(words::share_note, speech.base(round.ruling.share_base)),
                    Manner::note);
}

void add_people_of(Sheet& sheet, const RoundData& round) {
    const Speech& speech = sheet.speech();
    const auto names = [&sheet](const std::vector<TellerNumber>& tellers) {
        std::vector<std::string> out;
        for (const TellerNumber teller : tellers)
            out.push_back(sheet.data().teller_name(teller));
        return sheet.speech().list(out);
    };
    FieldList list;
    if (round.report.opened == OpenedAs::decrypted) {
        list.fields.push_back({speech(words::opened_by),
                               speech.say(words::opened_with, round.report.used.size(),
                                          unsigned{round.tellers}, names(round.report.used)),
                               true});
    }
    list.fields.push_back({speech(words::reported_by), names(round.reporters), true});
    sheet.add(std::move(list));
}

// Of the full report alone: what it rests on needs explaining to whoever reads the number.
void add_bound(Sheet& sheet, const RoundData& round) {
    const Speech& speech = sheet.speech();
    const std::optional<Bound>& bound = round.report.bound;
    FieldList list;
    if (!bound) {
        list.fields.push_back({speech(words::bound), speech(words::bound_none), true});
        sheet.add(std::move(list));
        return;
    }
    const std::uint32_t in_box = bound->invented_at_most + bound->declarations + bound->used_slips;
    list.fields = {
        {speech(words::bound),
         speech.say(words::bound_is, bound->invented_at_most, in_box, bound->declarations,
                    bound->used_slips),
         true},
        {speech(words::bound_effect),
         speech(bound->could_change ? words::bound_could : words::bound_could_not), true},
        counted(speech, words::bound_claims, bound->claims, words::ballots_unit),
    };
    sheet.add(std::move(list));
    sheet.paragraph(speech(words::bound_note), Manner::note);
}

void add_people(Sheet& sheet) {
    const Speech& speech = sheet.speech();
    sheet.heading(words::people);
    Table table{{{speech(words::number), 3, Align::right},
                 {speech(words::name), 10, Align::left},
                 {speech(words::role), 12, Align::left}},
                {}};
    for (const PersonLine& person : sheet.data().people) {
        table.rows.push_back({std::to_string(person.number.value()), person.name,
                              person.teller
                                  ? speech.say(words::teller, unsigned{person.teller->value()})
                                  : speech.role(person.role)});
    }
    sheet.add(std::move(table));
}

std::string remark_of(const Sheet& sheet, const ActLine& line) {
    const Speech& speech = sheet.speech();
    if (!line.reason.empty()) return line.reason;
    if (line.deputies > 0) return speech.say(words::deputies_named, line.deputies);
    if (line.absent.empty()) return "";
    std::vector<std::string> names;
    for (const TellerNumber teller : line.absent)
        names.push_back(sheet.data().teller_name(teller));
    return speech.say(words::absent_tellers, speech.list(names));
}

// Sign-ins come one by one: of a run of them the first and how many in all.
void add_acts(Sheet& sheet) {
    const Speech& speech = sheet.speech();
    sheet.heading(words::acts);
    Table table{{{speech(words::at), 34, Align::left},
                 {speech(words::round_column), 15, Align::right},
                 {speech(words::act), 28, Align::left},
                 {speech(words::signers), 42, Align::left},
                 {speech(words::remark), 40, Align::left}},
                {}};
    const std::vector<ActLine>& acts = sheet.data().acts;
    for (std::size_t i = 0; i < acts.size(); ++i) {
        ActLine line = acts[i];
        const bool of_deputies = line.act == Act::sign_in || line.act == Act::leave;
        while (of_deputies && i + 1 < acts.size() && acts[i + 1].act == line.act &&
               acts[i + 1].signers == line.signers)
            line.deputies += acts[++i].deputies;
        std::vector<std::string> names;
        for (const PersonNumber signer : line.signers)
            names.push_back(sheet.data().person(signer).name);
        table.rows.push_back({speech.time(line.minute),
                              line.round == 0 ? "—" : std::to_string(line.round),
                              speech.act(line.act), speech.list(names), remark_of(sheet, line)});
    }
    sheet.add(std::move(table));
    sheet.paragraph(speech(words::minute_note), Manner::note);
}

void add_checks(Sheet& sheet) {
    const Speech& speech = sheet.speech();
    sheet.heading(words::checks);
    Table table{{{speech(words::check), 14, Align::left},
                 {speech(words::outcome), 5, Align::left},
                 {speech(words::finding), 22, Align::left}},
                {}};
    for (const CheckResult& check : sheet.data().checks) {
        PJ_ASSERT(check.passed, "of a verified record every check has passed");
        table.rows.push_back(
            {std::string{check_name(check.check)}, speech(words::passed), check.detail});
    }
    sheet.add(std::move(table));
}

}  // namespace

Table votes_table(const Sheet& sheet, const RoundData& round, bool reasons) {
    const Speech& speech = sheet.speech();
    const bool three_way = round.report.three_way;
    const bool english = speech.lang() == Lang::en;
    Table table;
    // English words are longer than Chinese ones, and names take what is left.
    const unsigned votes = english ? 21 : 12;
    const unsigned outcome = (english ? 24U : 16U) + (reasons ? 14U : 0U);
    table.columns = {{speech(words::number), 11, Align::right},
                     {speech(words::project), three_way || reasons ? 42U : 64U, Align::left},
                     {speech(words::approve), votes, Align::right}};
    if (three_way) {
        table.columns.push_back({speech(words::oppose), votes, Align::right});
        table.columns.push_back({speech(words::abstain), votes, Align::right});
    }
    table.columns.push_back({speech(words::share), english ? 17U : 16U, Align::right});
    table.columns.push_back({speech(words::rank), english ? 15U : 12U, Align::right});
    table.columns.push_back({speech(words::outcome), outcome, Align::left});
    for (const std::size_t i : round.listed) {
        const ProjectReport& project = round.report.projects[i];
        const ProjectResult& result = project.result;
        const auto share = round.share(result.approve);
        std::vector<std::string> row{std::to_string(project.no.value()), sheet.name_of(project),
                                     std::to_string(result.approve)};
        if (three_way) {
            row.push_back(std::to_string(result.oppose));
            row.push_back(std::to_string(result.abstain));
        }
        row.push_back(share ? speech.share(*share) : "—");
        row.push_back(result.rank == 0 ? "—" : std::to_string(result.rank));
        const std::string outcome_is = speech(result.chosen ? words::chosen : words::not_chosen);
        row.push_back(reasons
                          ? speech.say(words::because, outcome_is, speech(reason_of(round, result)))
                          : outcome_is);
        table.rows.push_back(std::move(row));
    }
    return table;
}

void round_facts(Sheet& sheet, const RoundData& round, bool reasons) {
    sheet.round_head(round);
    add_head(sheet, round);
    add_counts(sheet, round);
    if (round.report.is_opened()) add_votes(sheet, round, reasons);
    add_sheets(sheet, round);
    sheet.round_end(round);
    add_people_of(sheet, round);
}

void compose_result(Sheet& sheet) {
    for (const RoundData& round : sheet.data().rounds)
        round_facts(sheet, round, false);
    sheet.voided_rounds();
    sheet.together();
    sheet.signatures({words::chief, words::scrutineer, words::scrutineer, words::counter,
                      words::accepted, words::signed_on});
    sheet.proofs();
}

void compose_internal(Sheet& sheet) {
    for (const RoundData& round : sheet.data().rounds) {
        round_facts(sheet, round, true);
        add_batches(sheet, round);
        add_bound(sheet, round);
    }
    sheet.voided_rounds();
    sheet.together();
    add_people(sheet);
    add_acts(sheet);
    add_checks(sheet);
    sheet.signatures({words::chief, words::scrutineer, words::counter, words::signed_on});
    sheet.proofs();
}

}  // namespace piaojue::forms
