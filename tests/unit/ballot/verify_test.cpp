// Good records pass every check; records with a byte changed anywhere are never valid.
#include "ballot/verify.hpp"

#include "ballot/tools/report_json.hpp"
#include "ballot/tools/report_text.hpp"
#include "tests/support/congress_builder.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/verdicts.hpp"

namespace piaojue {
namespace {

using testing::CongressBuilder;
using testing::CongressOptions;
using testing::failed_checks;
using testing::finished_congress;
using testing::Names;
using testing::told;
using testing::value_of;
using testing::verified;

TEST(Verify, a_whole_congress_is_valid_and_all_checks_are_named_in_their_order) {
    const Report report = verified(finished_congress().record());
    EXPECT_TRUE(report.valid) << told(report);
    EXPECT_FALSE(report.anchored);
    EXPECT_TRUE(report.sample);
    EXPECT_EQ(report.manifest, finished_congress().round->hash());
    ASSERT_EQ(report.checks.size(), check_count - 2);
    for (std::size_t i = 0; i < report.checks.size(); ++i)
        EXPECT_EQ(static_cast<std::size_t>(report.checks[i].check), i);
    ASSERT_EQ(report.rounds.size(), 1U);
    EXPECT_EQ(report.rounds[0].counts.cast, 5U);
    EXPECT_EQ(report.rounds[0].projects[0].result.approve, 4U);
    EXPECT_TRUE(report.rounds[0].projects[0].result.chosen);
}

TEST(Verify, every_style_is_valid) {
    for (const Style style :
         {Style::choose_up_to, Style::choose_exactly, Style::three_way, Style::three_way_capped}) {
        CongressOptions options;
        options.style = style;
        const Report report = verified(CongressBuilder::finished(options).record());
        EXPECT_TRUE(report.valid) << static_cast<int>(style) << "\n" << told(report);
    }
}

TEST(Verify, the_expected_manifest_anchors_and_another_one_does_not) {
    VerifyOptions options;
    options.expected_manifest = finished_congress().round->hash();
    Report report = verified(finished_congress().record(), options);
    EXPECT_TRUE(report.valid && report.anchored);
    EXPECT_EQ(report.checks.size(), check_count - 1);
    options.expected_manifest = ManifestHash{};
    report = verified(finished_congress().record(), options);
    EXPECT_EQ(failed_checks(report), Names{"expected_manifest"});
    EXPECT_FALSE(report.anchored);
}

TEST(Verify, a_voided_round_is_checked_up_to_where_it_was_voided) {
    for (const int stage : {0, 1, 2, 3}) {
        CongressBuilder builder;
        builder.draft();
        builder.open();
        if (stage > 0) builder.vote();
        if (stage > 1) builder.shut();
        if (stage > 2) {
            builder.share(1);
            builder.share(2);
            builder.decide({1, 2});
        }
        builder.act(Act::void_round, ReasonBody{"fire alarm"});
        builder.act(Act::publish);
        const Report report = verified(builder.record());
        EXPECT_TRUE(report.valid) << stage << "\n" << told(report);
        EXPECT_TRUE(report.rounds.empty()) << stage;
        EXPECT_NE(told(report).find("voided"), std::string::npos) << stage;
    }
}

TEST(Verify, two_rounds_in_one_log_are_both_checked) {
    CongressBuilder builder;
    builder.draft();
    builder.open();
    builder.vote();
    builder.shut();
    builder.finish();
    builder.log.pop_back();
    builder.state_further_round();
    builder.draft(builder.further_fields());
    builder.open();
    builder.vote();
    builder.shut();
    builder.finish();
    const Report report = verified(builder.record());
    EXPECT_TRUE(report.valid) << told(report);
    EXPECT_EQ(report.rounds.size(), 2U);
    EXPECT_EQ(report.manifest, builder.round->hash());
    ASSERT_TRUE(report.final);
    EXPECT_EQ(report.final->places, 2);
    EXPECT_EQ(report.final->places_left, 0);
    ASSERT_EQ(report.final->chosen.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(report.final->chosen[i].no.value(), i + 1);
        EXPECT_EQ(report.final->chosen[i].round, i + 1);
    }
}

// What `previous` says of an earlier record.
bool goes_on(const CongressBuilder& now, const Bytes& earlier) {
    SystemRng rng;
    VerifyOptions options;
    options.previous = value_of(decode_record(earlier));
    const Report report = value_of(verify(now.record(), rng, options));
    EXPECT_EQ(report.checks.back().check, Check::previous);
    return report.checks.back().passed;
}

TEST(Verify, an_earlier_record_is_the_beginning_of_a_later_one_or_is_told) {
    CongressBuilder now = CongressBuilder::finished();
    const Bytes itself = now.record();
    now.log.pop_back();
    now.state_further_round();
    const Bytes earlier = now.record();
    now.act(Act::publish);
    EXPECT_TRUE(goes_on(now, earlier));
    EXPECT_TRUE(goes_on(now, now.record()));
    EXPECT_FALSE(goes_on(now, itself)) << "another entry in the place of the statement";
    now.add(now.log.back());
    const Bytes longer = now.record();
    now.log.pop_back();
    EXPECT_FALSE(goes_on(now, longer));
    Bytes signed_by_nobody = earlier;
    signed_by_nobody[signed_by_nobody.size() - 2] ^= 1;
    EXPECT_FALSE(goes_on(now, signed_by_nobody));
    const RecordView view = value_of(decode_record(earlier));
    const std::vector<ByteView> cut{view.entries.begin(), view.entries.end() - 1};
    EXPECT_FALSE(goes_on(now, encode_record(cut, view.checkpoint))) << "a checkpoint over more";
}

TEST(Verify, too_few_ballots_are_counted_and_not_decrypted) {
    CongressOptions options;
    options.min_group = 6;
    CongressBuilder builder{options};
    builder.draft();
    builder.open();
    builder.vote();
    builder.shut();
    builder.decide({});
    builder.report(1);
    builder.report(2);
    builder.announce();
    builder.act(Act::publish);
    const Report report = verified(builder.record());
    EXPECT_TRUE(report.valid) << told(report);
    EXPECT_FALSE(report.rounds[0].is_opened());
    EXPECT_EQ(report.rounds[0].next_round->kind, RoundKind::too_few);
}

TEST(Verify, a_log_that_lacks_its_parts_is_not_valid_and_says_what_can_not_run) {
    const std::vector<Bytes> whole = finished_congress().log;
    for (const std::size_t count : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 8U, 20U}) {
        CongressBuilder builder;
        builder.log.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(count));
        const Report report = verified(builder.record());
        EXPECT_FALSE(report.valid) << count;
        EXPECT_EQ(report.checks.size(), check_count - 2);
    }
    for (const std::size_t missing : {0U, 1U, 2U, 3U, 4U, 5U}) {
        CongressBuilder builder;
        builder.log = whole;
        builder.log.erase(builder.log.begin() + static_cast<std::ptrdiff_t>(missing));
        EXPECT_FALSE(verified(builder.record()).valid) << missing;
    }
}

