// Sheets taken and exchanged, witnessed, keyed and counted, against
// tests/vectors/piaojue_paper.json
//                                                                     PROTOCOL.md §7.1 §7.5 §11.8
#include "ballot/entries/issuance.hpp"
#include "ballot/entries/paper_batch.hpp"
#include "ballot/entries/statement.hpp"
#include "ballot/hand_back.hpp"
#include "ballot/paper_request.hpp"
#include "crypto/merkle.hpp"
#include "tests/support/sample_round.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using boost::json::value;
using testing::from_hex;
using testing::text_of;
using testing::value_of;

class PaperVectors : public ::testing::Test {
protected:
    [[nodiscard]] const value& at(std::string_view name) const {
        return file_.as_object().at(name);
    }
    [[nodiscard]] ManifestHash manifest() const {
        return ManifestHash{Bytes32::from(from_hex(at("manifest_hash")))};
    }
    // Scrutineer and tellers: all that are enrolled but the first, who is the official.
    [[nodiscard]] SecondPersons second_persons() const {
        SecondPersons out;
        for (const value& person : at("persons").as_array()) {
            const PersonNumber number = number_of<PersonNumber>(person.at("person"));
            if (number == PersonNumber{1}) continue;
            out.emplace(number, key_of(person.at("statement_key_seed")).verify_key());
        }
        return out;
    }
    [[nodiscard]] SigningKey person_key(PersonNumber number) const {
        for (const value& person : at("persons").as_array()) {
            if (number_of<PersonNumber>(person.at("person")) == number) {
                return key_of(person.at("statement_key_seed"));
            }
        }
        PJ_UNREACHABLE("a person of the file");
    }
    // Neither the shape nor the joint key has a part in any of this.
    [[nodiscard]] BallotKeys round() const {
        return value_of(BallotKeys::create(manifest(), testing::sample_round(1).shape(),
                                           Point::generator(), from_hex(at("issuer_modulus")), {},
                                           second_persons()));
    }
    static SigningKey key_of(const value& seed) {
        return SigningKey::from_seed(SecretBytes<32>::from(from_hex(seed)));
    }
    template <class T = std::uint32_t>
    static T number_of(const value& number) {
        if constexpr (std::is_integral_v<T>) {
            return static_cast<T>(number.as_int64());
        } else {
            return T{static_cast<std::decay_t<decltype(T{}.value())>>(number.as_int64())};
        }
    }
    // A batch as its row says it in numbers and words.
    [[nodiscard]] PaperBatch batch_of(const value& row) const {
        const auto of = [&row](std::string_view name) { return number_of(row.at(name)); };
        PaperBatch out{
            manifest(),
            number_of<BatchNumber>(row.at("batch")),
            of("issued"),
            of("returned"),
            {of("void_over"), of("void_unreadable"), of("void_marked"), of("void_blank")},
            {},
            {}};
        for (const value& project : row.at("projects").as_array()) {
            out.projects.push_back({number_of(project.at("approve")),
                                    number_of(project.at("oppose")),
                                    number_of(project.at("abstain"))});
        }
        for (const value& sheet : row.at("doubtful").as_array()) {
            out.doubtful.push_back({SheetDecision{number_of<std::uint8_t>(sheet.at("decision"))},
                                    text_of(sheet.at("reason"))});
        }
        return out;
    }

    value file_ = testing::read_vectors("piaojue_paper.json");
};

TEST_F(PaperVectors, a_sheet_is_taken) {
    const value& row = at("taken");
    const SigningKey key = key_of(row.at("identity_seed"));
    const auto deputy = number_of<DeputyNumber>(row.at("deputy"));
    const PaperRequest request = make_paper_request(manifest(), deputy, key);
    EXPECT_EQ(encode_paper_request(request), from_hex(row.at("request")));
    EXPECT_EQ(value_of(decode_paper_request(manifest(), from_hex(row.at("request")))), request);
    EXPECT_TRUE(check_paper_request(request, key.verify_key()));
    EXPECT_EQ(paper_payload(manifest(), deputy), from_hex(row.at("signed_message")));
    EXPECT_EQ(encode_issue_answer(std::nullopt), from_hex(row.at("answer")));
    const Bytes entry = from_hex(row.at("issuance_entry"));
    const Issuance issuance = value_of(decode_issuance(entry));
    EXPECT_EQ(issuance.kind(), IssuanceKind::sheet);
    EXPECT_EQ(issuance.signature, request.signature);
    EXPECT_EQ(encode_issuance(issuance), entry);
    EXPECT_TRUE(check_issuance(issuance, key.verify_key()));
}

TEST_F(PaperVectors, a_token_is_exchanged) {
    const value& row = at("exchange");
    const BallotKeys keys = round();
    const Bytes entry = from_hex(row.at("entry"));
    const Token token = value_of(decode_token(keys, from_hex(row.at("token"))));
    EXPECT_EQ(make_exchange(keys, token, key_of(row.at("ballot_key_seed"))).bytes, entry);
    EXPECT_TRUE(AuthenticHandBack::authenticate(keys, entry, exchange_form));
    EXPECT_REFUSED(AuthenticHandBack::authenticate(keys, entry), Errc::malformed);
    EXPECT_EQ(merkle_leaf(entry), Bytes32::from(from_hex(row.at("leaf_hash"))));
    std::size_t seen = 0;
    for (const value& refused : at("refused_exchanges_and_claims").as_array()) {
        const Bytes bytes = from_hex(refused.at("entry"));
        if (bytes[0] != enum_code(EntryType::exchange)) continue;
        ++seen;
        const auto read = decode_hand_back(keys, bytes, exchange_form);
        ASSERT_FALSE(read) << refused.at("name");
        // As an entry one that is too long is malformed; as a request too_large comes first.
        if (bytes.size() <= size::token_use) {
            EXPECT_EQ(errc_name(read.error().code), text_of(refused.at("refusal")))
                << refused.at("name");
        }
    }
    EXPECT_GT(seen, 3U);
}

