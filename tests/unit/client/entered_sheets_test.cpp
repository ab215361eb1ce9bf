#include "server/teller/entered_sheets.hpp"

#include <gtest/gtest.h>

#include "crypto/base/writer.hpp"
#include "tests/support/sample_round.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue::teller {
namespace {

using testing::code_of;
using testing::sample_fields;
using testing::sample_key;
using testing::value_of;

class EnteredSheets : public ::testing::Test {
protected:
    static Round round_of(const char* title) {
        ManifestFields fields = sample_fields(3, Style::choose_up_to, 2);
        fields.title = title;
        const std::map<PersonNumber, VerifyKey> persons{
            {PersonNumber{2}, scrutineer().verify_key()}, {PersonNumber{3}, teller().verify_key()}};
        return value_of(Round::create(value_of(VoteManifest::create(fields)), {}, persons));
    }
    static const SigningKey& scrutineer() {
        static const SigningKey key = sample_key(22);
        return key;
    }
    static const SigningKey& teller() {
        static const SigningKey key = sample_key(23);
        return key;
    }
    [[nodiscard]] Marks marks(std::vector<Mark> of) const {
        return value_of(Marks::create(round_.shape(), std::move(of), false));
    }
    [[nodiscard]] Result<EncryptedBallot> enter(const Marks& marks, const Witnesses& by) {
        return enter_sheet(round_, marks, by, rng_);
    }
    [[nodiscard]] EncryptedBallot entered(const Marks& marks) {
        return value_of(enter(marks, witnesses_));
    }

    SeededRng rng_ = testing::test_rng();
    const Round round_ = round_of("第一次票决");
    const Witnesses witnesses_{{{PersonNumber{2}, &scrutineer()}, {PersonNumber{3}, &teller()}}};
};

TEST_F(EnteredSheets, are_ballots_that_the_box_admits_each_under_its_own_key) {
    const Marks first = marks({Mark::approve, Mark::none, Mark::approve});
    const EncryptedBallot one = entered(first);
    const EncryptedBallot other = entered(first);
    for (const EncryptedBallot* ballot : {&one, &other}) {
        EXPECT_EQ(ballot->token().kind, TokenKind::paper);
        EXPECT_TRUE(admit(round_, ballot->bytes(), rng_));
    }
    EXPECT_NE(one.bytes(), other.bytes());
    EXPECT_NE(one.ballot_key(), other.ballot_key());
    // In either order of the witnesses.
    EXPECT_TRUE(enter(first, {{witnesses_[1], witnesses_[0]}}));
}

TEST_F(EnteredSheets, are_signed_by_two_persons_of_the_round_and_no_others) {
    const Marks one = marks({Mark::approve, Mark::none, Mark::none});
    const SigningKey stranger = sample_key(24);
    const std::vector<Witnesses> wrong{{{witnesses_[0], witnesses_[0]}},
                                       {{witnesses_[0], {PersonNumber{1}, &teller()}}},
                                       {{witnesses_[0], {PersonNumber{3}, &stranger}}}};
    for (const Witnesses& by : wrong)
        EXPECT_EQ(code_of(enter(one, by)), Errc::token_rejected) << by[1].number.value();
}

TEST_F(EnteredSheets, are_kept_as_the_same_bytes) {
    const std::vector<EncryptedBallot> sheets{
        entered(Marks::make_blank(round_.shape())),
        entered(marks({Mark::none, Mark::approve, Mark::none}))};
    const Bytes file = encode_entered(sheets);
    const auto kept = value_of(decode_entered(round_, file));
    ASSERT_EQ(kept.size(), 2U);
    for (std::size_t i = 0; i < kept.size(); ++i)
        EXPECT_EQ(kept[i].bytes(), sheets[i].bytes());
    EXPECT_EQ(code_of(decode_entered(round_of("第二次票决"), file)), Errc::wrong_manifest);
}

TEST_F(EnteredSheets, are_refused_where_the_file_is_another) {
    const std::vector<EncryptedBallot> sheets{entered(Marks::make_blank(round_.shape()))};
    const Bytes file = encode_entered(sheets);
    Bytes head = file;
    head[0] ^= 1U;
    Bytes more = file;
    more.push_back(0);
    Bytes claims_two = file;
    claims_two[9] = 2;
    const Bytes none{};
    for (const Bytes& bad : {none, Bytes(7, 'P'), head, more, claims_two})
        EXPECT_EQ(code_of(decode_entered(round_, bad)), Errc::malformed) << bad.size();
    for (std::size_t size = 0; size < file.size(); size += 97)
        EXPECT_FALSE(decode_entered(round_, ByteView{file}.first(size))) << size;
    // Sealed under a token that was issued to a device.
    Bytes issued = file;
    const std::size_t token_at = file.size() - size::token - size::signature;
    issued[token_at] = enum_code(TokenKind::rsa);
    EXPECT_FALSE(decode_entered(round_, issued));
}

}  // namespace
}  // namespace piaojue::teller
