// Whole ballots and proofs made by the Python implementation of PROTOCOL.md in tests/python, which
// shares no code with this one: what it made must come out here byte for byte.
#include <gtest/gtest.h>

#include "ballot/admit.hpp"
#include "ballot/card.hpp"
#include "ballot/detail/statement.hpp"
#include "ballot/hand_back.hpp"
#include "ballot/opening.hpp"
#include "tests/support/sample_round.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using boost::json::object;
using testing::fixed_hex;
using testing::from_hex;
using testing::read_vectors;
using testing::text_of;
using testing::value_of;

std::size_t number(const object& vector, const char* name) {
    return static_cast<std::size_t>(vector.at(name).as_int64());
}

std::string hex(ByteView bytes) {
    return encode_hex(bytes);
}

BallotShape shape_of(const object& vector) {
    const std::size_t projects = number(vector, "projects");
    return {projects, number(vector, "grades"), number(vector, "lo"),
            std::min(number(vector, "hi"), projects)};
}

template <std::size_t N>
FixedBytes<N> fixed(const object& vector, const char* name) {
    return fixed_hex<N>(text_of(vector.at(name)));
}

Errc errc_of(std::string_view name) {
    for (std::uint16_t code = errc_first; code <= errc_last; ++code) {
        if (errc_name(static_cast<Errc>(code)) == name) return static_cast<Errc>(code);
    }
    PJ_UNREACHABLE("a vector names no refusal");
}

class BallotVectors : public ::testing::Test {
protected:
    const object& all() const { return file_.as_object(); }

    BallotKeys keys(const BallotShape& shape) const {
        return value_of(BallotKeys::create(ManifestHash{fixed<32>(all(), "manifest_hash")}, shape,
                                           value_of(Point::decode(fixed<32>(all(), "joint_key"))),
                                           from_hex(all().at("issuer").at("modulus"))));
    }

    // The paper part, which ballots and the hand-back share.
    void expect_paper(const BallotKeys& round, const object& vector) {
        const TokenSeed seed = TokenSeed::from(from_hex(vector.at("token_seed")));
        const PaperSecrets paper = derive_paper(round.hash(), seed);
        EXPECT_EQ(hex(paper.ballot_key.seed().expose()), text_of(vector.at("ballot_key_seed")));
        EXPECT_EQ(hex(paper.ballot_key.verify_key().bytes()), text_of(vector.at("ballot_key")));
        EXPECT_EQ(hex(paper.prefix), text_of(vector.at("prefix")));
        EXPECT_EQ(hex(paper.salt.expose()), text_of(vector.at("salt")));

        const RollId roll_id{fixed<32>(all(), "roll_id")};
        const CardSecret card = CardSecret::from(from_hex(vector.at("card_secret")));
        EXPECT_EQ(as_text(encode_card_code(card).expose()), text_of(vector.at("card_printed")));
        const SigningKey identity = identity_key(card, roll_id);
        EXPECT_EQ(hex(identity.seed().expose()), text_of(vector.at("identity_seed")));
        EXPECT_EQ(hex(identity.verify_key().bytes()), text_of(vector.at("identity_key")));

        const DeputyNumber deputy{static_cast<std::uint32_t>(number(vector, "deputy"))};
        const auto request = value_of(make_issue_request(round, deputy, identity, seed));
        EXPECT_EQ(hex(encode_issue_request(request)), text_of(vector.at("issue_request")));
        const auto token =
            value_of(finalize_token(round, seed, fixed<384>(vector, "blind_signature")));
        EXPECT_EQ(hex(encode_token(token)), text_of(vector.at("token")));
    }

    boost::json::value file_ = read_vectors("piaojue_ballot.json");
    SeededRng rng_ = testing::test_rng();
};

TEST_F(BallotVectors, every_ballot_comes_out_byte_for_byte) {
    const auto& ballots = all().at("ballots").as_array();
    ASSERT_GE(ballots.size(), 4U);
    for (const auto& entry : ballots) {
        const object& vector = entry.as_object();
        SCOPED_TRACE(text_of(vector.at("name")));
        const BallotKeys round = keys(shape_of(vector));
        expect_paper(round, vector);

        const SigningKey key =
            SigningKey::from_seed(SecretBytes<32>::from(from_hex(vector.at("ballot_key_seed"))));
        const Token token = value_of(decode_token(round, from_hex(vector.at("token"))));
        const Marks marks = value_of(Marks::decode(round.shape(), from_hex(vector.at("marks"))));
        const BallotSeed seed = BallotSeed::from(from_hex(vector.at("ballot_seed")));
        const EncryptedBallot ballot = value_of(seal(round, marks, token, key, seed, rng_));
        EXPECT_EQ(hex(ballot.bytes()), text_of(vector.at("ballot")));
        EXPECT_EQ(hex(ballot.id().value()), text_of(vector.at("ballot_id")));
        EXPECT_EQ(ballot.tracking_code().text(), text_of(vector.at("tracking_code")));
        EXPECT_EQ(hex(ballot.hash()), text_of(vector.at("ballot_sha256")));
        EXPECT_EQ(hex(ballot.leaf_data()), text_of(vector.at("leaf_data")));
        EXPECT_EQ(hex(ballot.leaf_hash().value()), text_of(vector.at("leaf_hash")));
        EXPECT_EQ(hex(ballot_claim(round, ballot).challenge.bytes()),
                  text_of(vector.at("challenge")));

        const BallotOpening opening =
            value_of(decode_opening(round, from_hex(vector.at("opening"))));
        EXPECT_TRUE(value_of(rebuild(round, opening, rng_)) == ballot.id());
        EXPECT_EQ(hex(encode_opening(opening).expose()), text_of(vector.at("opening")));
        EXPECT_TRUE(admit(round, from_hex(vector.at("ballot")), rng_).has_value());
    }
}

