// The published ceremonies of COCKTAIL-DKG, byte for byte.

#include <gtest/gtest.h>
#include <sodium.h>

#include "crypto/base/writer.hpp"
#include "crypto/dkg.hpp"
#include "crypto/hash.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

namespace json = boost::json;
using testing::from_hex;
using testing::text_of;

Bytes little_endian(std::uint64_t value, std::size_t size) {
    Bytes out;
    for (std::size_t i = 0; i < size; ++i)
        out.push_back(static_cast<Byte>(value >> (8U * i)));
    return out;
}

// The vectors' derivation: H(seed ‖ suite ‖ u32 t ‖ u32 n ‖ label).
struct Derivation {
    Bytes seed;
    std::uint32_t t;
    std::uint32_t n;

    Bytes64 operator()(const std::string& label, ByteView counter = {}) const {
        return sha512({seed, as_bytes(dkg_suite), little_endian(t, 4), little_endian(n, 4),
                       as_bytes(label), counter});
    }
    SecretScalar scalar(const std::string& label) const {
        return SecretScalar::from_public(Scalar::from_wide((*this)(label)));
    }
};

// Its "RNG stream": a u64 little-endian counter is appended to the label, 64 bytes a block.
class StreamRng final : public Rng {
public:
    StreamRng(Derivation derivation, std::string label)
        : derivation_(std::move(derivation)), label_(std::move(label)) {}

    void fill(std::span<Byte> out) override {
        PJ_ASSERT(out.size() == 64, "the stream is read in whole blocks");
        const Bytes64 block = derivation_(label_, little_endian(counter_++, 8));
        std::copy_n(block.data(), 64, out.begin());
    }

private:
    Derivation derivation_;
    std::string label_;
    std::uint64_t counter_ = 0;
};

struct PublishedCeremony {
    json::value data;
    Derivation derive;
    DkgPayloads payloads;
    std::vector<SecretScalar> secrets;
    std::vector<Point> static_keys;
    DkgSetup setup;

    PublishedCeremony(const json::value& file, const json::value& vector)
        : data(vector),
          derive{from_hex(file.at("seed")), vector.at("t").to_number<std::uint32_t>(),
                 vector.at("n").to_number<std::uint32_t>()},
          payloads(vector.as_object().contains("payloads") ? DkgPayloads::allowed
                                                           : DkgPayloads::refused),
          secrets(make_secrets()),
          static_keys(make_keys()),
          setup(
              DkgSetup::create(from_hex(vector.at("session_tag")), static_keys, derive.t).value()) {
    }

    std::vector<SecretScalar> make_secrets() const {
        std::vector<SecretScalar> out;
        for (std::uint32_t i = 1; i <= derive.n; ++i)
            out.push_back(derive.scalar("static_secret_key_" + std::to_string(i)));
        return out;
    }
    std::vector<Point> make_keys() const {
        std::vector<Point> out;
        for (const SecretScalar& secret : secrets)
            out.push_back(Point::base_mul(secret));
        return out;
    }
    Bytes payload(DkgIndex i) const {
        if (payloads == DkgPayloads::refused) return {};
        const Bytes64 out = derive("payload_" + std::to_string(i));
        return {out.view().begin(), out.view().end()};
    }
    std::vector<Bytes> messages() const {
        std::vector<Bytes> out;
        for (DkgIndex i = 1; i <= derive.n; ++i) {
            StreamRng rng{derive, "round1_participant_" + std::to_string(i)};
            out.push_back(make_first_message(setup, i, secrets[i - 1], rng, payload(i)).value());
        }
        return out;
    }
    // The published first message, put together from its parts.
    Bytes published_message(DkgIndex i) const {
        const auto& round1 = data.at("round1").as_array()[i - 1];
        Writer out;
        for (const auto& point : round1.at("vss_commitment").as_array())
            out.raw(from_hex(point));
        out.raw(from_hex(round1.at("pop"))).raw(from_hex(round1.at("ephemeral_public_key")));
        for (const auto& ciphertext : round1.at("encrypted_shares").as_array())
            out.u64(from_hex(ciphertext).size()).raw(from_hex(ciphertext));
        return std::move(out).bytes();
    }
    Bytes extension() const { return from_hex(data.at("extension")); }
};

