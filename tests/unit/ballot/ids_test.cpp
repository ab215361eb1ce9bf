#include "ballot/ids.hpp"

#include <gtest/gtest.h>

#include "ballot/card.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

BallotId id_of(Byte first, Byte thirteenth) {
    Bytes32 bytes;
    bytes.data()[0] = first;
    bytes.data()[12] = thirteenth;
    return BallotId{bytes};
}

TEST(TrackingCode, shows_the_first_hundred_bits_in_four_groups_of_five) {
    EXPECT_EQ(TrackingCode::of(id_of(0x00, 0x00)).text(), "00000-00000-00000-00000");
    EXPECT_EQ(TrackingCode::of(id_of(0xF8, 0x10)).text(), "Z0000-00000-00000-00001");
}

TEST(TrackingCode, bits_after_the_hundredth_do_not_matter) {
    EXPECT_TRUE(TrackingCode::of(id_of(1, 0x10)) == TrackingCode::of(id_of(1, 0x1F)));
    EXPECT_FALSE(TrackingCode::of(id_of(1, 0x10)) == TrackingCode::of(id_of(1, 0x20)));
}

TEST(TrackingCode, typed_codes_are_read_in_every_form_a_person_writes) {
    const TrackingCode code = TrackingCode::of(id_of(0x08, 0x10));  // 1000-…-0001
    for (const char* text : {"10000-00000-00000-00001", "I0000 00000 00000 0000l",
                             "looooooooooooooooooi", "10000000000000000001"}) {
        const auto read = TrackingCode::decode(text);
        ASSERT_TRUE(read.has_value()) << text;
        EXPECT_TRUE(*read == code) << text;
    }
    EXPECT_REFUSED(TrackingCode::decode("10000-00000-00000-0000"), Errc::malformed);
    EXPECT_REFUSED(TrackingCode::decode("10000-00000-00000-000011"), Errc::malformed);
    EXPECT_REFUSED(TrackingCode::decode("10000-00000-00000-0000U"), Errc::malformed);
}

// HKDF by Python's hmac module, the public key by the openssl program.
TEST(Card, the_identity_key_is_hkdf_of_secret_and_roll_id) {
    Bytes secret;
    for (Byte i = 0; i < 20; ++i)
        secret.push_back(i);
    Bytes32 roll_id;
    roll_id.data_.fill(0x5a);
    const SigningKey key = identity_key(CardSecret::from(secret), RollId{roll_id});
    EXPECT_EQ(encode_hex(key.seed().expose()),
              "14940f9b15db5dce1fa534ed089f7025e5d3262d5aaf9e9ec7dcffebea49e3df");
    EXPECT_EQ(encode_hex(key.verify_key().bytes()),
              "7e080513588d607c95616e3a6d22f1bdff7d4454e86a026e10a0957f026ce3ed");
}

TEST(Card, another_roll_gives_another_key) {
    SeededRng rng{1};
    const CardSecret secret = make_card_secret(rng);
    Bytes32 other;
    other.data()[31] = 1;
    EXPECT_FALSE(identity_key(secret, RollId{}).verify_key() ==
                 identity_key(secret, RollId{other}).verify_key());
}

}  // namespace
}  // namespace piaojue
