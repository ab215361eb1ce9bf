// All pairs of phase and act: exactly those of PROTOCOL.md §9 are allowed, in the table and by the
// state machine that a whole congress has brought to each phase.
#include "ballot/phases.hpp"

#include "tests/support/congress_builder.hpp"

namespace piaojue {
namespace {

using testing::CongressBuilder;

// §9's column "allowed in phase", written out once more.
const std::map<std::string, std::set<std::string>>& allowed() {
    static const std::map<std::string, std::set<std::string>> table{
        {"seal", {"drafted"}},
        {"unseal", {"sealed"}},
        {"open", {"sealed"}},
        {"end_issuing", {"issuing"}},
        {"pause", {"issuing", "voting"}},
        {"resume", {"paused"}},
        {"close", {"voting"}},
        {"absent", {"closed"}},
        {"report", {"decided"}},
        {"announce", {"decided"}},
        {"further_round", {"announced", "voided"}},
        {"void", {"issuing", "voting", "paused", "closed", "cosigned", "decided"}},
        {"publish", {"announced", "voided"}},
        {"void_slips", {"voting"}},
        {"paper", {"closed", "cosigned"}},
        {"end_claims", {"closed", "cosigned"}}};
    return table;
}

bool is_allowed(Phase phase, Act act) {
    const auto row = allowed().find(std::string{act_name(act)});
    return row == allowed().end() || row->second.contains(std::string{phase_name(phase)});
}

TEST(Phases, exactly_the_listed_pairs_are_in_the_table) {
    std::size_t pairs = 0;
    for (std::size_t p = 0; p < phase_count; ++p) {
        const Phase phase{static_cast<std::uint8_t>(p)};
        for (std::uint8_t a = act_first; a <= act_last; ++a) {
            if (find_act_rule(a) == nullptr) continue;
            const Act act{a};
            EXPECT_EQ(find_phase_rule(phase, act) != nullptr, is_allowed(phase, act))
                << phase_name(phase) << " " << act_name(act);
            if (is_allowed(phase, act)) ++pairs;
        }
    }
    EXPECT_EQ(phase_rules().size(), pairs);
}

// A congress stopped in each phase, at the point where its next step is due.
CongressBuilder stopped_in(Phase phase) {
    testing::CongressOptions options;
    options.slips = 4;
    CongressBuilder builder{options};
    if (phase == Phase::setup) return builder;
    builder.draft();
    if (phase == Phase::drafted) return builder;
    builder.open();
    if (phase == Phase::sealed) builder.log.pop_back();
    if (phase == Phase::sealed || phase == Phase::issuing) return builder;
    if (phase == Phase::paused || phase == Phase::voided) {
        builder.act(phase == Phase::paused ? Act::pause : Act::void_round, ReasonBody{"why"});
        return builder;
    }
    builder.vote();
    if (phase == Phase::voting) return builder;
    builder.close();
    if (phase == Phase::closed) return builder;
    builder.cosign({1, 2, 3});
    if (phase == Phase::cosigned) return builder;
    builder.share(1);
    builder.share(2);
    builder.decide({1, 2});
    builder.report(1);
    builder.report(2);
    if (phase == Phase::decided) return builder;
    builder.announce();
    if (phase == Phase::announced) return builder;
    builder.act(Act::publish);
    return builder;
}

StatementBody body_for(Act act, const CongressBuilder& builder) {
    switch (act_rule(act).body) {
    case BodyKind::empty: return {};
    case BodyKind::deputies: return DeputiesBody{{DeputyNumber{1}}};
    case BodyKind::card:
        return CardBody{DeputyNumber{1}, SigningKey::from_seed({}).verify_key(), ""};
    case BodyKind::reason: return ReasonBody{"reason"};
    case BodyKind::log_position: {
        const MerkleTree tree = builder.tree();
        return LogPositionBody{tree.size(), tree.root()};
    }
    case BodyKind::absent_tellers: return AbsentBody{{TellerNumber{3}}};
    case BodyKind::result: return ResultBody{builder.result};
    case BodyKind::slips: return SlipsBody{{slip_hash(builder.slips.at(0))}};
    case BodyKind::paper: return PaperBody{0, 0, paper_hash({})};
    case BodyKind::used_slips: return UsedSlipsBody{0};
    case BodyKind::next_round:
        if (builder.result != ResultHash{}) {
            return NextRoundBody{builder.result, RoundKind::presidium};
        }
        return NextRoundBody{void_hash(builder.log.back()), RoundKind::ordered};
    }
    PJ_UNREACHABLE("a body of no kind");
}

TEST(Phases, the_state_of_a_congress_allows_exactly_the_listed_acts_in_each_phase) {
    for (std::size_t p = 0; p < phase_count; ++p) {
        const Phase phase{static_cast<std::uint8_t>(p)};
        CongressBuilder builder = stopped_in(phase);
        CongressState state;
        for (const Bytes& entry : builder.log) {
            const auto applied = state.apply(entry);
            ASSERT_TRUE(applied) << phase_name(phase) << ": " << errc_name(applied.error().code)
                                 << " " << applied.error().detail;
        }
        ASSERT_EQ(state.phase(), phase) << phase_name(phase);
        for (std::uint8_t a = act_first; a <= act_last; ++a) {
            if (find_act_rule(a) == nullptr) continue;
            const Act act{a};
            if (phase == Phase::setup && !act_rule(act).of_congress) continue;  // no round to name
            const bool issued = state.round() != nullptr && !state.round()->issued.empty();
            if (act == Act::replace_card && issued) continue;
            builder.act(act, body_for(act, builder));
            const auto checked = state.check(builder.log.back());
            EXPECT_EQ(checked.has_value(), is_allowed(phase, act))
                << phase_name(phase) << " " << act_name(act);
            if (!checked) {
                EXPECT_EQ(checked.error().code, Errc::wrong_phase) << act_name(act);
            }
            builder.log.pop_back();
        }
    }
}

TEST(Phases, acts_of_a_round_are_refused_before_there_is_one) {
    testing::CongressOptions options;
    options.slips = 1;
    CongressBuilder builder{options};
    CongressState state;
    for (const Bytes& entry : builder.log)
        ASSERT_TRUE(state.apply(entry));
    builder.draft();  // so that a statement can name the round; it is not given to the state
    for (std::uint8_t a = 4; a <= act_last; ++a) {
        if (find_act_rule(a) == nullptr) continue;
        builder.act(Act{a}, body_for(Act{a}, builder));
        EXPECT_REFUSED(state.check(builder.log.back()), Errc::wrong_phase);
    }
}

}  // namespace
}  // namespace piaojue
