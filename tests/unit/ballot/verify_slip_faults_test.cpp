// One rule about drawn slips broken at a time: exactly the checks that are about it fail
//                                                                        PROTOCOL.md §7.4 §12
#include "tests/support/faults.hpp"

namespace piaojue {
namespace {

using testing::CongressBuilder;
using testing::CongressOptions;
using testing::detail_of;
using testing::Names;
using testing::value_of;

class SlipFaults : public testing::FaultyCongress {
protected:
    SlipFaults() {
        CongressOptions options;
        options.slips = 5;
        builder = CongressBuilder{options};
    }

    // As vote(), to the end of issuing: deputies 1 to 3 drew, 4 to 7 have papers of their own.
    void to_issued() {
        builder.draft();
        builder.open();
        for (std::uint32_t deputy = 1; deputy <= 7; ++deputy)
            deputy <= 3 ? builder.draw(deputy) : builder.issue(deputy);
        builder.end_issuing();
    }
    void cast_by(std::uint32_t first, std::uint32_t last) {
        for (std::uint32_t deputy = first; deputy <= last; ++deputy)
            builder.cast(deputy, {1, 0, 0});
    }
    // A paper of a slip that nobody drew.
    testing::Paper stolen(std::size_t slip) {
        SlipSecrets secrets = derive_slip(builder.slips.at(slip));
        return {std::move(secrets.ballot_key), drawn_token(secrets.prefix), {}};
    }
    void void_by(std::vector<SlipHash> slips) {
        std::sort(slips.begin(), slips.end());
        builder.voided += static_cast<std::uint32_t>(slips.size());
        builder.act(Act::void_slips, SlipsBody{std::move(slips)});
    }
};

TEST_F(SlipFaults, slips_drawn_spent_and_voided) {
    to_voted();
    builder.shut();
    builder.finish();
    const Report report = expect({});
    EXPECT_EQ(detail_of(report, Check::slips), "5 slips, 3 drawn, 2 voided, 0 missing");
}

TEST_F(SlipFaults, what_is_missing_is_named_and_fails_nothing) {
    to_issued();
    cast_by(1, 5);
    builder.shut();
    builder.finish();
    const Report report = expect({});
    EXPECT_EQ(detail_of(report, Check::slips), "5 slips, 3 drawn, 0 voided, 2 missing");
}

TEST_F(SlipFaults, more_spent_than_drawn) {
    to_issued();
    cast_by(1, 4);
    builder.papers.at(5) = stolen(4);
    builder.cast(5, {0, 1, 0});
    builder.shut();
    finish_and_expect({"slips"});
}

TEST_F(SlipFaults, a_hand_back_counts_as_spent) {
    to_issued();
    cast_by(1, 4);
    builder.papers.at(5) = stolen(4);
    builder.hand_back(5);
    builder.shut();
    finish_and_expect({"slips"});
}

TEST_F(SlipFaults, a_voided_slip_that_was_cast) {
    to_issued();
    cast_by(1, 5);
    void_by({slip_hash(builder.slips[0]), slip_hash(builder.slips[4])});
    builder.shut();
    finish_and_expect({"slips"});
}

TEST_F(SlipFaults, more_drawn_and_voided_than_there_are) {
    to_issued();
    cast_by(2, 5);
    void_by(
        {slip_hash(builder.slips[0]), slip_hash(builder.slips[3]), slip_hash(builder.slips[4])});
    builder.shut();
    finish_and_expect({"slips"});
}

TEST_F(SlipFaults, a_slip_that_is_none_of_the_list) {
    to_issued();
    builder.slips.push_back(builder.rng.secret<32>());
    builder.papers.at(3) = stolen(5);
    cast_by(1, 5);
    builder.shut();
    finish_and_expect({"tokens"});
}

TEST_F(SlipFaults, another_prefix) {
    to_voted();
    Token token = builder.papers.at(2).token;
    token.prefix.data_[0] ^= 1U;
    resign(builder.ballots[1], builder.papers.at(2), token);
    builder.shut();
    finish_and_expect({"tokens"});
}

TEST_F(SlipFaults, voided_that_is_none_of_the_list) {
    to_issued();
    cast_by(1, 5);
    void_by({SlipHash{builder.rng.bytes<32>()}});
    builder.voided = 0;
    builder.shut();
    finish_and_expect({"statements"});
}

TEST_F(SlipFaults, voided_twice) {
    to_issued();
    cast_by(1, 5);
    void_by({slip_hash(builder.slips[4])});
    void_by({slip_hash(builder.slips[4])});
    builder.voided = 1;
    builder.shut();
    finish_and_expect({"statements"});
}

TEST_F(SlipFaults, a_closing_entry_that_counts_them_otherwise) {
    to_voted();
    ++builder.voided;
    builder.shut();
    finish_and_expect({"counts"});
}

TEST_F(SlipFaults, drawn_where_there_are_none) {
    ManifestFields fields = builder.manifest_fields();
    fields.attachments.pop_back();
    builder.draft(fields);
    builder.open();
    for (std::uint32_t deputy = 1; deputy <= 7; ++deputy)
        deputy == 7 ? builder.draw(deputy) : builder.issue(deputy);
    builder.end_issuing();
    cast_by(1, 5);
    builder.shut();
    finish_and_expect({"issuance", "slips"});
}

// ── the list in the manifest ──

TEST_F(SlipFaults, a_manifest_with_two_lists) {
    const SlipList second = value_of(SlipList::create({SlipHash{builder.rng.bytes<32>()}}));
    builder.add(encode_attachment(
        {builder.id, AttachmentKind::slips, "application/octet-stream", second.encode()}));
    ManifestFields fields = builder.manifest_fields();
    fields.attachments.push_back(attachment_hash(builder.log.back()));
    CongressState state;
    for (const Bytes& entry : builder.log)
        ASSERT_TRUE(state.apply(entry));
    EXPECT_REFUSED(state.check(value_of(VoteManifest::create(fields)).bytes()), Errc::malformed);
}

TEST_F(SlipFaults, no_slip_of_an_earlier_round) {
    to_shut();
    builder.finish();
    builder.log.pop_back();  // publish
    builder.state_further_round();
    CongressState state;
    for (const Bytes& entry : builder.log)
        ASSERT_TRUE(state.apply(entry));
    ManifestFields fields = builder.further_fields();
    EXPECT_EQ(fields.attachments, std::vector{builder.attachment});
    EXPECT_TRUE(state.check(value_of(VoteManifest::create(fields)).bytes()));

    const SlipList one_old = value_of(
        SlipList::create({slip_hash(builder.slips[4]), SlipHash{builder.rng.bytes<32>()}}));
    const Bytes entry = encode_attachment(
        {builder.id, AttachmentKind::slips, "application/octet-stream", one_old.encode()});
    ASSERT_TRUE(state.apply(entry));
    fields.attachments.push_back(attachment_hash(entry));
    EXPECT_REFUSED(state.check(value_of(VoteManifest::create(fields)).bytes()),
                   Errc::wrong_manifest);
}

}  // namespace
}  // namespace piaojue
