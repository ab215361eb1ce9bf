// The published proofs of draft-irtf-cfrg-sigma-protocols over P-256, through the templates that
// production uses over ristretto255: accepted, refused, and made again from their seeds.
#include <gtest/gtest.h>

#include "crypto/base/reader.hpp"
#include "crypto/proofs/linear.hpp"
#include "crypto/transcript.hpp"
#include "tests/support/p256_group.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

using testing::from_hex;
using testing::P256;
using testing::text_of;
using Scalar256 = P256::Scalar;
using P256Relation = LinearRelation<P256>;

// SerializeLinearRelation of the draft, backwards: counts and indices are little-endian.
class RelationReader {
public:
    explicit RelationReader(ByteView input) : reader_(input) {}

    Result<P256Relation> read() {
        P256Relation out;
        const std::uint32_t equations = PJ_TRY(count());
        for (std::uint32_t i = 0; i < equations; ++i) {
            P256Relation::Equation equation;
            const std::uint32_t images = PJ_TRY(count());
            for (std::uint32_t k = 0; k < images; ++k) {
                const std::uint32_t element = PJ_TRY(count());
                const Scalar256 coefficient = PJ_TRY(scalar());
                equation.image.push_back({element, coefficient});
            }
            const std::uint32_t terms = PJ_TRY(count());
            for (std::uint32_t k = 0; k < terms; ++k) {
                const std::uint32_t index = PJ_TRY(count());
                const std::uint32_t element = PJ_TRY(count());
                const Scalar256 coefficient = PJ_TRY(scalar());
                equation.terms.push_back({index, element, coefficient});
            }
            out.equations.push_back(std::move(equation));
        }
        out.elements.push_back(P256::generator());
        while (reader_.remaining() > 0) {
            const ByteView encoding = PJ_TRY(reader_.take(33));
            out.elements.push_back(PJ_TRY(P256::PublicPoint::decode(encoding)));
        }
        return out;
    }

private:
    Result<std::uint32_t> count() {
        const ByteView b = PJ_TRY(reader_.take(4));
        return std::uint32_t{b[0]} | std::uint32_t{b[1]} << 8U | std::uint32_t{b[2]} << 16U |
               std::uint32_t{b[3]} << 24U;
    }
    Result<Scalar256> scalar() {
        const ByteView bytes = PJ_TRY(reader_.take(32));
        return Scalar256::from_canonical_bytes(bytes);
    }

    Reader reader_;
};

Result<std::vector<Scalar256>> read_scalars(Reader& reader, std::size_t count) {
    std::vector<Scalar256> out;
    for (std::size_t i = 0; i < count; ++i) {
        const ByteView bytes = PJ_TRY(reader.take(32));
        out.push_back(PJ_TRY(Scalar256::from_canonical_bytes(bytes)));
    }
    return out;
}

struct Vector {
    explicit Vector(const boost::json::value& json)
        : tag(text_of(json.at("Tag"))),
          instance(from_hex(json.at("Instance"))),
          narg(from_hex(json.at("NargString"))),
          batchable(json.at("Flavor").as_string() == "batchable") {}

    [[nodiscard]] Scalar256 challenge(const std::vector<P256::Point>& commitment) const {
        Transcript transcript{derive_session_id(tag)};
        transcript.absorb(instance);
        for (const auto& point : commitment)
            transcript.absorb(point.bytes());
        return transcript.squeeze_scalar<Scalar256>();
    }

    std::string tag;
    Bytes instance;
    Bytes narg;
    bool batchable;
};

// VerifyBatchable and VerifyCompact of the draft.
Result<void> verify(const Vector& vector) {
    const P256Relation relation = PJ_TRY(RelationReader{vector.instance}.read());
    PJ_TRY(check_relation<P256>(relation));
    Reader reader{vector.narg};
    LinearProof<P256> proof;
    if (vector.batchable) {
        for (std::size_t i = 0; i < relation.equations.size(); ++i) {
            const ByteView encoding = PJ_TRY(reader.take(33));
            proof.commitment.push_back(PJ_TRY(P256::PublicPoint::decode(encoding)));
        }
        proof.response = PJ_TRY(read_scalars(reader, relation.scalar_count()));
        PJ_TRY(reader.finish());
        return check_linear<P256>(relation, proof, vector.challenge(proof.commitment));
    }
    const Scalar256 challenge = PJ_TRY(read_scalars(reader, 1))[0];
    proof.response = PJ_TRY(read_scalars(reader, relation.scalar_count()));
    PJ_TRY(reader.finish());
    proof.commitment = simulate_commitment<P256>(relation, proof.response, challenge);
    for (const auto& point : proof.commitment)
        if (point.is_identity()) return fail(Errc::identity_point);
    if (vector.challenge(proof.commitment) != challenge) return fail(Errc::proof_rejected);
    return check_linear<P256>(relation, proof, challenge);
}

