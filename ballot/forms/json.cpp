// The object behind all forms, as canonical JSON
#include "ballot/forms/canonical.hpp"
#include "ballot/forms/render.hpp"

namespace piaojue::forms {

namespace {

Json project_json(const RoundData& round, const ProjectReport& project) {
    const ProjectResult& result = project.result;
    return Members{{"no", project.no},
                   {"name", project.name},
                   {"name2", project.name2},
                   {"approve", result.approve},
                   {"oppose", round.report.three_way ? Json{result.oppose} : Json{}},
                   {"abstain", result.abstain},
                   {"share_tenths", round.share(result.approve)},
                   {"passed", result.passed},
                   {"chosen", result.chosen},
                   {"tied", result.tied},
                   {"rank", result.rank}};
}

Json counts_json(const RoundCounts& counts) {
    return Members{{"due", counts.due},
                   {"present", counts.present},
                   {"issued", counts.issued},
                   {"cast", counts.cast},
                   {"handed_back", counts.handed_back},
                   {"returned", counts.returned},
                   {"outstanding", counts.outstanding},
                   {"blank", counts.blank},
                   {"void", counts.voided},
                   {"valid", counts.valid}};
}

Json method_json(const Method& method) {
    return Members{{"ballot", enum_name(method.style)},
                   {"body", enum_name(method.body)},
                   {"places", method.places},
                   {"max_approvals", method.hi},
                   {"blank", enum_name(method.blank)},
                   {"tie", enum_name(method.tie)},
                   {"shortfall", enum_name(method.shortfall)},
                   {"order", enum_name(method.order)},
                   {"notice", enum_name(method.notice)}};
}

Json ruling_json(const Ruling& ruling) {
    return Members{{"set_valid", ruling.set_valid},
                   {"quorum_met", ruling.quorum_met},
                   {"participation_met", ruling.participation_met},
                   {"quorum_needed", ruling.quorum_needed},
                   {"approvals_needed", ruling.approvals_needed},
                   {"share_base", enum_name(ruling.share_base)},
                   {"share_of", ruling.share_of}};
}

Json next_json(const std::optional<NextRound>& next) {
    if (!next) return {};
    return Members{{"kind", enum_name(next->kind)},
                   {"candidates", next->candidates},
                   {"places", next->places}};
}

std::vector<Json> batches_json(const RoundData& round) {
    std::vector<Json> out;
    for (const BatchLine& line : round.batches) {
        out.push_back(Members{{"batch", line.batch},
                              {"issued", line.issued},
                              {"returned", line.returned},
                              {"void_over", line.voided.over},
                              {"void_unreadable", line.voided.unreadable},
                              {"void_marked", line.voided.marked},
                              {"void_blank", line.voided.blank},
                              {"doubtful", line.doubtful},
                              {"keyed", std::vector<PersonNumber>{line.keyed[0], line.keyed[1]}},
                              {"chief", line.chief}});
    }
    return out;
}

Json paper_json(const RoundData& round) {
    const RoundReport& report = round.report;
    if (!report.paper) return {};
    const Sheets& sheets = report.paper->sheets;
    std::vector<Json> projects;
    for (std::size_t i = 0; i < sheets.projects.size(); ++i) {
        const SheetVotes& votes = sheets.projects[i];
        projects.push_back(Members{{"no", report.projects[i].no},
                                   {"approve", votes.approve},
                                   {"oppose", report.three_way ? Json{votes.oppose} : Json{}},
                                   {"abstain", votes.abstain}});
    }
    return Members{{"taken", sheets.taken},
                   {"exchanged", sheets.exchanged},
                   {"uncancelled", sheets.uncancelled},
                   {"entered", report.paper->entered},
                   {"returned", sheets.returned},
                   {"void_over", sheets.voided.over},
                   {"void_unreadable", sheets.voided.unreadable},
                   {"void_marked", sheets.voided.marked},
                   {"void_blank", sheets.voided.blank},
                   {"too_many", report.paper->too_many},
                   {"batches", batches_json(round)},
                   {"projects", projects}};
}

Json bound_json(const std::optional<Bound>& bound) {
    if (!bound) return {};
    return Members{{"declarations", bound->declarations},
                   {"used_slips", bound->used_slips},
                   {"claims", bound->claims},
                   {"invented_at_most", bound->invented_at_most},
                   {"could_change", bound->could_change}};
}

std::vector<Json> attendance_json(const RoundData& round) {
    std::vector<Json> out;
    for (const AttendanceLine& line : round.attendance) {
        out.push_back(Members{{"deputy", line.deputy},
                              {"present", line.present},
                              {"signed_in", line.signed_in},
                              {"left", line.left}});
    }
    return out;
}

Json round_json(const RoundData& round) {
    const RoundReport& report = round.report;
    std::vector<Json> projects;
    for (const std::size_t i : round.listed)
        projects.push_back(project_json(round, report.projects[i]));
    return Members{{"round", report.round},
                   {"kind", enum_name(report.kind)},
                   {"title", report.title},
                   {"title2", report.title2},
                   {"opened", report.is_opened()},
                   {"manifest_sha256", report.manifest},
                   {"result_sha256", round.result},
                   {"closing", Members{{"size", round.closing_size}, {"root", round.closing_root}}},
                   {"method", method_json(round.method)},
                   {"ruling", ruling_json(round.ruling)},
                   {"counts", counts_json(report.counts)},
                   {"paper", paper_json(round)},
                   {"projects", projects},
                   {"bound", bound_json(report.bound)},
                   {"places_left", report.places_left},
                   {"next_round", next_json(report.next_round)},
                   {"min_group", round.min_group},
                   {"tellers", round.tellers},
                   {"threshold", round.threshold},
                   {"used", report.used},
                   {"absent", round.absent},
                   {"reported", round.reporters},
                   {"checked", round.checked},
                   {"drawn", round.drawn},
                   {"slips_voided", round.slips_voided},
                   {"attendance", attendance_json(round)},
                   {"minutes", Members{{"open", round.times.opened},
                                       {"close", round.times.closed},
                                       {"announce", round.times.announced}}}};
}

Json final_json(const std::optional<FinalResult>& final) {
    if (!final) return {};
    std::vector<Json> chosen;
    for (const FinalResult::Chosen& project : final->chosen) {
        chosen.push_back(Members{{"no", project.no},
                                 {"name", project.name},
                                 {"name2", project.name2},
                                 {"round", project.round}});
    }
    return Members{{"places", final->places},
                   {"chosen", chosen},
                   {"places_left", final->places_left},
                   {"next_round", next_json(final->next_round)}};
}

std::string_view role_name(Role role) {
    switch (role) {
    case Role::official: return "official";
    case Role::scrutineer: return "scrutineer";
    case Role::teller: return "teller";
    }
    PJ_UNREACHABLE("a role outside its enumeration");
}

std::vector<Json> people_json(const FormData& data) {
    std::vector<Json> out;
    for (const PersonLine& person : data.people) {
        out.push_back(Members{{"person", person.number},
                              {"name", person.name},
                              {"role", role_name(person.role)},
                              {"teller", person.teller}});
    }
    return out;
}

std::vector<Json> acts_json(const FormData& data) {
    std::vector<Json> out;
    for (const ActLine& line : data.acts) {
        out.push_back(Members{{"act", act_name(line.act)},
                              {"round", line.round == 0 ? Json{} : Json{line.round}},
                              {"minute", line.minute},
                              {"persons", line.signers},
                              {"reason", line.reason},
                              {"deputies", std::uint64_t{line.deputies}},
                              {"absent", line.absent}});
    }
    return out;
}

}  // namespace

std::string json_of(const FormData& data) {
    std::vector<Json> rounds;
    for (const RoundData& round : data.rounds)
        rounds.push_back(round_json(round));
    std::vector<Json> voided;
    for (const VoidedRound& round : data.voided) {
        voided.push_back(Members{{"round", round.round},
                                 {"kind", enum_name(round.kind)},
                                 {"title", round.title},
                                 {"title2", round.title2},
                                 {"manifest_sha256", round.manifest}});
    }
    std::vector<Json> checks;
    for (const CheckResult& check : data.checks) {
        checks.push_back(Members{
            {"name", check_name(check.check)}, {"passed", check.passed}, {"detail", check.detail}});
    }
    return Json{Members{{"format", std::string_view{"piaojue/forms/1"}},
                        {"sample", data.sample},
                        {"congress", data.congress},
                        {"congress2", data.congress2},
                        {"congress_id", data.congress_id},
                        {"enrolment_sha256", data.enrolment},
                        {"record_sha256", data.record_sha256},
                        {"people", people_json(data)},
                        {"rounds", rounds},
                        {"voided", voided},
                        {"final", final_json(data.final)},
                        {"acts", acts_json(data)},
                        {"checks", checks},
                        {"published_minute", data.published},
                        {"roll_table_sha256", data.roll_table}}}
               .text() +
           "\n";
}

}  // namespace piaojue::forms
