// Sheets of paper through the server: the desk, the box, blind double keying, the statement, a
// restart at each point                                                 PROTOCOL.md §7.5 §11.8
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "ballot/paper_request.hpp"
#include "ballot/verify.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {
namespace {

constexpr std::string_view paper_path = "/api/v1/paper";
constexpr std::string_view exchange_path = "/api/v1/exchange";
constexpr std::string_view batches_path = "/api/v1/paper/batches";
constexpr std::string_view waiting_path = "/api/v1/paper/waiting";
constexpr std::string_view keyed_path = "/api/v1/paper/keyed";

class SheetsOfPaper : public ::testing::Test {
protected:
    Reply take(std::uint32_t deputy) {
        return congress_.post(paper_path, encode_paper_request(make_paper_request(
                                              congress_.round().hash(), DeputyNumber{deputy},
                                              congress_.identity_key(deputy))));
    }
    Reply exchange(const SamplePaper& paper) {
        return congress_.post(exchange_path,
                              make_exchange(congress_.round(), paper.token, paper.key).bytes,
                              Origin::box);
    }
    // Deputies 1 and 2 take sheets, 3 casts, 4 exchanges, 5 has a token: four sheets, one of them
    // uncancelled.
    void to_closed() {
        congress_.prepare();
        congress_.open();
        EXPECT_EQ(take(1).status, 200U);
        EXPECT_EQ(take(2).status, 200U);
        const SamplePaper third = congress_.paper(3);
        const SamplePaper fourth = congress_.paper(4);
        static_cast<void>(congress_.paper(5));
        congress_.end_issuing();
        EXPECT_EQ(congress_.cast(congress_.ballot(third, {1, 0})).status, 200U);
        EXPECT_EQ(exchange(fourth).status, 200U);
        congress_.close();
    }
    [[nodiscard]] PaperBatch batch(std::uint16_t number, std::uint32_t sheets, std::uint32_t first,
                                   std::uint32_t second) const {
        return {congress_.round().hash(),
                BatchNumber{number},
                sheets,
                sheets,
                {},
                {{first, 0, sheets - first}, {second, 0, sheets - second}},
                {}};
    }
    Reply key(const PaperBatch& of, std::uint16_t person, BatchSigner as = BatchSigner::keyed) {
        return congress_.post(batches_path, request(of, person, as));
    }
    [[nodiscard]] Bytes request(const PaperBatch& of, std::uint16_t person,
                                BatchSigner as = BatchSigner::keyed) const {
        const Bytes body = encode_paper_body(of);
        Writer out;
        out.raw(body).u8(enum_code(as)).u16(person);
        out.raw(sign_paper_body(body, as, congress_.person_key(person)));
        return std::move(out).bytes();
    }
    Reply count_sheets(std::uint32_t uncancelled) {
        return congress_.act(Act::paper, congress_.state().round()->paper_body(uncancelled));
    }
    Report publish() {
        congress_.announce();
        congress_.publish();
        return value_of(verify(congress_.get("/api/v1/record").body, congress_.rng, {}));
    }
    // "batch:" and what became of it, of each batch that this person keyed.
    std::string keyed_by(std::uint16_t person) {
        const Reply reply = congress_.post(keyed_path, congress_.query(person));
        EXPECT_EQ(reply.status, 200U);
        std::string out;
        const boost::json::value said = boost::json::parse(as_text(reply.body));
        for (const boost::json::value& one : said.at("batches").as_array()) {
            if (!out.empty()) out += "; ";
            out += boost::json::serialize(one.at("batch")) + ":";
            const std::string cells = boost::json::serialize(one.at("differs"));
            const bool logged = !one.at("index").is_null();
            if (logged) out += " entry " + boost::json::serialize(one.at("index"));
            if (cells != "[]") out += " " + cells;
            if (!logged && cells == "[]") out += " kept";
        }
        return out;
    }
    static std::string differing(const Reply& reply) {
        return boost::json::serialize(boost::json::parse(as_text(reply.body)));
    }

