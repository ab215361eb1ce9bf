// Round 3 and recovery: what holds when a ceremony is over, and the signatures it stands on.

#include <gtest/gtest.h>

#include "crypto/dkg.hpp"
#include "crypto/hash.hpp"
#include "tests/support/dkg_ceremony.hpp"

namespace piaojue {
namespace {

using testing::Ceremony;

TEST(DkgRound3, a_split_view_has_no_certificate) {
    const Ceremony c{2, 3, 16};
    // The coordinator shows participant 3 another first message of participant 1.
    auto other = c.messages;
    other[0] = c.message_of(1, 4242);
    const auto seen_by_3 = make_transcript(c.setup, other, c.extension()).value();
    auto signatures = c.certificate();
    signatures[2] = certify_dkg(seen_by_3, c.secrets[2]);
    EXPECT_BLAMED(check_dkg_certificate(c.setup, c.extension(), encode_transcript(c.transcript()),
                                        signatures),
                  Errc::signature_rejected, 3);
    EXPECT_BLAMED(
        check_dkg_certificate(c.setup, c.extension(), encode_transcript(seen_by_3), signatures),
        Errc::signature_rejected, 1);
    // finish_dkg does not mix a transcript with messages of another view.
    EXPECT_BLAMED(finish_dkg(c.transcript(), 3, c.secrets[2], other), Errc::malformed, 0);
}

// All n sign together what no honest participant would: the record's reader still looks.
TEST(DkgRound3, a_wrong_proof_of_possession_is_found_under_a_full_certificate) {
    const Ceremony c{2, 3, 23};
    DkgTranscript forged = c.transcript();
    forged.commitments[1].possession = forged.commitments[0].possession;
    std::vector<CocktailSignature> signatures;
    for (const SecretScalar& secret : c.secrets)
        signatures.push_back(certify_dkg(forged, secret));
    EXPECT_BLAMED(
        check_dkg_certificate(c.setup, c.extension(), encode_transcript(forged), signatures),
        Errc::signature_rejected, 2);
}

// Two participants whose constant terms cancel, each with a valid proof: the joint key is refused.
TEST(DkgRound3, a_joint_key_that_is_the_identity_is_refused) {
    const Ceremony c{2, 2, 24};
    SeededRng rng{25};
    const SecretScalar a = SecretScalar::random(rng);
    const SecretScalar minus_a = SecretScalar{} - a;
    DkgTranscript forged = c.transcript();
    for (const DkgIndex i : {1U, 2U}) {
        DkgCommitment& commitment = forged.commitments[i - 1];
        const SecretScalar& constant = i == 1 ? a : minus_a;
        commitment.coefficients[0] = Point::base_mul(constant);
        commitment.possession = cocktail_sign(constant, possession_message(c.setup, commitment));
    }
    std::vector<CocktailSignature> signatures;
    for (const SecretScalar& secret : c.secrets)
        signatures.push_back(certify_dkg(forged, secret));
    EXPECT_BLAMED(
        check_dkg_certificate(c.setup, c.extension(), encode_transcript(forged), signatures),
        Errc::identity_point, 0);
}

TEST(DkgRound3, the_certificate_of_another_ceremony_is_refused) {
    const Ceremony c{2, 3, 17};
    const Bytes T = encode_transcript(c.transcript());
    const auto signatures = c.certificate();
    const auto& keys = c.setup.static_keys();
    EXPECT_BLAMED(check_dkg_certificate(DkgSetup::create(as_bytes("other"), keys, 2).value(),
                                        c.extension(), T, signatures),
                  Errc::malformed, 0);
    EXPECT_BLAMED(check_dkg_certificate(DkgSetup::create(as_bytes("session"), keys, 3).value(),
                                        c.extension(), T, signatures),
                  Errc::malformed, 0);
    EXPECT_BLAMED(check_dkg_certificate(c.setup, as_bytes("ext"), T, signatures), Errc::malformed,
                  0);
    EXPECT_BLAMED(check_dkg_certificate(c.setup, c.extension(), T, std::span{signatures}.first(2)),
                  Errc::malformed, 0);
    auto swapped = signatures;
    std::swap(swapped[0], swapped[1]);
    EXPECT_BLAMED(check_dkg_certificate(c.setup, c.extension(), T, swapped),
                  Errc::signature_rejected, 1);
}

TEST(DkgRound3, every_changed_byte_of_a_transcript_is_refused) {
    const Ceremony c{2, 2, 18};
    const Bytes T = encode_transcript(c.transcript());
    const auto signatures = c.certificate();
    ASSERT_TRUE(check_dkg_certificate(c.setup, c.extension(), T, signatures).has_value());
    for (std::size_t at = 0; at < T.size(); ++at) {
        Bytes wrong = T;
        wrong[at] ^= 1;
        EXPECT_FALSE(check_dkg_certificate(c.setup, c.extension(), wrong, signatures).has_value());
        EXPECT_FALSE(decode_transcript(ByteView{T}.first(at)).has_value());
    }
    Bytes longer = T;
    longer.push_back(0);
    EXPECT_REFUSED(decode_transcript(longer), Errc::malformed);
}

TEST(DkgRecovery, every_participant_gets_its_share_again) {
    const Ceremony c{3, 5, 19};
    const Bytes T = encode_transcript(c.transcript());
    const auto signatures = c.certificate();
    for (DkgIndex i = 1; i <= 5; ++i) {
        const Bytes bundle = recovery_bundle(c.setup, i, c.messages).value();
        const auto out = recover_dkg(c.secrets[i - 1], T, signatures, bundle);
        ASSERT_TRUE(out.has_value()) << out.error().detail;
        EXPECT_TRUE(equal(out->share.expose(), c.finished(i)->share.expose()));
    }
}

TEST(DkgRecovery, wrong_material_is_refused) {
    const Ceremony c{2, 3, 20};
    const Bytes T = encode_transcript(c.transcript());
    const auto signatures = c.certificate();
    const Bytes bundle = recovery_bundle(c.setup, 1, c.messages).value();
    SeededRng rng{21};
    EXPECT_BLAMED(recover_dkg(SecretScalar::random(rng), T, signatures, bundle),
                  Errc::not_permitted, 0);
    EXPECT_BLAMED(
        recover_dkg(c.secrets[0], T, signatures, recovery_bundle(c.setup, 2, c.messages).value()),
        Errc::share_rejected, 1);
    Bytes longer = bundle;
    longer.push_back(0);
    EXPECT_BLAMED(recover_dkg(c.secrets[0], T, signatures, longer), Errc::malformed, 0);
    EXPECT_BLAMED(recover_dkg(c.secrets[0], T, signatures, ByteView{bundle}.first(56)),
                  Errc::malformed, 0);
    Bytes tampered = bundle;
    tampered[60 + 8] ^= 1;
    EXPECT_BLAMED(recover_dkg(c.secrets[0], T, signatures, tampered), Errc::share_rejected, 2);
    auto unsigned_by_3 = signatures;
    unsigned_by_3[2].data()[5] ^= 1;
    EXPECT_BLAMED(recover_dkg(c.secrets[0], T, unsigned_by_3, bundle), Errc::signature_rejected, 3);
}

TEST(CocktailSchnorr, other_encodings_of_a_signature_are_refused) {
    SeededRng rng{22};
    const auto secret = SecretScalar::random(rng);
    const Point key = Point::base_mul(secret);
    const auto good = cocktail_sign(secret, as_bytes("m"));
    EXPECT_TRUE(check_cocktail_signature(key, as_bytes("m"), good));
    EXPECT_REFUSED(check_cocktail_signature(key, as_bytes("n"), good), Errc::signature_rejected);
    EXPECT_REFUSED(check_cocktail_signature(Point::generator(), as_bytes("m"), good),
                   Errc::signature_rejected);
    EXPECT_REFUSED(check_cocktail_signature(Point::identity(), as_bytes("m"), good),
                   Errc::signature_rejected);
    // z + ℓ
    const Bytes32 order =
        testing::fixed_hex<32>("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    auto wrong = good;
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        carry += 0U + wrong.data()[32 + i] + order.data()[i];
        wrong.data()[32 + i] = static_cast<Byte>(carry);
        carry >>= 8U;
    }
    EXPECT_REFUSED(check_cocktail_signature(key, as_bytes("m"), wrong), Errc::signature_rejected);
    // R the identity, z = c·sk: the equation holds, the encoding is refused.
    const Scalar c = Scalar::from_wide(sha512(
        {as_bytes("COCKTAIL-DKG-Ristretto255-SHA512-H7"), Bytes32{}, key.bytes(), as_bytes("m")}));
    const Scalar z = (c * secret).reveal();
    CocktailSignature zero_nonce;
    std::copy_n(z.bytes().data(), 32, zero_nonce.data() + 32);
    EXPECT_REFUSED(check_cocktail_signature(key, as_bytes("m"), zero_nonce),
                   Errc::signature_rejected);
}

}  // namespace
}  // namespace piaojue
