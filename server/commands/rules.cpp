#include "server/commands/rules.hpp"

#include <fmt/format.h>

#include "server/simulate/vote_file.hpp"

namespace piaojue::commands {

namespace {

constexpr std::uint8_t default_places = 10;

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

Result<Rules> Rules::read(const RuleOptions& options) {
    Rules out{options};
    if (options.method.empty()) return out;
    if (!options.style.empty() || options.places || options.max_approvals) {
        return fail(Errc::malformed,
                    "--style, --places and --max-approvals stand in the method file; leave them "
                    "away beside --method");
    }
    out.text_ = PJ_TRY(simulate::read_text(options.method));
    out.file_ = PJ_TRY(imports::parse_method_toml(out.text_, options.method));
    return out;
}

Style Rules::style() const {
    if (file_) return file_->rules.style;
    return options_.style == "three-way" ? Style::three_way : Style::choose_up_to;
}

Result<Method> Rules::method(std::size_t projects) const {
    if (file_) {
        auto method = imports::method_for(*file_, projects);
        if (method) return method;
        return fail(method.error().code,
                    fmt::format("{}: {}", options_.method, method.error().detail));
    }
    const std::uint8_t places = options_.places.value_or(default_places);
    const std::uint8_t hi = options_.max_approvals.value_or(places);
    Method method = default_method();
    if (style() == Style::three_way) {
        method.style = hi < projects ? Style::three_way_capped : Style::three_way;
    }
    method = with_bounds(method, places, hi, projects);
    PJ_TRY(check_method(method, projects));
    return method;
}

}  // namespace piaojue::commands
