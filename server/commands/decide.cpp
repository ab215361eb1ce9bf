// server/commands/decide.cpp — `piaojue decide`: a method applied to totals      PROTOCOL.md §11.7
//
// Exit 0: the set is valid, quorum and participation are met. 1: they are not. 2: refused. With
// --cases a line is answered by a line, a refused one by {"error"}, and the exit is 0 or, if a line
// was refused, 2. A refusal names all faults at once; reading is in decide_case.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "ballot/tools/reason.hpp"
#include "server/commands/command.hpp"
#include "server/commands/decide_case.hpp"
#include "server/commands/faults.hpp"
#include "server/imports/totals.hpp"
#include "server/simulate/vote_file.hpp"

namespace piaojue::commands {

namespace {

namespace json = boost::json;

constexpr std::uint32_t not_given = std::numeric_limits<std::uint32_t>::max();

struct DecideOptions {
    std::string method;
    std::string totals;
    std::string cases;
    DecisionCounts counts{not_given, not_given, not_given, not_given, not_given};
    bool json = false;
};

// ── the answer ──

// In the method's order: by approvals, then number, or as they stand on the ballot.
std::vector<std::size_t> listed(const Method& method, const Outcome& outcome) {
    std::vector<std::size_t> order(outcome.projects.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    if (method.order == ListOrder::candidate) return order;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return by_votes(outcome.projects[a], outcome.projects[b]);
    });
    return order;
}

json::object answer_json(const DecideCase& decided, const Outcome& outcome) {
    json::object out;
    out["set_valid"] = outcome.set_valid;
    out["quorum_met"] = outcome.quorum_met;
    out["participation_met"] = nullptr;
    if (outcome.participation_met) out["participation_met"] = *outcome.participation_met;
    json::array projects;
    for (const std::size_t i : listed(decided.method, outcome)) {
        const ProjectOutcome& project = outcome.projects[i];
        const auto reason = tools::reason_for(decided.method, decided.counts, outcome, project);
        json::object one;
        one["no"] = project.no.value();
        one["approve"] = project.approve;
        one["passed"] = project.passed;
        one["chosen"] = project.chosen;
        one["tied"] = project.tied;
        one["rank"] = project.rank;
        one["reason"] = json::object{{"zh", reason.zh}, {"en", reason.en}};
        projects.push_back(std::move(one));
    }
    out["projects"] = std::move(projects);
    out["places_left"] = outcome.places_left;
    out["next_round"] = nullptr;
    if (outcome.next_round) {
        json::array candidates;
        for (const ProjectNumber no : outcome.next_round->candidates)
            candidates.push_back(no.value());
        json::object next;
        next["kind"] = enum_name(outcome.next_round->kind);
        next["candidates"] = std::move(candidates);
        next["places"] = outcome.next_round->places;
        out["next_round"] = std::move(next);
    }
    return out;
}

void print_for_people(const DecideCase& decided, const Outcome& outcome) {
    const DecisionCounts& counts = decided.counts;
    fmt::print(
        "应到 {} 实到 {} 发出 {} 收回 {} 有效 {}\ndue {}, present {}, issued {}, returned {}, "
        "valid {}\n\n",
        counts.due, counts.present, counts.issued, counts.returned, counts.valid, counts.due,
        counts.present, counts.issued, counts.returned, counts.valid);
    for (const std::size_t i : listed(decided.method, outcome)) {
        const ProjectOutcome& project = outcome.projects[i];
        const auto reason = tools::reason_for(decided.method, decided.counts, outcome, project);
        fmt::print("{:>3}  {}  {}\n     {}\n     {}\n", project.no.value(),
                   project.chosen ? "入选 chosen    " : "未入选 not chosen", decided.names[i],
                   reason.zh, reason.en);
    }
    fmt::print("\n空缺名额 / places left  {}\n", outcome.places_left);
    if (!outcome.next_round) return;
    std::string numbers;
    for (const ProjectNumber no : outcome.next_round->candidates)
        numbers += " " + std::to_string(no.value());
    fmt::print("下一轮 / next round  {}:{}, {} 个名额 / places\n",
               enum_name(outcome.next_round->kind), numbers, outcome.next_round->places);
}

// ── what can not be decided ──

// Of a file the column's letters, of a case its key.
json::object refusal_json(const FaultIn& one) {
    json::object out = fault_json(one.file, one.fault);
    const auto column = one.fault.place.column;
    if (one.file.empty() && column) out["column"] = imports::totals_columns.at(*column);
    return out;
}

std::string spoken(const FaultIn& one) {
    const std::string row =
        one.fault.place.row ? fmt::format("row {}: ", *one.fault.place.row) : std::string{};
    return one.file.empty() ? row + one.fault.message
                            : fmt::format("{}: {}{}", one.file, row, one.fault.message);
}

// {"error": {"code", "message", "errors": [{"file", "row", "column", "code", "message"}]}}
json::object refusals_json(const std::vector<FaultIn>& faults) {
    std::string message;
    json::array errors;
    for (const FaultIn& one : faults) {
        message += (message.empty() ? "" : "; ") + spoken(one);
        errors.push_back(refusal_json(one));
    }
    json::object error;
    error["code"] = errc_name(Errc::malformed);
    error["message"] = message;
    error["errors"] = std::move(errors);
    return json::object{{"error", std::move(error)}};
}

int refuse(const DecideOptions& options, const std::vector<FaultIn>& faults) {
    for (const FaultIn& one : faults) {
        const auto column = one.fault.place.column;
        print_fault(one.file, column ? imports::totals_columns.at(*column) : "", one.fault);
    }
    fmt::print(stderr, "{0} 处错误，未计算 / {0} errors, nothing was decided\n", faults.size());
    if (options.json) print_json(refusals_json(faults));
    return misused;
}

int decide_one(const DecideOptions& options) {
    const auto decided = read_case(options.method, options.totals, options.counts);
    if (!decided) return refuse(options, decided.error());
    const Outcome outcome = decide(decided->method, decided->counts, decided->candidates);
    if (options.json) {
        print_json(answer_json(*decided, outcome));
    } else {
        print_for_people(*decided, outcome);
    }
    return outcome.decided() ? held : not_held;
}

int decide_many(const DecideOptions& options) {
    const auto text = simulate::read_text(options.cases);
    if (!text) return report_error(options.json, text.error(), misused);
    int code = held;
    for (std::size_t at = 0; at < text->size();) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        const auto decided = read_case_line(std::string_view{*text}.substr(at, end - at));
        at = end + 1;
        if (decided) {
            print_json(answer_json(*decided,
                                   decide(decided->method, decided->counts, decided->candidates)));
            continue;
        }
        code = misused;
        print_json(refusals_json(decided.error()));
    }
    return code;
}