std::vector<PublishedCeremony> all_ceremonies() {
    const auto file = testing::read_vectors("cocktail_dkg_ristretto255_sha512.json");
    PJ_ASSERT(text_of(file.at("ciphersuite")) == dkg_suite, "vectors of another suite");
    std::vector<PublishedCeremony> out;
    for (const auto& vector : file.at("vectors").as_array())
        out.emplace_back(file, vector);
    return out;
}

TEST(CocktailVectors, setup) {
    const auto ceremonies = all_ceremonies();
    ASSERT_EQ(ceremonies.size(), 4U);
    for (const auto& c : ceremonies) {
        EXPECT_EQ(encode_hex(c.setup.context()), text_of(c.data.at("context")));
        for (DkgIndex i = 1; i <= c.derive.n; ++i) {
            const auto& config = c.data.at("config");
            EXPECT_EQ(encode_hex(c.secrets[i - 1].expose()),
                      text_of(config.at("static_secret_keys").as_array()[i - 1]));
            EXPECT_EQ(encode_hex(c.setup.static_key(i).bytes()),
                      text_of(config.at("static_public_keys").as_array()[i - 1]));
        }
    }
}

TEST(CocktailVectors, first_messages) {
    for (const auto& c : all_ceremonies()) {
        const auto messages = c.messages();
        for (DkgIndex i = 1; i <= c.derive.n; ++i) {
            EXPECT_EQ(encode_hex(messages[i - 1]), encode_hex(c.published_message(i))) << i;
            const auto read = decode_first_message(messages[i - 1], c.setup, c.payloads);
            ASSERT_TRUE(read.has_value());
            EXPECT_EQ(encode_first_message(*read), messages[i - 1]);
            const auto& steps = c.data.at("round1").as_array()[i - 1].at("pop_intermediate");
            EXPECT_EQ(encode_hex(possession_message(c.setup, read->commitment)),
                      text_of(steps.at("message")));
        }
    }
}

TEST(CocktailVectors, shares_and_keys) {
    for (const auto& c : all_ceremonies()) {
        const auto messages = c.messages();
        const auto transcript = make_transcript(c.setup, messages, c.extension(), c.payloads);
        ASSERT_TRUE(transcript.has_value());
        for (DkgIndex i = 1; i <= c.derive.n; ++i) {
            const auto out = finish_dkg(*transcript, i, c.secrets[i - 1], messages, c.payloads);
            ASSERT_TRUE(out.has_value()) << out.error().detail;
            const auto& round2 = c.data.at("round2").as_array()[i - 1];
            EXPECT_EQ(encode_hex(out->share.expose()), text_of(round2.at("secret_share")));
            EXPECT_EQ(encode_hex(out->keys.verification_shares[i - 1].bytes()),
                      text_of(round2.at("verification_share")));
            EXPECT_EQ(encode_hex(out->keys.joint_key.bytes()),
                      text_of(c.data.at("group_public_key")));
            for (DkgIndex j = 1; j <= c.derive.n; ++j)
                EXPECT_EQ(out->payloads[j - 1], c.payload(j));
        }
    }
}

TEST(CocktailVectors, transcript_and_certificate) {
    for (const auto& c : all_ceremonies()) {
        const auto transcript = make_transcript(c.setup, c.messages(), c.extension(), c.payloads);
        ASSERT_TRUE(transcript.has_value());
        const Bytes T = encode_transcript(*transcript);
        EXPECT_EQ(decode_transcript(T).value(), *transcript);
        const auto& round3 = c.data.at("round3");
        EXPECT_EQ(encode_hex(sha512(T)), text_of(round3.at("transcript_hash")));
        std::vector<CocktailSignature> signatures;
        for (DkgIndex i = 1; i <= c.derive.n; ++i) {
            signatures.push_back(certify_dkg(*transcript, c.secrets[i - 1]));
            EXPECT_EQ(encode_hex(signatures.back()),
                      text_of(round3.at("signatures").as_array()[i - 1].at("signature")));
        }
        const auto keys = check_dkg_certificate(c.setup, c.extension(), T, signatures);
        ASSERT_TRUE(keys.has_value()) << keys.error().detail;
        EXPECT_EQ(encode_hex(keys->joint_key.bytes()), text_of(c.data.at("group_public_key")));
    }
}