TEST_F(BallotVectors, the_hand_back_comes_out_byte_for_byte) {
    const object& vector = all().at("hand_back").as_object();
    const BallotKeys round = keys(shape_of(all().at("ballots").at(0).as_object()));
    expect_paper(round, vector);
    const SigningKey key =
        SigningKey::from_seed(SecretBytes<32>::from(from_hex(vector.at("ballot_key_seed"))));
    const Token token = value_of(decode_token(round, from_hex(vector.at("token"))));
    EXPECT_EQ(hex(make_hand_back(round, token, key).bytes), text_of(vector.at("entry")));
    EXPECT_TRUE(AuthenticHandBack::authenticate(round, from_hex(vector.at("entry"))).has_value());
}

TEST_F(BallotVectors, every_broken_ballot_is_refused_by_name) {
    const BallotKeys round = keys(shape_of(all().at("ballots").at(0).as_object()));
    const auto& refused = all().at("refused").as_array();
    ASSERT_GE(refused.size(), 21U);
    for (const auto& entry : refused) {
        const object& vector = entry.as_object();
        SCOPED_TRACE(text_of(vector.at("name")));
        EXPECT_REFUSED(admit(round, from_hex(vector.at("ballot")), rng_),
                       errc_of(text_of(vector.at("refusal"))));
    }
}

class OrProofVectors : public ::testing::Test {
protected:
    BallotKeys keys(const object& vector) const {
        return value_of(BallotKeys::create(ManifestHash{fixed<32>(vector, "manifest_hash")},
                                           shape_of(vector),
                                           value_of(Point::decode(fixed<32>(vector, "joint_key"))),
                                           testing::issuer_test_key().public_key().modulus()));
    }

    // Ciphertexts and proofs by themselves: the ballot key is any 32 bytes here.
    static Bytes body_of(const object& vector) {
        Bytes out = from_hex(vector.at("ciphertexts"));
        append(out, from_hex(vector.at("proofs")));
        return out;
    }
    static Result<BallotClaim> claim_of(const BallotKeys& round, const object& vector) {
        const Bytes bytes = body_of(vector);
        const auto body = PJ_TRY(detail::decode_body(round.shape(), bytes));
        return detail::body_claim(round, fixed<32>(vector, "ballot_key"), bytes, body.ciphertexts,
                                  body.proof);
    }

    // One by one and as a batch: the same verdict.
    Result<void> check(const object& vector) {
        const BallotKeys round = keys(vector);
        const BallotClaim claim = PJ_TRY(claim_of(round, vector));
        OneOfBatch<Ristretto255> batch{round.public_joint_key()};
        PJ_TRY(batch.add(claim));
        const auto single = check_one_of<Ristretto255>(round.public_joint_key(), claim);
        EXPECT_EQ(batch.check(rng_).has_value(), single.has_value());
        return single;
    }

    boost::json::value file_ = read_vectors("piaojue_or_proof.json");
    SeededRng rng_ = testing::test_rng();
};

TEST_F(OrProofVectors, every_proof_is_accepted_and_made_again) {
    const auto& accepted = file_.at("accepted").as_array();
    ASSERT_GE(accepted.size(), 15U);
    for (const auto& entry : accepted) {
        const object& vector = entry.as_object();
        SCOPED_TRACE(text_of(vector.at("name")));
        EXPECT_TRUE(check(vector).has_value());
        const BallotKeys round = keys(vector);
        EXPECT_EQ(hex(value_of(claim_of(round, vector)).challenge.bytes()),
                  text_of(vector.at("challenge")));
        const Marks marks = value_of(Marks::decode(round.shape(), from_hex(vector.at("marks"))));
        const BallotSeed seed = BallotSeed::from(from_hex(vector.at("ballot_seed")));
        const Bytes made =
            value_of(detail::make_body(round, marks, fixed<32>(vector, "ballot_key"), seed, rng_));
        EXPECT_EQ(hex(made), hex(body_of(vector)));
    }
}

TEST_F(OrProofVectors, every_broken_proof_is_refused_by_name) {
    const auto& refused = file_.at("refused").as_array();
    ASSERT_GE(refused.size(), 46U);
    for (const auto& entry : refused) {
        const object& vector = entry.as_object();
        SCOPED_TRACE(text_of(vector.at("name")));
        EXPECT_REFUSED(check(vector), errc_of(text_of(vector.at("refusal"))));
    }
}

}  // namespace
}  // namespace piaojue