int run(const DecideOptions& options) {
    const bool many = !options.cases.empty();
    const DecisionCounts& counts = options.counts;
    if (many) {
        if (options.method.empty() && options.totals.empty()) return decide_many(options);
        return report_error(
            options.json,
            {Errc::malformed, "--cases holds methods and totals; leave the others away"}, misused);
    }
    if (options.method.empty() || options.totals.empty() ||
        std::max({counts.due, counts.present, counts.issued, counts.returned, counts.valid}) ==
            not_given) {
        return report_error(options.json,
                            {Errc::malformed,
                             "give --method, --totals, --due, --present, --issued, --returned and "
                             "--valid, or --cases"},
                            misused);
    }
    return decide_one(options);
}

}  // namespace

Run add_decide(Options& command) {
    auto options = std::make_shared<DecideOptions>();
    command.add("--method", options->method, "票决办法 / the voting method: method.toml");
    command.add(
        "--totals", options->totals,
        "各项得票 / totals: CSV with no,name,approve,oppose,abstain; approve style: the last "
        "two empty");
    DecisionCounts& counts = options->counts;
    command.add("--due", counts.due, "应到 / deputies due");
    command.add("--present", counts.present, "实到 / present");
    command.add("--issued", counts.issued, "发出 / ballots issued");
    command.add("--returned", counts.returned, "收回 / ballots returned");
    command.add("--valid", counts.valid, "有效票 / valid ballots");
    command.add(
        "--cases", options->cases,
        "一行一例 / many at once: JSON lines, each {\"method\": {keys of method.toml}, "
        "\"totals\": [{\"no\", \"approve\", \"oppose\", \"abstain\"}], \"counts\": {\"due\", "
        "\"present\", \"issued\", \"returned\", \"valid\"}}; one answer a line");
    add_json_flag(command, options->json);
    return [options] { return run(*options); };
}

}  // namespace piaojue::commands
