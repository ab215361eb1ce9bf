#include "ballot/admit.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/sample_round.hpp"
#include "tests/support/seed.hpp"

namespace piaojue {
namespace {

using testing::sample_ballot;
using testing::sample_paper;
using testing::sample_round;
using testing::SamplePaper;
using testing::test_rng;
using testing::value_of;

// Every ballot that §8.1 allows, in the encoding.
std::vector<Marks> all_marks(const BallotShape& shape) {
    std::vector<Marks> out;
    Bytes bytes(shape.marks_bytes());
    for (;;) {
        if (auto marks = Marks::decode(shape, bytes)) out.push_back(std::move(marks).value());
        std::size_t i = 0;
        while (i < bytes.size() && ++bytes[i] == 3)
            bytes[i++] = 0;
        if (i == bytes.size()) return out;
    }
}

class EveryStyle : public ::testing::TestWithParam<std::tuple<Style, std::size_t, std::size_t>> {};

TEST_P(EveryStyle, every_combination_of_marks_seals_and_is_admitted) {
    const auto& [style, projects, hi] = GetParam();
    const Round round = sample_round(projects, style, hi);
    SeededRng rng = test_rng();
    const SamplePaper paper = sample_paper(round, rng);
    const auto combinations = all_marks(round.shape());
    EXPECT_GE(combinations.size(), 4U);
    std::vector<EncryptedBallot> ballots;
    for (const Marks& marks : combinations) {
        ballots.push_back(
            value_of(seal(round, marks, paper.token, paper.key, rng.secret<32>(), rng)));
        const auto admitted = admit(round, ballots.back().bytes(), rng);
        EXPECT_TRUE(admitted.has_value()) << encode_hex(marks.expose());
    }
    std::vector<const EncryptedBallot*> pointers;
    for (const EncryptedBallot& ballot : ballots)
        pointers.push_back(&ballot);
    EXPECT_TRUE(check_proofs_of_all(round, pointers, rng).empty());
}

INSTANTIATE_TEST_SUITE_P(Admit, EveryStyle,
                         ::testing::Values(std::tuple{Style::choose_up_to, 3, 2},
                                           std::tuple{Style::choose_up_to, 2, 10},
                                           std::tuple{Style::choose_exactly, 3, 2},
                                           std::tuple{Style::three_way, 2, 2},
                                           std::tuple{Style::three_way_capped, 3, 1}));

class AdmitTest : public ::testing::Test {
protected:
    Result<AdmissibleBallot> admitted(ByteView bytes) { return admit(round_, bytes, rng_); }

    Bytes changed(std::size_t position, Byte mask) const {
        Bytes out = ballot_.bytes();
        out[position] ^= mask;
        return out;
    }
    Bytes replaced(std::size_t position, const Bytes& with) const {
        Bytes out = ballot_.bytes();
        std::copy(with.begin(), with.end(), out.begin() + static_cast<std::ptrdiff_t>(position));
        return out;
    }

    // Signs changed bytes anew with the right key, as a cheat could.
    Bytes signed_again(Bytes bytes) const {
        const ByteView view{bytes};
        Bytes payload;
        append(payload, hash_tagged(tag::ballot, {view.subspan(2, token_at() - 2)}));
        append(payload, sha256(view.subspan(token_at(), size::token)));
        const Signature signature = sign(paper_.key, tag::cast, payload);
        std::copy(signature.data_.begin(), signature.data_.end(), bytes.end() - 64);
        return bytes;
    }

    static constexpr std::size_t key_at = 34;
    static constexpr std::size_t ciphertexts_at = 66;
    std::size_t commitments_at() const {
        return ciphertexts_at + 64 * round_.shape().ciphertexts();
    }
    std::size_t shares_at() const { return commitments_at() + 64 * round_.shape().branches(); }
    std::size_t token_at() const { return ballot_.bytes().size() - 64 - 419; }
    std::size_t signature_at() const { return ballot_.bytes().size() - 64; }