TEST(SigmaVectors, published_proofs_are_accepted) {
    const auto vectors = testing::read_vectors("sigma_proofs_shake128_p256.json");
    ASSERT_EQ(vectors.as_array().size(), 14U);
    for (const auto& json : vectors.as_array()) {
        SCOPED_TRACE(text_of(json.at("Id")));
        const auto verdict = verify(Vector{json});
        EXPECT_TRUE(verdict.has_value()) << verdict.error().detail;
        EXPECT_EQ(derive_session_id(text_of(json.at("Tag"))),
                  testing::fixed_hex<32>(text_of(json.at("SessionId"))));
    }
}

TEST(SigmaVectors, adversarial_proofs_get_the_published_verdict) {
    const auto vectors = testing::read_vectors("sigma_proofs_invalid_shake128_p256.json");
    int accepted = 0;
    int refused = 0;
    for (const auto& json : vectors.as_array()) {
        SCOPED_TRACE(text_of(json.at("Id")));
        const bool expected = json.at("Expected").as_string() == "accept";
        EXPECT_EQ(verify(Vector{json}).has_value(), expected);
        ++(expected ? accepted : refused);
    }
    EXPECT_EQ(accepted, 4);
    EXPECT_EQ(refused, 29);
}

// Appendix "Seeded PRNG" of the draft fixes the nonces, so the prover must give the same bytes.
TEST(SigmaVectors, prover_makes_the_published_proofs) {
    const auto vectors = testing::read_vectors("sigma_proofs_shake128_p256.json");
    for (const auto& json : vectors.as_array()) {
        SCOPED_TRACE(text_of(json.at("Id")));
        const Vector vector{json};
        auto relation = RelationReader{vector.instance}.read();
        ASSERT_TRUE(relation.has_value());

        const std::string prng_tag =
            std::string{"TestDRNG-SIGMA-PROOFS-"} + (vector.batchable ? "DSFS-" : "CMPT-") +
            text_of(json.at("Ciphersuite")) + "-" + text_of(json.at("Relation"));
        Transcript prng{derive_session_id(prng_tag)};
        const Bytes witness_bytes = from_hex(json.at("Witness"));
        Reader reader{witness_bytes};
        std::vector<P256::SecretScalar> witness;
        std::vector<P256::SecretScalar> nonces;
        const auto secrets = read_scalars(reader, relation->scalar_count());
        ASSERT_TRUE(secrets.has_value());
        for (const auto& secret : *secrets) {
            witness.push_back(P256::SecretScalar::from_public(secret));
            nonces.push_back(P256::SecretScalar::from_public(prng.squeeze_scalar<Scalar256>()));
        }
        LinearProver<P256> prover{*relation, std::move(witness), std::move(nonces)};
        const auto commitment = prover.commitment();
        const Scalar256 challenge = vector.challenge(commitment);
        const auto proof = std::move(prover).respond(challenge);
        ASSERT_TRUE(proof.has_value());

        Bytes narg;
        if (vector.batchable) {
            for (const auto& point : commitment)
                append(narg, point.bytes());
        } else {
            append(narg, challenge.bytes());
        }
        for (const auto& scalar : proof->response)
            append(narg, scalar.bytes());
        EXPECT_EQ(narg, vector.narg);
    }
}

TEST(SigmaVectors, p256_challenge_decoding_equals_the_published_one) {
    for (const char* file : {"fiat_shamir_shake128.json", "fiat_shamir_codec.json"}) {
        const auto vectors = testing::read_vectors(file);
        int count = 0;
        for (const auto& json : vectors.as_array()) {
            if (json.at("Function").as_string() != "DecodeUint") continue;
            ++count;
            const bool squeezed = json.as_object().contains("Output");
            const Bytes bytes = from_hex(json.at(squeezed ? "Output" : "Input"));
            Bytes expected = from_hex(json.at("Challenge"));
            expected.insert(expected.begin(), 32 - expected.size(), Byte{0});
            EXPECT_EQ(Scalar256::from_le_bytes(bytes).bytes(), Bytes32::from(expected));
        }
        EXPECT_EQ(count, 1) << file;
    }
}

}  // namespace
}  // namespace piaojue
