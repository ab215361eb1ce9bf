// Sheets of paper beside the box: whole rounds with them, and whether a batch adds up
#include "tests/support/paper_round.hpp"

namespace piaojue {
namespace {

using testing::failed_checks;
using testing::PaperRound;
using testing::told;
using testing::value_of;
using testing::verified;

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