TEST(CocktailVectors, extension_of_payloads) {
    std::size_t seen = 0;
    for (const auto& c : all_ceremonies()) {
        if (c.payloads == DkgPayloads::refused) continue;
        Bytes input = little_endian(c.derive.n, 8);
        for (DkgIndex i = 1; i <= c.derive.n; ++i) {
            const Bytes payload = c.payload(i);
            EXPECT_EQ(encode_hex(payload), text_of(c.data.at("payloads").as_array()[i - 1]));
            append(input, little_endian(payload.size(), 8));
            append(input, payload);
        }
        EXPECT_EQ(encode_hex(sha512(input)), text_of(c.data.at("extension")));
        EXPECT_EQ(make_transcript(c.setup, c.messages(), c.extension()).error().code,
                  Errc::malformed);
        ++seen;
    }
    EXPECT_EQ(seen, 1U);
}

TEST(CocktailVectors, recovery) {
    std::size_t seen = 0;
    for (const auto& c : all_ceremonies()) {
        if (!c.data.as_object().contains("recovery")) continue;
        const auto& recovery = c.data.at("recovery");
        const auto i = recovery.at("participant_id").to_number<DkgIndex>();
        const auto messages = c.messages();
        const auto transcript = make_transcript(c.setup, messages, c.extension(), c.payloads);
        ASSERT_TRUE(transcript.has_value());
        std::vector<CocktailSignature> signatures;
        for (const SecretScalar& secret : c.secrets)
            signatures.push_back(certify_dkg(*transcript, secret));
        std::vector<Bytes> ciphertexts;
        for (const auto& ciphertext : recovery.at("ciphertexts").as_array())
            ciphertexts.push_back(from_hex(ciphertext));
        const Bytes bundle = encode_bundle(ciphertexts);
        EXPECT_EQ(recovery_bundle(c.setup, i, messages, c.payloads).value(), bundle);
        const auto out = recover_dkg(c.secrets[i - 1], encode_transcript(*transcript), signatures,
                                     bundle, c.payloads);
        ASSERT_TRUE(out.has_value()) << out.error().detail;
        EXPECT_EQ(encode_hex(out->share.expose()), text_of(recovery.at("recovered_secret_share")));
        EXPECT_EQ(encode_hex(out->keys.verification_shares[i - 1].bytes()),
                  text_of(recovery.at("recovered_verification_share")));
        ++seen;
    }
    EXPECT_EQ(seen, 2U);
}

// The published intermediate values of every proof of possession.
TEST(CocktailVectors, schnorr_steps) {
    for (const auto& c : all_ceremonies()) {
        for (const auto& round1 : c.data.at("round1").as_array()) {
            const auto& steps = round1.at("pop_intermediate");
            const Bytes challenge_input = from_hex(steps.at("challenge_input"));
            EXPECT_EQ(encode_hex(Scalar::from_wide(sha512(challenge_input)).bytes()),
                      text_of(steps.at("challenge")));
            // nonce_input = prefix ‖ sk ‖ message: the secret key of this signature is published.
            const Bytes nonce_input = from_hex(steps.at("nonce_input"));
            const Bytes message = from_hex(steps.at("message"));
            const ByteView sk =
                ByteView{nonce_input}.subspan(nonce_input.size() - message.size() - 32, 32);
            const auto secret = SecretScalar::from_canonical(SecretBytes<32>::from(sk)).value();
            EXPECT_EQ(encode_hex(cocktail_sign(secret, message)), text_of(round1.at("pop")));
        }
    }
}

}  // namespace
}  // namespace piaojue
