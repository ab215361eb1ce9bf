// Declarations, claims and act 19 against the vectors of piaojue_paper.json   PROTOCOL.md §11.9
#include "ballot/claim.hpp"
#include "ballot/entries/declaration.hpp"
#include "ballot/entries/statement.hpp"
#include "crypto/merkle.hpp"
#include "tests/support/sample_round.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using testing::from_hex;
using testing::text_of;
using testing::value_of;

class ClaimVectors : public ::testing::Test {
protected:
    [[nodiscard]] const boost::json::value& at(std::string_view name) const {
        return file_.as_object().at(name);
    }
    [[nodiscard]] ManifestHash manifest() const {
        return ManifestHash{Bytes32::from(from_hex(at("manifest_hash")))};
    }
    // Neither the shape nor the joint key has a part in a claim.
    [[nodiscard]] BallotKeys round() const {
        return value_of(BallotKeys::create(manifest(), testing::sample_round(1).shape(),
                                           Point::generator(), from_hex(at("issuer_modulus"))));
    }
    static SigningKey key_of(const boost::json::value& seed) {
        return SigningKey::from_seed(SecretBytes<32>::from(from_hex(seed)));
    }

    boost::json::value file_ = testing::read_vectors("piaojue_paper.json");
};

TEST_F(ClaimVectors, a_declaration_is_made_read_and_answered) {
    const auto& vector = at("declaration");
    const SigningKey key = key_of(vector.at("identity_seed"));
    const DeputyNumber deputy{static_cast<std::uint32_t>(vector.at("deputy").as_int64())};
    const Bytes entry = from_hex(vector.at("entry"));
    const Declaration made = make_declaration(manifest(), deputy, key);
    EXPECT_EQ(encode_declaration(made), entry);
    EXPECT_EQ(value_of(decode_declaration(entry)), made);
    EXPECT_TRUE(check_declaration(made, key.verify_key()));
    EXPECT_EQ(encode_declaration_answer(), from_hex(vector.at("answer")));
    EXPECT_TRUE(check_declaration_answer(from_hex(vector.at("answer"))));
    for (const auto& refused : vector.at("refused").as_array())
        EXPECT_FALSE(decode_declaration(from_hex(refused.at("entry")))) << refused.at("name");
}

TEST_F(ClaimVectors, a_claim_is_made_read_and_verifies) {
    const auto& vector = at("claim");
    const BallotKeys keys = round();
    const Bytes entry = from_hex(vector.at("entry"));
    const Token token = value_of(decode_token(keys, from_hex(vector.at("token"))));
    const Claim made = make_claim(keys, token, key_of(vector.at("ballot_key_seed")));
    EXPECT_EQ(made.bytes, entry);
    EXPECT_TRUE(AuthenticClaim::authenticate(keys, entry));
    EXPECT_EQ(merkle_leaf(entry), Bytes32::from(from_hex(vector.at("leaf_hash"))));
}

TEST_F(ClaimVectors, what_is_no_claim_is_not_read) {
    const BallotKeys keys = round();
    std::size_t seen = 0;
    for (const auto& refused : at("refused_exchanges_and_claims").as_array()) {
        const Bytes entry = from_hex(refused.at("entry"));
        if (entry[0] != enum_code(EntryType::claim)) continue;
        ++seen;
        const auto claim = decode_claim(keys, entry);
        ASSERT_FALSE(claim) << refused.at("name");
        // As an entry one that is too long is malformed; as a request too_large comes first.
        if (entry.size() <= size::claim) {
            EXPECT_EQ(errc_name(claim.error().code), text_of(refused.at("refusal")))
                << refused.at("name");
        }
    }
    EXPECT_GT(seen, 3U);
}

TEST_F(ClaimVectors, act_19_is_read_to_the_same_bytes) {
    std::size_t seen = 0;
    for (const auto& row : at("statements").as_array()) {
        if (text_of(row.at("name")) != "end_claims") continue;
        ++seen;
        const Bytes entry = from_hex(row.at("entry"));
        const Statement statement = value_of(decode_statement(entry));
        EXPECT_EQ(statement.act, Act::end_claims);
        EXPECT_EQ(std::get<UsedSlipsBody>(statement.body).used, row.at("used_slips").as_int64());
        EXPECT_EQ(encode_statement(statement), entry);
    }
    EXPECT_GT(seen, 0U);
}

}  // namespace
}  // namespace piaojue