TEST_F(PaperVectors, two_people_witness_a_sheet) {
    const value& row = at("paper_token");
    const BallotKeys keys = round();
    const Bytes bytes = from_hex(row.at("token"));
    const Token token = value_of(decode_token(keys, bytes));
    EXPECT_EQ(token.kind, TokenKind::paper);
    EXPECT_EQ(encode_token(token), bytes);
    const auto ballot_key = value_of(VerifyKey::create(from_hex(row.at("ballot_key"))));
    EXPECT_TRUE(check_token(keys, ballot_key, token));
    std::vector<PersonSignature> made;
    for (const value& person : row.at("persons").as_array()) {
        const auto number = number_of<PersonNumber>(person);
        made.push_back(witness_sheet(manifest(), ballot_key, number, person_key(number)));
    }
    ASSERT_EQ(made.size(), 2U);
    EXPECT_EQ(paper_token(made[1], made[0]), token);
    for (const value& refused : row.at("refused").as_array()) {
        const auto read = decode_token(keys, from_hex(refused.at("token")));
        ASSERT_FALSE(read) << refused.at("name");
        EXPECT_EQ(errc_name(read.error().code), text_of(refused.at("refusal")))
            << refused.at("name");
    }
}

TEST_F(PaperVectors, batches_are_keyed_signed_and_read) {
    for (const value& row : at("batches").as_array()) {
        const PaperBatch batch = batch_of(row);
        const Bytes body = encode_paper_body(batch);
        EXPECT_EQ(body, from_hex(row.at("body")));
        EXPECT_EQ(value_of(decode_paper_body(body)), batch);
        SignedPaperBatch made{batch, {}, {}};
        for (std::size_t i = 0; i < made.keyed.size(); ++i) {
            const auto person = number_of<PersonNumber>(row.at("persons").as_array().at(i));
            made.keyed.at(i) = {person,
                                sign_paper_body(body, BatchSigner::keyed, person_key(person))};
        }
        const auto chief = number_of<PersonNumber>(at("chief"));
        if (!batch.doubtful.empty()) {
            made.chief = PersonSignature{
                chief, sign_paper_body(body, BatchSigner::chief, person_key(chief))};
        }
        const Bytes entry = from_hex(row.at("entry"));
        EXPECT_EQ(encode_paper_batch(made), entry);
        EXPECT_EQ(value_of(decode_paper_batch(entry)), made);
        EXPECT_TRUE(check_paper_signers(made, second_persons()));
    }
    for (const value& refused : at("refused_batches").as_array()) {
        const auto read = decode_paper_batch(from_hex(refused.at("entry")));
        ASSERT_FALSE(read) << refused.at("name");
        EXPECT_EQ(errc_name(read.error().code), text_of(refused.at("refusal")))
            << refused.at("name");
    }
}

TEST_F(PaperVectors, act_18_is_of_the_hash_of_the_batches) {
    std::vector<Bytes> entries;
    for (const value& row : at("batches").as_array())
        entries.push_back(from_hex(row.at("entry")));
    const PaperHash all = paper_hash({entries.begin(), entries.end()});
    EXPECT_EQ(all.value(), Bytes32::from(from_hex(at("paper_hash"))));
    EXPECT_EQ(paper_hash({}).value(), Bytes32::from(from_hex(at("paper_hash_of_none"))));
    std::size_t seen = 0;
    for (const value& row : at("statements").as_array()) {
        if (text_of(row.at("name")) != "paper") continue;
        ++seen;
        const Bytes entry = from_hex(row.at("entry"));
        const Statement statement = value_of(decode_statement(entry));
        EXPECT_EQ(statement.act, Act::paper);
        EXPECT_EQ(std::get<PaperBody>(statement.body),
                  (PaperBody{number_of(row.at("uncancelled")),
                             number_of<std::uint16_t>(row.at("batches")), all}));
        EXPECT_EQ(encode_statement(statement), entry);
    }
    EXPECT_EQ(seen, 1U);
}

// Each body in the place of the one in the statement of its act.
TEST_F(PaperVectors, bodies_of_acts_18_and_19_that_can_not_be_read) {
    std::map<std::int64_t, Bytes> statements;
    for (const value& row : at("statements").as_array())
        statements.emplace(row.at("act").as_int64(), from_hex(row.at("entry")));
    constexpr std::size_t length_at = 1 + 1 + size::hash + 4 + 4;
    for (const value& refused : at("refused_bodies").as_array()) {
        const Bytes& good = statements.at(refused.at("act").as_int64());
        const Bytes body = from_hex(refused.at("body"));
        const std::size_t behind = length_at + 2 + good[length_at] * 256U + good[length_at + 1];
        Bytes entry{good.begin(), good.begin() + length_at};
        entry.push_back(0);
        entry.push_back(static_cast<Byte>(body.size()));
        append(entry, body);
        append(entry, ByteView{good}.subspan(behind));
        const auto read = decode_statement(entry);
        ASSERT_FALSE(read) << refused.at("name");
        EXPECT_EQ(errc_name(read.error().code), text_of(refused.at("refusal")))
            << refused.at("name");
    }
}

}  // namespace
}  // namespace piaojue