// Neither in the file as it is, nor under a new checkpoint of the same log key.
TEST(VerifyBytes, no_changed_byte_of_any_entry_is_valid) {
    SeededRng rng = testing::test_rng();
    for (std::size_t i = 0; i < finished_congress().log.size(); ++i) {
        CongressBuilder builder;
        builder.log = finished_congress().log;
        const auto length = static_cast<std::uint32_t>(builder.log[i].size());
        const std::uint32_t at = rng.below(length);
        builder.log[i][at] = static_cast<Byte>(builder.log[i][at] ^ (1U << rng.below(8)));
        const Report report = verified(builder.record());
        EXPECT_FALSE(report.valid) << "entry " << i << " byte " << at;
    }
}

TEST(VerifyBytes, no_changed_byte_of_the_file_is_valid) {
    SeededRng rng = testing::test_rng();
    SystemRng weights;
    const Bytes file = finished_congress().record();
    for (int i = 0; i < 120; ++i) {
        Bytes changed = file;
        const std::uint32_t at = rng.below(static_cast<std::uint32_t>(file.size()));
        changed[at] = static_cast<Byte>(changed[at] ^ (1U + rng.below(255)));
        const auto report = verify(changed, weights);
        EXPECT_FALSE(report && report->valid) << "byte " << at;
    }
}

TEST(VerifyBytes, no_changed_byte_of_the_checkpoint_is_valid) {
    SystemRng weights;
    const Bytes file = finished_congress().record();
    const std::size_t checkpoint = value_of(decode_record(file)).checkpoint.size();
    for (std::size_t at = file.size() - checkpoint; at < file.size(); ++at) {
        Bytes changed = file;
        changed[at] = static_cast<Byte>(changed[at] ^ 1U);
        const auto report = verify(changed, weights);
        EXPECT_FALSE(report && report->valid) << "byte " << at;
    }
}

