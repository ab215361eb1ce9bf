#include "ballot/phases.hpp"

#include <array>

namespace piaojue {
namespace {

constexpr std::array<Phase, phase_count> all_phases{
    Phase::setup,   Phase::drafted,   Phase::sealed,    Phase::issuing,
    Phase::voting,  Phase::paused,    Phase::closed,    Phase::cosigned,
    Phase::decided, Phase::announced, Phase::published, Phase::voided};

constexpr std::array single_steps{
    PhaseRule{Phase::drafted, Act::seal, Phase::sealed},
    PhaseRule{Phase::sealed, Act::unseal, Phase::drafted},
    PhaseRule{Phase::sealed, Act::open, Phase::issuing},
    PhaseRule{Phase::issuing, Act::end_issuing, Phase::voting},
    PhaseRule{Phase::issuing, Act::pause, Phase::paused},
    PhaseRule{Phase::voting, Act::pause, Phase::paused},
    PhaseRule{Phase::paused, Act::resume, std::nullopt},
    PhaseRule{Phase::voting, Act::close, Phase::closed},
    PhaseRule{Phase::voting, Act::void_slips, std::nullopt},
    PhaseRule{Phase::closed, Act::absent, std::nullopt},
    PhaseRule{Phase::closed, Act::paper, std::nullopt},
    PhaseRule{Phase::cosigned, Act::paper, std::nullopt},
    PhaseRule{Phase::closed, Act::end_claims, std::nullopt},
    PhaseRule{Phase::cosigned, Act::end_claims, std::nullopt},
    PhaseRule{Phase::decided, Act::report, std::nullopt},
    PhaseRule{Phase::decided, Act::announce, Phase::announced},
    PhaseRule{Phase::announced, Act::further_round, std::nullopt},
    PhaseRule{Phase::voided, Act::further_round, std::nullopt},
    PhaseRule{Phase::issuing, Act::void_round, Phase::voided},
    PhaseRule{Phase::voting, Act::void_round, Phase::voided},
    PhaseRule{Phase::paused, Act::void_round, Phase::voided},
    PhaseRule{Phase::closed, Act::void_round, Phase::voided},
    PhaseRule{Phase::cosigned, Act::void_round, Phase::voided},
    PhaseRule{Phase::decided, Act::void_round, Phase::voided},
    PhaseRule{Phase::announced, Act::publish, Phase::published},
    PhaseRule{Phase::voided, Act::publish, Phase::published},
};

// "any after the roll": that a roll is there is asked apart.
constexpr std::array any_phase{Act::sign_in, Act::leave, Act::replace_card};

constexpr auto make_rules() {
    std::array<PhaseRule, single_steps.size() + any_phase.size() * phase_count> rules{};
    std::size_t at = 0;
    for (const PhaseRule& step : single_steps)
        rules[at++] = step;
    for (const Act act : any_phase) {
        for (const Phase phase : all_phases)
            rules[at++] = PhaseRule{phase, act, std::nullopt};
    }
    return rules;
}
constexpr auto rules_of_phases = make_rules();

}  // namespace

std::string_view phase_name(Phase phase) {
    switch (phase) {
    case Phase::setup: return "setup";
    case Phase::drafted: return "drafted";
    case Phase::sealed: return "sealed";
    case Phase::issuing: return "issuing";
    case Phase::voting: return "voting";
    case Phase::paused: return "paused";
    case Phase::closed: return "closed";
    case Phase::cosigned: return "cosigned";
    case Phase::decided: return "decided";
    case Phase::announced: return "announced";
    case Phase::published: return "published";
    case Phase::voided: return "voided";
    }
    PJ_UNREACHABLE("a phase without a name");
}

std::span<const PhaseRule> phase_rules() {
    return rules_of_phases;
}

const PhaseRule* find_phase_rule(Phase from, Act act) {
    for (const PhaseRule& rule : rules_of_phases) {
        if (rule.from == from && rule.act == act) return &rule;
    }
    return nullptr;
}

}  // namespace piaojue
