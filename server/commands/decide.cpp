// server/commands/decide.cpp — `piaojue decide`: a method applied to totals      PROTOCOL.md §11.7
//
// Exit 0: the set is valid, quorum and participation are met. 1: they are not. 2: refused. With
// --cases a line is answered by a line, a refused one by {"error"}, and the exit is 0 or, if a line
// was refused, 2.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <memory>

#include "ballot/tools/reason.hpp"
#include "server/commands/command.hpp"
#include "server/imports/delimited.hpp"
#include "server/imports/method_file.hpp"
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

// What is decided on: everything in it has been checked.
struct DecideCase {
    Method method;
    DecisionCounts counts;
    std::vector<std::string> names;  // as the totals, may be empty
    std::vector<Candidate> candidates;
};

Result<DecideCase> make_case(const imports::MethodFile& file, const DecisionCounts& counts,
                             const std::vector<ClaimedTotal>& totals,
                             std::vector<std::string> names) {
    DecideCase out;
    if (totals.empty()) return fail(Errc::malformed, "totals: no project");
    out.method = PJ_TRY(imports::method_for(file, totals.size()));
    PJ_TRY(check_claimed(out.method, counts, totals));
    out.counts = counts;
    out.names = std::move(names);
    for (const ClaimedTotal& total : totals)
        out.candidates.push_back({total.no, total.approve});
    return out;
}

// ── totals.csv: no,name,approve,oppose,abstain ──

constexpr std::array<std::string_view, 5> totals_header{"no", "name", "approve", "oppose",
                                                        "abstain"};

Result<std::optional<std::uint32_t>> count_in(const std::string& where, std::string_view column,
                                              std::string_view text) {
    text = imports::trimmed(text);
    if (text.empty()) return std::optional<std::uint32_t>{};
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return fail(Errc::malformed, fmt::format("{}: {}: '{}' is no count", where, column, text));
    }
    return std::optional{number};
}

Result<ProjectNumber> project_number(const std::string& where, std::optional<std::uint64_t> no) {
    if (no && *no >= 1 && *no <= std::numeric_limits<std::uint16_t>::max()) {
        return ProjectNumber{static_cast<std::uint16_t>(*no)};
    }
    return fail(Errc::malformed, where + ": no: a project number is 1 to 65535");
}

Result<ClaimedTotal> read_total(const std::string& where, const std::vector<std::string>& fields) {
    ClaimedTotal out;
    const auto no = PJ_TRY(count_in(where, "no", fields[0]));
    out.no = PJ_TRY(project_number(where, no));
    const auto approve = PJ_TRY(count_in(where, "approve", fields[2]));
    if (!approve) return fail(Errc::malformed, where + ": approve: write a count");
    out.approve = *approve;
    out.oppose = PJ_TRY(count_in(where, "oppose", fields[3]));
    out.abstain = PJ_TRY(count_in(where, "abstain", fields[4]));
    return out;
}

Result<DecideCase> read_case(const DecideOptions& options) {
    const std::string method_text = PJ_TRY(simulate::read_text(options.method));
    const auto file = PJ_TRY(imports::parse_method_toml(method_text, options.method));
    const std::string text = PJ_TRY(simulate::read_text(options.totals));
    const auto rows = imports::parse_delimited(text, ',');
    if (!rows) return fail(Errc::malformed, options.totals + ": " + rows.error().detail);
    const auto is_header = [](const imports::Row& row) {
        return std::equal(row.fields.begin(), row.fields.end(), totals_header.begin(),
                          totals_header.end(), [](const std::string& is, std::string_view should) {
                              return imports::trimmed(is) == should;
                          });
    };
    if (rows->empty() || !is_header(rows->front())) {
        return fail(Errc::malformed,
                    options.totals + ":1: the header is no,name,approve,oppose,abstain");
    }
    std::vector<ClaimedTotal> totals;
    std::vector<std::string> names;
    for (auto row = rows->begin() + 1; row != rows->end(); ++row) {
        const std::string where = fmt::format("{}:{}", options.totals, row->line);
        if (row->fields.size() == 1 && imports::trimmed(row->fields[0]).empty()) continue;
        if (row->fields.size() != totals_header.size()) {
            return fail(Errc::malformed, fmt::format("{}: {} fields, {} expected", where,
                                                     row->fields.size(), totals_header.size()));
        }
        totals.push_back(PJ_TRY(read_total(where, row->fields)));
        names.push_back(row->fields[1]);
    }
    return make_case(file, options.counts, totals, std::move(names));
}

