// tests/integration/kill_acts.hpp — what clients do in the kill storm, one act at a time: each asks
// until it is answered, and what was answered is noted
#pragma once

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

class KillActs : public ::testing::Test {
protected:
    static constexpr std::uint32_t due = 60;
    static constexpr std::uint32_t present = 58;
    static constexpr std::uint32_t issued = 55;  // deputies 1..55 take a paper
    static constexpr std::uint32_t cast_first = 1;
    static constexpr std::uint32_t late_first = 39;  // cast while the box is being closed
    static constexpr std::uint32_t back_first = 45;
    static constexpr std::uint32_t exchange_first = 49;
    static constexpr std::uint32_t idle_first = 51;   // papers that stay outstanding
    static constexpr std::uint32_t sheet_first = 56;  // deputies who take a sheet
    static constexpr std::uint32_t sheet_last = 57;
    static constexpr std::uint32_t sheets_taken = sheet_last - sheet_first + 1;
    static constexpr std::uint32_t sheets_counted = sheets_taken + (idle_first - exchange_first);
    static constexpr std::uint32_t sheet_approvals = 3;

    using Lane = Storm::Lane;

    KillActs()
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
        if (server_.count_rows("hall.db", "proposal") < kept_proposals_)
            throw Unexpected{"an act that waits for the second person is not on the disk"};
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
    // One person proposes; the second finds it whatever kills came between, adds a name and posts.
    void act_by_two(client::Api& api, Act act, StatementBody body) {
        const std::array<teller::ActingPerson, 1> first{congress_.official()};
        const Bytes half = congress_.statement_by(act, std::move(body), first);
        need(storm_.ask(api, [&](client::Api& to) { return to.post_proposal(half); }));
        kept_proposals_ = 1;
        const Bytes query = congress_.query();
        const std::vector<Bytes> waiting =
            need(storm_.ask(api, [&](client::Api& to) { return to.proposals(query); }));
        if (waiting != std::vector<Bytes>{half}) throw Unexpected{"what was proposed is lost"};
        kept_proposals_ = 0;  // from here on it may be in the log
        Statement whole = need(decode_statement(waiting.front()));
        sign_statement(whole, congress_.scrutineer().number, *congress_.scrutineer().key);
        need(ask(api, Kind::statement, encode_statement(whole)));
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
    std::atomic<unsigned> kept_proposals_ = 0;
    std::vector<Paper> papers_;       // of deputies 1..issued
    std::vector<unsigned> approved_;  // marks, bit by project
    std::mutex seen_mutex_;
    std::vector<std::string> seen_;  // signed checkpoints
    std::map<std::uint32_t, LeafHash> cast_;
    std::atomic<unsigned> heard_late_ = 0;
    std::atomic<unsigned> refused_late_ = 0;
    std::atomic<unsigned> said_late_ = 0;  // declarations and claims
};

}  // namespace piaojue::live
