// tests/support/faults.hpp — a congress in which one rule is broken, and which checks then fail
#pragma once

#include "tests/support/congress_builder.hpp"
#include "tests/support/verdicts.hpp"

namespace piaojue::testing {

inline void flip(Bytes& bytes, std::size_t at) {
    bytes[at] = static_cast<Byte>(bytes[at] ^ 1U);
}

class FaultyCongress : public ::testing::Test {
protected:
    CongressBuilder builder;

    void to_voted() {
        builder.draft();
        builder.open();
        builder.vote();
    }
    void to_shut() {
        to_voted();
        builder.shut();
    }
    // A ballot of deputy 2 with its token replaced, signed again by its key.
    void resign(Bytes& ballot, const Paper& paper, const Token& token) {
        const BallotHead head = value_of(ballot_head(ballot));
        const Bytes encoded = encode_token(token);
        const std::size_t at = ballot.size() - size::signature - size::token;
        std::copy(encoded.begin(), encoded.end(), ballot.begin() + static_cast<std::ptrdiff_t>(at));
        Writer payload;
        payload.raw(head.id.value()).raw(sha256(encoded));
        const Signature signature = sign(paper.key, tag::cast, payload.bytes());
        std::copy(signature.data_.begin(), signature.data_.end(),
                  ballot.end() - static_cast<std::ptrdiff_t>(size::signature));
    }
    void finish_and_expect(const Names& failed) {
        builder.finish();
        expect(failed);
    }
    Report expect(const Names& failed) {
        Report report = verified(builder.record());
        EXPECT_EQ(failed_checks(report), failed) << told(report);
        EXPECT_EQ(report.valid, failed.empty());
        return report;
    }
};

}  // namespace piaojue::testing