    Round round_ = sample_round(2);
    SeededRng rng_ = test_rng();
    SamplePaper paper_ = sample_paper(round_, rng_);
    EncryptedBallot ballot_ = value_of(seal(round_, testing::make_marks(round_, {0, 1}),
                                            paper_.token, paper_.key, rng_.secret<32>(), rng_));
};

TEST_F(AdmitTest, lengths_are_exact) {
    Bytes bytes = ballot_.bytes();
    bytes.push_back(0);
    EXPECT_REFUSED(admitted(bytes), Errc::too_large);
    for (std::size_t length = 0; length < ballot_.bytes().size(); ++length)
        EXPECT_REFUSED(AddressedBallot::read(round_, ByteView{ballot_.bytes()}.first(length)),
                       Errc::malformed);
}

TEST_F(AdmitTest, version_and_manifest_are_refused_before_the_body) {
    Bytes bytes = changed(1, 3);
    bytes[5] ^= 1;
    EXPECT_REFUSED(AddressedBallot::read(round_, bytes), Errc::wrong_version);
    bytes = changed(5, 1);
    std::fill_n(bytes.begin() + ciphertexts_at, 32, Byte{0});
    EXPECT_REFUSED(AddressedBallot::read(round_, bytes), Errc::wrong_manifest);
}

TEST_F(AdmitTest, points_scalars_and_keys_decode_strictly) {
    const Bytes zeros(32, 0);
    const Bytes ones(32, 0xFF);
    Bytes order = testing::from_hex(
        std::string{"edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"});
    EXPECT_REFUSED(admitted(replaced(key_at, ones)), Errc::not_canonical);
    for (const std::size_t at : {ciphertexts_at, ciphertexts_at + 32, commitments_at(),
                                 commitments_at() + 32, shares_at() - 32}) {
        EXPECT_REFUSED(admitted(replaced(at, zeros)), Errc::identity_point);
        EXPECT_REFUSED(admitted(replaced(at, ones)), Errc::not_canonical);
    }
    for (const std::size_t at : {shares_at(), token_at() - 32})
        EXPECT_REFUSED(admitted(replaced(at, order)), Errc::not_canonical);
    EXPECT_REFUSED(admitted(replaced(token_at(), {1})), Errc::malformed);
    EXPECT_REFUSED(admitted(replaced(token_at() + 35, Bytes(384, 0xFF))), Errc::malformed);
}

TEST_F(AdmitTest, token_then_signature_then_proofs) {
    const std::size_t top_of_s = signature_at() + 63;
    Bytes bytes = changed(token_at() + 10, 1);
    bytes[top_of_s] ^= 1;
    EXPECT_REFUSED(admitted(bytes), Errc::token_rejected);
    EXPECT_REFUSED(admitted(signed_again(changed(token_at() + 10, 1))), Errc::token_rejected);
    EXPECT_REFUSED(admitted(changed(top_of_s, 1)), Errc::signature_rejected);
    // A changed response leaves a canonical scalar: only the proof shows it.
    bytes = changed(shares_at(), 1);
    EXPECT_REFUSED(admitted(bytes), Errc::signature_rejected);
    EXPECT_REFUSED(admitted(signed_again(bytes)), Errc::proof_rejected);
}

TEST_F(AdmitTest, any_changed_byte_is_refused) {
    std::set<Errc> seen;
    for (std::size_t i = 0; i < ballot_.bytes().size(); ++i) {
        const auto result = admitted(changed(i, static_cast<Byte>(1U << rng_.below(8))));
        ASSERT_FALSE(result.has_value()) << "byte " << i;
        seen.insert(result.error().code);
    }
    EXPECT_TRUE(seen.contains(Errc::wrong_version));
    EXPECT_TRUE(seen.contains(Errc::wrong_manifest));
    EXPECT_TRUE(seen.contains(Errc::not_canonical));
    EXPECT_TRUE(seen.contains(Errc::token_rejected));
    EXPECT_TRUE(seen.contains(Errc::signature_rejected));
}

TEST_F(AdmitTest, any_changed_byte_of_the_body_is_refused_even_when_signed_anew) {
    for (std::size_t i = ciphertexts_at; i < token_at(); ++i) {
        const auto result =
            admitted(signed_again(changed(i, static_cast<Byte>(1U << rng_.below(8)))));
        ASSERT_FALSE(result.has_value()) << "byte " << i;
        EXPECT_TRUE(result.error().code == Errc::not_canonical ||
                    result.error().code == Errc::proof_rejected)
            << errc_name(result.error().code);
    }
}

TEST_F(AdmitTest, a_rejected_proof_names_its_or) {
    // The first response of the last OR, the cap: branches before it are two a project.
    const std::size_t responses_at = token_at() - 32 * round_.shape().branches();
    const auto result = admitted(signed_again(changed(responses_at + 32 * 4, 1)));
    EXPECT_REFUSED(result, Errc::proof_rejected);
    EXPECT_EQ(result.error().detail, "OR 3, branch 1");
}

TEST_F(AdmitTest, a_body_copied_under_another_paper_is_refused) {
    const SamplePaper thief = sample_paper(round_, rng_);
    Bytes bytes = ballot_.bytes();
    const Bytes token = encode_token(thief.token);
    std::copy(token.begin(), token.end(), bytes.begin() + static_cast<std::ptrdiff_t>(token_at()));
    EXPECT_REFUSED(admitted(signed_again(bytes)), Errc::token_rejected);
    const Bytes32& key = thief.key.verify_key().bytes();
    std::copy(key.data_.begin(), key.data_.end(), bytes.begin() + key_at);
    EXPECT_REFUSED(admitted(bytes), Errc::signature_rejected);
    // With his own key he can sign it, but the proofs are bound to the other key.
    const ByteView view{bytes};
    Bytes payload;
    append(payload, hash_tagged(tag::ballot, {view.subspan(2, token_at() - 2)}));
    append(payload, sha256(token));
    const Signature signature = sign(thief.key, tag::cast, payload);
    std::copy(signature.data_.begin(), signature.data_.end(), bytes.end() - 64);
    EXPECT_REFUSED(admitted(bytes), Errc::proof_rejected);
}

TEST_F(AdmitTest, a_ballot_of_another_round_is_refused_there) {
    ManifestFields fields = testing::sample_fields(2);
    fields.min_group = 4;
    const Round other = value_of(Round::create(value_of(VoteManifest::create(fields))));
    EXPECT_REFUSED(admit(other, ballot_.bytes(), rng_), Errc::wrong_manifest);
    // Re-addressed and signed anew: the token is for the first round.
    EXPECT_REFUSED(admit(other,
                         signed_again(replaced(2, {other.hash().value().data_.begin(),
                                                   other.hash().value().data_.end()})),
                         rng_),
                   Errc::token_rejected);
}

TEST_F(AdmitTest, a_batch_names_every_ballot_whose_proof_fails) {
    std::vector<EncryptedBallot> ballots;
    for (std::size_t i = 0; i < 9; ++i) {
        const bool broken = i == 0 || i == 4 || i == 8;
        const std::size_t responses_at = token_at() - 32 * round_.shape().branches();
        const Bytes bytes =
            broken ? signed_again(changed(responses_at + 32 * (i % 3), 1)) : ballot_.bytes();
        ballots.push_back(value_of(EncryptedBallot::decode(round_, bytes)));
    }
    std::vector<const EncryptedBallot*> pointers;
    for (const EncryptedBallot& ballot : ballots)
        pointers.push_back(&ballot);
    const auto rejected = check_proofs_of_all(round_, pointers, rng_);
    ASSERT_EQ(rejected.size(), 3U);
    EXPECT_EQ(rejected[0].index, 0U);
    EXPECT_EQ(rejected[1].index, 4U);
    EXPECT_EQ(rejected[2].index, 8U);
    EXPECT_EQ(rejected[0].detail, "OR 1, branch 1");
    EXPECT_EQ(rejected[1].detail, "OR 1, branch 2");
    EXPECT_TRUE(check_proofs_of_all(round_, {}, rng_).empty());
}

}  // namespace
}  // namespace piaojue
