// The box's one writer: repeats, exclusion, the close marker, batches, failure      PROTOCOL.md
// §8.6
#include "server/box/sequencer.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_round.hpp"
#include "tests/unit/server/temp_folder.hpp"

namespace piaojue::box {
namespace {

using piaojue::testing::make_marks;
using piaojue::testing::sample_paper;
using piaojue::testing::sample_round;
using piaojue::testing::SamplePaper;
using piaojue::testing::TempFolder;
using piaojue::testing::value_of;

constexpr std::uint32_t opened_max = 3;

class SequencerTest : public ::testing::Test {
protected:
    SequencerTest() {
        Store::create_file(folder_ / "box.db");
        store_ = std::make_unique<Store>(folder_ / "box.db");
        index_ = std::make_shared<Index>(round_.hash(), opened_max);
    }

    Sequencer& make(SequencerLimits limits = {}) {
        sequencer_ = std::make_unique<Sequencer>(
            *store_, limits, [this](const ManifestHash&) { return gate_; },
            [this](std::string_view what) { failure_ = what; });
        return *sequencer_;
    }

    EncryptedBallot ballot(const SamplePaper& paper, int mark) {
        return value_of(seal(round_, make_marks(round_, {mark}), paper.token, paper.key,
                             rng_.secret<32>(), rng_));
    }
    Spend stored(const EncryptedBallot& ballot) {
        return Spend::stored(SpendKind::cast, round_.shape(), ballot.bytes());
    }
    Spend cast(const SamplePaper& paper, int mark = 1) { return stored(ballot(paper, mark)); }
    Spend hand_back(const SamplePaper& paper) {
        return Spend::stored(SpendKind::hand_back, round_.shape(),
                             make_hand_back(round_, paper.token, paper.key).bytes);
    }
    Opened report(const Spend& spend, std::uint16_t station = 0) {
        return {round_.hash(), *spend.trace().ballot, station, CheckVerdict::agrees};
    }

    static void expect_leaf(const Verdict& verdict, const LeafHash& leaf) {
        ASSERT_TRUE(verdict) << errc_name(verdict.error().code);
        EXPECT_EQ(*verdict, leaf);
    }
    static void expect_refused(const Verdict& verdict, Errc code) {
        ASSERT_FALSE(verdict);
        EXPECT_EQ(errc_name(verdict.error().code), errc_name(code));
    }

