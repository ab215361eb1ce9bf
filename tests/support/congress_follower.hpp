// tests/support/congress_follower.hpp — a congress and a state that follows its log
#pragma once

#include "tests/support/congress_builder.hpp"

namespace piaojue::testing {

class CongressFollower : public ::testing::Test {
protected:
    CongressBuilder builder;
    CongressState state;

    // Gives the state what the builder wrote since the last call.
    void follow() {
        while (state.size() < builder.log.size()) {
            const Bytes& entry = builder.log[state.size()];
            const auto applied = state.apply(entry);
            ASSERT_TRUE(applied) << "entry " << state.size() << ": "
                                 << errc_name(applied.error().code) << " "
                                 << applied.error().detail;
        }
    }
    void expect_refused(const Bytes& entry, Errc code) {
        const Bytes32 root = state.tree().root();
        EXPECT_REFUSED(state.apply(entry), code);
        EXPECT_EQ(state.tree().root(), root);
    }
    void to_voting() {
        builder.draft();
        builder.open();
        builder.vote();
        follow();
    }
    void to_closed() {
        to_voting();
        builder.close();
        follow();
    }
    void to_cosigned() {
        to_closed();
        builder.cosign({1, 2, 3});
        follow();
    }
};

}  // namespace piaojue::testing
