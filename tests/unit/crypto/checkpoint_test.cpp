#include "crypto/checkpoint.hpp"

#include <gtest/gtest.h>

#include "crypto/merkle.hpp"
#include "crypto/tlog_proof.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

namespace json = boost::json;
using testing::text_of;

SigningKey test_key(std::uint64_t seed) {
    SeededRng rng{seed};
    return SigningKey::generate(rng);
}

// The published log: fifteen leaves, a note for each size, the key that signed them.
struct PublishedLog {
    json::value data = testing::read_vectors("tessera_testdata_log.json");
    NoteKey key = parse_vkey(text_of(data.at("verifier_key"))).value();

    MerkleTree tree() const {
        MerkleTree out;
        for (const auto& leaf : data.at("leaves_utf8").as_array())
            out.append(merkle_leaf(as_bytes(text_of(leaf))));
        return out;
    }
    SigningKey signing_key() const {
        const std::string text = text_of(data.at("test_only_signer_key"));
        // PRIVATE+KEY+name+id+base64, and base64 may hold '+' itself.
        const std::string id = encode_hex(key_id(key.name, key.type, key.key));
        const Bytes material = decode_base64(text.substr(text.find(id) + id.size() + 1)).value();
        return SigningKey::from_seed(SecretBytes<32>::from(ByteView{material}.subspan(1)));
    }
    CheckpointKeys keys() const { return {key.name, key.key, {}}; }
};

TEST(PublishedLog, every_note_is_read_verified_and_printed_again) {
    const PublishedLog log;
    const MerkleTree tree = log.tree();
    std::size_t seen = 0;
    for (const auto& [size_text, note] : log.data.at("checkpoints_by_size").as_object()) {
        const auto read = parse_signed_checkpoint(text_of(note), log.keys());
        ASSERT_TRUE(read.has_value()) << read.error().detail;
        EXPECT_EQ(std::to_string(read->checkpoint.size), size_text);
        EXPECT_EQ(read->checkpoint.root, tree.root_at(read->checkpoint.size));
        EXPECT_EQ(print_signed_checkpoint(*read, log.keys()), text_of(note));
        EXPECT_EQ(sign_checkpoint(read->checkpoint, log.signing_key()), read->log_signature);
        ++seen;
    }
    EXPECT_EQ(seen, 16U);
}

TEST(PublishedLog, level_0_tiles_are_the_leaf_hashes) {
    const PublishedLog log;
    const MerkleTree tree = log.tree();
    for (const auto& [size_text, tile] :
         log.data.at("level0_partial_tiles_hex_by_size").as_object()) {
        Bytes hashes;
        for (std::uint64_t i = 0; i < std::stoull(std::string{size_text}); ++i)
            append(hashes, tree.leaf(i));
        EXPECT_EQ(encode_hex(hashes), text_of(tile));
    }
}

TEST(Vkey, published_key_returns) {
    const PublishedLog log;
    EXPECT_EQ(vkey(log.key), text_of(log.data.at("verifier_key")));
    EXPECT_EQ(log.signing_key().verify_key(), log.key.key);
}

// The example of c2sp.org/signed-note, and its verifier key.
TEST(Vkey, example_of_signed_note_verifies) {
    const auto key =
        parse_vkey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    ASSERT_TRUE(key.has_value());
    const Bytes payload = decode_base64(
                              "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZ"
                              "XsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=")
                              .value();
    EXPECT_EQ(KeyId::from(ByteView{payload}.first(4)),
              key_id(key->name, NoteKeyType::ed25519, key->key));
    EXPECT_TRUE(check_signature_raw(key->key, as_bytes("This is an example message.\n"),
                                    Signature::from(ByteView{payload}.subspan(4))));
}

TEST(Vkey, other_forms_are_refused) {
    for (const char* bad :
         {"", "example.com/foo", "example.com/foo+530d903a",
          "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
          "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
          "example.com/fo o+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
          "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"})
        EXPECT_REFUSED(parse_vkey(bad), Errc::malformed);
}

// A log of its own with three cosigners.
struct OwnLog {
    SigningKey log = test_key(1);
    std::vector<SigningKey> tellers;
    CheckpointKeys keys{"piaojue/0123456789abcdef0123456789abcdef", log.verify_key(), {}};
    MerkleTree tree;

    OwnLog() {
        for (std::uint64_t i = 1; i <= 3; ++i) {
            tellers.push_back(test_key(10 + i));
            keys.cosigners.push_back(
                {keys.origin + "/teller/" + std::to_string(i), tellers.back().verify_key()});
        }
        for (Byte i = 0; i < 11; ++i)
            tree.append(merkle_leaf(Bytes{i}));
    }

