#include "server/commands/rules.hpp"

#include <fmt/format.h>

#include "server/imports/method_file.hpp"
#include "server/simulate/vote_file.hpp"

namespace piaojue::commands {

namespace {

constexpr std::uint8_t default_places = 10;

struct NamedFile {
    std::string text;
    imports::MethodFile method;
};

Result<NamedFile> read_file(const RuleOptions& rules) {
    std::string text = PJ_TRY(simulate::read_text(rules.method));
    imports::MethodFile method = PJ_TRY(imports::parse_method_toml(text, rules.method));
    return NamedFile{std::move(text), std::move(method)};
}

Result<RoundRules> from_file(const RuleOptions& rules, std::size_t projects) {
    if (!rules.style.empty() || rules.places || rules.max_approvals) {
        return fail(Errc::malformed,
                    "--style, --places and --max-approvals stand in the method file; leave them "
                    "away beside --method");
    }
    NamedFile file = PJ_TRY(read_file(rules));
    const auto method = imports::method_for(file.method, projects);
    if (!method) {
        return fail(method.error().code,
                    fmt::format("{}: {}", rules.method, method.error().detail));
    }
    return RoundRules{*method, std::move(file.text)};
}

}  // namespace

void add_rule_options(cli::Options& options, RuleOptions& rules) {
    options.add(
        "--method", rules.method,
        "票决办法 method.toml（docs/METHOD.md）/ the voting method as a file; without one the "
        "default method and the next three options");
    options
        .add("--places", rules.places, "应选项目数，缺省 10 / projects to choose; 10 if not given")
        .between(1, 100);
    options
        .add("--style", rules.style,
             "票式，缺省 approve / approve or three-way; approve if not given")
        .one_of({"approve", "three-way"});
    options
        .add("--max-approvals", rules.max_approvals,
             "每票最多赞成数，缺省同应选数 / approvals a ballot may hold; as many as places if not "
             "given")
        .between(1, 100);
    options.add("--min-group", rules.min_group, "少于此数不解密 / fewer ballots are not decrypted")
        .between(1, 65535)
        .shows_default();
}

Result<Style> read_style(const RuleOptions& rules) {
    if (!rules.method.empty()) return PJ_TRY(read_file(rules)).method.rules.style;
    return rules.style == "three-way" ? Style::three_way : Style::choose_up_to;
}

Result<RoundRules> read_rules(const RuleOptions& rules, std::size_t projects) {
    if (!rules.method.empty()) return from_file(rules, projects);
    const std::uint8_t places = rules.places.value_or(default_places);
    const std::uint8_t hi = rules.max_approvals.value_or(places);
    RoundRules out{default_method(), {}};
    if (rules.style == "three-way") {
        out.method.style = hi < projects ? Style::three_way_capped : Style::three_way;
    }
    out.method = with_bounds(out.method, places, hi, projects);
    PJ_TRY(check_method(out.method, projects));
    return out;
}

}  // namespace piaojue::commands
