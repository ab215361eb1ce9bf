#include "ballot/tools/report_json.hpp"

#include "crypto/base/encoding.hpp"

namespace piaojue::tools {

namespace {

namespace json = boost::json;

json::object project_json(const RoundReport& round, const ProjectReport& project) {
    json::object out;
    out["no"] = project.no.value();
    out["name"] = project.name;
    out["approve"] = project.result.approve;
    if (round.three_way) {
        out["oppose"] = project.result.oppose;
    } else {
        out["oppose"] = nullptr;
    }
    out["abstain"] = project.result.abstain;
    out["chosen"] = project.result.chosen;
    return out;
}

// Null without the statement that counts sheets.
json::value paper_json(const RoundReport& round) {
    if (!round.paper) return nullptr;
    const Sheets& sheets = round.paper->sheets;
    json::object out;
    out["taken"] = sheets.taken;
    out["exchanged"] = sheets.exchanged;
    out["uncancelled"] = sheets.uncancelled;
    out["returned"] = sheets.returned;
    out["void_over"] = sheets.voided.over;
    out["void_unreadable"] = sheets.voided.unreadable;
    out["void_marked"] = sheets.voided.marked;
    out["void_blank"] = sheets.voided.blank;
    json::array projects;
    for (std::size_t i = 0; i < sheets.projects.size(); ++i) {
        const SheetVotes& votes = sheets.projects[i];
        json::object line;
        line["no"] = round.projects[i].no.value();
        line["approve"] = votes.approve;
        if (round.three_way) {
            line["oppose"] = votes.oppose;
        } else {
            line["oppose"] = nullptr;
        }
        line["abstain"] = votes.abstain;
        projects.emplace_back(std::move(line));
    }
    out["projects"] = std::move(projects);
    return out;
}

json::value next_round_json(const std::optional<NextRound>& next) {
    if (!next) return nullptr;
    json::array candidates;
    for (const ProjectNumber no : next->candidates)
        candidates.emplace_back(no.value());
    json::object out;
    out["kind"] = enum_name(next->kind);
    out["candidates"] = std::move(candidates);
    out["places"] = next->places;
    return out;
}

json::value bound_json(const std::optional<Bound>& bound) {
    if (!bound) return nullptr;
    json::object out;
    out["declarations"] = bound->declarations;
    out["used_slips"] = bound->used_slips;
    out["claims"] = bound->claims;
    out["invented_at_most"] = bound->invented_at_most;
    out["could_change"] = bound->could_change;
    return out;
}

}  // namespace

json::object round_json(const RoundReport& round) {
    const RoundCounts& counts = round.counts;
    json::object out;
    out["round"] = round.round;
    out["kind"] = enum_name(round.kind);
    out["due"] = counts.due;
    out["present"] = counts.present;
    out["issued"] = counts.issued;
    out["cast"] = counts.cast;
    out["handed_back"] = counts.handed_back;
    out["returned"] = counts.returned;
    out["outstanding"] = counts.outstanding;
    out["blank"] = counts.blank;
    out["void"] = counts.voided;
    out["valid"] = counts.valid;
    out["paper"] = paper_json(round);
    out["bound"] = bound_json(round.bound);
    json::array projects;
    for (const ProjectReport& project : round.projects)
        projects.emplace_back(project_json(round, project));
    out["projects"] = std::move(projects);
    out["next_round"] = next_round_json(round.next_round);
    return out;
}

json::value final_json(const std::optional<FinalResult>& final) {
    if (!final) return nullptr;
    json::array chosen;
    for (const FinalResult::Chosen& project : final->chosen) {
        chosen.emplace_back(json::object{
            {"no", project.no.value()}, {"name", project.name}, {"round", project.round}});
    }
    json::object out;
    out["places"] = final->places;
    out["chosen"] = std::move(chosen);
    out["places_left"] = final->places_left;
    out["next_round"] = next_round_json(final->next_round);
    return out;
}

json::object report_json(const Report& report) {
    json::object out;
    out["valid"] = report.valid;
    out["anchored"] = report.anchored;
    out["sample"] = report.sample;
    out["record_sha256"] = encode_hex(report.record_sha256);
    if (report.manifest) {
        out["manifest_sha256"] = encode_hex(report.manifest->value());
    } else {
        out["manifest_sha256"] = nullptr;
    }
    json::array checks;
    for (const CheckResult& check : report.checks) {
        json::object line;
        line["name"] = check_name(check.check);
        line["passed"] = check.passed;
        line["detail"] = check.detail;
        checks.emplace_back(std::move(line));
    }
    out["checks"] = std::move(checks);
    json::array rounds;
    for (const RoundReport& round : report.rounds)
        rounds.emplace_back(round_json(round));
    out["rounds"] = std::move(rounds);
    out["final"] = final_json(report.final);
    return out;
}

json::object unreadable_json(const Error& error) {
    json::object inner;
    inner["code"] = errc_name(error.code);
    inner["message"] = error.detail;
    json::object out;
    out["valid"] = false;
    out["error"] = std::move(inner);
    return out;
}

}  // namespace piaojue::tools