    SystemRng rng_;
    Round round_ = sample_round(1);
    TempFolder folder_;
    std::unique_ptr<Store> store_;
    std::shared_ptr<Index> index_;
    Gate gate_{true, true, true};
    std::string failure_;
    std::unique_ptr<Sequencer> sequencer_;
};

TEST_F(SequencerTest, what_is_read_back_from_the_table_is_what_was_admitted) {
    const EncryptedBallot sealed = ballot(sample_paper(round_, rng_), 1);
    const Spend admitted = Spend::of(value_of(admit(round_, sealed.bytes(), rng_)));
    const Spend back = stored(sealed);
    EXPECT_EQ(back.key_hash(), admitted.key_hash());
    EXPECT_EQ(back.leaf(), admitted.leaf());
    EXPECT_EQ(back.body_hash(), admitted.body_hash());
    EXPECT_EQ(back.trace().ballot, admitted.trace().ballot);
    EXPECT_EQ(back.trace().components, admitted.trace().components);
    Bytes cut = sealed.bytes();
    cut.pop_back();
    EXPECT_THROW(Spend::stored(SpendKind::cast, round_.shape(), cut), EnvError);
}

TEST_F(SequencerTest, the_answer_comes_when_the_ballot_is_on_the_disk) {
    Sequencer& writer = make();
    writer.start();
    const Spend spend = cast(sample_paper(round_, rng_));
    expect_leaf(writer.spend(index_, spend).get(), spend.leaf());
    const std::vector<StoredSpend> stored = store_->spends(round_.hash());
    ASSERT_EQ(stored.size(), 1U);
    EXPECT_EQ(stored[0].body, spend.body());
    EXPECT_EQ(stored[0].kind, SpendKind::cast);
    EXPECT_EQ(index_->held(), (Held{1, 0, 0}));
}

TEST_F(SequencerTest, the_same_bytes_get_the_same_answer_in_one_batch_and_later) {
    Sequencer& writer = make();
    const Spend spend = cast(sample_paper(round_, rng_));
    auto first = writer.spend(index_, spend);
    auto second = writer.spend(index_, spend);
    writer.start();
    expect_leaf(first.get(), spend.leaf());
    expect_leaf(second.get(), spend.leaf());
    gate_ = {};  // also when the round takes nothing any more
    expect_leaf(writer.spend(index_, spend).get(), spend.leaf());
    EXPECT_EQ(store_->spends(round_.hash()).size(), 1U);
    EXPECT_EQ(index_->held().cast, 1U);
}

TEST_F(SequencerTest, a_second_ballot_under_the_same_key_gets_the_first_ones_leaf) {
    Sequencer& writer = make();
    writer.start();
    const SamplePaper paper = sample_paper(round_, rng_);
    const Spend first = cast(paper, 1);
    expect_leaf(writer.spend(index_, first).get(), first.leaf());
    const Verdict second = writer.spend(index_, cast(paper, 0)).get();
    expect_refused(second, Errc::already_cast);
    EXPECT_EQ(second.error().in_box, first.leaf());
    EXPECT_EQ(store_->spends(round_.hash()).size(), 1U);
}

// Who wins inside a batch must not tell who came first.
TEST_F(SequencerTest, in_one_batch_the_lower_hash_is_taken_whatever_the_order) {
    const SamplePaper paper = sample_paper(round_, rng_);
    const Spend a = cast(paper, 1);
    const Spend b = cast(paper, 0);
    const Spend& lower = a.body_hash() < b.body_hash() ? a : b;
    const Spend& higher = a.body_hash() < b.body_hash() ? b : a;
    Sequencer& writer = make();
    auto late = writer.spend(index_, higher);
    auto early = writer.spend(index_, lower);
    writer.start();
    expect_leaf(early.get(), lower.leaf());
    const Verdict refused = late.get();
    expect_refused(refused, Errc::already_cast);
    EXPECT_EQ(refused.error().in_box, lower.leaf());
}

TEST_F(SequencerTest, cast_and_hand_back_exclude_each_other) {
    Sequencer& writer = make();
    writer.start();
    const SamplePaper cast_first = sample_paper(round_, rng_);
    const SamplePaper handed_first = sample_paper(round_, rng_);
    ASSERT_TRUE(writer.spend(index_, cast(cast_first)).get());
    const Verdict refused = writer.spend(index_, hand_back(cast_first)).get();
    expect_refused(refused, Errc::already_cast);
    EXPECT_TRUE(refused.error().in_box.has_value());

    ASSERT_TRUE(writer.spend(index_, hand_back(handed_first)).get());
    expect_refused(writer.spend(index_, cast(handed_first)).get(), Errc::already_handed_back);
    EXPECT_EQ(index_->held(), (Held{1, 1, 0}));
}

TEST_F(SequencerTest, what_stands_before_the_marker_is_in_and_what_comes_after_is_refused) {
    Sequencer& writer = make();
    const Spend before = cast(sample_paper(round_, rng_));
    const Spend after = cast(sample_paper(round_, rng_));
    auto in = writer.spend(index_, before);
    auto marker = writer.close(index_, Bytes{1, 2, 3});
    auto out = writer.spend(index_, after);
    writer.start();
    expect_leaf(in.get(), before.leaf());
    EXPECT_TRUE(marker.get());
    expect_refused(out.get(), Errc::wrong_phase);
    EXPECT_EQ(store_->closed_by(round_.hash()), (Bytes{1, 2, 3}));
    expect_refused(writer.close(index_, Bytes{4}).get(), Errc::wrong_phase);
    EXPECT_EQ(store_->closed_by(round_.hash()), (Bytes{1, 2, 3}));
    // The promise of what is in outlives the close.
    expect_leaf(writer.spend(index_, before).get(), before.leaf());
}

TEST_F(SequencerTest, each_kind_passes_its_own_gate) {
    Sequencer& writer = make();
    writer.start();
    const SamplePaper paper = sample_paper(round_, rng_);
    const Spend spend = cast(paper);
    gate_ = {false, true, true};
    expect_refused(writer.spend(index_, spend).get(), Errc::wrong_phase);
    gate_ = {true, false, true};
    expect_refused(writer.spend(index_, hand_back(paper)).get(), Errc::wrong_phase);
    gate_ = {true, true, false};
    expect_refused(writer.report(index_, report(spend)).get(), Errc::wrong_phase);
    EXPECT_EQ(index_->held(), Held{});
}

TEST_F(SequencerTest, an_opened_ballot_is_not_cast_and_a_cast_one_is_not_opened) {
    Sequencer& writer = make();
    writer.start();
    const Spend checked = cast(sample_paper(round_, rng_));
    const Spend other = cast(sample_paper(round_, rng_));
    ASSERT_TRUE(writer.report(index_, report(checked)).get());
    expect_refused(writer.spend(index_, checked).get(), Errc::already_opened);
    ASSERT_TRUE(writer.spend(index_, other).get());
    const Verdict late = writer.report(index_, report(other)).get();
    expect_refused(late, Errc::already_cast);
    EXPECT_EQ(late.error().in_box, other.leaf());
}

TEST_F(SequencerTest, reports_are_limited_and_a_repeated_one_counts_once) {
    Sequencer& writer = make();
    const Spend spend = cast(sample_paper(round_, rng_));
    std::vector<std::future<Verdict>> answers;
    for (std::uint16_t station = 0; station <= opened_max; ++station) {
        answers.push_back(writer.report(index_, report(spend, station)));
        answers.push_back(writer.report(index_, report(spend, station)));
    }
    writer.start();
    std::size_t refused = 0;
    for (auto& answer : answers) {
        const Verdict verdict = answer.get();
        if (verdict) continue;
        ++refused;
        EXPECT_EQ(verdict.error().code, Errc::busy);
    }
    EXPECT_EQ(refused, 2U);  // both of the fourth
    EXPECT_EQ(index_->held().opened, opened_max);
    EXPECT_EQ(store_->opened(round_.hash()).size(), opened_max);
}

TEST_F(SequencerTest, a_ciphertext_of_another_ballot_is_refused) {
    Sequencer& writer = make();
    const EncryptedBallot first = ballot(sample_paper(round_, rng_), 1);
    const EncryptedBallot second = ballot(sample_paper(round_, rng_), 1);
    // The first component of one ciphertext copied; the writer asks no proofs, only components.
    constexpr std::size_t ciphertexts_at = 2 + 32 + 32;
    Bytes copied = second.bytes();
    std::copy_n(first.bytes().begin() + ciphertexts_at, 32, copied.begin() + ciphertexts_at);
    const Spend original = stored(first);
    const Spend copy = Spend::stored(SpendKind::cast, round_.shape(), copied);
    writer.start();
    ASSERT_TRUE(writer.spend(index_, original).get());
    expect_refused(writer.spend(index_, copy).get(), Errc::duplicate_ciphertext);
}

TEST_F(SequencerTest, many_at_once_are_all_answered_and_all_on_the_disk) {
    Sequencer& writer = make({4, 100});
    std::vector<std::future<Verdict>> answers;
    std::vector<Spend> spends;
    for (int i = 0; i < 11; ++i) {
        spends.push_back(cast(sample_paper(round_, rng_)));
        answers.push_back(writer.spend(index_, spends.back()));
    }
    writer.start();
    for (std::size_t i = 0; i < spends.size(); ++i)
        expect_leaf(answers[i].get(), spends[i].leaf());
    EXPECT_EQ(store_->spends(round_.hash()).size(), spends.size());
}

TEST_F(SequencerTest, a_full_queue_is_busy_but_takes_the_close) {
    Sequencer& writer = make({64, 1});
    auto waits = writer.spend(index_, cast(sample_paper(round_, rng_)));
    expect_refused(writer.spend(index_, cast(sample_paper(round_, rng_))).get(), Errc::busy);
    auto marker = writer.close(index_, Bytes{1});
    writer.start();
    EXPECT_TRUE(waits.get());
    EXPECT_TRUE(marker.get());
}

TEST_F(SequencerTest, a_fence_answers_after_everything_before_it) {
    Sequencer& writer = make();
    auto spend = writer.spend(index_, cast(sample_paper(round_, rng_)));
    auto fence = writer.fence();
    writer.start();
    EXPECT_TRUE(fence.get());
    EXPECT_EQ(spend.wait_for(std::chrono::seconds{0}), std::future_status::ready);
}

TEST_F(SequencerTest, a_failed_commit_tells_nobody_yes_and_ends_the_writer) {
    store_.reset();
    {
        db::Options kind;
        kind.application_id = 0x504a4258;
        kind.migrations = {"SELECT 1", "SELECT 1"};
        db::Database database = db::Database::open(folder_ / "box.db", kind);
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON spent BEGIN "
            "SELECT RAISE(ABORT, 'no space'); END");
    }
    store_ = std::make_unique<Store>(folder_ / "box.db");
    Sequencer& writer = make();
    auto first = writer.spend(index_, cast(sample_paper(round_, rng_)));
    auto behind = writer.close(index_, Bytes{1});
    writer.start();
    expect_refused(first.get(), Errc::internal);
    expect_refused(behind.get(), Errc::internal);
    writer.stop();
    EXPECT_FALSE(failure_.empty());
    EXPECT_EQ(index_->held(), Held{});
    expect_refused(writer.spend(index_, cast(sample_paper(round_, rng_))).get(), Errc::internal);
    EXPECT_EQ(store_->closed_by(round_.hash()), std::nullopt);
}

TEST_F(SequencerTest, stopping_answers_what_is_queued) {
    Sequencer& writer = make();
    auto queued = writer.spend(index_, cast(sample_paper(round_, rng_)));
    writer.start();
    writer.stop();
    EXPECT_TRUE(queued.get());
    expect_refused(writer.fence().get(), Errc::internal);
}

TEST_F(SequencerTest, a_writer_that_never_started_leaves_nobody_waiting) {
    Sequencer& writer = make();
    auto queued = writer.spend(index_, cast(sample_paper(round_, rng_)));
    writer.stop();
    expect_refused(queued.get(), Errc::internal);
}

}  // namespace
}  // namespace piaojue::box
