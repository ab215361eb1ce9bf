#include "server/commands/rules.hpp"

namespace piaojue::commands {

void add_rule_options(cli::Options& options, RuleOptions& rules) {
    options.add("--places", rules.places, "应选项目数 / projects to choose")
        .between(1, 100)
        .shows_default();
    options.add("--style", rules.style, "票式 / approve or three-way")
        .one_of({"approve", "three-way"})
        .shows_default();
    options
        .add("--max-approvals", rules.max_approvals,
             "每票最多赞成数，缺省同应选数 / approvals a ballot may hold; as many as places if not "
             "given")
        .between(1, 100);
    options.add("--min-group", rules.min_group, "少于此数不解密 / fewer ballots are not decrypted")
        .between(1, 65535)
        .shows_default();
}

void apply_rules(const RuleOptions& rules, simulate::Options& simulation) {
    simulation.style =
        rules.style == "approve" ? simulate::MarkStyle::approve : simulate::MarkStyle::three_way;
    simulation.places = rules.places;
    simulation.max_approvals = rules.max_approvals.value_or(rules.places);
    simulation.min_group = rules.min_group;
}

}  // namespace piaojue::commands
