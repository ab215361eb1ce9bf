// The server is killed fifty times in one vote, under load, and loses nothing: what a client was
// answered stands in the record once, and the record holds nothing that no client sent.
//                                                           PROTOCOL.md §7.3 §8.6 §9 §16
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <map>

#include "ballot/claim.hpp"
#include "ballot/congress_state.hpp"
#include "ballot/entries/declaration.hpp"
#include "ballot/entries/issuance.hpp"
#include "ballot/hand_back.hpp"
#include "ballot/paper_request.hpp"
#include "ballot/record.hpp"
#include "crypto/base/clock.hpp"
#include "crypto/merkle.hpp"
#include "tests/support/kill_storm.hpp"
#include "tests/support/ledger.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/slow_disk.hpp"

namespace piaojue::live {
namespace {

constexpr std::uint32_t due = 60;
constexpr std::uint32_t present = 58;
constexpr std::uint32_t issued = 55;  // deputies 1..55 take a paper
constexpr std::uint32_t cast_first = 1;
constexpr std::uint32_t late_first = 39;  // cast while the box is being closed
constexpr std::uint32_t back_first = 45;
constexpr std::uint32_t exchange_first = 49;
constexpr std::uint32_t idle_first = 51;   // papers that stay outstanding
constexpr std::uint32_t sheet_first = 56;  // deputies who take a sheet
constexpr std::uint32_t sheet_last = 57;
constexpr std::uint32_t sheets_taken = sheet_last - sheet_first + 1;
constexpr std::uint32_t sheets_counted = sheets_taken + (idle_first - exchange_first);
constexpr std::uint32_t sheet_approvals = 3;

class KillStorm : public ::testing::Test {
protected:
    using Lane = Storm::Lane;

    KillStorm()
        : rng_(testing::test_rng()),
          server_(folder_.path() / "data"),
          congress_({.due = due}),
          storm_(
              server_, rng_, [this] { look_at_the_disk(); },
              [this](client::Api& api) { repeat_after_restart(api); }) {
        congress_.set_up(server_);
        for (std::uint32_t i = 0; i < due; ++i)
            approved_.push_back(rng_.below(8));
    }

    // ── single acts of clients ──

