// Random sequences of everything that deputies, officials and operators do in a round, against the
// real program and a small model of it: every answer, every refusal by its name, and the public
// counts after every step; behind the close the sheets as people key them; at the end the record.
//                                    PROTOCOL.md §7.3 §7.5 §8.6 §8.7 §9 §11.8 §11.9 §16
#include "tests/integration/model_acts.hpp"

namespace piaojue::live {
namespace {

class Model : public ModelActs {
protected:
    void step() {
        if (model_.phase() == Phase::sealed && one_in(2)) return sign_in_or_leave();
        if (model_.phase() == Phase::paused && one_in(4)) return resume(!one_in(4));
        const std::uint32_t roll = rng_.below(100);
        if (roll < 12) return sign_in_or_leave();
        if (roll < 27) return issue();
        if (roll < 31) return take_sheet();
        if (roll < 62) return cast();
        if (roll < 65) return hand_back();
        if (roll < 67) return exchange();
        if (roll < 69) return declare();
        if (roll < 75) return check();
        if (roll < 78) return repeat_a_statement();
        if (roll < 82) return act(model_.open(), Act::open);
        if (roll < 86) return end_issuing();
        if (roll < 90) return close();
        if (roll < 92) return act(model_.pause(), Act::pause, ReasonBody{"test"});
        if (roll < 96) return resume(!one_in(4));
        if (roll < 97) return alone_where_two_must_sign();
        restart();
    }

    // ── what the public sees ──
    // Issued, cast and handed back are shown as of the newest counts entry, which the server adds
    // where a minute begins: before or behind the step; issued, when issuing is over, at once.
    void expect_public(Counts before) {
        const PublicRound shown = read_round(*api_);
        const Counts now{model_.issued(), model_.cast_count(), model_.handed_back()};
        const Counts public_now{shown.issued, shown.cast, shown.handed_back};
        if (model_.issuing_is_over()) shown_.issued = before.issued = now.issued;
        ASSERT_EQ(shown.phase, model_.phase_name()) << said_;
        EXPECT_EQ(shown.due, model_due);
        EXPECT_EQ(shown.present, model_.present()) << said_;
        EXPECT_EQ(shown.outstanding, shown.issued - shown.cast - shown.handed_back);
        const bool closed = model_.phase() == Phase::closed;
        if (shown.log_size == log_size_ + 1 && !closed_seen_) {
            ++log_size_;
            shown_ = public_now;
            EXPECT_TRUE(public_now == now || public_now == before) << said_;
        }
        ASSERT_EQ(shown.log_size, log_size_) << said_;
        EXPECT_TRUE(public_now == (closed ? now : shown_)) << said_ << ": the public counts";
        closed_seen_ = closed;
    }
    void play(const std::function<void()>& one) {
        const Counts before{model_.issued(), model_.cast_count(), model_.handed_back()};
        const bool was_closed = model_.phase() == Phase::closed;
        appended_ = 0;
        one();
        if (HasFatalFailure()) return;
        if (!was_closed) log_size_ += appended_;  // nothing shows behind the closing checkpoint
        expect_public(before);
    }

    // ── the end ──

