#include "crypto/hash.hpp"

#include <gtest/gtest.h>

#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using testing::from_hex;

std::string hex(ByteView bytes) {
    return encode_hex(bytes);
}

// FIPS 180-4 example "abc" and the empty message; FIPS 202 SHAKE256 of the empty message.
TEST(Hash, known_answers_of_the_standards) {
    EXPECT_EQ(hex(sha256(as_bytes("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256(ByteView{})),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(sha384(as_bytes("abc"))),
              "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
              "8086072ba1e7cc2358baeca134c825a7");
    EXPECT_EQ(hex(sha512(as_bytes("abc"))),
              "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
              "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    EXPECT_EQ(hex(shake256({}, 64)),
              "46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f"
              "d75dc4ddd8c0f200cb05019d67b592f6fc821c49479ab48640292eacb3b7c4be");
}

TEST(Hash, a_longer_shake_output_extends_a_shorter_one) {
    const Bytes longer = shake256({as_bytes("piaojue")}, 400);
    const Bytes shorter = shake256({as_bytes("piao"), as_bytes("jue")}, 17);
    EXPECT_TRUE(equal(ByteView{longer}.first(17), shorter));
    EXPECT_TRUE(shake256({as_bytes("piaojue")}, 0).empty());
}

TEST(Hash, secret_forms_equal_public_forms) {
    const auto a = as_bytes("one");
    const auto b = as_bytes("two");
    EXPECT_TRUE(equal(sha512_secret({a, b}).expose(), sha512({a, b})));
    EXPECT_TRUE(equal(shake256_secret({a, b}, 100).expose(), shake256({a, b}, 100)));
    EXPECT_TRUE(equal(hash_tagged_secret("tag", {a, b}).expose(), hash_tagged("tag", {a, b})));
}

TEST(Hash, pieces_hash_like_the_whole_and_finish_starts_afresh) {
    Bytes data(100'000);
    for (std::size_t i = 0; i < data.size(); ++i)
        data[i] = static_cast<Byte>(i * 31);
    Sha256 hash;
    for (std::size_t at = 0; at < data.size(); at += 777)
        hash.update(ByteView{data}.subspan(at, std::min<std::size_t>(777, data.size() - at)));
    EXPECT_EQ(hash.finish(), sha256(data));
    hash.update(as_bytes("abc"));
    EXPECT_EQ(hash.finish(), sha256(as_bytes("abc")));
}

TEST(Hash, tagged_hash_is_sha256_of_length_tag_parts) {
    Bytes input{3};
    append(input, as_bytes("tagpayload"));
    EXPECT_EQ(hash_tagged("tag", {as_bytes("pay"), as_bytes("load")}), sha256(input));
    EXPECT_NE(hash_tagged("ta", {as_bytes("gpayload")}), hash_tagged("tag", {as_bytes("payload")}));
}

// HMAC-SHA-512 written down from RFC 2104, to check HKDF against another construction of it.
Bytes64 hmac_sha512(ByteView key, ByteView message) {
    Bytes inner(128, 0x36);
    Bytes outer(128, 0x5c);
    for (std::size_t i = 0; i < key.size(); ++i) {
        inner[i] ^= key[i];
        outer[i] ^= key[i];
    }
    return sha512({outer, sha512({inner, message})});
}

TEST(Hkdf, equals_rfc_5869_extract_and_expand) {
    const auto secret = as_bytes("twenty bytes of key!");
    const auto salt = as_bytes("roll id");
    const auto info = as_bytes("identity");
    const Bytes64 prk = hmac_sha512(salt, secret);
    Bytes expected;
    Bytes previous;
    for (Byte counter = 1; counter <= 3; ++counter) {
        Bytes message = previous;
        append(message, info);
        message.push_back(counter);
        const Bytes64 block = hmac_sha512(prk, message);
        previous.assign(block.data(), block.data() + 64);
        append(expected, previous);
    }
    EXPECT_TRUE(
        equal(hkdf_sha512(secret, salt, info, 150).expose(), ByteView{expected}.first(150)));
}

TEST(Hkdf, empty_salt_and_info_mean_zero_bytes_of_them) {
    const auto secret = as_bytes("twenty bytes of key!");
    const Bytes64 prk = hmac_sha512(ByteView{}, secret);
    const Bytes one{1};
    EXPECT_TRUE(equal(hkdf_sha512<64>(secret, {}, {}).expose(), hmac_sha512(prk, one)));
}

}  // namespace
}  // namespace piaojue