// ── a line of cases: {"method", "totals": [{"no", "name", "approve", …}], "counts": {…}} ──

Result<std::optional<std::uint32_t>> count_of(const json::object& object, std::string_view key) {
    const json::value* found = object.if_contains(key);
    if (found == nullptr || found->is_null()) return std::optional<std::uint32_t>{};
    if (found->is_int64() && found->as_int64() >= 0 && found->as_int64() < not_given) {
        return std::optional{static_cast<std::uint32_t>(found->as_int64())};
    }
    return fail(Errc::malformed, std::string{key} + " is no count");
}

Result<std::uint32_t> needed_count(const json::object& object, std::string_view key) {
    const auto found = PJ_TRY(count_of(object, key));
    if (!found) return fail(Errc::malformed, std::string{key} + " is missing");
    return *found;
}

Result<DecisionCounts> counts_of(const json::object& object) {
    DecisionCounts out;
    out.due = PJ_TRY(needed_count(object, "due"));
    out.present = PJ_TRY(needed_count(object, "present"));
    out.issued = PJ_TRY(needed_count(object, "issued"));
    out.returned = PJ_TRY(needed_count(object, "returned"));
    out.valid = PJ_TRY(needed_count(object, "valid"));
    return out;
}

Result<imports::MethodFile> method_of_case(const json::value& method) {
    if (method.is_string()) {
        return imports::parse_method_toml(std::string_view{method.as_string()}, "method");
    }
    if (method.is_object()) return imports::read_method_json(method.as_object(), "method");
    return fail(Errc::malformed, "method is an object of the keys of method.toml, or its text");
}

Result<DecideCase> read_line(std::string_view line) {
    json::error_code error;
    const json::value parsed = json::parse(line, error);
    const json::object* object = error ? nullptr : parsed.if_object();
    if (object == nullptr) return fail(Errc::malformed, "not one JSON object");
    for (const std::string_view key : {"method", "totals", "counts"}) {
        if (!object->contains(key)) return fail(Errc::malformed, std::string{key} + " is missing");
    }
    const json::object* counts = object->at("counts").if_object();
    const json::array* rows = object->at("totals").if_array();
    if (counts == nullptr) return fail(Errc::malformed, "counts is an object");
    if (rows == nullptr) return fail(Errc::malformed, "totals is a list");
    const auto file = PJ_TRY(method_of_case(object->at("method")));
    std::vector<ClaimedTotal> totals;
    for (const json::value& row : *rows) {
        if (!row.is_object()) return fail(Errc::malformed, "totals: a row is an object");
        const json::object& fields = row.as_object();
        ClaimedTotal total;
        const auto no = PJ_TRY(count_of(fields, "no"));
        total.no = PJ_TRY(project_number("totals", no));
        total.approve = PJ_TRY(needed_count(fields, "approve"));
        total.oppose = PJ_TRY(count_of(fields, "oppose"));
        total.abstain = PJ_TRY(count_of(fields, "abstain"));
        totals.push_back(total);
    }
    const DecisionCounts read = PJ_TRY(counts_of(*counts));
    return make_case(file, read, totals, std::vector<std::string>(totals.size()));
}

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

int decide_one(const DecideOptions& options) {
    const auto decided = read_case(options);
    if (!decided) return report_error(options.json, decided.error(), misused);
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
        const auto decided = read_line(std::string_view{*text}.substr(at, end - at));
        at = end + 1;
        if (decided) {
            print_json(answer_json(*decided,
                                   decide(decided->method, decided->counts, decided->candidates)));
            continue;
        }
        code = misused;
        json::object error;
        error["code"] = errc_name(decided.error().code);
        error["message"] = decided.error().detail;
        print_json(json::object{{"error", std::move(error)}});
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
