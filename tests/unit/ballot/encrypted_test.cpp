#include "ballot/encrypted.hpp"

#include <gtest/gtest.h>

#include "ballot/opening.hpp"
#include "crypto/merkle.hpp"
#include "tests/support/sample_round.hpp"
#include "tests/support/seed.hpp"

namespace piaojue {
namespace {

using testing::make_marks;
using testing::sample_ballot;
using testing::sample_paper;
using testing::sample_round;
using testing::SamplePaper;
using testing::test_rng;
using testing::value_of;

// The plaintext of a ciphertext, tried among 0, 1 and nothing else.
int decrypt(const BallotCiphertext& ciphertext) {
    const SecretScalar secret = testing::sample_joint_secret();
    const PublicPoint message = ciphertext.b - PublicPoint::from(secret * ciphertext.a.encode());
    if (message.is_identity()) return 0;
    return message == PublicPoint::generator() ? 1 : -1;
}

TEST(EncryptedBallot, sizes_are_those_of_the_specification) {
    SeededRng rng = test_rng();
    const Round twelve = sample_round(12, Style::choose_up_to, 10);
    EXPECT_EQ(sample_ballot(twelve, {1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1}, rng).bytes().size(),
              5'445U);
    const Round fifteen = sample_round(15, Style::three_way_capped, 10);
    EXPECT_EQ(
        sample_ballot(fifteen, {1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0}, rng).bytes().size(),
        9'541U);
}

TEST(EncryptedBallot, ciphertexts_hold_the_marks_in_order_and_blank_last) {
    SeededRng rng = test_rng();
    const Round round = sample_round(3, Style::three_way_capped, 2);
    const EncryptedBallot ballot = sample_ballot(round, {2, 1, 0}, rng);
    std::vector<int> plain;
    for (const auto& ciphertext : ballot.ciphertexts())
        plain.push_back(decrypt(ciphertext));
    EXPECT_EQ(plain, (std::vector<int>{0, 1, 1, 0, 0, 0, 0}));

    const SamplePaper paper = sample_paper(round, rng);
    const EncryptedBallot blank = value_of(seal(round, Marks::make_blank(round.shape()),
                                                paper.token, paper.key, rng.secret<32>(), rng));
    EXPECT_EQ(decrypt(blank.ciphertexts().back()), 1);
}

TEST(EncryptedBallot, the_same_seed_makes_the_same_ballot) {
    SeededRng rng = test_rng();
    const Round round = sample_round(3);
    const SamplePaper paper = sample_paper(round, rng);
    const BallotSeed seed = rng.secret<32>();
    const Marks marks = make_marks(round, {0, 1, 0});
    const auto make = [&](const Marks& what, const BallotSeed& from) {
        return value_of(seal(round, what, paper.token, paper.key, from, rng)).bytes();
    };
    EXPECT_EQ(make(marks, seed), make(marks, seed));
    EXPECT_NE(make(marks, rng.secret<32>()), make(marks, seed));
}

// The randomness depends on the marks, so two ballots of one seed show no difference of marks.
TEST(EncryptedBallot, other_marks_under_the_same_seed_share_no_randomness) {
    SeededRng rng = test_rng();
    const Round round = sample_round(3);
    const SamplePaper paper = sample_paper(round, rng);
    const BallotSeed seed = rng.secret<32>();
    const auto one =
        value_of(seal(round, make_marks(round, {0, 1, 0}), paper.token, paper.key, seed, rng));
    const auto two =
        value_of(seal(round, make_marks(round, {0, 0, 1}), paper.token, paper.key, seed, rng));
    for (std::size_t i = 0; i < one.ciphertexts().size(); ++i)
        EXPECT_FALSE(one.ciphertexts()[i].a == two.ciphertexts()[i].a);
}

TEST(EncryptedBallot, decode_keeps_bytes_and_gives_back_the_parts) {
    SeededRng rng = test_rng();
    const Round round = sample_round(2);
    const EncryptedBallot ballot = sample_ballot(round, {1, 0}, rng);
    const EncryptedBallot read = value_of(EncryptedBallot::decode(round, ballot.bytes()));
    EXPECT_EQ(read.bytes(), ballot.bytes());
    EXPECT_TRUE(read.id() == ballot.id());
    const ByteView first = read.ciphertext_bytes(2);
    EXPECT_TRUE(equal(first.first(32), read.ciphertexts()[2].a.bytes()));
    EXPECT_TRUE(equal(first.last(32), read.ciphertexts()[2].b.bytes()));
}

TEST(EncryptedBallot, id_and_leaf_are_hashes_of_the_stated_bytes) {
    SeededRng rng = test_rng();
    const Round round = sample_round(2);
    const EncryptedBallot ballot = sample_ballot(round, {0, 1}, rng);
    const ByteView bytes{ballot.bytes()};
    Bytes input{17};
    append(input, as_bytes("piaojue/v1/ballot"));
    append(input, bytes.subspan(2, bytes.size() - 2 - 419 - 64));
    EXPECT_TRUE(ballot.id().value() == sha256(input));

    Bytes leaf{0x09};
    append(leaf, ballot.id().value());
    append(leaf, sha256(bytes));
    EXPECT_EQ(ballot.leaf_data(), leaf);
    EXPECT_TRUE(ballot.leaf_hash().value() == merkle_leaf(leaf));
    EXPECT_EQ(ballot.entry().front(), 0x09);
    EXPECT_TRUE(equal(ByteView{ballot.entry()}.subspan(1), bytes));
    EXPECT_TRUE(ballot.tracking_code() == TrackingCode::of(ballot.id()));
}

class OpeningTest : public ::testing::Test {
protected:
    BallotOpening opening(const BallotSeed& seed) {
        return {paper_.key.verify_key(), marks_.clone(), seed.clone()};
    }

    Round round_ = sample_round(3, Style::three_way_capped, 2);
    SeededRng rng_ = test_rng();
    SamplePaper paper_ = sample_paper(round_, rng_);
    Marks marks_ = make_marks(round_, {1, 2, 0});
    BallotSeed seed_ = rng_.secret<32>();
    EncryptedBallot ballot_ = value_of(seal(round_, marks_, paper_.token, paper_.key, seed_, rng_));
};

TEST_F(OpeningTest, an_opening_rebuilds_the_ballot_id) {
    const SecretBuffer bytes = encode_opening(opening(seed_));
    EXPECT_EQ(bytes.size(), 32U + 4U + 32U);
    const BallotOpening read = value_of(decode_opening(round_, bytes.expose()));
    EXPECT_TRUE(value_of(rebuild(round_, read, rng_)) == ballot_.id());
}

TEST_F(OpeningTest, other_marks_or_seed_rebuild_another_id) {
    BallotOpening other = opening(seed_);
    other.marks = make_marks(round_, {1, 0, 0});
    EXPECT_FALSE(value_of(rebuild(round_, other, rng_)) == ballot_.id());
    EXPECT_FALSE(value_of(rebuild(round_, opening(rng_.secret<32>()), rng_)) == ballot_.id());
}

TEST_F(OpeningTest, openings_outside_the_format_are_refused) {
    const SecretBuffer encoded = encode_opening(opening(seed_));
    const Bytes good{encoded.expose().begin(), encoded.expose().end()};
    Bytes bytes = good;
    bytes.push_back(0);
    EXPECT_REFUSED(decode_opening(round_, bytes), Errc::malformed);
    bytes = good;
    bytes.pop_back();
    EXPECT_REFUSED(decode_opening(round_, bytes), Errc::malformed);
    bytes = good;
    bytes[32] = 3;
    EXPECT_REFUSED(decode_opening(round_, bytes), Errc::malformed);
    bytes = good;
    std::fill_n(bytes.begin(), 32, Byte{0xFF});
    EXPECT_REFUSED(decode_opening(round_, bytes), Errc::not_canonical);
}

TEST_F(OpeningTest, an_opened_entry_survives_its_encoding) {
    const Opened opened{round_.hash(), ballot_.id(), 513, CheckVerdict::not_opened};
    const Bytes good = encode_opened(opened);
    EXPECT_EQ(good.size(), size::opened);
    EXPECT_TRUE(value_of(decode_opened(good)) == opened);
    Bytes bytes = good;
    bytes.push_back(0);
    EXPECT_REFUSED(decode_opened(bytes), Errc::too_large);
    for (std::size_t length = 0; length < good.size(); ++length)
        EXPECT_REFUSED(decode_opened(ByteView{good}.first(length)), Errc::malformed);
    for (const Byte verdict : {Byte{0}, Byte{4}}) {
        bytes = good;
        bytes.back() = verdict;
        EXPECT_REFUSED(decode_opened(bytes), Errc::malformed);
    }
    bytes = good;
    bytes[0] = 0x0d;
    EXPECT_REFUSED(decode_opened(bytes), Errc::malformed);
}

}  // namespace
}  // namespace piaojue
