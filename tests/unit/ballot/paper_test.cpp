// Sheets of paper beside the box: whole rounds with them, and one rule broken at a time
#include "ballot/paper.hpp"

#include "tests/support/faults.hpp"

namespace piaojue {
namespace {

using testing::detail_of;
using testing::failed_checks;
using testing::told;
using testing::value_of;
using testing::verified;

class PaperRound : public testing::FaultyCongress {
protected:
    // Deputies 1 and 2 take sheets, 3, 4 and 5 cast, 6 exchanges, 7 gets a sheet beside his token.
    void to_closed() {
        builder.draft();
        builder.open();
        builder.take_sheet(1);
        builder.take_sheet(2);
        for (std::uint32_t deputy = 3; deputy <= 7; ++deputy)
            builder.issue(deputy);
        builder.end_issuing();
        builder.cast(3, {1, 0, 0});
        builder.cast(4, {1, 1, 0});
        builder.cast(5, {0, 0, 0});
        builder.exchange(6);
        builder.close();
    }
    void cosign() { builder.cosign({1, 2, 3}); }
    // As many sheets, valid ones of which so many approve each project.
    [[nodiscard]] PaperBatch batch(std::uint16_t number, std::uint32_t issued,
                                   std::uint32_t returned, const VoidSheets& voided,
                                   const std::vector<std::uint32_t>& approve) const {
        PaperBatch out{builder.round->hash(), BatchNumber{number}, issued, returned, voided, {}, {}};
        const auto valid = static_cast<std::uint32_t>(returned - voided.all());
        for (const std::uint32_t votes : approve)
            out.projects.push_back({votes, 0, valid - votes});
        return out;
    }
    void add_batches() {
        builder.add_batch(batch(1, 2, 2, {}, {2, 1, 0}));
        PaperBatch second = batch(2, 2, 2, {1, 0, 0, 0}, {0, 1, 0});
        second.doubtful = {{SheetDecision::over, "three marks"}, {SheetDecision::valid, "faint"}};
        builder.add_batch(second);
    }
    void to_counted() {
        to_closed();
        cosign();
        add_batches();
    }
    void without_shares() {
        builder.decide({});
        builder.report(1);
        builder.report(2);
        builder.announce();
        builder.act(Act::publish);
    }
    [[nodiscard]] static RoundReport round_of(const Report& report) {
        PJ_ASSERT(!report.rounds.empty(), "a round was counted");
        return report.rounds.back();
    }
};

TEST_F(PaperRound, beside_the_box_both_parts_are_one_result) {
    to_counted();
    builder.state_paper(1);
    finish_and_expect({});
    const RoundReport round = round_of(verified(builder.record()));
    EXPECT_EQ(round.opened, OpenedAs::decrypted);
    const Sheets& sheets = round.paper->sheets;
    EXPECT_EQ(sheets.taken, 2U);
    EXPECT_EQ(sheets.exchanged, 1U);
    EXPECT_EQ(sheets.uncancelled, 1U);
    EXPECT_EQ(sheets.returned, 4U);
    EXPECT_EQ(sheets.voided, (VoidSheets{1, 0, 0, 0}));
    EXPECT_EQ(round.counts.issued, 7U);
    EXPECT_EQ(round.counts.cast, 3U);
    EXPECT_EQ(round.counts.returned, 7U);
    EXPECT_EQ(round.counts.outstanding, 0U);
    EXPECT_EQ(round.counts.voided, 1U);
    EXPECT_EQ(round.counts.valid, 6U);
    EXPECT_EQ(round.counts.blank, 1U);
    EXPECT_EQ(round.projects[0].result.approve, 2U + 2U);
    EXPECT_EQ(round.projects[1].result.approve, 1U + 2U);
    EXPECT_EQ(round.projects[2].result.approve, 0U);
    EXPECT_EQ(round.projects[1].result.abstain, 3U);
}

TEST_F(PaperRound, alone_it_is_the_whole_result_and_no_teller_is_needed) {
    builder.draft();
    builder.open();
    for (std::uint32_t deputy = 1; deputy <= 5; ++deputy)
        builder.take_sheet(deputy);
    builder.end_issuing();
    builder.close();
    cosign();
    builder.add_batch(batch(1, 5, 4, {0, 0, 0, 1}, {3, 2, 1}));
    builder.state_paper(0);
    without_shares();
    expect({});
    const RoundReport round = round_of(verified(builder.record()));
    EXPECT_EQ(round.opened, OpenedAs::sheets_alone);
    EXPECT_TRUE(round.used.empty());
    EXPECT_EQ(round.counts.returned, 4U);
    EXPECT_EQ(round.counts.outstanding, 1U);
    EXPECT_EQ(round.counts.valid, 3U);
    EXPECT_EQ(round.projects[0].result.approve, 3U);
}

TEST_F(PaperRound, too_many_sheets_void_the_set_and_the_record_is_valid) {
    to_closed();
    cosign();
    builder.add_batch(batch(1, 4, 5, {}, {2, 1, 0}));
    builder.state_paper(1);
    without_shares();
    expect({});
    const RoundReport round = round_of(verified(builder.record()));
    EXPECT_TRUE(round.paper->too_many);
    EXPECT_EQ(round.opened, OpenedAs::nothing);
    EXPECT_EQ(round.projects[0].result.approve, 0U);
    EXPECT_EQ(round.counts.returned, 8U);
    EXPECT_EQ(round.counts.outstanding, 0U);
    ASSERT_TRUE(round.next_round);
    EXPECT_EQ(round.next_round->kind, RoundKind::set_invalid);
    EXPECT_EQ(round.places_left, 2);
}

// Deputy 7 has a sheet, and his token is cast as well: no token is out for the sheet.
TEST_F(PaperRound, a_sheet_beside_a_token_that_was_cast_is_one_too_many) {
    builder.draft();
    builder.open();
    for (std::uint32_t deputy = 1; deputy <= 7; ++deputy)
        builder.issue(deputy);
    builder.end_issuing();
    for (std::uint32_t deputy = 1; deputy <= 6; ++deputy)
        builder.cast(deputy, {1, 0, 0});
    builder.close();
    cosign();
    builder.add_batch(batch(1, 2, 2, {}, {1, 1, 0}));
    builder.state_paper(2);
    without_shares();
    expect({});
    EXPECT_TRUE(round_of(verified(builder.record())).paper->too_many);
}

TEST_F(PaperRound, few_sheets_are_entered_at_a_booth_by_two_people) {
    builder.draft();
    builder.open();
    builder.take_sheet(1);
    for (std::uint32_t deputy = 2; deputy <= 7; ++deputy)
        builder.issue(deputy);
    builder.end_issuing();
    builder.cast(2, {1, 0, 0});
    builder.cast(3, {1, 0, 0});
    builder.enter_sheet({0, 1, 0});
    builder.close();
    cosign();
    builder.state_paper(0);
    finish_and_expect({});
    const RoundReport round = round_of(verified(builder.record()));
    EXPECT_EQ(round.paper->entered, 1U);
    EXPECT_EQ(round.paper->sheets.returned, 0U);
    EXPECT_EQ(round.counts.returned, 3U);
    EXPECT_EQ(round.projects[1].result.approve, 1U);
}

TEST_F(PaperRound, a_newer_batch_of_a_number_takes_the_place_of_the_one_before) {
    to_closed();
    builder.add_batch(batch(1, 4, 4, {}, {4, 0, 0}));
    cosign();
    builder.add_batch(batch(1, 4, 4, {}, {1, 0, 0}));
    builder.state_paper(1);
    finish_and_expect({});
    EXPECT_EQ(round_of(verified(builder.record())).projects[0].result.approve, 3U);
}

TEST_F(PaperRound, a_voided_round_needs_no_count) {
    to_counted();
    builder.act(Act::void_round, ReasonBody{"sheets were mixed up"});
    builder.act(Act::publish);
    expect({});
}

// ── one rule broken ──

TEST_F(PaperRound, no_share_and_no_result_before_the_statement) {
    to_counted();
    const CongressState before = testing::state_of(builder.log);
    EXPECT_REFUSED(before.check(encode_share(builder.share_of(1))), Errc::wrong_phase);
    EXPECT_REFUSED(before.check(encode_result(builder.result_entry({1, 2}))), Errc::wrong_phase);
    finish_and_expect({"log_order", "statements", "shares", "tally", "balance", "decision", "report", "paper",
                       "publication"});
}

TEST_F(PaperRound, nothing_of_it_stands_before_the_close_behind_a_share_or_twice) {
    to_closed();
    add_batches();
    cosign();
    builder.state_paper(1);
    CongressState state = testing::state_of(builder.log);
    EXPECT_REFUSED(state.check(builder.statement(Act::paper, builder.paper_body(1), {1, 2})),
                   Errc::wrong_phase);
    EXPECT_REFUSED(state.check(builder.batch_entry(batch(3, 0, 0, {}, {0, 0, 0}))),
                   Errc::wrong_phase);
}

TEST_F(PaperRound, a_statement_that_drops_a_batch) {
    to_counted();
    PaperBody body = testing::state_of(builder.log).round()->paper_body(1);
    body.batches = 1;
    body.hash = testing::state_of(builder.log).round()->paper_hash(1);
    EXPECT_REFUSED(testing::state_of(builder.log).check(builder.statement(Act::paper, body, {1, 2})),
                   Errc::wrong_manifest);
}

TEST_F(PaperRound, a_statement_of_other_batches) {
    to_counted();
    PaperBody body = builder.paper_body(1);
    body.hash = PaperHash{};
    EXPECT_REFUSED(testing::state_of(builder.log).check(builder.statement(Act::paper, body, {1, 2})),
                   Errc::wrong_manifest);
    builder.act(Act::paper, body);
    builder.paper_stated = false;
    EXPECT_EQ(failed_checks(verified(builder.record())).count("paper"), 1U);
}

TEST_F(PaperRound, sheets_handed_out_that_nobody_accounts_for) {
    to_counted();
    EXPECT_REFUSED(
        testing::state_of(builder.log).check(builder.statement(Act::paper, builder.paper_body(0),
                                                               {1, 2})),
        Errc::malformed);
    EXPECT_REFUSED(
        testing::state_of(builder.log).check(builder.statement(Act::paper, builder.paper_body(2),
                                                               {1, 2})),
        Errc::malformed);
}

TEST_F(PaperRound, a_batch_that_somebody_may_not_sign) {
    to_closed();
    cosign();
    const PaperBatch all = batch(1, 4, 4, {}, {1, 1, 1});
    const CongressState state = testing::state_of(builder.log);
    EXPECT_REFUSED(state.check(builder.batch_entry(all, {1, 2})), Errc::not_permitted);
    EXPECT_REFUSED(state.check(builder.batch_entry(all, {3, 2})), Errc::malformed);
    EXPECT_REFUSED(state.check(builder.batch_entry(all, {2, 2})), Errc::malformed);
    Bytes flipped = builder.batch_entry(all);
    testing::flip(flipped, flipped.size() - 1);
    EXPECT_REFUSED(state.check(flipped), Errc::signature_rejected);
    PaperBatch doubtful = all;
    doubtful.doubtful = {{SheetDecision::valid, "faint"}};
    SignedPaperBatch by_other = value_of(decode_paper_batch(builder.batch_entry(doubtful)));
    const Bytes body = encode_paper_body(doubtful);
    by_other.chief = PersonSignature{
        PersonNumber{3},
        sign_paper_body(body, BatchSigner::chief, builder.tellers[0].statement_key)};
    EXPECT_REFUSED(state.check(encode_paper_batch(by_other)), Errc::not_permitted);
    by_other.chief = PersonSignature{
        PersonNumber{2}, sign_paper_body(body, BatchSigner::keyed, builder.scrutineer_key)};
    EXPECT_REFUSED(state.check(encode_paper_batch(by_other)), Errc::signature_rejected);
    EXPECT_TRUE(state.check(builder.batch_entry(doubtful)));
}

TEST_F(PaperRound, a_flipped_signature_in_a_batch_fails_paper_alone) {
    to_closed();
    cosign();
    Bytes entry = builder.batch_entry(batch(1, 4, 4, {}, {1, 1, 1}));
    testing::flip(entry, entry.size() - 1);
    builder.add(entry);
    builder.act(Act::paper, PaperBody{1, 1, paper_hash({entry})});
    builder.share(1);
    builder.share(2);
    CongressState state;
    std::vector<Finding> findings;
    for (const Bytes& one : builder.log)
        state.replay(one, findings);
    for (const Finding& finding : findings)
        EXPECT_EQ(finding.check, Check::paper) << finding.detail;
    EXPECT_FALSE(findings.empty());
}

TEST_F(PaperRound, an_exchange_or_hand_back_of_a_sheet_that_was_entered) {
    builder.draft();
    builder.open();
    builder.take_sheet(1);
    for (std::uint32_t deputy = 2; deputy <= 7; ++deputy)
        builder.issue(deputy);
    builder.end_issuing();
    for (std::uint32_t deputy = 2; deputy <= 4; ++deputy)
        builder.cast(deputy, {1, 0, 0});
    const SigningKey key = SigningKey::generate(builder.rng);
    const auto witness = [&](std::uint16_t person, const SigningKey& by) {
        return witness_sheet(builder.round->hash(), key.verify_key(), PersonNumber{person}, by);
    };
    const Token token = paper_token(witness(2, builder.scrutineer_key),
                                    witness(3, builder.tellers[0].statement_key));
    EXPECT_TRUE(check_token(*builder.round, key.verify_key(), token));
    const Token by_official =
        paper_token(witness(1, builder.official_key), witness(2, builder.scrutineer_key));
    EXPECT_REFUSED(check_token(*builder.round, key.verify_key(), by_official), Errc::token_rejected);
    EXPECT_REFUSED(check_token(*builder.round, builder.papers.at(2).key.verify_key(), token),
                   Errc::token_rejected);
    builder.exchanges.push_back(make_exchange(*builder.round, token, key).bytes);
    EXPECT_REFUSED(AuthenticHandBack::authenticate(*builder.round, builder.exchanges[0],
                                                   exchange_form),
                   Errc::token_rejected);
    builder.close();
    cosign();
    builder.add_batch(batch(1, 2, 2, {}, {1, 1, 0}));
    builder.state_paper(0);
    finish_and_expect({"tokens"});
}

TEST_F(PaperRound, more_exchanges_than_tokens) {
    testing::CongressBuilder again;
    again.draft();
    again.open();
    for (std::uint32_t deputy = 1; deputy <= 5; ++deputy)
        again.issue(deputy);
    const testing::Paper& invented = again.issue(6);
    const Bytes exchange = make_exchange(*again.round, invented.token, invented.key).bytes;
    again.take_sheet(6);  // so the log knows no token of deputy 6
    again.end_issuing();
    for (std::uint32_t deputy = 1; deputy <= 5; ++deputy)
        again.cast(deputy, {1, 0, 0});
    again.exchanges.push_back(exchange);
    again.close();
    again.cosign({1, 2, 3});
    const CongressState state = testing::state_of(again.log);
    EXPECT_FALSE(state.round()->tokens_suffice());
    again.add_batch({again.round->hash(), BatchNumber{1}, 2, 2, {}, {{1, 0, 1}, {1, 0, 1}, {0, 0, 2}},
                     {}});
    again.state_paper(0);
    again.decide({});
    again.report(1);
    again.report(2);
    again.announce();
    again.act(Act::publish);
    const Report report = verified(again.record());
    EXPECT_EQ(failed_checks(report), (testing::Names{"balance"})) << told(report);
}

TEST_F(PaperRound, a_result_entry_with_other_sheets) {
    to_counted();
    builder.state_paper(1);
    builder.share(1);
    builder.share(2);
    ResultEntry result = builder.result_entry({1, 2});
    ++result.sheets->voided.marked;
    builder.add(encode_result(result));
    builder.result = result_hash(builder.log.back());
    builder.report(1);
    builder.report(2);
    builder.announce();
    builder.act(Act::publish);
    expect({"decision"});
}

// ── whether a batch adds up ──

TEST_F(PaperRound, a_batch_that_does_not_add_up_is_named) {
    builder.draft();
    const VoteManifest& manifest = builder.round->manifest();
    const auto refused = [&](const PaperBatch& wrong) {
        EXPECT_REFUSED(check_batch(manifest, wrong), Errc::malformed);
    };
    const PaperBatch good = batch(7, 5, 5, {1, 0, 0, 1}, {3, 2, 1});
    EXPECT_TRUE(check_batch(manifest, good));
    PaperBatch wrong = good;
    ++wrong.projects[1].abstain;
    refused(wrong);
    wrong = good;
    --wrong.projects[0].approve;
    ++wrong.projects[0].oppose;  // no project is opposed in this method
    refused(wrong);
    refused(batch(7, 5, 5, {}, {4, 4, 4}));  // twelve approvals on five sheets of two each
    wrong = good;
    wrong.voided.over = 5;
    refused(wrong);
    wrong = good;
    wrong.projects.pop_back();
    refused(wrong);
    refused(batch(7, 5, 1, {}, {1, 0, 0}));  // below min_group
    EXPECT_TRUE(check_batch(manifest, batch(7, 5, 0, {}, {0, 0, 0})));
    wrong = good;
    wrong.doubtful = {{SheetDecision::marked, "a name"}};
    refused(wrong);
    wrong.doubtful.assign(4, {SheetDecision::valid, "faint"});
    refused(wrong);
    wrong.doubtful.assign(3, {SheetDecision::valid, "faint"});
    wrong.doubtful.push_back({SheetDecision::over, "three"});
    wrong.doubtful.push_back({SheetDecision::blank, "nothing on it"});
    EXPECT_TRUE(check_batch(manifest, wrong));
}

TEST_F(PaperRound, a_batch_is_read_back_to_its_bytes_and_nothing_else_is_one) {
    builder.draft();
    PaperBatch full = batch(200, 5, 5, {1, 2, 0, 1}, {1, 0, 1});
    full.doubtful = {{SheetDecision::unreadable, "墨水"}, {SheetDecision::valid, "x"}};
    for (const PaperBatch& one : {full, batch(1, 0, 0, {}, {0, 0, 0})}) {
        const Bytes entry = builder.batch_entry(one);
        const SignedPaperBatch read = value_of(decode_paper_batch(entry));
        EXPECT_EQ(read.batch, one);
        EXPECT_EQ(encode_paper_batch(read), entry);
        EXPECT_FALSE(decode_paper_batch(ByteView{entry}.first(entry.size() - 1)));
        Bytes longer = entry;
        longer.push_back(0);
        EXPECT_FALSE(decode_paper_batch(longer));
    }
    const auto refused = [](const PaperBatch& wrong) {
        EXPECT_REFUSED(decode_paper_body(encode_paper_body(wrong)), Errc::malformed);
    };
    refused(batch(0, 5, 5, {}, {0, 0, 0}));
    refused(batch(201, 5, 5, {}, {0, 0, 0}));
    refused(batch(1, 10'001, 5, {}, {0, 0, 0}));
    refused(batch(1, 5, 10'001, {}, {0, 0, 0}));
    refused(batch(1, 5, 5, {}, {}));
    PaperBatch wrong = full;
    wrong.doubtful[0].reason.clear();
    refused(wrong);
}

}  // namespace
}  // namespace piaojue
