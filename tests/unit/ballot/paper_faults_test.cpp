// Sheets of paper: one rule broken at a time
#include "tests/support/paper_round.hpp"

namespace piaojue {
namespace {

using testing::failed_checks;
using testing::PaperRound;
using testing::told;
using testing::value_of;
using testing::verified;

TEST_F(PaperRound, no_share_and_no_result_before_the_statement) {
    to_counted();
    const CongressState before = testing::state_of(builder.log);
    EXPECT_REFUSED(before.check(encode_share(builder.share_of(1))), Errc::wrong_phase);
    EXPECT_REFUSED(before.check(encode_result(builder.result_entry({1, 2}))), Errc::wrong_phase);
    finish_and_expect({"log_order", "statements", "shares", "tally", "balance", "decision",
                       "report", "paper", "publication"});
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
    EXPECT_REFUSED(
        testing::state_of(builder.log).check(builder.statement(Act::paper, body, {1, 2})),
        Errc::wrong_manifest);
}

TEST_F(PaperRound, a_statement_of_other_batches) {
    to_counted();
    PaperBody body = builder.paper_body(1);
    body.hash = PaperHash{};
    EXPECT_REFUSED(
        testing::state_of(builder.log).check(builder.statement(Act::paper, body, {1, 2})),
        Errc::wrong_manifest);
    builder.act(Act::paper, body);
    builder.paper_stated = false;
    EXPECT_EQ(failed_checks(verified(builder.record())).count("paper"), 1U);
}

TEST_F(PaperRound, sheets_handed_out_that_nobody_accounts_for) {
    to_counted();
    EXPECT_REFUSED(testing::state_of(builder.log)
                       .check(builder.statement(Act::paper, builder.paper_body(0), {1, 2})),
                   Errc::malformed);
    EXPECT_REFUSED(testing::state_of(builder.log)
                       .check(builder.statement(Act::paper, builder.paper_body(2), {1, 2})),
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
    EXPECT_REFUSED(check_token(*builder.round, key.verify_key(), by_official),
                   Errc::token_rejected);
    EXPECT_REFUSED(check_token(*builder.round, builder.papers.at(2).key.verify_key(), token),
                   Errc::token_rejected);
    builder.exchanges.push_back(make_exchange(*builder.round, token, key).bytes);
    EXPECT_REFUSED(
        AuthenticHandBack::authenticate(*builder.round, builder.exchanges[0], exchange_form),
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
    again.add_batch(
        {again.round->hash(), BatchNumber{1}, 2, 2, {}, {{1, 0, 1}, {1, 0, 1}, {0, 0, 2}}, {}});
    again.state_paper(0);
    again.decide({});
    again.report(1);
    again.report(2);
    again.announce();
    again.act(Act::publish);
    const Report report = verified(again.record());
    EXPECT_EQ(failed_checks(report), (testing::Names{"claims", "balance"})) << told(report);
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

}  // namespace
}  // namespace piaojue
