#include "ballot/token.hpp"

#include <gtest/gtest.h>

#include "ballot/hand_back.hpp"
#include "tests/support/sample_round.hpp"
#include "tests/support/seed.hpp"

namespace piaojue {
namespace {

using testing::issuer_test_key;
using testing::sample_key;
using testing::sample_round;
using testing::test_rng;
using testing::value_of;

class TokenTest : public ::testing::Test {
protected:
    Round round_ = sample_round(2);
    SeededRng rng_ = test_rng();
    TokenSeed seed_ = rng_.secret<32>();
    IssueRequest request_ =
        value_of(make_issue_request(round_, DeputyNumber{7}, sample_key(2), seed_));
    Token token_ = value_of(finalize_token(round_, seed_, testing::sign_blindly(request_)));
    SigningKey ballot_key_ = std::move(derive_paper(round_.hash(), seed_).ballot_key);

    // Another round: the same but for its title.
    static Round other_round() {
        ManifestFields fields = testing::sample_fields(2);
        fields.title = "another";
        return value_of(Round::create(value_of(VoteManifest::create(fields))));
    }
    Bytes modulus() const { return round_.issuer().modulus(); }
};

TEST_F(TokenTest, the_whole_way_gives_a_token_on_the_ballot_key) {
    EXPECT_TRUE(check_token(round_, ballot_key_.verify_key(), token_).has_value());
    const Bytes bytes = encode_token(token_);
    EXPECT_EQ(bytes.size(), size::token);
    EXPECT_TRUE(value_of(decode_token(round_, bytes)) == token_);
}

TEST_F(TokenTest, everything_of_a_paper_follows_from_seed_and_round) {
    EXPECT_TRUE(value_of(make_issue_request(round_, DeputyNumber{7}, sample_key(2), seed_)) ==
                request_);
    const PaperSecrets again = derive_paper(round_.hash(), seed_);
    EXPECT_TRUE(again.ballot_key.verify_key() == ballot_key_.verify_key());
    EXPECT_TRUE(again.prefix == token_.prefix);
    const PaperSecrets elsewhere = derive_paper(other_round().hash(), seed_);
    EXPECT_FALSE(elsewhere.ballot_key.verify_key() == ballot_key_.verify_key());
    EXPECT_FALSE(elsewhere.prefix == token_.prefix);
}

// SHAKE256 by Python's hashlib over the bytes of §7.2.
TEST(TokenSeed, derivation_is_shake256_over_the_bytes_of_the_specification) {
    TokenSeed seed;
    for (Byte i = 0; i < 32; ++i)
        seed.expose_mut()[i] = i;
    Bytes32 manifest;
    manifest.data_.fill(0x4d);
    const PaperSecrets paper = derive_paper(ManifestHash{manifest}, seed);
    EXPECT_EQ(encode_hex(paper.ballot_key.seed().expose()),
              "a3d45ab75ccde4afa19c84728dc09259eb22cc93a922d99337b00121eeac81d3");
    EXPECT_EQ(encode_hex(paper.prefix),
              "a7ff56e4af93960f97d79d804484c6b0eeaf5ed9bd68651a44c7a814afbf671e");
    EXPECT_EQ(encode_hex(paper.salt.expose()),
              "f4be6f3dbc2b92b80fb6b528d5d5796b01c85641785cf16d"
              "9bb70099a13bf666768a4117799cb77ebcb3e3e0611673b7");
    ASSERT_EQ(paper.blind.size(), 400U);
    EXPECT_EQ(encode_hex(paper.blind.expose().last(32)),
              "6bb7937ae495cf14d9b4e8af2dc1bec4dded4c243108b7a159c740846ff13204");
}

TEST_F(TokenTest, a_token_is_for_one_key_and_one_round) {
    EXPECT_REFUSED(check_token(round_, sample_key(9).verify_key(), token_), Errc::token_rejected);
    EXPECT_REFUSED(check_token(other_round(), ballot_key_.verify_key(), token_),
                   Errc::token_rejected);
    Token changed = token_;
    changed.prefix.data()[0] ^= 1;
    EXPECT_REFUSED(check_token(round_, ballot_key_.verify_key(), changed), Errc::token_rejected);
    changed = token_;
    changed.signature.data()[383] ^= 1;
    EXPECT_REFUSED(check_token(round_, ballot_key_.verify_key(), changed), Errc::token_rejected);
}

TEST_F(TokenTest, reserved_token_kinds_and_lengths_are_malformed) {
    const Bytes good = encode_token(token_);
    for (const auto& [position, value] : std::vector<std::pair<std::size_t, Byte>>{
             {0, 1}, {0, 2}, {1, 0}, {1, 2}, {34, 0}, {34, 2}}) {
        Bytes bytes = good;
        bytes[position] = value;
        EXPECT_REFUSED(decode_token(round_, bytes), Errc::malformed);
    }
    for (std::size_t length = 0; length < good.size(); ++length)
        EXPECT_REFUSED(decode_token(round_, ByteView{good}.first(length)), Errc::malformed);
    Bytes longer = good;
    longer.push_back(0);
    EXPECT_REFUSED(decode_token(round_, longer), Errc::malformed);
}

TEST_F(TokenTest, a_signature_not_below_the_modulus_is_malformed) {
    Token token = token_;
    token.signature = Bytes384::from(modulus());
    EXPECT_REFUSED(decode_token(round_, encode_token(token)), Errc::malformed);
    token.signature.data()[383] -= 1;  // n is odd: n − 1 is below it
    EXPECT_TRUE(decode_token(round_, encode_token(token)).has_value());
}

TEST_F(TokenTest, an_issue_request_survives_its_encoding) {
    const Bytes bytes = encode_issue_request(request_);
    EXPECT_EQ(bytes.size(), size::issue_request);
    const IssueRequest read = value_of(decode_issue_request(round_, bytes));
    EXPECT_TRUE(read == request_);
    EXPECT_TRUE(check_issue_request(read, sample_key(2).verify_key()).has_value());
}

TEST_F(TokenTest, refusals_of_an_issue_request_come_in_their_order) {
    const Bytes good = encode_issue_request(request_);
    Bytes bytes = good;
    bytes.push_back(0);
    EXPECT_REFUSED(decode_issue_request(round_, bytes), Errc::too_large);
    for (std::size_t length = 0; length < good.size(); ++length)
        EXPECT_REFUSED(decode_issue_request(round_, ByteView{good}.first(length)), Errc::malformed);

    // A blinded value of n, in another version, for another round: malformed comes first.
    bytes = good;
    const Bytes n = modulus();
    std::copy(n.begin(), n.end(), bytes.begin() + 39);
    bytes[1] = 2;
    bytes[2] ^= 1;
    EXPECT_REFUSED(decode_issue_request(round_, bytes), Errc::malformed);
    bytes = good;
    bytes[38] = 2;  // count
    EXPECT_REFUSED(decode_issue_request(round_, bytes), Errc::malformed);
    bytes = good;
    bytes[1] = 2;
    bytes[2] ^= 1;
    EXPECT_REFUSED(decode_issue_request(round_, bytes), Errc::wrong_version);
    bytes[1] = 1;
    EXPECT_REFUSED(decode_issue_request(round_, bytes), Errc::wrong_manifest);
}

TEST_F(TokenTest, an_issue_request_is_signed_by_its_deputy) {
    EXPECT_REFUSED(check_issue_request(request_, sample_key(3).verify_key()), Errc::not_on_roll);
    IssueRequest other = request_;
    other.deputy = DeputyNumber{8};
    EXPECT_REFUSED(check_issue_request(other, sample_key(2).verify_key()), Errc::not_on_roll);
    other = request_;
    other.blinded->data()[383] ^= 1;
    EXPECT_REFUSED(check_issue_request(other, sample_key(2).verify_key()), Errc::not_on_roll);
    other = request_;
    other.signature.data()[0] ^= 1;
    EXPECT_REFUSED(check_issue_request(other, sample_key(2).verify_key()), Errc::not_on_roll);
}

TEST_F(TokenTest, an_answer_survives_its_encoding_and_refuses_others) {
    const Bytes384 signature = testing::sign_blindly(request_);
    const Bytes good = encode_issue_answer(signature);
    EXPECT_EQ(good.size(), size::issue_answer);
    EXPECT_TRUE(value_of(decode_issue_answer(good)) == signature);
    Bytes bytes = good;
    bytes[1] = 2;
    EXPECT_REFUSED(decode_issue_answer(bytes), Errc::wrong_version);
    bytes = good;
    bytes[2] = 2;
    EXPECT_REFUSED(decode_issue_answer(bytes), Errc::malformed);
    bytes = good;
    bytes.pop_back();
    EXPECT_REFUSED(decode_issue_answer(bytes), Errc::malformed);
    bytes = good;
    bytes.push_back(0);
    EXPECT_REFUSED(decode_issue_answer(bytes), Errc::malformed);
}

TEST_F(TokenTest, a_blind_signature_on_something_else_is_no_token) {
    Bytes384 wrong = testing::sign_blindly(request_);
    wrong.data()[383] ^= 1;
    EXPECT_REFUSED(finalize_token(round_, seed_, wrong), Errc::token_rejected);
    const TokenSeed other = rng_.secret<32>();
    EXPECT_REFUSED(finalize_token(round_, other, testing::sign_blindly(request_)),
                   Errc::token_rejected);
    EXPECT_REFUSED(finalize_token(round_, seed_, Bytes384::from(modulus())), Errc::token_rejected);
}

// The issuer sees the blinded value, the box sees the token: neither contains the other.
TEST_F(TokenTest, request_and_token_share_no_bytes) {
    EXPECT_FALSE(equal(request_.blinded.value(), token_.signature));
    const Bytes request = encode_issue_request(request_);
    const auto contains = [&](ByteView part) {
        return std::search(request.begin(), request.end(), part.begin(), part.end()) !=
               request.end();
    };
    EXPECT_FALSE(contains(ballot_key_.verify_key().bytes()));
    EXPECT_FALSE(contains(token_.prefix));
    EXPECT_TRUE(contains(round_.hash().value()));  // contains() finds what is there
}

TEST_F(TokenTest, a_hand_back_is_authentic_and_survives_its_encoding) {
    const HandBack made = make_hand_back(round_, token_, ballot_key_);
    EXPECT_EQ(made.bytes.size(), size::hand_back);
    const HandBack read = value_of(AuthenticHandBack::authenticate(round_, made.bytes)).hand_back();
    EXPECT_EQ(read.bytes, made.bytes);
    EXPECT_TRUE(read.ballot_key == ballot_key_.verify_key());
    EXPECT_TRUE(read.token == token_);
}

TEST_F(TokenTest, refusals_of_a_hand_back_come_in_their_order) {
    const Bytes good = make_hand_back(round_, token_, ballot_key_).bytes;
    const auto refused = [&](const Bytes& bytes) {
        return AuthenticHandBack::authenticate(round_, bytes);
    };
    Bytes bytes = good;
    bytes.push_back(0);
    EXPECT_REFUSED(refused(bytes), Errc::too_large);
    for (std::size_t length = 0; length < good.size(); ++length)
        EXPECT_REFUSED(refused({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(length)}),
                       Errc::malformed);
    const auto changed = [&](std::initializer_list<std::pair<std::size_t, Byte>> changes) {
        Bytes out = good;
        for (const auto& [position, mask] : changes)
            out[position] ^= mask;
        return out;
    };
    constexpr std::size_t token_at = 67;
    constexpr std::size_t signature_at = 486;
    const std::size_t top_of_s = signature_at + 63;
    EXPECT_REFUSED(refused(changed({{0, 1}})), Errc::malformed);
    EXPECT_REFUSED(refused(changed({{2, 3}, {3, 1}})), Errc::wrong_version);
    EXPECT_REFUSED(refused(changed({{3, 1}, {token_at, 1}})), Errc::wrong_manifest);
    EXPECT_REFUSED(refused(changed({{token_at, 1}, {top_of_s, 1}})), Errc::malformed);
    EXPECT_REFUSED(refused(changed({{token_at + 2, 1}, {top_of_s, 1}})), Errc::token_rejected);
    EXPECT_REFUSED(refused(changed({{top_of_s, 1}})), Errc::signature_rejected);
    bytes = good;
    std::fill_n(bytes.begin() + 35, 32, Byte{0xFF});
    EXPECT_REFUSED(refused(bytes), Errc::not_canonical);
    std::fill_n(bytes.begin() + 35, 32, Byte{0});
    EXPECT_FALSE(refused(bytes).has_value());
}

TEST_F(TokenTest, any_changed_byte_of_a_hand_back_is_refused) {
    const Bytes good = make_hand_back(round_, token_, ballot_key_).bytes;
    for (std::size_t i = 0; i < good.size(); ++i) {
        Bytes bytes = good;
        bytes[i] ^= static_cast<Byte>(1U << rng_.below(8));
        EXPECT_FALSE(AuthenticHandBack::authenticate(round_, bytes).has_value()) << "byte " << i;
    }
}

TEST_F(TokenTest, a_hand_back_signature_is_no_cast_signature) {
    const HandBack hand_back = make_hand_back(round_, token_, ballot_key_);
    Bytes payload;
    append(payload, round_.hash().value());
    append(payload, hand_back.token_hash);
    Bytes bytes = hand_back.bytes;
    const Signature cast = sign(ballot_key_, tag::cast, payload);
    std::copy(cast.data_.begin(), cast.data_.end(), bytes.end() - 64);
    EXPECT_REFUSED(AuthenticHandBack::authenticate(round_, bytes), Errc::signature_rejected);
}

}  // namespace
}  // namespace piaojue
