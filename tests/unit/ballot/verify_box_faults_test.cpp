// One rule broken at a time, everything else made anew around it: exactly the checks that are about
// that rule fail. The box and the people.
#include "ballot/opening.hpp"
#include "tests/support/faults.hpp"

namespace piaojue {
namespace {

using testing::detail_of;
using testing::failed_checks;
using testing::flip;
using testing::Names;
using testing::Paper;
using testing::told;
using testing::value_of;
using testing::verified;

class BoxFaults : public testing::FaultyCongress {};

// ── the box ──

TEST_F(BoxFaults, a_ballot_copied_under_another_token) {
    to_voted();
    const Bytes original = builder.ballots[1];
    Bytes copy = original;
    const Paper& thief = builder.papers.at(7);
    const auto key = thief.key.verify_key().bytes();
    constexpr std::size_t key_at = 1 + 2 + size::hash;
    std::copy(key.data_.begin(), key.data_.end(), copy.begin() + key_at);
    resign(copy, thief, thief.token);
    builder.ballots.push_back(copy);
    builder.opened.clear();
    builder.shut();
    finish_and_expect({"ballot_proofs", "duplicate_ciphertexts"});
}

TEST_F(BoxFaults, a_second_ballot_under_one_key) {
    to_voted();
    builder.cast(2, {1, 0, 0});
    builder.shut();
    finish_and_expect({"ballot_keys"});
}

TEST_F(BoxFaults, a_ballot_whose_paper_was_handed_back) {
    to_voted();
    builder.cast(6, {1, 0, 0});
    builder.shut();
    finish_and_expect({"ballot_keys"});
}

TEST_F(BoxFaults, a_ballot_that_was_opened_for_checking) {
    to_voted();
    const BallotHead head = value_of(ballot_head(builder.ballots[0]));
    builder.opened.push_back(
        encode_opened({builder.round->hash(), head.id, 0, CheckVerdict::agrees}));
    builder.shut();
    finish_and_expect({"opened"});
}

TEST_F(BoxFaults, a_ballot_with_the_token_of_another) {
    to_voted();
    resign(builder.ballots[1], builder.papers.at(2), builder.papers.at(7).token);
    builder.shut();
    finish_and_expect({"tokens"});
}

TEST_F(BoxFaults, a_hand_back_with_the_token_of_another) {
    to_voted();
    builder.hand_backs[0] =
        make_hand_back(*builder.round, builder.papers.at(7).token, builder.papers.at(6).key).bytes;
    builder.shut();
    finish_and_expect({"tokens"});
}

TEST_F(BoxFaults, a_signature_of_a_ballot_or_hand_back) {
    to_voted();
    flip(builder.ballots[2], builder.ballots[2].size() - 1);
    flip(builder.hand_backs[0], builder.hand_backs[0].size() - 1);
    builder.shut();
    finish_and_expect({"ballot_signatures"});
}

TEST_F(BoxFaults, a_response_of_a_proof_names_its_ballot) {
    to_voted();
    Bytes& ballot = builder.ballots[2];
    const std::size_t last_response = ballot.size() - size::signature - size::token - size::scalar;
    flip(ballot, last_response);
    resign(ballot, builder.papers.at(3), builder.papers.at(3).token);
    const Bytes broken = ballot;
    builder.shut();
    builder.finish();
    const Report report = expect({"ballot_proofs"});
    const auto at = std::find(builder.log.begin(), builder.log.end(), broken);
    const std::string entry = "entry " + std::to_string(at - builder.log.begin());
    EXPECT_NE(detail_of(report, Check::ballot_proofs).find(entry), std::string::npos);
}

TEST_F(BoxFaults, a_ballot_that_can_not_be_read_counts_for_nothing_but_the_tree) {
    to_voted();
    builder.shut();
    builder.finish();
    Bytes& ballot = *std::find(builder.log.begin(), builder.log.end(), builder.ballots[0]);
    std::fill_n(ballot.begin() + 1 + 2 + 2 * size::hash, size::point, Byte{0xff});
    const Report report = verified(builder.record());
    const Names failed = failed_checks(report);
    for (const char* check : {"log_order", "ballot_proofs", "counts", "shares", "tally"})
        EXPECT_TRUE(failed.contains(check)) << check << "\n" << told(report);
    for (const char* check : {"tokens", "ballot_keys", "ballot_signatures"})
        EXPECT_FALSE(failed.contains(check)) << check << "\n" << told(report);
    EXPECT_NE(detail_of(report, Check::tally).find("cannot run"), std::string::npos);
}

TEST_F(BoxFaults, ballots_out_of_order) {
    to_voted();
    builder.act(Act::close);
    builder.add_box();
    std::swap(builder.log[builder.log.size() - 7], builder.log[builder.log.size() - 6]);
    builder.add_closing();
    builder.cosign({1, 2, 3});
    finish_and_expect({"log_order"});
}

TEST_F(BoxFaults, a_ballot_after_the_closing_entry) {
    to_voted();
    const Bytes late = builder.ballot_of(7, {1, 0, 0});
    builder.close();
    builder.add(late);
    builder.cosign({1, 2, 3});
    finish_and_expect({"log_order", "ballot_proofs"});
}

// ── people ──

TEST_F(BoxFaults, a_ballot_paper_for_somebody_who_was_not_signed_in) {
    builder.draft();
    builder.sign_in({1, 2, 3, 4, 5, 6});
    builder.act(Act::seal);
    builder.act(Act::open);
    builder.sign_in({});
    builder.issue(7);
    for (const std::uint32_t deputy : {1U, 2U, 3U, 4U, 5U})
        builder.issue(deputy);
    builder.end_issuing();
    for (const std::uint32_t deputy : {1U, 2U, 3U})
        builder.cast(deputy, {1, 0, 0});
    builder.shut();
    finish_and_expect({"issuance"});
}

TEST_F(BoxFaults, a_ballot_paper_signed_by_another_card) {
    builder.draft();
    builder.open();
    std::swap(builder.identity_keys[0], builder.identity_keys[1]);
    builder.vote();
    builder.shut();
    finish_and_expect({"issuance"});
}

TEST_F(BoxFaults, two_papers_for_one_deputy) {
    builder.draft();
    builder.open();
    const Issuance first = builder.issue(1).issuance;
    builder.issue(1);
    builder.issue(2);
    builder.act(Act::end_issuing);
    std::vector<Bytes> issuances{encode_issuance(first),
                                 encode_issuance(builder.papers.at(1).issuance),
                                 encode_issuance(builder.papers.at(2).issuance)};
    std::sort(issuances.begin(), issuances.end());
    builder.log.insert(builder.log.end(), issuances.begin(), issuances.end());
    builder.cast(1, {1, 0, 0});
    builder.cast(2, {1, 0, 0});
    builder.papers.emplace(3, Paper{SigningKey::generate(builder.rng), {}, {}});  // counted only
    builder.shut();
    finish_and_expect({"issuance"});
}

TEST_F(BoxFaults, acts_without_their_second_person_or_by_the_wrong_one) {
    builder.draft();
    builder.open();
    builder.log.pop_back();
    builder.log.pop_back();
    builder.add(builder.statement(Act::seal, {}, {1}));
    builder.add(builder.statement(Act::open, {}, {2, 3}));
    builder.vote();
    builder.shut();
    finish_and_expect({"statements"});
}

TEST_F(BoxFaults, an_official_who_is_not_enrolled) {
    builder.draft();
    builder.official_key = SigningKey::generate(builder.rng);
    builder.open();
    builder.vote();
    builder.shut();
    finish_and_expect({"statements"});
}

TEST_F(BoxFaults, opened_without_its_quorum) {
    builder.draft();
    builder.sign_in({1, 2, 3, 4});
    builder.act(Act::seal);
    builder.act(Act::open);
    builder.sign_in({5, 6, 7});
    builder.vote();
    builder.shut();
    finish_and_expect({"quorum"});
}

}  // namespace
}  // namespace piaojue