    Congress congress_;
};

TEST_F(SheetsOfPaper, the_desk_refuses_in_the_order_of_the_protocol) {
    congress_.prepare();
    EXPECT_REFUSAL(take(1), Errc::wrong_phase);
    congress_.sign_in(1, 4);
    EXPECT_EQ(congress_.act(Act::open).status, 201U);
    EXPECT_REFUSAL(take(5), Errc::not_signed_in);
    EXPECT_REFUSAL(congress_.post(paper_path, Bytes(101)), Errc::malformed);
    EXPECT_REFUSAL(congress_.post(paper_path, encode_paper_request(make_paper_request(
                                                  congress_.round().hash(), DeputyNumber{2},
                                                  congress_.identity_key(1)))),
                   Errc::not_on_roll);
    const Reply taken = take(1);
    EXPECT_EQ(taken.status, 200U);
    EXPECT_TRUE(check_draw_answer(taken.body));
    congress_.restart();
    EXPECT_EQ(take(1).status, 200U);  // the same request again
    EXPECT_REFUSAL(congress_.post("/api/v1/issue", congress_.issue_request(1)),
                   Errc::already_issued);
    static_cast<void>(congress_.paper(2));
    EXPECT_REFUSAL(take(2), Errc::already_issued);
    congress_.end_issuing();
    EXPECT_EQ(take(1).status, 200U);
    EXPECT_REFUSAL(take(3), Errc::wrong_phase);
    EXPECT_EQ(congress_.state().round()->taken_count, 1U);
}

TEST_F(SheetsOfPaper, a_token_is_exchanged_once_and_worth_nothing_then) {
    congress_.prepare();
    congress_.open();
    const SamplePaper paper = congress_.paper(1);
    const SamplePaper other = congress_.paper(2);
    congress_.end_issuing();
    EXPECT_EQ(exchange(paper).body.size(), size::promise);
    for (int start = 0; start < 2; ++start) {
        EXPECT_EQ(exchange(paper).status, 200U);
        EXPECT_REFUSAL(congress_.cast(congress_.ballot(paper, {1, 0})), Errc::already_handed_back);
        EXPECT_REFUSAL(congress_.hand_back(paper), Errc::already_handed_back);
        congress_.restart();
    }
    EXPECT_EQ(congress_.hand_back(other).status, 200U);
    EXPECT_REFUSAL(exchange(other), Errc::already_handed_back);
    congress_.close();
    EXPECT_EQ(congress_.state().round()->exchanges.size(), 1U);
    EXPECT_EQ(congress_.state().round()->hand_backs.size(), 1U);
    EXPECT_EQ(exchange(paper).status, 200U);  // the same again, in every phase
}

TEST_F(SheetsOfPaper, box_and_sheets_are_one_result) {
    to_closed();
    EXPECT_EQ(key(batch(1, 4, 3, 1), 2).status, 202U);
    EXPECT_EQ(key(batch(1, 4, 3, 1), 3).status, 201U);
    congress_.cosign();
    EXPECT_REFUSAL(congress_.post("/api/v1/shares", congress_.share(1)), Errc::wrong_phase);
    EXPECT_REFUSAL(count_sheets(0), Errc::malformed);
    EXPECT_EQ(count_sheets(1).status, 201U);
    congress_.decrypt();
    const Report report = publish();
    EXPECT_TRUE(report.valid);
    EXPECT_EQ(report.rounds.at(0).projects.at(0).result.approve, 4U);
    EXPECT_EQ(report.rounds.at(0).counts.returned, 5U);
}

TEST_F(SheetsOfPaper, sheets_alone_are_the_result_as_soon_as_they_are_counted) {
    congress_.prepare();
    congress_.open();
    for (std::uint32_t deputy = 1; deputy <= 5; ++deputy)
        EXPECT_EQ(take(deputy).status, 200U);
    congress_.end_issuing();
    congress_.close();
    EXPECT_EQ(key(batch(1, 5, 4, 1), 2).status, 202U);
    EXPECT_EQ(key(batch(1, 5, 4, 1), 3).status, 201U);
    // Before the cosignatures: the result waits for them.
    EXPECT_EQ(count_sheets(0).status, 201U);
    EXPECT_EQ(congress_.state().phase(), Phase::closed);
    congress_.cosign();
    EXPECT_EQ(congress_.state().phase(), Phase::decided);
    const Report report = publish();
    EXPECT_TRUE(report.valid);
    EXPECT_EQ(report.rounds.at(0).opened, OpenedAs::sheets_alone);
}

TEST_F(SheetsOfPaper, too_many_sheets_open_nothing) {
    to_closed();
    PaperBatch more = batch(1, 4, 3, 1);
    more.returned = 5;
    more.projects[0].abstain += 1;
    more.projects[1].abstain += 1;
    EXPECT_EQ(key(more, 2).status, 202U);
    EXPECT_EQ(key(more, 3).status, 201U);
    congress_.cosign();
    EXPECT_EQ(count_sheets(1).status, 201U);
    EXPECT_EQ(congress_.state().phase(), Phase::decided);
    const Report report = publish();
    EXPECT_TRUE(report.valid);
    EXPECT_EQ(report.rounds.at(0).next_round->kind, RoundKind::set_invalid);
}

// ── blind double keying ──

TEST_F(SheetsOfPaper, where_two_people_differ_the_cells_are_named_and_both_are_dropped) {
    to_closed();
    EXPECT_EQ(key(batch(1, 4, 3, 1), 2).status, 202U);
    const Reply differs = key(batch(1, 4, 2, 1), 3);
    EXPECT_EQ(differs.status, 200U);
    EXPECT_EQ(differing(differs), R"({"differs":["1 approve","1 abstain"]})");
    // Neither is kept: the one who was right is the first again.
    EXPECT_EQ(key(batch(1, 4, 3, 1), 2).status, 202U);
    EXPECT_EQ(congress_.state().round()->batches.size(), 0U);
    EXPECT_EQ(key(batch(1, 4, 3, 1), 3).status, 201U);
}

TEST_F(SheetsOfPaper, one_person_alone_never_brings_a_batch_into_the_log) {
    to_closed();
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(key(batch(1, 4, 3, 1), 2).status, 202U);
    EXPECT_EQ(key(batch(1, 4, 2, 1), 2).status, 202U);  // corrects himself
    EXPECT_EQ(congress_.state().round()->batches.size(), 0U);
    EXPECT_EQ(key(batch(1, 4, 2, 1), 4).status, 201U);
}

TEST_F(SheetsOfPaper, what_was_keyed_survives_a_restart_and_gets_the_same_answer_in_the_log) {
    to_closed();
    EXPECT_EQ(key(batch(1, 4, 3, 1), 2).status, 202U);
    congress_.restart();
    const Reply entered = key(batch(1, 4, 3, 1), 3);
    EXPECT_EQ(entered.status, 201U);
    congress_.restart();
    for (const std::uint16_t person : {std::uint16_t{2}, std::uint16_t{3}})
        EXPECT_EQ(key(batch(1, 4, 3, 1), person).index(), entered.index());
    // Another number takes its place, by both again.
    EXPECT_EQ(key(batch(1, 4, 1, 1), 3).status, 202U);
    EXPECT_EQ(key(batch(1, 4, 1, 1), 4).status, 201U);
    EXPECT_EQ(congress_.state().round()->batches.size(), 1U);
}

TEST_F(SheetsOfPaper, who_keyed_a_batch_is_told_what_became_of_it_and_nobody_else_is) {
    to_closed();
    EXPECT_EQ(keyed_by(2), "");
    EXPECT_EQ(key(batch(1, 4, 3, 1), 2).status, 202U);
    for (int start = 0; start < 2; ++start) {
        EXPECT_EQ(keyed_by(2), "1: kept");
        EXPECT_EQ(keyed_by(3), "");
        congress_.restart();
    }
    EXPECT_EQ(key(batch(1, 4, 2, 1), 3).status, 200U);
    for (int start = 0; start < 2; ++start) {
        EXPECT_EQ(keyed_by(2), R"(1: ["1 approve","1 abstain"])");
        EXPECT_EQ(keyed_by(3), R"(1: ["1 approve","1 abstain"])");
        for (const std::uint16_t other : {std::uint16_t{1}, std::uint16_t{4}})
            EXPECT_EQ(keyed_by(other), "");
        congress_.restart();
    }
    // Until it is keyed again: by one of them, and then so that two agree.
    EXPECT_EQ(key(batch(1, 4, 3, 1), 2).status, 202U);
    EXPECT_EQ(keyed_by(2), "1: kept");
    EXPECT_EQ(keyed_by(3), R"(1: ["1 approve","1 abstain"])");
    const Reply entered = key(batch(1, 4, 3, 1), 4);
    EXPECT_EQ(entered.status, 201U);
    const std::string there = "1: entry " + std::to_string(entered.index());
    for (int start = 0; start < 2; ++start) {
        EXPECT_EQ(keyed_by(2), there);
        EXPECT_EQ(keyed_by(3), "");
        EXPECT_EQ(keyed_by(4), there);
        congress_.restart();
    }
    // What is keyed in the place of it is the newest word; what another keyed of it is not theirs.
    EXPECT_EQ(key(batch(1, 4, 1, 1), 2).status, 202U);
    EXPECT_EQ(key(batch(2, 0, 0, 0), 2).status, 202U);
    EXPECT_EQ(keyed_by(2), "1: kept; 2: kept");
    EXPECT_EQ(key(batch(1, 4, 2, 1), 3).status, 200U);
    EXPECT_EQ(keyed_by(2), R"(1: ["1 approve","1 abstain"]; 2: kept)");
    EXPECT_EQ(keyed_by(4), there);
}

TEST_F(SheetsOfPaper, who_is_dropped_by_the_others_correction_is_told_so_too) {
    to_closed();
    PaperBatch doubtful = batch(1, 4, 3, 1);
    doubtful.doubtful = {{SheetDecision::valid, "笔迹不清"}};
    EXPECT_EQ(key(doubtful, 3).status, 202U);
    EXPECT_EQ(key(doubtful, 4).status, 202U);
    EXPECT_EQ(keyed_by(3), "1: kept");
    EXPECT_EQ(key(batch(1, 4, 3, 2), 4).status, 202U);
    EXPECT_EQ(keyed_by(3), R"(1: ["2 approve","2 abstain","doubtful"])");
    EXPECT_EQ(keyed_by(4), "1: kept");
    // A third one who differs drops what two have keyed, and all three are told.
    EXPECT_EQ(key(doubtful, 3).status, 200U);
    EXPECT_EQ(key(doubtful, 3).status, 202U);
    EXPECT_EQ(key(doubtful, 4).status, 202U);
    EXPECT_EQ(keyed_by(3), "1: kept");
    EXPECT_EQ(key(batch(1, 4, 3, 1), 2).status, 200U);
    for (const std::uint16_t person : {std::uint16_t{2}, std::uint16_t{3}, std::uint16_t{4}})
        EXPECT_EQ(keyed_by(person), R"(1: ["doubtful"])");
}

TEST_F(SheetsOfPaper, a_doubtful_sheet_waits_for_the_chief_scrutineer) {
    to_closed();
    PaperBatch doubtful = batch(1, 4, 3, 1);
    doubtful.doubtful = {{SheetDecision::valid, "笔迹不清"}};
    EXPECT_REFUSAL(key(doubtful, 2, BatchSigner::chief), Errc::wrong_phase);
    EXPECT_EQ(key(doubtful, 3).status, 202U);
    EXPECT_EQ(congress_.post(waiting_path, congress_.query(2)).body, Bytes{0});
    EXPECT_EQ(key(doubtful, 4).status, 202U);
    congress_.restart();
    const Bytes body = encode_paper_body(doubtful);
    EXPECT_EQ(congress_.post(waiting_path, congress_.query(1)).body,
              Writer{}.u8(1).bytes32(body).bytes());
    EXPECT_REFUSAL(key(doubtful, 3, BatchSigner::chief), Errc::not_permitted);
    const Reply entered = key(doubtful, 2, BatchSigner::chief);
    EXPECT_EQ(entered.status, 201U);
    EXPECT_EQ(key(doubtful, 2, BatchSigner::chief).index(), entered.index());
    EXPECT_EQ(congress_.post(waiting_path, congress_.query(2)).body, Bytes{0});
}

TEST_F(SheetsOfPaper, a_batch_that_may_not_be_is_refused_before_it_is_kept) {
    congress_.prepare();
    congress_.open();
    EXPECT_EQ(take(1).status, 200U);
    congress_.end_issuing();
    EXPECT_REFUSAL(key(batch(1, 1, 1, 0), 2), Errc::wrong_phase);
    congress_.close();
    EXPECT_REFUSAL(key(batch(1, 1, 1, 0), 1), Errc::not_permitted);  // an official
    PaperBatch wrong = batch(1, 1, 1, 0);
    wrong.projects[0].abstain = 2;
    EXPECT_REFUSAL(key(wrong, 2), Errc::malformed);
    wrong = batch(1, 1, 1, 0);
    wrong.manifest = ManifestHash{};
    EXPECT_REFUSAL(key(wrong, 2), Errc::wrong_manifest);
    Bytes forged = request(batch(1, 1, 1, 0), 2);
    forged.back() = static_cast<Byte>(forged.back() ^ 1U);
    EXPECT_REFUSAL(congress_.post(batches_path, forged), Errc::signature_rejected);
    EXPECT_REFUSAL(congress_.post(batches_path, Bytes(66)), Errc::malformed);
    EXPECT_EQ(key(batch(1, 1, 1, 0), 2).status, 202U);
    EXPECT_EQ(key(batch(1, 1, 1, 0), 3).status, 201U);
    EXPECT_EQ(count_sheets(0).status, 201U);
    EXPECT_REFUSAL(key(batch(2, 0, 0, 0), 2), Errc::wrong_phase);
}

}  // namespace
}  // namespace piaojue::testing
