// Drawn slips: every vector, made from the specification alone, comes out byte for byte
//                                                                            PROTOCOL.md §7.4
#include "ballot/slip.hpp"

#include "ballot/admit.hpp"
#include "ballot/card.hpp"
#include "ballot/entries/issuance.hpp"
#include "ballot/entries/roll.hpp"
#include "ballot/entries/statement.hpp"
#include "ballot/hand_back.hpp"
#include "tests/support/sample_round.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using boost::json::object;
using testing::fixed_hex;
using testing::from_hex;
using testing::text_of;
using testing::value_of;

std::string slip_hex(ByteView bytes) {
    return encode_hex(bytes);
}

class SlipVectors : public ::testing::Test {
protected:
    const object& all() const { return file_.as_object(); }
    const object& part(const char* name) const { return all().at(name).as_object(); }
    static std::uint32_t count(const object& vector, const char* name) {
        return boost::json::value_to<std::uint32_t>(vector.at(name));
    }

    Attachment list() const {
        return value_of(decode_attachment(from_hex(part("list").at("attachment_entry"))));
    }

    BallotKeys round(const SlipList& slips) const {
        const object& box = part("box");
        const BallotShape shape{count(box, "projects"), count(box, "grades"), count(box, "lo"),
                                count(box, "hi")};
        return value_of(BallotKeys::create(
            ManifestHash{fixed_hex<32>(text_of(all().at("manifest_hash")))}, shape,
            value_of(Point::decode(fixed_hex<32>(text_of(all().at("joint_key"))))),
            from_hex(all().at("issuer_modulus")), slips));
    }
    BallotKeys round() const { return round(value_of(SlipList::decode(list().content))); }

    SlipSeed seed(const object& vector) const {
        return SlipSeed::from(from_hex(vector.at("slip_seed")));
    }

    boost::json::value file_ = testing::read_vectors("piaojue_slip.json");
    SeededRng rng_ = testing::test_rng();
};

TEST_F(SlipVectors, a_slip_from_its_seed) {
    const BallotKeys keys = round();
    std::size_t on_the_list = 0;
    for (const auto& entry : all().at("slips").as_array()) {
        const object& vector = entry.as_object();
        const SlipSecrets slip = derive_slip(seed(vector));
        EXPECT_EQ(as_text(encode_slip_code(seed(vector)).expose()), text_of(vector.at("code")));
        EXPECT_EQ(slip_hex(slip.ballot_key.seed().expose()), text_of(vector.at("ballot_key_seed")));
        const VerifyKey& key = slip.ballot_key.verify_key();
        EXPECT_EQ(slip_hex(key.bytes()), text_of(vector.at("ballot_key")));
        EXPECT_EQ(slip_hex(slip.prefix), text_of(vector.at("prefix")));
        EXPECT_EQ(slip_hex(slip_hash(seed(vector)).value()), text_of(vector.at("slip_hash")));
        const Token token = drawn_token(slip.prefix);
        EXPECT_EQ(slip_hex(encode_token(token)), text_of(vector.at("token")));
        EXPECT_EQ(value_of(decode_token(keys, encode_token(token))), token);
        if (check_token(keys, key, token)) ++on_the_list;
        EXPECT_REFUSED(check_token(round({}), key, token), Errc::token_rejected);
    }
    EXPECT_EQ(on_the_list, 5U);
}

TEST_F(SlipVectors, codes_as_they_are_typed) {
    for (const auto& entry : all().at("codes").as_array()) {
        const object& vector = entry.as_object();
        SCOPED_TRACE(text_of(vector.at("typed")));
        const SlipSeed read = value_of(decode_slip_code(text_of(vector.at("typed"))));
        EXPECT_EQ(slip_hex(read.expose()), text_of(vector.at("slip_seed")));
    }
    for (const auto& entry : all().at("refused_codes").as_array()) {
        const object& vector = entry.as_object();
        SCOPED_TRACE(text_of(vector.at("name")));
        EXPECT_REFUSED(decode_slip_code(text_of(vector.at("typed"))), Errc::malformed);
    }
}

