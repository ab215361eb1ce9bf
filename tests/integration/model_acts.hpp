// tests/integration/model_acts.hpp — one act of a deputy, official or operator after another, each
// answered by the server as by the model
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "ballot/entries/declaration.hpp"
#include "ballot/hand_back.hpp"
#include "ballot/paper_request.hpp"
#include "ballot/record.hpp"
#include "crypto/checkpoint.hpp"
#include "tests/support/ledger.hpp"
#include "tests/support/live_congress.hpp"
#include "tests/support/round_model.hpp"
#include "tests/support/seed.hpp"

namespace piaojue::live {

class ModelActs : public ::testing::TestWithParam<unsigned> {
protected:
    static constexpr std::uint32_t model_due = 12;
    static constexpr unsigned steps = 400;
    static constexpr unsigned papers_each = 2;  // requests that a deputy has ready; one is issued
    static constexpr std::size_t ballots_each = 3;

    using Fault = ModelBallot::Fault;
    using Phase = RoundModel::Phase;
    struct Made {
        ModelBallot model;
        Bytes bytes;
        BallotId id;
    };
    struct Device {
        std::vector<Paper> papers;
        unsigned issued = 0;  // number of the paper, from 1
        std::vector<Made> ballots;
    };
    struct Counts {
        std::uint64_t issued = 0;
        std::uint64_t cast = 0;
        std::uint64_t handed_back = 0;
        friend bool operator==(const Counts&, const Counts&) = default;
    };

    ModelActs()
        : seed_(piaojue::testing::test_seed() + GetParam()),
          joint_(GetParam() % 2 == 1),
          rng_(seed_),
          server_(folder_.path() / "data"),
          congress_({.due = model_due, .phases = joint_ ? Phases::joint : Phases::split}),
          model_(model_due, joint_) {
        congress_.set_up(server_);
        api_ = std::make_unique<client::Api>(server_.endpoint());
        devices_.resize(model_due + 1);
        for (std::uint32_t i = 1; i <= model_due; ++i) {
            for (unsigned j = 0; j < papers_each; ++j)
                devices_[i].papers.push_back(congress_.make_paper(i));
        }
        log_size_ = read_round(*api_).log_size;
    }

    // ── one answer against the model ──

    void expect_answer(Verdict awaited, Kind kind, const Bytes& request) {
        const client::Answer<Bytes> answer = send(*api_, kind, request);
        if (!awaited) {
            ASSERT_TRUE(answer.has_value()) << said_ << ": " << answer.error().advice;
            const auto [first, fresh] = answers_.emplace(request, *answer);
            EXPECT_EQ(first->second, *answer) << said_ << ": another answer to the same bytes";
            if (fresh) ledger_.note_acked(kind, request, *answer);
            if (fresh && kind == Kind::statement) ++appended_;
            return;
        }
        ++refused_[*awaited];
        ASSERT_FALSE(answer.has_value()) << said_ << ": accepted, not " << errc_name(*awaited);
        const client::Failure& failure = answer.error();
        ASSERT_EQ(failure.kind, client::Failure::Kind::refused) << said_ << failure.advice;
        ASSERT_EQ(errc_name(failure.code), errc_name(*awaited)) << said_;
        if (*awaited == Errc::wrong_phase && is_of_box(kind)) {
            ASSERT_EQ(failure.evidence.size(), size::signature) << said_;
            EXPECT_TRUE(check_refusal(congress_.round().manifest().box_key(),
                                      congress_.round().hash(), Errc::wrong_phase, request,
                                      Signature::from(failure.evidence)));
        }
    }
    [[nodiscard]] static bool is_of_box(Kind kind) {
        return kind == Kind::cast || kind == Kind::hand_back || kind == Kind::exchange ||
               kind == Kind::check;
    }
    void act(Verdict awaited, Act act, StatementBody body = {}) {
        say("{}", act_name(act));
        expect_answer(awaited, Kind::statement, congress_.statement(act, std::move(body)));
    }

    // ── steps ──

    [[nodiscard]] std::uint32_t any_deputy() { return 1 + rng_.below(model_due); }
    [[nodiscard]] bool one_in(std::uint32_t n) { return rng_.below(n) == 0; }
    template <class... Args>
    void say(fmt::format_string<Args...> format, Args&&... args) {
        said_ = fmt::format("seed {}, step {}: ", seed_, step_) +
                fmt::format(format, std::forward<Args>(args)...);
    }