TEST(VerifyEvidence, gives_the_tellers_what_they_cosign_and_decrypt) {
    CongressBuilder builder;
    builder.draft();
    builder.open();
    builder.vote();
    builder.close();
    SystemRng rng;
    EvidenceReport evidence = value_of(verify_until_close(builder.record(), rng));
    EXPECT_TRUE(evidence.report.valid) << told(evidence.report);
    ASSERT_TRUE(evidence.closed.has_value());
    EXPECT_FALSE(evidence.closed->cosigned);
    EXPECT_EQ(evidence.closed->checkpoint.size, builder.closing_size);
    EXPECT_EQ(evidence.closed->checkpoint.root, builder.closing_root);
    EXPECT_EQ(evidence.closed->tally.aggregate.sums(), builder.tally().aggregate.sums());
    EXPECT_EQ(evidence.state.size(), builder.log.size());
    builder.act(Act::absent, AbsentBody{{TellerNumber{3}}});
    builder.cosign({1, 2});
    evidence = value_of(verify_until_close(builder.record(), rng));
    ASSERT_TRUE(evidence.closed.has_value()) << told(evidence.report);
    EXPECT_TRUE(evidence.closed->cosigned);
    EXPECT_EQ(evidence.closed->absent, std::vector<TellerNumber>{TellerNumber{3}});
    const Share share =
        value_of(make_share(evidence.closed->tally, TellerNumber{1}, builder.tellers[0].key_share,
                            builder.tellers[0].statement_key, rng));
    EXPECT_TRUE(CheckedShare::check(builder.tally(), share));
    EXPECT_FALSE(verified(builder.record()).valid);  // evidence is no record
}

TEST(VerifyEvidence, nothing_is_given_from_a_log_that_does_not_hold) {
    CongressBuilder builder;
    builder.draft();
    builder.open();
    builder.vote();
    builder.ballots[0].back() = static_cast<Byte>(builder.ballots[0].back() ^ 1U);
    builder.close();
    SystemRng rng;
    const EvidenceReport evidence = value_of(verify_until_close(builder.record(), rng));
    EXPECT_EQ(failed_checks(evidence.report), Names{"ballot_signatures"});
    EXPECT_FALSE(evidence.closed.has_value());
}

TEST(VerifyReport, the_example_of_the_protocol_is_valid_and_gives_the_numbers_of_its_json) {
    const std::string file = testing::read_vector_text("piaojue_example_record.bin");
    const auto example = testing::read_vectors("piaojue_example_record.json");
    VerifyOptions options;
    options.expected_manifest = ManifestHash{
        testing::fixed_hex<32>(testing::text_of(example.at("hashes").at("manifest_hash")))};
    const Report report = verified(as_bytes(file), options);
    ASSERT_TRUE(report.valid && report.anchored) << told(report);
    const boost::json::object ours = tools::report_json(report);
    const boost::json::object& theirs = example.at("verify").as_object();
    for (const char* member : {"valid", "anchored", "record_sha256", "manifest_sha256"})
        EXPECT_EQ(ours.at(member), theirs.at(member)) << member;
    const auto& round = ours.at("rounds").at(0).as_object();
    for (const auto& [name, value] : theirs.at("rounds").at(0).as_object()) {
        if (name == "projects" || name == "next_round") continue;
        EXPECT_EQ(boost::json::serialize(round.at(name)), boost::json::serialize(value)) << name;
    }
    for (const char* member : {"no", "name", "approve", "abstain", "chosen"}) {
        EXPECT_EQ(
            boost::json::serialize(round.at("projects").at(0).at(member)),
            boost::json::serialize(theirs.at("rounds").at(0).at("projects").at(0).at(member)));
    }
    EXPECT_TRUE(round.at("projects").at(0).at("oppose").is_null());
    EXPECT_EQ(round.at("next_round").at("kind"), "shortfall");
}

TEST(VerifyReport, people_are_told_what_was_not_compared_and_what_is_a_sample) {
    const Report report = verified(finished_congress().record());
    const std::string text = tools::report_text(report);
    EXPECT_NE(text.find("一致；未比对指纹 / consistent; fingerprint not compared"),
              std::string::npos);
    EXPECT_EQ(text.find("✗"), std::string::npos);
    EXPECT_NE(text.find("SAMPLE"), std::string::npos);
    EXPECT_EQ(tools::columns_of("项目a"), 5U);
}

TEST(VerifyReport, progress_ends_at_the_number_of_ballots_and_hand_backs) {
    std::size_t last = 0;
    std::size_t all = 0;
    VerifyOptions options;
    options.progress = [&](std::size_t done, std::size_t total) {
        EXPECT_LE(last, done);
        last = done;
        all = total;
    };
    EXPECT_TRUE(verified(finished_congress().record(), options).valid);
    EXPECT_EQ(last, 6U);
    EXPECT_EQ(all, 6U);
}

}  // namespace
}  // namespace piaojue
