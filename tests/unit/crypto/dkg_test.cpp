#include "crypto/dkg.hpp"

#include <gtest/gtest.h>

#include "crypto/hash.hpp"
#include "tests/support/dkg_ceremony.hpp"

namespace piaojue {
namespace {

using testing::Ceremony;

TEST(Dkg, any_threshold_of_shares_gives_the_joint_secret) {
    for (std::uint32_t n = 2; n <= 5; ++n) {
        for (std::uint32_t t = 2; t <= n; ++t) {
            const Ceremony c{t, n, 1000 * n + t};
            std::vector<DkgOutput> out;
            for (DkgIndex i = 1; i <= n; ++i) {
                auto one = c.finished(i);
                ASSERT_TRUE(one.has_value()) << one.error().detail;
                EXPECT_EQ(Point::base_mul(one->share), one->keys.verification_shares[i - 1]);
                out.push_back(std::move(one).value());
            }
            for (std::uint32_t set = 0; set < (1U << n); ++set) {
                std::vector<DkgIndex> chosen;
                for (DkgIndex i = 1; i <= n; ++i) {
                    if ((set >> (i - 1)) & 1U) chosen.push_back(i);
                }
                SecretScalar sum;
                for (const DkgIndex i : chosen) {
                    Scalar lambda = Scalar::one();
                    for (const DkgIndex j : chosen) {
                        if (j == i) continue;
                        lambda = lambda * Scalar::from_u64(j) *
                                 (Scalar::from_u64(j) - Scalar::from_u64(i)).inverted();
                    }
                    sum = sum + lambda * out[i - 1].share;
                }
                EXPECT_EQ(Point::base_mul(sum) == out[0].keys.joint_key, chosen.size() >= t)
                    << t << " of " << n << ", set " << set;
            }
        }
    }
}

TEST(Dkg, everybody_gets_the_same_keys_and_a_valid_certificate) {
    const Ceremony c{3, 5, 1};
    const auto keys = check_dkg_certificate(c.setup, c.extension(),
                                            encode_transcript(c.transcript()), c.certificate());
    ASSERT_TRUE(keys.has_value()) << keys.error().detail;
    for (DkgIndex i = 1; i <= 5; ++i) {
        const auto out = c.finished(i);
        EXPECT_EQ(out->keys.joint_key, keys->joint_key);
        EXPECT_EQ(out->keys.verification_shares, keys->verification_shares);
    }
}

TEST(Dkg, the_largest_ceremony_runs) {
    const Ceremony c{32, 32, 2};
    EXPECT_TRUE(c.finished(32).has_value());
}

TEST(DkgSetup, impossible_ceremonies_are_refused) {
    const auto keys = [](std::uint32_t n) {
        std::vector<Point> out;
        for (std::uint32_t i = 1; i <= n; ++i)
            out.push_back(Point::base_mul(Scalar::from_u64(i)));
        return out;
    };
    const auto create = [](std::vector<Point> points, std::uint32_t t) {
        return DkgSetup::create(as_bytes("s"), std::move(points), t);
    };
    EXPECT_TRUE(create(keys(32), 2).has_value());
    EXPECT_REFUSED(create(keys(33), 2), Errc::malformed);
    EXPECT_REFUSED(create(keys(3), 0), Errc::malformed);
    EXPECT_REFUSED(create(keys(3), 1), Errc::malformed);
    EXPECT_REFUSED(create(keys(3), 4), Errc::malformed);
    EXPECT_REFUSED(create({}, 0), Errc::malformed);
    auto twice = keys(3);
    twice[2] = twice[0];
    EXPECT_REFUSED(create(twice, 2), Errc::malformed);
    auto identity = keys(3);
    identity[1] = Point::identity();
    EXPECT_REFUSED(create(identity, 2), Errc::identity_point);
}

TEST(DkgSetup, context_binds_session_order_and_number) {
    const Point a = Point::base_mul(Scalar::from_u64(1));
    const Point b = Point::base_mul(Scalar::from_u64(2));
    const Point c = Point::base_mul(Scalar::from_u64(3));
    const auto context = [](std::string_view session, std::vector<Point> keys) {
        return DkgSetup::create(as_bytes(session), std::move(keys), 2).value().context();
    };
    const auto base = context("s", {a, b});
    EXPECT_EQ(context("s", {a, b}), base);
    EXPECT_NE(context("t", {a, b}), base);
    EXPECT_NE(context("s", {b, a}), base);
    EXPECT_NE(context("s", {a, b, c}), base);
}

TEST(DkgRound1, only_the_owner_of_the_static_key_takes_part) {
    const Ceremony c{2, 3, 3};
    SeededRng rng{1};
    EXPECT_REFUSED(make_first_message(c.setup, 1, c.secrets[1], rng), Errc::not_permitted);
    EXPECT_REFUSED(make_first_message(c.setup, 0, c.secrets[0], rng), Errc::not_permitted);
    EXPECT_REFUSED(make_first_message(c.setup, 4, c.secrets[0], rng), Errc::not_permitted);
    EXPECT_BLAMED(finish_dkg(c.transcript(), 2, c.secrets[0], c.messages), Errc::not_permitted, 0);
}

TEST(DkgRound0, a_message_other_than_announced_is_blamed) {
    const Ceremony c{2, 3, 4};
    EXPECT_TRUE(check_first_message_hashes(c.messages, c.hashes));
    auto changed = c.messages;
    changed[1] = c.message_of(2, 999);
    EXPECT_BLAMED(check_first_message_hashes(changed, c.hashes), Errc::malformed, 2);
    EXPECT_BLAMED(check_first_message_hashes(changed, std::span{c.hashes}.first(2)),
                  Errc::malformed, 0);
}

TEST(DkgRound0, extension_is_the_hash_of_all_hashes) {
    const Ceremony c{2, 3, 5};
    Bytes input{24};
    append(input, as_bytes("piaojue/v1/dkg-extension"));
    for (const Bytes& message : c.messages)
        append(input, hash_tagged("piaojue/v1/dkg-first-message", {message}));
    EXPECT_EQ(dkg_extension(c.hashes), sha512(input));
}

TEST(DkgRound2, a_wrong_proof_of_possession_is_blamed) {
    const Ceremony c{2, 3, 6};
    for (const std::size_t at : {0U, 31U, 32U, 63U}) {
        auto message = c.decoded(2);
        message.commitment.possession.data()[at] ^= 1;
        EXPECT_BLAMED(c.with(2, encode_first_message(message)), Errc::signature_rejected, 2);
    }
    // Another's commitment with its own proof, made for the same context, is that other's words;
    // under another context the proof does not hold.
    const auto other_setup =
        DkgSetup::create(as_bytes("another session"), c.setup.static_keys(), 2).value();
    SeededRng rng{7};
    const Bytes replayed = make_first_message(other_setup, 3, c.secrets[2], rng).value();
    EXPECT_BLAMED(c.with(3, replayed), Errc::signature_rejected, 3);
    // The proof covers the ephemeral key and every coefficient.
    auto message = c.decoded(1);
    message.commitment.ephemeral = Point::base_mul(Scalar::from_u64(5));
    EXPECT_BLAMED(c.with(1, encode_first_message(message)), Errc::signature_rejected, 1);
    message = c.decoded(1);
    message.commitment.coefficients[1] = Point::base_mul(Scalar::from_u64(5));
    EXPECT_BLAMED(c.with(1, encode_first_message(message)), Errc::signature_rejected, 1);
}

TEST(DkgRound2, a_rogue_key_that_cancels_the_others_has_no_proof) {
    const Ceremony c{2, 3, 8};
    auto rogue = c.decoded(3);
    const Point others =
        c.decoded(1).commitment.coefficients[0] + c.decoded(2).commitment.coefficients[0];
    rogue.commitment.coefficients[0] = Point::base_mul(Scalar::from_u64(9)) - others;
    EXPECT_BLAMED(c.with(3, encode_first_message(rogue)), Errc::signature_rejected, 3);
}

TEST(DkgRound2, a_raised_or_lowered_threshold_is_blamed) {
    const Ceremony c{2, 3, 9};
    auto raised = c.decoded(2);
    raised.commitment.coefficients.push_back(Point::base_mul(Scalar::from_u64(7)));
    const auto verdict = c.with(2, encode_first_message(raised));
    ASSERT_FALSE(verdict.has_value());
    EXPECT_EQ(verdict.error().blamed, 2U);
    auto lowered = c.decoded(2);
    lowered.commitment.coefficients.pop_back();
    const auto lower_verdict = c.with(2, encode_first_message(lowered));
    ASSERT_FALSE(lower_verdict.has_value());
    EXPECT_EQ(lower_verdict.error().blamed, 2U);
    // A whole honest message, but for threshold 3.
    const auto setup3 = DkgSetup::create(as_bytes("session"), c.setup.static_keys(), 3).value();
    SeededRng rng{10};
    const auto verdict3 = c.with(1, make_first_message(setup3, 1, c.secrets[0], rng).value());
    ASSERT_FALSE(verdict3.has_value());
    EXPECT_EQ(verdict3.error().blamed, 1U);
}

TEST(DkgRound2, identity_points_are_blamed) {
    const Ceremony c{2, 3, 11};
    const std::size_t ephemeral_at = 2 * 32 + 64;
    for (const std::size_t at : {std::size_t{0}, std::size_t{32}, ephemeral_at}) {
        Bytes message = c.messages[2];
        std::fill_n(message.begin() + static_cast<std::ptrdiff_t>(at), 32, Byte{0});
        EXPECT_BLAMED(c.with(3, message), Errc::identity_point, 3);
        std::fill_n(message.begin() + static_cast<std::ptrdiff_t>(at), 32, Byte{0xFF});
        EXPECT_BLAMED(c.with(3, message), Errc::not_canonical, 3);
    }
}

TEST(DkgRound2, messages_of_another_length_are_blamed) {
    const Ceremony c{2, 3, 12};
    for (std::size_t size = 0; size < c.messages[1].size(); ++size) {
        const Bytes cut{c.messages[1].begin(),
                        c.messages[1].begin() + static_cast<std::ptrdiff_t>(size)};
        EXPECT_BLAMED(c.with(2, cut), Errc::malformed, 2);
    }
    Bytes longer = c.messages[1];
    longer.push_back(0);
    EXPECT_BLAMED(c.with(2, longer), Errc::malformed, 2);
    auto message = c.decoded(2);
    message.ciphertexts[0].push_back(0);  // a payload, which ours never carry
    EXPECT_BLAMED(c.with(2, encode_first_message(message)), Errc::malformed, 2);
    message.ciphertexts[0].resize(dkg_ciphertext_bytes_max + 1);
    EXPECT_BLAMED(c.with(2, encode_first_message(message)), Errc::too_large, 2);
    EXPECT_BLAMED(make_transcript(c.setup, std::span{c.messages}.first(2), c.extension()),
                  Errc::malformed, 0);
}

TEST(DkgRound2, a_tampered_ciphertext_is_blamed_by_its_recipient_only) {
    const Ceremony c{2, 3, 13};
    auto changed = c.messages;
    auto message = c.decoded(1);
    message.ciphertexts[1].back() ^= 1;  // from 1 to 2
    changed[0] = encode_first_message(message);
    const auto transcript = make_transcript(c.setup, changed, c.extension()).value();
    EXPECT_TRUE(finish_dkg(transcript, 1, c.secrets[0], changed).has_value());
    EXPECT_TRUE(finish_dkg(transcript, 3, c.secrets[2], changed).has_value());
    EXPECT_BLAMED(finish_dkg(transcript, 2, c.secrets[1], changed), Errc::share_rejected, 1);
}

TEST(DkgRound2, a_share_for_another_recipient_does_not_decrypt) {
    const Ceremony c{2, 3, 14};
    auto changed = c.messages;
    auto message = c.decoded(3);
    std::swap(message.ciphertexts[0], message.ciphertexts[1]);
    changed[2] = encode_first_message(message);
    const auto transcript = make_transcript(c.setup, changed, c.extension()).value();
    EXPECT_BLAMED(finish_dkg(transcript, 1, c.secrets[0], changed), Errc::share_rejected, 3);
}

// Gives other coefficients, but the same ephemeral key, which is drawn last.
class CheatingRng final : public Rng {
public:
    CheatingRng(std::uint64_t coefficients, std::uint32_t threshold)
        : coefficients_(coefficients), left_(threshold) {}
    void fill(std::span<Byte> out) override {
        if (left_ == 0) return ephemeral_.fill(out);
        --left_;
        coefficients_.fill(out);
    }

private:
    SeededRng coefficients_;
    SeededRng ephemeral_{77};
    std::uint32_t left_;
};

TEST(DkgRound2, a_well_encrypted_share_of_another_polynomial_is_blamed) {
    const Ceremony c{2, 3, 15};
    CheatingRng shown{1, 2};
    CheatingRng sent{2, 2};
    auto message =
        decode_first_message(make_first_message(c.setup, 2, c.secrets[1], shown).value(), c.setup)
            .value();
    const auto other =
        decode_first_message(make_first_message(c.setup, 2, c.secrets[1], sent).value(), c.setup)
            .value();
    ASSERT_EQ(message.commitment.ephemeral, other.commitment.ephemeral);
    message.ciphertexts[2] = other.ciphertexts[2];
    auto changed = c.messages;
    changed[1] = encode_first_message(message);
    const auto transcript = make_transcript(c.setup, changed, c.extension()).value();
    EXPECT_TRUE(finish_dkg(transcript, 1, c.secrets[0], changed).has_value());
    const auto verdict = finish_dkg(transcript, 3, c.secrets[2], changed);
    EXPECT_BLAMED(verdict, Errc::share_rejected, 2);
    EXPECT_NE(verdict.error().detail.find("does not fit the commitment"), std::string::npos);
}

}  // namespace
}  // namespace piaojue