    void sign_in_or_leave() {
        const std::uint32_t deputy = any_deputy();
        const DeputiesBody body{{DeputyNumber{deputy}}};
        const bool leaves = one_in(3);
        if (leaves) return act(model_.leave(deputy), Act::leave, body);
        act(model_.sign_in(deputy), Act::sign_in, body);
    }
    [[nodiscard]] IssueFault any_fault() {
        if (one_in(5)) return IssueFault::wrong_manifest;
        return one_in(5) ? IssueFault::wrong_signature : IssueFault::none;
    }
    void issue() {
        const std::uint32_t deputy = any_deputy();
        Device& device = devices_[deputy];
        const unsigned paper = 1 + rng_.below(papers_each);
        const IssueFault fault = any_fault();
        Bytes request = device.papers[paper - 1].request;
        if (fault == IssueFault::wrong_manifest) request[2] ^= 1U;
        if (fault == IssueFault::wrong_signature) request.back() ^= 1U;
        say("issue to {}, paper {}, fault {}", deputy, paper, static_cast<int>(fault));
        const Verdict awaited = model_.issue(deputy, paper, fault);
        expect_answer(awaited, Kind::issue, request);
        if (awaited || HasFatalFailure() || device.issued != 0) return;
        device.issued = paper;
        congress_.take(device.papers[paper - 1], answers_.at(request));
    }
    void take_sheet() {
        const std::uint32_t deputy = any_deputy();
        const IssueFault fault = any_fault();
        Bytes request = encode_paper_request(make_paper_request(
            congress_.round().hash(), DeputyNumber{deputy}, congress_.identity(deputy)));
        if (fault == IssueFault::wrong_manifest) request[2] ^= 1U;
        if (fault == IssueFault::wrong_signature) request.back() ^= 1U;
        say("sheet for {}, fault {}", deputy, static_cast<int>(fault));
        expect_answer(model_.take_sheet(deputy, fault), Kind::take_sheet, request);
    }
    void declare() {
        const std::uint32_t deputy = any_deputy();
        say("card of {} handed in", deputy);
        expect_answer(
            model_.declare(deputy), Kind::declare,
            encode_declaration(make_declaration(congress_.round().hash(), DeputyNumber{deputy},
                                                congress_.identity(deputy))));
    }
    [[nodiscard]] const Made* good_ballot_of(std::uint32_t deputy) const {
        for (const Made& made : devices_[deputy].ballots) {
            if (made.model.fault == Fault::none && made.model.copied_of == 0) return &made;
        }
        return nullptr;
    }
    // A ballot under the paper that was issued to this deputy, or with a fault.
    std::optional<Made> make_ballot(std::uint32_t deputy) {
        const Device& device = devices_[deputy];
        Made made{{++ballots_made_, deputy, rng_.below(8), 0, Fault::none}, {}, {}};
        if (device.issued == 0) return make_with_foreign_token(deputy, std::move(made));
        const Paper& paper = device.papers[device.issued - 1];
        const Made* const other = one_in(3) ? good_ballot_of(any_deputy()) : nullptr;
        if (other != nullptr && other->model.deputy != deputy) {
            const EncryptedBallot original =
                need(EncryptedBallot::decode(congress_.round(), other->bytes));
            made.model.copied_of = other->model.id;
            made.bytes = copy_ballot(original, paper);
        } else {
            made.bytes = congress_.make_ballot(paper, made.model.approved).bytes();
        }
        made.id = need(EncryptedBallot::decode(congress_.round(), made.bytes)).id();
        if (one_in(8)) {
            made.model.fault = Fault::wrong_signature;
            made.bytes.back() ^= 1U;
        } else if (one_in(8)) {
            made.model.fault = Fault::wrong_manifest;
            made.bytes[2] ^= 1U;
        }
        return made;
    }
    // Somebody without a paper uses another's token under a key of his own.
    std::optional<Made> make_with_foreign_token(std::uint32_t deputy, Made made) {
        for (const Device& other : devices_) {
            if (other.issued == 0) continue;
            const SigningKey& own = devices_[deputy].papers[0].ballot_key;
            const Paper mixed{
                {}, {}, SigningKey::from_seed(own.seed()), other.papers[other.issued - 1].token};
            const EncryptedBallot ballot = congress_.make_ballot(mixed, made.model.approved);
            made.model.fault = Fault::foreign_token;
            made.bytes = ballot.bytes();
            made.id = ballot.id();
            return made;
        }
        return std::nullopt;
    }
    // One of this deputy's ballots, or a new one.
    const Made* any_ballot(std::uint32_t deputy) {
        std::vector<Made>& ballots = devices_[deputy].ballots;
        if (ballots.size() < ballots_each && (ballots.empty() || one_in(2))) {
            std::optional<Made> made = make_ballot(deputy);
            if (!made) return nullptr;
            const bool has_paper = devices_[deputy].issued != 0;
            if (!has_paper) return &forged_.emplace_back(std::move(*made));
            return &ballots.emplace_back(std::move(*made));
        }
        return &ballots[rng_.below(static_cast<std::uint32_t>(ballots.size()))];
    }
    void cast() {
        const std::uint32_t deputy = any_deputy();
        const Made* const ballot = any_ballot(deputy);
        if (ballot == nullptr) return;
        say("cast {} of {}, copy of {}, fault {}", ballot->model.id, deputy,
            ballot->model.copied_of, static_cast<int>(ballot->model.fault));
        const Verdict awaited = model_.cast(ballot->model);
        expect_answer(awaited, Kind::cast, ballot->bytes);
        if (awaited == Errc::already_cast) expect_first_promise(deputy, ballot->bytes);
    }
    // A refused second ballot gets the promise of the one that is in the box.
    void expect_first_promise(std::uint32_t deputy, const Bytes& second) {
        const client::Answer<Bytes> refused = send(*api_, Kind::cast, second);
        ASSERT_FALSE(refused.has_value());
        const std::vector<Made>& ballots = devices_[deputy].ballots;
        const auto first = std::find_if(ballots.begin(), ballots.end(), [&](const Made& made) {
            return made.model.id == model_.cast_of(deputy)->id;
        });
        EXPECT_EQ(refused.error().evidence, answers_.at(first->bytes)) << said_;
    }
    void hand_back() {
        const std::uint32_t deputy = any_deputy();
        const Device& device = devices_[deputy];
        if (device.issued == 0) return;
        const Paper& paper = device.papers[device.issued - 1];
        say("hand back {}", deputy);
        const Bytes request =
            make_hand_back(congress_.round(), *paper.token, paper.ballot_key).bytes;
        expect_answer(model_.hand_back(deputy), Kind::hand_back, request);
    }
    void exchange() {
        const std::uint32_t deputy = any_deputy();
        const Device& device = devices_[deputy];
        if (device.issued == 0) return;
        const Paper& paper = device.papers[device.issued - 1];
        say("exchange {}", deputy);
        const Bytes request =
            make_exchange(congress_.round(), *paper.token, paper.ballot_key).bytes;
        expect_answer(model_.exchange(deputy), Kind::exchange, request);
    }
    void check() {
        const Made* const ballot = any_ballot(any_deputy());
        if (ballot == nullptr) return;
        const std::uint32_t station = rng_.below(3);
        say("check {} at station {}", ballot->model.id, station);
        const Bytes entry =
            encode_opened({congress_.round().hash(), ballot->id,
                           static_cast<std::uint16_t>(station), CheckVerdict::agrees});
        expect_answer(model_.check(ballot->model.id, station), Kind::check, entry);
    }
    void repeat_a_statement() {
        if (answers_.empty()) return;
        auto any = answers_.begin();
        std::advance(any, rng_.below(static_cast<std::uint32_t>(answers_.size())));
        if (any->first.front() != 0x07) return;
        say("a statement again");
        expect_answer(std::nullopt, Kind::statement, any->first);
    }
    void end_issuing() {
        // Rare where it changes the phase for good, so that there is time for the rest.
        if (model_.phase() == Phase::issuing && !one_in(3)) return;
        const Verdict awaited = model_.end_issuing();
        act(awaited, Act::end_issuing);
        if (!awaited) appended_ += model_.issued();
    }
    void close() {
        if (model_.phase() == Phase::voting && !one_in(12)) return;
        const Verdict awaited = model_.close();
        act(awaited, Act::close);
        if (awaited) return;
        appended_ += model_.cast_count() + model_.handed_back() + model_.exchanged();
        appended_ += model_.opened() + 1;
    }
    void resume(bool names_this_log) {
        LogPositionBody body{log_size_, {}};
        if (names_this_log && model_.phase() == Phase::paused) {
            const std::string note = need(api_->checkpoint());
            const std::string text = note.substr(0, note.find("\n\n") + 1);
            const Checkpoint now = need(parse_checkpoint_text(text));
            body = {now.size, now.root};
        }
        act(model_.resume(names_this_log), Act::resume, body);
    }
    void alone_where_two_must_sign() {
        say("pause by one");
        const std::array<teller::ActingPerson, 1> one{congress_.official()};
        expect_answer(Errc::second_person_required, Kind::statement,
                      congress_.statement_by(Act::pause, ReasonBody{}, one));
    }
    void restart() {
        say("restart");
        one_in(2) ? server_.kill() : server_.stop();
        server_.start();
    }

    const std::uint64_t seed_;
    const bool joint_;
    SeededRng rng_;
    TempFolder folder_;
    Server server_;
    Congress congress_;
    RoundModel model_;
    std::unique_ptr<client::Api> api_;
    std::vector<Device> devices_;  // by deputy number
    std::deque<Made> forged_;
    unsigned ballots_made_ = 0;
    Ledger ledger_;
    std::map<Bytes, Bytes> answers_;  // of every request that succeeded
    std::uint64_t log_size_ = 0;      // that the public must see
    std::uint64_t appended_ = 0;      // by this step
    bool closed_seen_ = false;
    std::map<Errc, unsigned> refused_;
    Counts shown_;              // as of the newest counts entry
    std::uint32_t sheets_ = 0;  // counted
    unsigned step_ = 0;
    std::string said_;
};

}  // namespace piaojue::live