TEST_F(SlipVectors, the_list) {
    const object& vector = part("list");
    std::vector<SlipHash> slips;
    for (const auto& hash : vector.at("slip_hashes").as_array())
        slips.emplace_back(fixed_hex<32>(text_of(hash)));
    const Attachment attachment = list();
    EXPECT_EQ(attachment.kind, AttachmentKind::slips);
    const SlipList made = value_of(SlipList::create({slips.rbegin(), slips.rend()}));
    EXPECT_EQ(slip_hex(made.encode()), slip_hex(attachment.content));
    EXPECT_EQ(made, value_of(SlipList::decode(attachment.content)));
    EXPECT_EQ(made.size(), slips.size());
    EXPECT_EQ(slip_hex(attachment_hash(encode_attachment(attachment)).value()),
              text_of(vector.at("attachment_hash")));
    for (const auto& entry : all().at("refused_lists").as_array()) {
        SCOPED_TRACE(text_of(entry.at("name")));
        EXPECT_REFUSED(decode_attachment(from_hex(entry.at("attachment_entry"))), Errc::malformed);
    }
}

TEST_F(SlipVectors, a_list_has_no_slip_twice_and_not_too_many) {
    const SlipHash one{fixed_hex<32>(std::string(64, '1'))};
    EXPECT_REFUSED(SlipList::create({}), Errc::malformed);
    EXPECT_REFUSED(SlipList::create({one, one}), Errc::malformed);
    EXPECT_REFUSED(SlipList::decode(Bytes((limit::slips + 1) * size::hash)), Errc::malformed);
    const SlipHash other{fixed_hex<32>(std::string(64, '2'))};
    const SlipList both = value_of(SlipList::create({one, other}));
    EXPECT_TRUE(both.meets(value_of(SlipList::create({other}))));
    EXPECT_FALSE(value_of(SlipList::create({one})).meets(value_of(SlipList::create({other}))));
    EXPECT_FALSE(both.meets({}));
    EXPECT_FALSE(SlipList{}.meets(both));
    EXPECT_TRUE(SlipList{}.encode().empty());
}

TEST_F(SlipVectors, tokens_that_are_none) {
    const BallotKeys keys = round();
    const auto check = [&](const object& vector) -> Result<void> {
        const Token token = PJ_TRY(decode_token(keys, from_hex(vector.at("token"))));
        return check_token(keys, value_of(VerifyKey::create(from_hex(vector.at("ballot_key")))),
                           token);
    };
    for (const auto& entry : all().at("refused_tokens").as_array()) {
        SCOPED_TRACE(text_of(entry.at("name")));
        const bool malformed = text_of(entry.at("refusal")) == "malformed";
        EXPECT_REFUSED(check(entry.as_object()),
                       malformed ? Errc::malformed : Errc::token_rejected);
    }
}

TEST_F(SlipVectors, the_drawing) {
    const object& vector = part("drawing");
    const BallotKeys keys = round();
    const RollId roll{fixed_hex<32>(text_of(all().at("roll_id")))};
    const SigningKey identity =
        identity_key(CardSecret::from(from_hex(vector.at("card_secret"))), roll);
    const DeputyNumber deputy{count(vector, "deputy")};
    const IssueRequest made = make_draw_request(keys.hash(), deputy, identity);
    EXPECT_EQ(slip_hex(encode_issue_request(made)), text_of(vector.at("request")));
    const Bytes request = from_hex(vector.at("request"));
    EXPECT_EQ(value_of(decode_issue_request(keys, request)), made);
    EXPECT_TRUE(check_issue_request(made, identity.verify_key()));
    EXPECT_REFUSED(decode_issue_request(round({}), request), Errc::not_permitted);
    EXPECT_REFUSED(decode_issue_request(keys, ByteView{request}.first(request.size() - 1)),
                   Errc::malformed);
    EXPECT_EQ(slip_hex(encode_issue_answer(std::nullopt)), text_of(vector.at("answer")));
    EXPECT_TRUE(check_draw_answer(from_hex(vector.at("answer"))));
    EXPECT_REFUSED(check_draw_answer(Bytes{0, 1, 1}), Errc::malformed);
    EXPECT_REFUSED(check_draw_answer(Bytes{0, 2, 0}), Errc::wrong_version);
    EXPECT_REFUSED(check_draw_answer(Bytes{0, 1, 0, 0}), Errc::malformed);
    const Issuance issuance{keys.hash(), deputy, std::nullopt, made.signature};
    EXPECT_EQ(slip_hex(encode_issuance(issuance)), text_of(vector.at("issuance_entry")));
    EXPECT_EQ(value_of(decode_issuance(from_hex(vector.at("issuance_entry")))), issuance);
    EXPECT_TRUE(check_issuance(issuance, identity.verify_key()));
    for (const auto& entry : all().at("refused_issuances").as_array()) {
        SCOPED_TRACE(text_of(entry.at("name")));
        EXPECT_REFUSED(decode_issuance(from_hex(entry.at("issuance_entry"))), Errc::malformed);
    }
}