    Checkpoint checkpoint() const { return {keys.origin, tree.size(), tree.root()}; }

    SignedCheckpoint signed_by(const std::vector<std::size_t>& cosigners) const {
        SignedCheckpoint out{checkpoint(), sign_checkpoint(checkpoint(), log), {}};
        for (const std::size_t i : cosigners)
            out.cosignatures.push_back({i, cosign(checkpoint(), tellers[i], 1'700'000'000 + i)});
        return out;
    }
    std::string note(const std::vector<std::size_t>& cosigners) const {
        return print_signed_checkpoint(signed_by(cosigners), keys);
    }
};

TEST(SignedCheckpoint, returns_with_any_set_of_cosigners) {
    const OwnLog log;
    for (const auto& set : std::vector<std::vector<std::size_t>>{{}, {0}, {2}, {0, 2}, {0, 1, 2}}) {
        const auto read = parse_signed_checkpoint(log.note(set), log.keys);
        ASSERT_TRUE(read.has_value()) << read.error().detail;
        EXPECT_EQ(*read, log.signed_by(set));
    }
}

TEST(SignedCheckpoint, cosignature_is_over_header_time_and_text) {
    const OwnLog log;
    const Cosignature cosignature = cosign(log.checkpoint(), log.tellers[0], 1679315147);
    const std::string message =
        "cosignature/v1\ntime 1679315147\n" + checkpoint_text(log.checkpoint());
    EXPECT_TRUE(
        check_signature_raw(log.tellers[0].verify_key(), as_bytes(message), cosignature.signature));
    EXPECT_TRUE(check_cosignature(log.checkpoint(), log.tellers[0].verify_key(), cosignature));
    EXPECT_REFUSED(check_cosignature(log.checkpoint(), log.tellers[1].verify_key(), cosignature),
                   Errc::signature_rejected);
    EXPECT_REFUSED(check_cosignature(log.checkpoint(), log.tellers[0].verify_key(),
                                     Cosignature{1679315148, cosignature.signature}),
                   Errc::signature_rejected);
    EXPECT_REFUSED(
        check_cosignature(log.checkpoint(), log.tellers[0].verify_key(),
                          Cosignature{cosignature_seconds_max + 1, cosignature.signature}),
        Errc::malformed);
    Checkpoint other = log.checkpoint();
    other.size += 1;
    EXPECT_REFUSED(check_cosignature(other, log.tellers[0].verify_key(), cosignature),
                   Errc::signature_rejected);
}

TEST(SignedCheckpoint, every_changed_byte_is_refused) {
    const OwnLog log;
    const std::string note = log.note({0, 2});
    for (std::size_t at = 0; at < note.size(); ++at) {
        for (const int change : {1, 2, 32, 128}) {
            std::string wrong = note;
            wrong[at] = static_cast<char>(wrong[at] ^ change);
            EXPECT_FALSE(parse_signed_checkpoint(wrong, log.keys).has_value()) << at;
        }
    }
    for (std::size_t size = 0; size < note.size(); ++size) {
        const auto cut = parse_signed_checkpoint(note.substr(0, size), log.keys);
        // Cut after a whole line it is the same checkpoint with fewer cosignatures.
        if (cut) {
            EXPECT_TRUE(note.substr(0, size) == log.note({0}) ||
                        note.substr(0, size) == log.note({}));
        }
    }
}

TEST(SignedCheckpoint, lines_that_do_not_belong_are_refused) {
    const OwnLog log;
    const auto line_of = [&](std::size_t teller) {
        return log.note({teller}).substr(log.note({}).size());
    };
    const std::string base = log.note({});
    EXPECT_TRUE(parse_signed_checkpoint(base + line_of(0) + line_of(1), log.keys).has_value());
    // out of order, twice, after an empty line, an unknown cosigner, the log twice
    EXPECT_REFUSED(parse_signed_checkpoint(base + line_of(1) + line_of(0), log.keys),
                   Errc::malformed);
    EXPECT_REFUSED(parse_signed_checkpoint(base + line_of(0) + line_of(0), log.keys),
                   Errc::malformed);
    EXPECT_REFUSED(parse_signed_checkpoint(base + "\n" + line_of(0), log.keys), Errc::malformed);
    CheckpointKeys fewer = log.keys;
    fewer.cosigners.pop_back();
    EXPECT_REFUSED(parse_signed_checkpoint(base + line_of(2), fewer), Errc::malformed);
    const std::string log_line = base.substr(base.find("\n\n") + 2);
    EXPECT_REFUSED(parse_signed_checkpoint(base + log_line, log.keys), Errc::malformed);
    EXPECT_REFUSED(
        parse_signed_checkpoint(base.substr(0, base.find("\n\n") + 2) + line_of(0), log.keys),
        Errc::malformed);
}

TEST(SignedCheckpoint, a_cosignature_under_a_known_name_must_verify) {
    const OwnLog log;
    SignedCheckpoint forged = log.signed_by({0});
    forged.cosignatures[0].cosignature = cosign(log.checkpoint(), log.tellers[1], 5);
    EXPECT_REFUSED(parse_signed_checkpoint(print_signed_checkpoint(forged, log.keys), log.keys),
                   Errc::signature_rejected);
    forged = log.signed_by({});
    forged.log_signature = sign_checkpoint(log.checkpoint(), log.tellers[0]);
    EXPECT_REFUSED(parse_signed_checkpoint(print_signed_checkpoint(forged, log.keys), log.keys),
                   Errc::signature_rejected);
}

TEST(SignedCheckpoint, other_texts_of_a_checkpoint_are_refused) {
    const OwnLog log;
    const std::string text = checkpoint_text(log.checkpoint());
    ASSERT_EQ(parse_checkpoint_text(text).value(), log.checkpoint());
    const std::string root = encode_base64(log.tree.root());
    for (const std::string& bad :
         {std::string{"o\n011\n"} + root + "\n", "o\n+11\n" + root + "\n", "o\n-1\n" + root + "\n",
          "o\n 11\n" + root + "\n", "o\n\n" + root + "\n",
          "o\n18446744073709551616\n" + root + "\n", "\n11\n" + root + "\n",
          "o o\n11\n" + root + "\n", "o+o\n11\n" + root + "\n", "o\n11\n" + root,
          "o\n11\n" + root + "\nextension\n", "o\n11\n" + root + "\n\n", "o\n11\r\n" + root + "\n",
          std::string{"o\n11\nAAAA\n"}})
        EXPECT_REFUSED(parse_checkpoint_text(bad), Errc::malformed);
    EXPECT_EQ(parse_checkpoint_text("o\n18446744073709551615\n" + root + "\n")->size, ~0ULL);
    EXPECT_REFUSED(parse_signed_checkpoint(std::string(20'000, 'a'), log.keys), Errc::too_large);
}

TEST(TlogProof, every_leaf_has_one_that_returns_and_holds) {
    const OwnLog log;
    for (std::uint64_t index = 0; index < log.tree.size(); ++index) {
        const TlogProof proof{Bytes{1, 2, 3}, index,
                              log.tree.inclusion_proof(index, log.tree.size()), log.note({0, 1})};
        const std::string text = print_tlog_proof(proof);
        const auto read = parse_tlog_proof(text);
        ASSERT_TRUE(read.has_value()) << read.error().detail;
        EXPECT_EQ(*read, proof);
        EXPECT_EQ(check_tlog_proof(*read, log.tree.leaf(index), log.keys).value(),
                  log.signed_by({0, 1}));
        EXPECT_REFUSED(check_tlog_proof(*read, merkle_leaf(as_bytes("other")), log.keys),
                       Errc::proof_rejected);
    }
}

TEST(TlogProof, form_is_that_of_the_specification) {
    const OwnLog log;
    TlogProof proof{Bytes{0xff}, 10, log.tree.inclusion_proof(10, 11), log.note({})};
    std::string expected = "c2sp.org/tlog-proof@v1\nextra /w==\nindex 10\n";
    for (const Bytes32& hash : proof.path)
        expected += encode_base64(hash) + "\n";
    expected += "\n" + log.note({});
    EXPECT_EQ(print_tlog_proof(proof), expected);
    proof.extra.clear();
    expected.erase(expected.find("extra"), 11);
    EXPECT_EQ(print_tlog_proof(proof), expected);
    EXPECT_EQ(parse_tlog_proof(expected).value(), proof);
}

TEST(TlogProof, other_forms_are_refused) {
    const OwnLog log;
    const std::string hash = encode_base64(log.tree.root());
    for (const std::string& bad :
         {std::string{}, std::string{"c2sp.org/tlog-proof@v2\nindex 0\n\n"},
          std::string{"c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n"},
          std::string{"c2sp.org/tlog-proof@v1\nextra AA==\n\n"},
          std::string{"c2sp.org/tlog-proof@v1\nindex 00\n\n"},
          std::string{"c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n"},
          "c2sp.org/tlog-proof@v1\nindex 0\n" + hash + "\n"})
        EXPECT_REFUSED(parse_tlog_proof(bad), Errc::malformed);
    EXPECT_REFUSED(parse_tlog_proof(std::string(40'000, 'a')), Errc::too_large);
}

}  // namespace
}  // namespace piaojue
