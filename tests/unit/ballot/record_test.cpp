// The record file and receipts.
#include "ballot/record.hpp"

#include "ballot/receipt.hpp"
#include "tests/support/congress_builder.hpp"
#include "tests/support/seed.hpp"

namespace piaojue {
namespace {

using testing::finished_congress;
using testing::value_of;

TEST(Record, splits_into_the_entries_it_was_made_of) {
    const Bytes file = finished_congress().record();
    const RecordView view = value_of(decode_record(file));
    ASSERT_EQ(view.entries.size(), finished_congress().log.size());
    for (std::size_t i = 0; i < view.entries.size(); ++i)
        EXPECT_TRUE(equal(view.entries[i], finished_congress().log[i]));
    EXPECT_EQ(encode_record(view.entries, view.checkpoint), file);
}

TEST(Record, what_can_not_be_split_is_refused_by_name) {
    const Bytes file = finished_congress().record();
    const auto changed = [&file](std::size_t at, Byte value) {
        Bytes out = file;
        out[at] = value;
        return out;
    };
    EXPECT_REFUSED(decode_record({}), Errc::malformed);
    EXPECT_REFUSED(decode_record(changed(0, 'X')), Errc::malformed);
    EXPECT_REFUSED(decode_record(changed(9, 2)), Errc::wrong_version);
    EXPECT_REFUSED(decode_record(changed(10, 1)), Errc::too_large);     // 16 million entries
    EXPECT_REFUSED(decode_record(changed(11, 0x0e)), Errc::malformed);  // more than the file holds
    EXPECT_REFUSED(decode_record(changed(14, 0xff)), Errc::too_large);  // the first entry
    Bytes longer = file;
    longer.push_back(0);
    EXPECT_REFUSED(decode_record(longer), Errc::malformed);
}

TEST(Record, a_file_cut_anywhere_is_refused) {
    const Bytes file = finished_congress().record();
    SeededRng rng = testing::test_rng();
    for (int i = 0; i < 500; ++i) {
        const std::size_t length = rng.below(static_cast<std::uint32_t>(file.size()));
        EXPECT_REFUSED(decode_record(ByteView{file}.first(length)), Errc::malformed);
    }
}

class ReceiptTest : public ::testing::Test {
protected:
    ReceiptTest() {
        for (const Bytes& entry : finished_congress().log)
            EXPECT_TRUE(state.apply(entry));
        index = state.round()->ballots[1];
        id = value_of(ballot_head(finished_congress().log[index])).id;
        receipt =
            make_receipt(state.tree(), index, finished_congress().closing_size,
                         finished_congress().log[index], finished_congress().closing_checkpoint);
    }
    CongressState state;
    std::uint64_t index = 0;
    BallotId id;
    std::string receipt;
};

TEST_F(ReceiptTest, proves_each_ballot_of_the_box_and_no_other) {
    for (const std::uint64_t each : state.round()->ballots) {
        const std::string text =
            make_receipt(state.tree(), each, finished_congress().closing_size,
                         finished_congress().log[each], finished_congress().closing_checkpoint);
        const BallotId each_id = value_of(ballot_head(finished_congress().log[each])).id;
        const auto facts = check_receipt(text, each_id, state.checkpoint_keys(), 3);
        ASSERT_TRUE(facts) << facts.error().detail;
        EXPECT_EQ(facts->index, each);
        EXPECT_EQ(facts->closing.root, finished_congress().closing_root);
        EXPECT_EQ(facts->cosignatures, 3U);
    }
    EXPECT_REFUSED(check_receipt(receipt, BallotId{}, state.checkpoint_keys(), 3),
                   Errc::proof_rejected);
}

TEST_F(ReceiptTest, needs_the_cosignatures_that_the_caller_asks_for) {
    EXPECT_REFUSED(check_receipt(receipt, id, state.checkpoint_keys(), 4),
                   Errc::too_few_cosignatures);
}

TEST_F(ReceiptTest, no_changed_character_is_accepted) {
    for (std::size_t at = 0; at < receipt.size(); ++at) {
        std::string changed = receipt;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_FALSE(check_receipt(changed, id, state.checkpoint_keys(), 3)) << at;
    }
}

TEST_F(ReceiptTest, another_congress_does_not_vouch_for_it) {
    CheckpointKeys keys = state.checkpoint_keys();
    keys.log_key = finished_congress().box_key.verify_key();
    EXPECT_FALSE(check_receipt(receipt, id, keys, 3));
}

}  // namespace
}  // namespace piaojue