TEST_F(SlipVectors, the_voiding) {
    const object& vector = part("voiding");
    Statement made{Act::void_slips,
                   round().hash().value(),
                   count(vector, "serial"),
                   count(vector, "minute"),
                   {},
                   {}};
    SlipsBody body;
    for (const auto& hash : vector.at("slip_hashes").as_array())
        body.slips.emplace_back(fixed_hex<32>(text_of(hash)));
    made.body = body;
    for (const auto& signer : vector.at("signers").as_array()) {
        sign_statement(made,
                       PersonNumber{boost::json::value_to<std::uint16_t>(signer.at("person"))},
                       SigningKey::from_seed(
                           SecretBytes<32>::from(from_hex(signer.at("statement_key_seed")))));
    }
    EXPECT_EQ(slip_hex(encode_statement(made)), text_of(vector.at("entry")));
    EXPECT_EQ(value_of(decode_statement(from_hex(vector.at("entry")))), made);

    // The body stands behind type, act, scope, serial, minute and its length.
    const Bytes entry = from_hex(vector.at("entry"));
    constexpr std::size_t body_at = 1 + 1 + size::hash + 4 + 4;
    const std::size_t signers_at = body_at + 2 + from_hex(vector.at("body")).size();
    for (const auto& refused : all().at("refused_void_bodies").as_array()) {
        SCOPED_TRACE(text_of(refused.at("name")));
        const Bytes other = from_hex(refused.at("body"));
        Bytes changed{entry.begin(), entry.begin() + body_at};
        changed.push_back(static_cast<Byte>(other.size() >> 8U));
        changed.push_back(static_cast<Byte>(other.size()));
        append(changed, other);
        append(changed, ByteView{entry}.subspan(signers_at));
        EXPECT_REFUSED(decode_statement(changed), Errc::malformed);
    }
}

TEST_F(SlipVectors, a_ballot_and_a_hand_back_of_the_first_slip) {
    const object& vector = part("box");
    const BallotKeys keys = round();
    const SlipSecrets slip = derive_slip(seed(all().at("slips").at(0).as_object()));
    const Marks marks = value_of(Marks::decode(keys.shape(), from_hex(vector.at("marks"))));
    const EncryptedBallot ballot =
        value_of(seal(keys, marks, drawn_token(slip.prefix), slip.ballot_key,
                      BallotSeed::from(from_hex(vector.at("ballot_seed"))), rng_));
    EXPECT_EQ(slip_hex(ballot.bytes()), text_of(vector.at("ballot")));
    EXPECT_EQ(ballot.tracking_code().text(), text_of(vector.at("tracking_code")));
    EXPECT_EQ(slip_hex(ballot.leaf_hash().value()), text_of(vector.at("leaf_hash")));
    EXPECT_TRUE(admit(keys, from_hex(vector.at("ballot")), rng_).has_value());
    EXPECT_REFUSED(admit(round({}), from_hex(vector.at("ballot")), rng_), Errc::token_rejected);
    const HandBack back = make_hand_back(keys, drawn_token(slip.prefix), slip.ballot_key);
    EXPECT_EQ(slip_hex(back.bytes), text_of(vector.at("hand_back")));
    EXPECT_TRUE(AuthenticHandBack::authenticate(keys, back.bytes).has_value());
}

}  // namespace
}  // namespace piaojue