    client::Answer<Bytes> ask(client::Api& api, Kind kind, const Bytes& request) {
        ledger_.note_sent(request);
        client::Answer<Bytes> answer =
            storm_.ask(api, [&](client::Api& to) { return send(to, kind, request); });
        if (answer) ledger_.note_acked(kind, request, *answer);
        return answer;
    }
    void expect_same(const Ledger::Ack& ack, const client::Answer<Bytes>& again) {
        if (!again) throw Unexpected{"a repeated request: " + again.error().advice};
        if (*again != ack.answer) throw Unexpected{"a repeated request got other bytes"};
    }
    // Before anybody repeats a request and so heals what was lost.
    void look_at_the_disk() {
        const std::size_t papers = ledger_.answered({Kind::issue});
        const std::size_t spent = ledger_.answered({Kind::cast, Kind::hand_back, Kind::exchange});
        if (server_.count_rows("roll.db", "issued") < papers)
            throw Unexpected{"a paper that was answered is not on the disk"};
        if (server_.count_rows("roll.db", "taken") < ledger_.answered({Kind::take_sheet}))
            throw Unexpected{"a sheet that was answered is not on the disk"};
        if (server_.count_rows("sheets.db", "kept") < kept_batches_)
            throw Unexpected{"a batch that somebody keyed is not on the disk"};
        if (server_.count_rows("box.db", "spent") < spent)
            throw Unexpected{
                "a ballot, hand-back or exchange that was promised is not on the disk"};
        if (server_.count_rows("roll.db", "declared") < ledger_.answered({Kind::declare}))
            throw Unexpected{"a declaration that was answered is not on the disk"};
        if (server_.count_rows("box.db", "claimed") < ledger_.answered({Kind::claim}))
            throw Unexpected{"a claim that was promised is not on the disk"};
        if (server_.count_rows("log.db", "entry") <
            ledger_.answered({Kind::statement, Kind::batch}))
            throw Unexpected{"a statement or batch that was answered is not on the disk"};
    }
    void repeat_after_restart(client::Api& api) {
        constexpr int repeats = 3;
        for (int i = 0; i < repeats; ++i) {
            const auto ack = ledger_.pick(after_restart_rng_.below(1U << 30U), !closing_);
            if (ack) expect_same(*ack, send(api, ack->kind, ack->request));
        }
    }
    Storm::Job repeat() {
        return [this, random = rng_.below(1U << 30U)](client::Api& api) {
            const auto ack = ledger_.pick(random, !closing_);
            if (!ack) return look(api);
            expect_same(*ack, storm_.ask(api, [&](client::Api& to) {
                return send(to, ack->kind, ack->request);
            }));
        };
    }
    // Reads what is public; the checkpoint is compared with the record at the end.
    void look(client::Api& api) {
        const std::string note =
            need(storm_.ask(api, [](client::Api& to) { return to.checkpoint(); }));
        const std::lock_guard lock{seen_mutex_};
        seen_.push_back(note);
    }
    Storm::Job state(Act act, StatementBody body = {}) {
        return state_bytes(congress_.statement(act, std::move(body)));
    }
    Storm::Job state_bytes(Bytes entry) {
        return [this, entry = std::move(entry)](client::Api& api) {
            need(ask(api, Kind::statement, entry));
        };
    }
    Storm::Job issue(std::uint32_t deputy) {
        return [this, deputy](client::Api& api) {
            Paper& paper = papers_.at(deputy - 1);
            congress_.take(paper, need(ask(api, Kind::issue, paper.request)));
        };
    }
    Storm::Job hand_back(std::uint32_t deputy) {
        return [this, deputy](client::Api& api) {
            const Paper& paper = papers_.at(deputy - 1);
            const HandBack back = make_hand_back(congress_.round(), *paper.token, paper.ballot_key);
            const Bytes promise = need(ask(api, Kind::hand_back, back.bytes));
            expect_promise(promise, LeafHash{merkle_leaf(back.bytes)});
        };
    }
    Storm::Job take_sheet(std::uint32_t deputy) {
        const Bytes request = encode_paper_request(make_paper_request(
            congress_.round().hash(), DeputyNumber{deputy}, congress_.identity(deputy)));
        return [this, request](client::Api& api) {
            if (!check_draw_answer(need(ask(api, Kind::take_sheet, request))))
                throw Unexpected{"the answer to a request for a sheet"};
        };
    }
    Storm::Job exchange(std::uint32_t deputy) {
        return [this, deputy](client::Api& api) {
            const Paper& paper = papers_.at(deputy - 1);
            const HandBack given = make_exchange(congress_.round(), *paper.token, paper.ballot_key);
            expect_promise(need(ask(api, Kind::exchange, given.bytes)),
                           LeafHash{merkle_leaf(given.bytes)});
        };
    }
    // Two people key the same. What the first keyed outlives every kill, or the second would wait
    // as the first one anew; repeated, it is that until the entry stands in the log.
    Storm::Job key_batch() {
        return [this](client::Api& api) {
            const Bytes body = encode_paper_body(congress_.batch(sheets_counted, sheet_approvals));
            const Bytes first =
                teller::batch_request(body, BatchSigner::keyed, congress_.scrutineer());
            const Bytes second =
                teller::batch_request(body, BatchSigner::keyed, congress_.teller(1));
            for (int times = 0; times < 2; ++times) {
                ledger_.note_sent(first);
                const Bytes waits = need(
                    storm_.ask(api, [&](client::Api& to) { return send(to, Kind::batch, first); }));
                if (!waits.empty()) throw Unexpected{"one person's batch does not wait"};
                kept_batches_ = 1;
            }
            kept_batches_ = 0;  // from here on it may be in the log
            const Bytes index = need(ask(api, Kind::batch, second));
            if (index.size() != sizeof(std::uint64_t))
                throw Unexpected{"a batch is not in the log"};
            const Bytes again = need(ask(api, Kind::batch, first));
            if (again != index) throw Unexpected{"the first person got another answer"};
        };
    }
    Storm::Job state_sheets() {
        return [this](client::Api& api) {
            const Bytes query = congress_.query();
            const Bytes log =
                need(storm_.ask(api, [&](client::Api& to) { return to.evidence(query); }));
            need(ask(api, Kind::statement, congress_.sheets_statement(log, 0)));
        };
    }
    // Its serial comes behind those of the jobs before it in its lane.
    Storm::Job end_claims() {
        return [this](client::Api& api) {
            need(ask(api, Kind::statement, congress_.statement(Act::end_claims, UsedSlipsBody{0})));
        };
    }
    void expect_promise(ByteView bytes, const LeafHash& leaf) {
        const Promise promise = need(decode_promise(bytes));
        need(check_promise(congress_.round().manifest().box_key(), promise));
        if (promise.manifest != congress_.round().hash() || promise.leaf != leaf)
            throw Unexpected{"a promise of something else"};
    }
    void note_cast(const EncryptedBallot& ballot, std::uint32_t deputy, const Bytes& promise) {
        expect_promise(promise, ballot.leaf_hash());
        const std::lock_guard lock{seen_mutex_};
        cast_[deputy] = ballot.leaf_hash();
    }
    // `rival`: if the first try gets no answer, the deputy sends another ballot instead, and learns
    // from its answer what became of the first.
    Storm::Job cast(std::uint32_t deputy) {
        auto ballot = std::make_shared<const EncryptedBallot>(
            congress_.make_ballot(papers_.at(deputy - 1), approved_[deputy - 1]));
        auto rival = std::make_shared<const EncryptedBallot>(
            congress_.make_ballot(papers_.at(deputy - 1), approved_[deputy - 1]));
        return [this, deputy, ballot, rival, tries_rival = rng_.below(2) == 0](client::Api& api) {
            ledger_.note_sent(ballot->bytes());
            const client::Answer<Bytes> first =
                storm_.attempt(api, [&](client::Api& to) { return to.cast(ballot->bytes()); });
            const bool unheard = !first && first.error().is_passing();
            if (unheard && tries_rival) return cast_rival(api, deputy, *ballot, *rival);
            const client::Answer<Bytes> answer =
                unheard ? ask(api, Kind::cast, ballot->bytes()) : first;
            if (answer) {
                if (!unheard) ledger_.note_acked(Kind::cast, ballot->bytes(), *answer);
                return note_cast(*ballot, deputy, *answer);
            }
            expect_closed(answer.error(), *ballot);
        };
    }
    void cast_rival(client::Api& api, std::uint32_t deputy, const EncryptedBallot& ballot,
                    const EncryptedBallot& rival) {
        const client::Answer<Bytes> answer = ask(api, Kind::cast, rival.bytes());
        if (answer) return note_cast(rival, deputy, *answer);
        if (!answer.error().is(Errc::already_cast)) return expect_closed(answer.error(), rival);
        ++heard_late_;
        ledger_.note_acked(Kind::cast, ballot.bytes(), answer.error().evidence);
        note_cast(ballot, deputy, answer.error().evidence);
    }
    // The only other answer that an honest ballot may get: too late, and signed.
    void expect_closed(const client::Failure& failure, const EncryptedBallot& ballot) {
        if (!failure.is(Errc::wrong_phase) || failure.evidence.size() != size::signature)
            throw Unexpected{"an honest ballot: " + failure.advice};
        need(check_refusal(congress_.round().manifest().box_key(), congress_.round().hash(),
                           Errc::wrong_phase, ballot.bytes(), Signature::from(failure.evidence)));
        ++refused_late_;
    }
    // Taken, or behind act 19 too late.
    Storm::Job say(Kind kind, Bytes entry) {
        return [this, kind, entry = std::move(entry)](client::Api& api) {
            const client::Answer<Bytes> answer = ask(api, kind, entry);
            if (!answer && !answer.error().is(Errc::wrong_phase))
                throw Unexpected{"a declaration or claim: " + answer.error().advice};
            if (!answer) ++said_late_;
        };
    }
    Storm::Job declare(std::uint32_t deputy) {
        return say(Kind::declare, encode_declaration(make_declaration(congress_.round().hash(),
                                                                      DeputyNumber{deputy},
                                                                      congress_.identity(deputy))));
    }
    Storm::Job claim(std::uint32_t deputy) {
        const Paper& paper = papers_.at(deputy - 1);
        return say(Kind::claim,
                   make_claim(congress_.round(), *paper.token, paper.ballot_key).bytes);
    }
    // A ballot that is opened on a second device and never cast.
    Storm::Job check(std::uint32_t deputy) {
        const EncryptedBallot opened = congress_.make_ballot(papers_.at(deputy - 1), 1);
        return [this, entry = encode_opened({congress_.round().hash(), opened.id(), 0,
                                             CheckVerdict::agrees})](client::Api& api) {
            need(ask(api, Kind::check, entry));
        };
    }

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
            need(ask(api, Kind::statement, congress_.statement(Act::announce, ResultBody{result})));
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

    SeededRng rng_;
    SeededRng after_restart_rng_{testing::test_seed() + 1};
    SystemRng system_;
    TempFolder folder_;
    SlowDisk slow_disk_;
    Server server_;
    Congress congress_;
    Ledger ledger_;
    Storm storm_;
    std::atomic<bool> closing_ = false;
    std::atomic<unsigned> kept_batches_ = 0;  // that one person's answer says are kept
    std::vector<Paper> papers_;               // of deputies 1..issued
    std::vector<unsigned> approved_;          // marks, bit by project
    std::mutex seen_mutex_;
    std::vector<std::string> seen_;  // signed checkpoints
    std::map<std::uint32_t, LeafHash> cast_;
    std::atomic<unsigned> heard_late_ = 0;
    std::atomic<unsigned> refused_late_ = 0;
    std::atomic<unsigned> said_late_ = 0;  // declarations and claims
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