    void close_whatever_is_open() {
        if (model_.phase() == Phase::sealed) {
            for (std::uint32_t i = 1; i <= model_due; ++i)
                play(
                    [&] { act(model_.sign_in(i), Act::sign_in, DeputiesBody{{DeputyNumber{i}}}); });
            play([&] { act(model_.open(), Act::open); });
        }
        if (model_.phase() == Phase::paused) play([&] { resume(true); });
        while (model_.phase() == Phase::issuing && !HasFatalFailure())
            play([&] { end_issuing(); });
        while (model_.phase() == Phase::voting && !HasFatalFailure())
            play([&] { close(); });
    }
    // Three people key the batch in turn, until two agree; the server is gone once meanwhile.
    void key_sheets(std::uint32_t sheets) {
        const std::array<teller::ActingPerson, 3> people{congress_.scrutineer(),
                                                         congress_.teller(1), congress_.teller(2)};
        constexpr unsigned at_random = 5;
        const unsigned gone_behind = rng_.below(at_random);
        for (unsigned i = 0;; ++i) {
            const teller::ActingPerson& person = people.at(i < at_random ? rng_.below(3) : i % 2);
            const std::uint32_t approved = i < at_random ? rng_.below(2) : sheets;
            say("batch keyed by {} with {} of {}", person.number.value(), approved, sheets);
            const Bytes body = encode_paper_body(congress_.batch(sheets, approved));
            const Bytes request = teller::batch_request(body, BatchSigner::keyed, person);
            const auto keyed = model_.key_batch(person.number.value(), approved);
            const Bytes answer = need(send(*api_, Kind::batch, request));
            switch (keyed) {
            case RoundModel::Keyed::waits: EXPECT_EQ(answer, Bytes{}) << said_; break;
            case RoundModel::Keyed::differs:
                EXPECT_EQ(as_text(answer), "1 approve\n1 abstain\n") << said_;
                break;
            case RoundModel::Keyed::logged:
                ASSERT_EQ(answer.size(), sizeof(std::uint64_t)) << said_;
                ledger_.note_acked(Kind::batch, request, answer);
            }
            if (i >= at_random && keyed == RoundModel::Keyed::logged) return;
            if (i == gone_behind) restart();
        }
    }
    // Behind the close: sheets that were taken, exchanged, and one that was not cancelled.
    void count_sheets() {
        const unsigned used = model_.cast_count() + model_.handed_back() + model_.exchanged();
        const bool is_out = model_.issued() - model_.taken() > used;
        const std::uint32_t uncancelled = is_out && one_in(2) ? 1 : 0;
        sheets_ = model_.sheets() + uncancelled;
        if (sheets_ > 0) {
            key_sheets(sheets_);
            const Bytes log = need(api_->evidence(congress_.query()));
            expect_answer(std::nullopt, Kind::statement,
                          congress_.sheets_statement(log, uncancelled));
        }
        act(std::nullopt, Act::end_claims, UsedSlipsBody{0});
    }
    void expect_record() {
        count_sheets();
        congress_.cosign(*api_);
        if (model_.cast_count() > 0) congress_.give_shares(*api_, std::array<std::size_t, 2>{2, 3});
        const Bytes record = congress_.finish(*api_);
        const Report report = verify_record(record, congress_.round());
        EXPECT_TRUE(report.valid && report.anchored) << failed_checks(report);
        ASSERT_EQ(report.rounds.size(), 1U);
        const RoundReport& round = report.rounds[0];
        EXPECT_EQ(round.counts.present, model_.present());
        EXPECT_EQ(round.counts.issued, model_.issued());
        EXPECT_EQ(round.counts.cast, model_.cast_count());
        EXPECT_EQ(round.counts.handed_back, model_.handed_back());
        EXPECT_EQ(round.counts.returned, model_.cast_count() + model_.handed_back() + sheets_);
        EXPECT_EQ(round.counts.blank, model_.blank());
        for (unsigned i = 0; i < round.projects.size(); ++i)
            EXPECT_EQ(round.projects[i].result.approve,
                      model_.approvals(i) + (i == 0 ? model_.sheet_approvals() : 0))
                << "project " << i + 1;
        ASSERT_TRUE(round.bound.has_value());
        EXPECT_EQ(round.bound->declarations, model_.declared());
        expect_every_answer_kept(ledger_, need(decode_record(record)));
    }
};

TEST_P(Model, every_answer_of_a_random_round_is_the_models) {
    std::cout << "seed " << seed_ << (joint_ ? ", joint" : ", split") << " phases\n";
    for (step_ = 1; step_ <= steps && !HasFatalFailure(); ++step_) {
        play([this] { step(); });
        if (model_.phase() == Phase::closed) step_ += 3;  // less is left to happen
    }
    ASSERT_FALSE(HasFatalFailure()) << said_;
    close_whatever_is_open();
    ASSERT_FALSE(HasFatalFailure()) << said_;
    expect_record();
    std::cout << answers_.size() << " requests succeeded; issued " << model_.issued() << ", cast "
              << model_.cast_count() << ", handed back " << model_.handed_back() << ", opened "
              << model_.opened() << ", sheets " << model_.taken() << " taken, "
              << model_.exchanged() << " exchanged, " << sheets_ << " counted, declared "
              << model_.declared() << "; refused:";
    for (const auto& [code, times] : refused_)
        std::cout << " " << errc_name(code) << " " << times;
    std::cout << "\n";
}

INSTANTIATE_TEST_SUITE_P(Seeds, Model, ::testing::Range(0U, 2U));

}  // namespace
}  // namespace piaojue::live
