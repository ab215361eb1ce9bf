// The server is killed fifty times in one vote, under load, and loses nothing: what a client was
// answered stands in the record once, and the record holds nothing that no client sent.
//                                                           PROTOCOL.md §7.3 §8.6 §9 §16
#include "tests/integration/kill_acts.hpp"

namespace piaojue::live {
namespace {

class KillStorm : public KillActs {
protected:
    // ── the course of the vote ──

    Lane repeats(std::size_t count) {
        Lane out;
        for (std::size_t i = 0; i < count; ++i)
            out.push_back(repeat());
        return out;
    }
    void sign_in_and_open(unsigned kills) {
        Lane desk;
        for (std::uint32_t i = 1; i <= present; i += 2)
            desk.push_back(
                state(Act::sign_in, DeputiesBody{{DeputyNumber{i}, DeputyNumber{i + 1}}}));
        desk.push_back(state(Act::open));
        const auto statements = static_cast<unsigned>(desk.size());
        storm_.run({std::move(desk), repeats(15), repeats(15)}, {kills, 1, statements + 20});
    }
    void issue_papers(unsigned kills) {
        std::vector<Storm::Job> jobs;
        for (std::uint32_t i = 1; i <= issued; ++i) {
            papers_.push_back(congress_.make_paper(i));
            jobs.push_back(issue(i));
            if (i % 3 == 0) jobs.push_back(repeat());
        }
        for (std::uint32_t i = sheet_first; i <= sheet_last; ++i)
            jobs.insert(jobs.begin() + rng_.below(static_cast<std::uint32_t>(jobs.size())),
                        take_sheet(i));
        const auto requests = static_cast<unsigned>(jobs.size());
        storm_.run(Storm::deal(std::move(jobs), 5), {kills, 1, requests});
    }
    void end_issuing(unsigned kills) {
        Lane desk = repeats(2);
        desk.push_back(state(Act::end_issuing));
        // Hand-backs are allowed in both phases.
        storm_.run({std::move(desk),
                    {hand_back(back_first), hand_back(back_first + 1), repeat()},
                    repeats(6),
                    repeats(6)},
                   {kills, 3, 15});
    }
    void cast_ballots(unsigned kills) {
        std::vector<Storm::Job> jobs;
        for (std::uint32_t i = cast_first; i < late_first; ++i) {
            if (i % 9 == 0) jobs.push_back(check(i));
            jobs.push_back(cast(i));
            if (i % 4 == 0) jobs.push_back(repeat());
        }
        for (std::uint32_t i = back_first + 2; i < idle_first; ++i)
            jobs.insert(jobs.begin() + rng_.below(static_cast<std::uint32_t>(jobs.size())),
                        i < exchange_first ? hand_back(i) : exchange(i));
        const auto requests = static_cast<unsigned>(jobs.size());
        storm_.run(Storm::deal(std::move(jobs), 5), {kills, 1, requests});
    }
    void close(unsigned kills) {
        closing_ = true;  // from here on the desk repeats no answer
        Lane desk = repeats(2);
        desk.push_back(state(Act::close));
        desk.push_back(repeat());
        Lane early{cast(late_first), cast(late_first + 1), repeat(), cast(late_first + 2)};
        Lane late{repeat(), cast(late_first + 3), cast(late_first + 4), cast(late_first + 5)};
        storm_.run({std::move(desk), std::move(early), std::move(late), repeats(6)},
                   {kills, 3, 15});
    }
    void hear_claims(unsigned kills) {
        Lane desk = repeats(3);
        desk.push_back(key_batch());
        desk.push_back(state_sheets());
        desk.push_back(end_claims());
        Lane cards;
        for (std::uint32_t i = cast_first; i < cast_first + 10; ++i)
            cards.push_back(declare(i));
        Lane owners;
        for (std::uint32_t i = idle_first; i <= issued; ++i)
            owners.push_back(claim(i));
        storm_.run({std::move(desk), std::move(cards), std::move(owners), repeats(6)},
                   {kills, 3, 20});
    }
    Bytes evidence(client::Api& api) {
        const Bytes query = congress_.query();
        return need(storm_.ask(api, [&](client::Api& to) { return to.evidence(query); }));
    }
    Bytes tally(unsigned kills) {
        Bytes record;
        Lane hall;
        for (std::size_t i = 1; i <= 3; ++i)
            hall.push_back([this, i](client::Api& api) {
                const Bytes log = evidence(api);
                const Cosignature one =
                    need(congress_.device(i).cosign(log, SystemClock{}.now_seconds()));
                need(storm_.ask(api, [&](client::Api& to) {
                    return to.post_cosignature(congress_.device(i).number(), one.seconds,
                                               one.signature);
                }));
            });
        for (const std::size_t i : {std::size_t{1}, std::size_t{3}})
            hall.push_back([this, i](client::Api& api) {
                const Bytes share = need(congress_.device(i).give_share(evidence(api), system_));
                need(storm_.ask(api, [&](client::Api& to) { return to.post_share(share); }));
            });
        hall.push_back([this, &record](client::Api& api) {
            ResultHash result;
            for (std::size_t i = 1; i <= 2; ++i) {
                result = need(congress_.device(i).confirm_result(evidence(api)));
                const std::array<teller::ActingPerson, 1> signer{congress_.teller(i)};
                need(ask(api, Kind::statement,
                         congress_.statement_by(Act::report, ResultBody{result}, signer)));
            }
            act_by_two(api, Act::announce, ResultBody{result});
            need(ask(api, Kind::statement, congress_.statement(Act::publish)));
            record = need(storm_.ask(api, [](client::Api& to) { return to.record(); }));
        });
        storm_.run({std::move(hall), repeats(8), repeats(8)}, {kills, 1, 20});
        return record;
    }

