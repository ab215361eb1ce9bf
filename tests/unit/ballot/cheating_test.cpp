// What a device that lies can make, and that it is refused.
#include <gtest/gtest.h>

#include "tests/support/seed.hpp"
#include "tests/unit/ballot/plain_prover.hpp"

namespace piaojue {
namespace {

using testing::PlainProver;
using testing::plaintexts;
using testing::sample_paper;
using testing::sample_round;
using testing::test_rng;

class CheatingTest : public ::testing::Test {
protected:
    Result<AdmissibleBallot> cast(const Round& round, const std::vector<int>& values) {
        PlainProver prover{round, plaintexts(values), rng_};
        return admit(round, prover.ballot(sample_paper(round, rng_)), rng_);
    }

    void expect_rejected_at(const std::string& one_of, const Result<AdmissibleBallot>& result) {
        EXPECT_REFUSED(result, Errc::proof_rejected);
        const std::string detail = result ? "" : result.error().detail;
        EXPECT_TRUE(detail.starts_with(one_of)) << detail;
    }

    SeededRng rng_ = test_rng();
    Round approve_ = sample_round(3, Style::choose_up_to, 2);
    Round exactly_ = sample_round(3, Style::choose_exactly, 2);
    Round three_way_ = sample_round(2, Style::three_way_capped, 1);
};

TEST_F(CheatingTest, the_second_prover_is_believed_when_it_tells_the_truth) {
    EXPECT_TRUE(cast(approve_, {1, 0, 1, 0}).has_value());
    EXPECT_TRUE(cast(approve_, {0, 0, 0, 1}).has_value());
    EXPECT_TRUE(cast(exactly_, {0, 1, 1, 0}).has_value());
    EXPECT_TRUE(cast(three_way_, {1, 0, 0, 1, 0}).has_value());
    EXPECT_TRUE(cast(three_way_, {0, 0, 0, 0, 0}).has_value());
    EXPECT_TRUE(cast(three_way_, {0, 0, 0, 0, 1}).has_value());
}

TEST_F(CheatingTest, a_mark_other_than_nought_or_one_is_rejected) {
    expect_rejected_at("OR 1,", cast(approve_, {2, 0, 0, 0}));
    expect_rejected_at("OR 2,", cast(approve_, {1, -1, 1, 0}));
    expect_rejected_at("OR 3,", cast(approve_, {0, 1, 1000, 0}));
    expect_rejected_at("OR 1,", cast(three_way_, {0, 2, 0, 0, 0}));
    expect_rejected_at("OR 2,", cast(three_way_, {0, 0, -1, 0, 0}));
}

TEST_F(CheatingTest, both_approving_and_opposing_a_project_is_rejected) {
    expect_rejected_at("OR 1,", cast(three_way_, {1, 1, 0, 0, 0}));
}

TEST_F(CheatingTest, more_approvals_than_the_cap_are_rejected) {
    expect_rejected_at("OR 4,", cast(approve_, {1, 1, 1, 0}));
    expect_rejected_at("OR 4,", cast(exactly_, {1, 1, 1, 0}));
    expect_rejected_at("OR 3,", cast(three_way_, {1, 0, 1, 0, 0}));
}

TEST_F(CheatingTest, fewer_approvals_than_lo_are_rejected) {
    expect_rejected_at("OR 4,", cast(exactly_, {1, 0, 0, 0}));
    expect_rejected_at("OR 4,", cast(approve_, {0, 0, 0, 0}));  // unmarked, and not called blank
}

TEST_F(CheatingTest, blank_beside_approvals_is_rejected) {
    expect_rejected_at("OR 4,", cast(approve_, {1, 0, 0, 1}));
    expect_rejected_at("OR 4,", cast(approve_, {1, 1, 0, 1}));
    expect_rejected_at("OR 3,", cast(three_way_, {1, 0, 0, 0, 1}));
}

TEST_F(CheatingTest, blank_beside_oppositions_is_rejected) {
    expect_rejected_at("OR 3,", cast(sample_round(1, Style::three_way, 1), {0, 1, 1}));
    expect_rejected_at("OR 4,", cast(three_way_, {0, 1, 0, 0, 1}));
    expect_rejected_at("OR 4,", cast(three_way_, {0, 1, 0, 1, 1}));
}

TEST_F(CheatingTest, a_blank_other_than_nought_or_one_is_rejected) {
    expect_rejected_at("OR 4,", cast(approve_, {0, 0, 0, 2}));
    expect_rejected_at("OR 4,", cast(approve_, {0, 0, 0, -1}));
    expect_rejected_at("OR 3,", cast(three_way_, {0, 0, 0, 0, 2}));
}

// Every ballot of small numbers: admitted exactly if §8.1 allows the marks.
TEST_F(CheatingTest, exactly_the_marks_of_the_specification_are_admitted) {
    const Round round = sample_round(1, Style::three_way, 1);
    for (int code = 0; code < 27; ++code) {
        const int approve = code % 3;
        const int oppose = code / 3 % 3;
        const int blank = code / 9;
        const bool allowed =
            approve + oppose <= 1 && blank <= 1 && (blank == 0 || approve + oppose == 0);
        EXPECT_EQ(cast(round, {approve, oppose, blank}).has_value(), allowed)
            << approve << oppose << blank;
    }
}

TEST_F(CheatingTest, a_ciphertext_twice_in_one_ballot_is_found_before_the_proofs) {
    PlainProver prover{approve_, plaintexts({1, 1, 0, 0}), rng_};
    prover.set_randomness(0, Scalar::from_u64(77));
    prover.set_randomness(2, Scalar::from_u64(77));
    const Bytes bytes = prover.ballot(sample_paper(approve_, rng_));
    EXPECT_REFUSED(admit(approve_, bytes, rng_), Errc::duplicate_ciphertext);
}

}  // namespace
}  // namespace piaojue
