// Statements of all acts made by the Python implementation of PROTOCOL.md §9, read and signed
// again.
#include <gtest/gtest.h>

#include "ballot/entries/statement.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

class StatementVectors : public ::testing::Test {
protected:
    struct SignerOfVector {
        PersonNumber person;
        SigningKey key;
    };

    [[nodiscard]] SignerOfVector signer(const std::string& name) const {
        for (const auto& person : file_.at("persons").as_array()) {
            if (testing::text_of(person.at("name")) != name) continue;
            const auto number = static_cast<std::uint16_t>(person.at("person").as_int64());
            const auto seed = SecretBytes<32>::from(testing::from_hex(person.at("statement_seed")));
            return {PersonNumber{number}, SigningKey::from_seed(seed)};
        }
        PJ_UNREACHABLE("a signer whom the file does not name");
    }

    boost::json::value file_ = testing::read_vectors("piaojue_statement.json");
};

TEST_F(StatementVectors, every_act_is_read_and_signed_again_to_the_same_bytes) {
    const auto& rows = file_.at("statements").as_array();
    // Acts 18 and 19 are in piaojue_paper.json.
    ASSERT_EQ(rows.size(), 17U);
    for (const auto& row : rows) {
        SCOPED_TRACE(testing::text_of(row.at("act")));
        const Bytes entry = testing::from_hex(row.at("entry"));
        auto decoded = decode_statement(entry);
        ASSERT_TRUE(decoded.has_value()) << decoded.error().detail;
        Statement statement = std::move(decoded).value();
        EXPECT_EQ(act_name(statement.act), testing::text_of(row.at("act")));
        EXPECT_EQ(statement.serial, row.at("serial").as_int64());
        EXPECT_EQ(encode_hex(statement.scope), testing::text_of(row.at("scope")));
        EXPECT_EQ(encode_statement(statement), entry);

        const auto read_signers = std::exchange(statement.signers, {});
        for (const auto& name : row.at("signers").as_array()) {
            const SignerOfVector one = signer(testing::text_of(name));
            sign_statement(statement, one.person, one.key);
            EXPECT_TRUE(
                check_statement_signature(statement, statement.signers.back(), one.key.verify_key())
                    .has_value());
        }
        EXPECT_EQ(statement.signers, read_signers);
    }
}

TEST_F(StatementVectors, what_cannot_be_read_is_malformed) {
    const auto& rows = file_.at("refused").as_array();
    ASSERT_GE(rows.size(), 24U);
    for (const auto& row : rows) {
        SCOPED_TRACE(testing::text_of(row.at("name")));
        EXPECT_REFUSED(decode_statement(testing::from_hex(row.at("entry"))), Errc::malformed);
    }
}

}  // namespace
}  // namespace piaojue