    // ── the record against what the clients know ──

    void expect_papers(const RecordView& record) {
        std::map<std::uint32_t, Bytes32> papers;  // blinded hash by deputy
        std::set<std::uint32_t> takers;
        for (const ByteView entry : record.entries) {
            if (need(entry_type(entry)) != EntryType::issuance) continue;
            const Issuance issuance = need(decode_issuance(entry));
            const std::uint32_t deputy = issuance.deputy.value();
            if (issuance.sheet) {
                EXPECT_TRUE(takers.insert(deputy).second);
            } else {
                EXPECT_TRUE(papers.emplace(deputy, issuance.blinded_hash.value()).second);
            }
        }
        EXPECT_EQ(takers, (std::set<std::uint32_t>{sheet_first, sheet_last}));
        ASSERT_EQ(papers.size(), issued);
        for (std::uint32_t i = 1; i <= issued; ++i) {
            const IssueRequest request =
                need(decode_issue_request(congress_.round(), papers_[i - 1].request));
            EXPECT_EQ(papers.at(i), request.blinded_hash().value());
        }
    }
    void expect_totals(const RoundReport& round) {
        EXPECT_EQ(round.counts.due, due);
        EXPECT_EQ(round.counts.present, present);
        EXPECT_EQ(round.counts.issued, issued + sheets_taken);
        EXPECT_EQ(round.counts.cast, cast_.size());
        EXPECT_EQ(round.counts.handed_back, exchange_first - back_first);
        EXPECT_EQ(round.counts.returned,
                  cast_.size() + exchange_first - back_first + sheets_counted);
        std::array<std::uint32_t, 3> approve{sheet_approvals};
        std::uint32_t blank = 0;
        for (const auto& [deputy, leaf] : cast_) {
            for (std::size_t i = 0; i < approve.size(); ++i)
                approve[i] += (approved_[deputy - 1] >> i) & 1U;
            if (approved_[deputy - 1] == 0) ++blank;
        }
        EXPECT_EQ(round.counts.blank, blank);
        for (std::size_t i = 0; i < approve.size(); ++i)
            EXPECT_EQ(round.projects.at(i).result.approve, approve[i]) << "project " << i + 1;
    }
};

TEST_F(KillStorm, every_acknowledged_act_is_in_the_record_once_after_fifty_kills) {
    sign_in_and_open(7);
    issue_papers(13);
    end_issuing(5);
    cast_ballots(11);
    close(5);
    hear_claims(4);
    const Bytes record = tally(5);
    EXPECT_EQ(storm_.kills(), 50U);
    EXPECT_GT(storm_.unanswered(), 0U) << "no kill met a request on its way";

    const RecordView view = need(decode_record(record));
    expect_every_answer_kept(ledger_, view);
    expect_nothing_unsent(ledger_, view);
    expect_papers(view);
    expect_one_history(view, seen_);
    const Report report = verify_record(record, congress_.round());
    EXPECT_TRUE(report.valid && report.anchored) << failed_checks(report);
    ASSERT_EQ(report.rounds.size(), 1U);
    expect_totals(report.rounds[0]);
    ASSERT_TRUE(report.rounds[0].bound.has_value());
    EXPECT_EQ(report.rounds[0].bound->declarations, ledger_.answered({Kind::declare}));
    EXPECT_EQ(report.rounds[0].bound->claims, ledger_.answered({Kind::claim}));
    std::cout << storm_.kills() << " kills, " << storm_.unanswered() << " requests unanswered, "
              << ledger_.acks().size() << " answers kept, " << heard_late_
              << " ballots in the box whose answer was lost, " << refused_late_
              << " ballots too late, " << said_late_ << " declarations and claims too late\n";
}

}  // namespace
}  // namespace piaojue::live
