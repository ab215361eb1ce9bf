// One rule broken at a time, everything else made anew around it: exactly the checks that are about
// that rule fail. From the close to the publication, keys, checkpoints.
#include "ballot/opening.hpp"
#include "tests/support/faults.hpp"

namespace piaojue {
namespace {

using testing::CongressBuilder;
using testing::detail_of;
using testing::failed_checks;
using testing::Names;
using testing::told;
using testing::value_of;
using testing::verified;

class OutcomeFaults : public testing::FaultyCongress {};

// ── counts and cosignatures ──

TEST_F(OutcomeFaults, a_closing_entry_that_counts_wrongly) {
    to_voted();
    builder.act(Act::close);
    builder.add_box();
    builder.add(encode_closing({builder.round->hash(), {7, 7, 4, 1}, 0, 1}));
    builder.closing_size = builder.tree().size();
    builder.closing_root = builder.tree().root();
    builder.cosign({1, 2, 3});
    finish_and_expect({"counts"});
}

TEST_F(OutcomeFaults, a_count_that_fell) {
    to_voted();
    builder.add(encode_counts({builder.round->hash(), CountsPhase::voting, {7, 7, 2, 0}}));
    builder.shut();
    finish_and_expect({"counts"});
}

TEST_F(OutcomeFaults, a_closing_checkpoint_without_its_cosignatures) {
    to_voted();
    builder.close();
    builder.cosign({});
    finish_and_expect({"cosignatures"});
}

TEST_F(OutcomeFaults, a_closing_checkpoint_of_another_root) {
    to_voted();
    builder.close();
    const Bytes32 right = builder.closing_root;
    builder.closing_root = Bytes32{};
    builder.cosign({1, 2, 3});
    builder.closing_root = right;
    finish_and_expect({"cosignatures"});
}

// ── shares and result ──

TEST_F(OutcomeFaults, a_false_share_is_named_while_others_suffice) {
    to_shut();
    Share lie = builder.share_of(1);
    lie.response = lie.response + Scalar::one();
    sign_share(lie, builder.tellers[0].statement_key);
    builder.add(encode_share(lie));
    builder.share(2);
    builder.share(3);
    builder.decide({2, 3});
    builder.report(2);
    builder.report(3);
    builder.announce();
    builder.act(Act::publish);
    const Report report = expect({});
    EXPECT_NE(detail_of(report, Check::shares).find("false share of teller 1"), std::string::npos);
    EXPECT_EQ(report.rounds[0].used, (std::vector<TellerNumber>{TellerNumber{2}, TellerNumber{3}}));
}

TEST_F(OutcomeFaults, too_few_shares) {
    to_shut();
    builder.share(1);
    builder.decide({1, 2});
    builder.report(1);
    builder.report(2);
    builder.announce();
    builder.act(Act::publish);
    expect({"shares", "tally", "decision"});
}

TEST_F(OutcomeFaults, a_share_signed_by_another_teller_does_not_count) {
    to_shut();
    builder.share(1);
    Share share = builder.share_of(2);
    sign_share(share, builder.tellers[2].statement_key);
    builder.add(encode_share(share));
    builder.share(3);
    builder.decide({1, 3});
    builder.report(1);
    builder.report(2);
    builder.announce();
    builder.act(Act::publish);
    expect({"shares"});
}

TEST_F(OutcomeFaults, changed_results) {
    struct Case {
        const char* what;
        std::function<void(ResultEntry&)> change;
        Names failed;
    };
    const std::vector<Case> cases{
        {"a vote more",
         [](ResultEntry& r) { ++r.projects[1].approve; },
         {"tally", "balance", "decision"}},
        {"a vote moved",
         [](ResultEntry& r) {
             --r.projects[1].approve;
             ++r.projects[1].abstain;
         },
         {"tally", "decision"}},
        {"a blank ballot less", [](ResultEntry& r) { --r.counts.blank; }, {"tally", "decision"}},
        {"a valid ballot more", [](ResultEntry& r) { ++r.counts.valid; }, {"balance", "decision"}},
        {"another winner", [](ResultEntry& r) { r.projects[2].chosen = true; }, {"decision"}},
        {"another rank", [](ResultEntry& r) { ++r.projects[2].rank; }, {"decision"}},
        {"other places", [](ResultEntry& r) { ++r.next_places; }, {"decision"}},
        {"other tellers",
         [](ResultEntry& r) {
             r.used = {TellerNumber{1}, TellerNumber{3}};
         },
         {"tally", "decision"}},
        {"another root", [](ResultEntry& r) { r.root = Bytes32{}; }, {"decision"}},
    };
    to_shut();
    builder.share(1);
    builder.share(2);
    const std::vector<Bytes> before = builder.log;
    for (const Case& each : cases) {
        SCOPED_TRACE(each.what);
        builder.log = before;
        ResultEntry result = builder.result_entry({1, 2});
        each.change(result);
        builder.add(encode_result(result));
        builder.result = result_hash(builder.log.back());
        builder.report(1);
        builder.report(2);
        builder.announce();
        builder.act(Act::publish);
        expect(each.failed);
    }
}

TEST_F(OutcomeFaults, announced_with_one_report) {
    to_shut();
    builder.share(1);
    builder.share(2);
    builder.decide({1, 2});
    builder.report(1);
    builder.announce();
    builder.act(Act::publish);
    expect({"report"});
}

TEST_F(OutcomeFaults, announced_another_result) {
    to_shut();
    builder.share(1);
    builder.share(2);
    builder.decide({1, 2});
    builder.report(1);
    builder.report(2);
    builder.act(Act::announce, ResultBody{});
    builder.act(Act::publish);
    expect({"publication"});
}

TEST_F(OutcomeFaults, a_record_that_does_not_end_with_its_publication) {
    to_shut();
    builder.finish();
    builder.log.pop_back();
    expect({"log_order", "publication"});
}

// ── keys ──

TEST_F(OutcomeFaults, a_joint_key_that_is_not_the_certificates) {
    ManifestFields fields = builder.manifest_fields();
    std::swap(fields.verification_shares[0], fields.verification_shares[2]);
    builder.draft(fields);
    builder.open();
    builder.vote();
    builder.shut();
    builder.share(2);
    builder.add(encode_share(builder.share_of(1)));
    builder.add(encode_share(builder.share_of(3)));
    const Report report = verified(builder.record());
    EXPECT_TRUE(failed_checks(report).contains("ceremony")) << told(report);
    EXPECT_NE(detail_of(report, Check::shares).find("no result"), std::string::npos);

    CongressBuilder other;
    fields = other.manifest_fields();
    fields.joint_key = Point::generator();
    other.draft(fields);
    other.open();
    other.vote();
    other.shut();
    other.share(1);
    other.share(2);
    const Names failed = failed_checks(verified(other.record()));
    EXPECT_TRUE(failed.contains("ceremony"));
}

TEST_F(OutcomeFaults, an_issuing_key_without_its_proof) {
    ManifestFields fields = builder.manifest_fields();
    std::swap(fields.issuer.roots[3], fields.issuer.roots[4]);
    builder.draft(fields);
    builder.open();
    builder.vote();
    builder.shut();
    finish_and_expect({"issuer_key"});
}

TEST_F(OutcomeFaults, a_manifest_of_another_roll_or_enrolment) {
    ManifestFields fields = builder.manifest_fields();
    fields.attachments = {AttachmentHash{}};
    builder.draft(fields);
    builder.open();
    builder.vote();
    builder.shut();
    finish_and_expect({"manifest"});
}

TEST_F(OutcomeFaults, an_enrolment_line_signed_by_another) {
    Enrolment list = value_of(decode_enrolment(builder.log[1]));
    std::swap(list.persons[0].signature, list.persons[1].signature);
    builder.log[1] = encode_enrolment(list);
    to_shut();
    builder.finish();
    const Names failed = failed_checks(verified(builder.record()));
    EXPECT_TRUE(failed.contains("enrolment"));
    EXPECT_TRUE(failed.contains("ceremony"));  // made for the other list
}

// ── the checkpoint ──

TEST_F(OutcomeFaults, a_checkpoint_of_another_log_or_key_or_with_more_lines) {
    to_shut();
    builder.finish();
    const MerkleTree tree = builder.tree();
    const auto failed = [this](const std::string& checkpoint) {
        return failed_checks(verified(encode_record(builder.log, as_bytes(checkpoint))));
    };
    EXPECT_EQ(failed(builder.checkpoint(tree.size(), Bytes32{})), Names{"log_root"});
    EXPECT_EQ(failed(builder.checkpoint(tree.size() + 1, tree.root())), Names{"log_root"});
    EXPECT_EQ(failed(builder.checkpoint(tree.size(), tree.root(), {2})), Names{"log_signature"});
    builder.log_key = SigningKey::generate(builder.rng);
    EXPECT_EQ(failed(builder.checkpoint(tree.size(), tree.root())), Names{"log_signature"});
}

}  // namespace
}  // namespace piaojue
