#include "crypto/dkg.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include "crypto/base/writer.hpp"
#include "crypto/hash.hpp"
#include "crypto/multi_scalar.hpp"

namespace piaojue {

namespace {

constexpr std::string_view h6_prefix = "COCKTAIL-DKG-Ristretto255-SHA512-H6";
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(dkg_ciphertext_bytes_min == 32 + tag_size);

tl::unexpected<DkgError> blame(DkgIndex blamed, Errc code, std::string detail) {
    if (blamed != 0) detail = fmt::format("participant {}: {}", blamed, detail);
    return tl::unexpected<DkgError>{DkgError{{code, std::move(detail)}, blamed}};
}

tl::unexpected<DkgError> blame(DkgIndex blamed, Error error) {
    return blame(blamed, error.code, std::move(error.detail));
}

// A point that only its two owners know: wiped at the end of its scope.
class SharedPoint {
public:
    SharedPoint(const SecretScalar& secret, const Point& other) : point_(secret * other) {}
    ~SharedPoint() { sodium_memzero(&point_, sizeof point_); }
    SharedPoint(const SharedPoint&) = delete;
    SharedPoint& operator=(const SharedPoint&) = delete;

    [[nodiscard]] ByteView expose() const { return point_.bytes(); }

private:
    Point point_;
};

// H6: key ‖ nonce, for one sender and one recipient. `ephemeral_part` is e·P_r or d·E.
SecretBytes<64> derive_key_and_nonce(const SharedPoint& ephemeral_part,
                                     const SharedPoint& static_part, const Point& E,
                                     const Point& sender, const Point& recipient,
                                     const Bytes64& context) {
    constexpr std::array<Byte, 8> context_size{64, 0, 0, 0, 0, 0, 0, 0};  // little-endian
    return sha512_secret({as_bytes(h6_prefix), ephemeral_part.expose(), static_part.expose(),
                          E.bytes(), sender.bytes(), recipient.bytes(), ByteView{context_size},
                          context});
}

Bytes encrypt(const SecretBuffer& plaintext, const SecretBytes<64>& key_and_nonce) {
    Bytes out(plaintext.size() + tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        out.data(), nullptr, plaintext.expose().data(), plaintext.size(), nullptr, 0, nullptr,
        key_and_nonce.expose().subspan(32, 24).data(), key_and_nonce.expose().data());
    return out;
}

// f(j) by Horner's rule; `coefficients` from the constant term up.
SecretScalar evaluate(const std::vector<SecretScalar>& coefficients, DkgIndex j) {
    const Scalar x = Scalar::from_u64(j);
    SecretScalar value;
    for (std::size_t k = coefficients.size(); k > 0; --k)
        value = x * value + coefficients[k - 1];
    return value;
}

// Σ_k i^k · C_k on public data.
PublicPoint evaluate_vartime(const std::vector<PublicPoint>& commitment, DkgIndex i) {
    std::vector<Scalar> powers;
    Scalar power = Scalar::one();
    for (std::size_t k = 0; k < commitment.size(); ++k) {
        powers.push_back(power);
        power = power * Scalar::from_u64(i);
    }
    return multi_mul_vartime(powers, commitment);
}

std::vector<PublicPoint> decoded(const std::vector<Point>& points) {
    std::vector<PublicPoint> out;
    out.reserve(points.size());
    for (const Point& point : points)
        out.push_back(PublicPoint::from(point));
    return out;
}

DkgResult<DkgKeys> keys_of(const DkgTranscript& transcript) {
    const std::uint32_t n = transcript.setup.participants();
    std::vector<PublicPoint> sums(transcript.setup.threshold());
    for (const DkgCommitment& commitment : transcript.commitments) {
        for (std::size_t k = 0; k < sums.size(); ++k)
            sums[k] = sums[k] + PublicPoint::from(commitment.coefficients[k]);
    }
    DkgKeys out;
    out.joint_key = sums[0].encode();
    if (out.joint_key.is_identity()) return blame(0, Errc::identity_point, "the joint key");
    for (DkgIndex i = 1; i <= n; ++i) {
        out.verification_shares.push_back(evaluate_vartime(sums, i).encode());
        if (out.verification_shares.back().is_identity()) {
            return blame(0, Errc::identity_point, fmt::format("verification share {}", i));
        }
    }
    return out;
}

struct ReceivedShare {
    SecretScalar share;
    Bytes payload;
};

// Round 2, step 3, for one sender: derive, decrypt, parse, verify.
Result<ReceivedShare> receive_share(const DkgTranscript& transcript, DkgIndex sender, DkgIndex self,
                                    const SecretScalar& static_secret, ByteView ciphertext) {
    const DkgSetup& setup = transcript.setup;
    const DkgCommitment& commitment = transcript.commitments[sender - 1];
    const SharedPoint ephemeral_part{static_secret, commitment.ephemeral};
    const SharedPoint static_part{static_secret, setup.static_key(sender)};
    const auto key_and_nonce =
        derive_key_and_nonce(ephemeral_part, static_part, commitment.ephemeral,
                             setup.static_key(sender), setup.static_key(self), setup.context());
    PJ_ASSERT(ciphertext.size() >= dkg_ciphertext_bytes_min, "the decoder looks at the length");
    SecretBuffer plaintext(ciphertext.size() - tag_size);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plaintext.expose_mut().data(), nullptr, nullptr,
                                                   ciphertext.data(), ciphertext.size(), nullptr, 0,
                                                   key_and_nonce.expose().subspan(32, 24).data(),
                                                   key_and_nonce.expose().data()) != 0) {
        return fail(Errc::share_rejected, "the share does not decrypt");
    }
    auto share = SecretScalar::from_canonical(SecretBytes<32>::from(plaintext.expose().first(32)));
    if (!share) return fail(Errc::share_rejected, "the share is not a canonical scalar");
    const PublicPoint expected = evaluate_vartime(decoded(commitment.coefficients), self);
    if (Point::base_mul(*share) != expected.encode()) {
        return fail(Errc::share_rejected, "the share does not fit the commitment");
    }
    const ByteView payload = plaintext.expose().subspan(32);
    return ReceivedShare{std::move(share).value(), Bytes{payload.begin(), payload.end()}};
}

DkgResult<DkgOutput> sum_shares(const DkgTranscript& transcript, DkgIndex self,
                                const SecretScalar& static_secret,
                                std::span<const Bytes> ciphertexts) {
    auto keys = keys_of(transcript);
    if (!keys) return tl::unexpected<DkgError>{std::move(keys).error()};
    DkgOutput out{{}, std::move(keys).value(), {}};
    for (DkgIndex j = 1; j <= transcript.setup.participants(); ++j) {
        auto received = receive_share(transcript, j, self, static_secret, ciphertexts[j - 1]);
        if (!received) return blame(j, std::move(received).error());
        out.share = out.share + received->share;
        out.payloads.push_back(std::move(received->payload));
    }
    // Step 4.4. It follows from the checks above; a failure would be this program's own.
    PJ_ASSERT(Point::base_mul(out.share) == out.keys.verification_shares[self - 1],
              "the sum of verified shares does not fit the sum of their commitments");
    return out;
}

DkgResult<void> check_possession(const DkgSetup& setup, DkgIndex j,
                                 const DkgCommitment& commitment) {
    if (!check_cocktail_signature(commitment.coefficients[0], possession_message(setup, commitment),
                                  commitment.possession)) {
        return blame(j, Errc::signature_rejected, "the proof of possession does not verify");
    }
    return {};
}

DkgResult<void> check_certificate_signatures(const DkgSetup& setup, ByteView transcript,
                                             std::span<const CocktailSignature> signatures) {
    if (signatures.size() != setup.participants()) {
        return blame(0, Errc::malformed, "one certificate signature of each participant");
    }
    for (DkgIndex j = 1; j <= setup.participants(); ++j) {
        if (!check_cocktail_signature(setup.static_key(j), transcript, signatures[j - 1])) {
            return blame(j, Errc::signature_rejected, "the certificate signature does not verify");
        }
    }
    return {};
}

// All n messages, decoded; the first that does not decode is blamed.
DkgResult<std::vector<DkgFirstMessage>> decode_all(const DkgSetup& setup,
                                                   std::span<const Bytes> messages,
                                                   DkgPayloads payloads) {
    if (messages.size() != setup.participants()) {
        return blame(0, Errc::malformed, "one first message of each participant");
    }
    std::vector<DkgFirstMessage> out;
    for (DkgIndex j = 1; j <= setup.participants(); ++j) {
        auto message = decode_first_message(messages[j - 1], setup, payloads);
        if (!message) return blame(j, std::move(message).error());
        out.push_back(std::move(message).value());
    }
    return out;
}

// c_{1,self}..c_{n,self}
std::vector<Bytes> addressed_to(const std::vector<DkgFirstMessage>& messages, DkgIndex self) {
    std::vector<Bytes> out;
    out.reserve(messages.size());
    for (const DkgFirstMessage& message : messages)
        out.push_back(message.ciphertexts[self - 1]);
    return out;
}

bool is_key_of(const DkgSetup& setup, DkgIndex self, const SecretScalar& static_secret) {
    return self >= 1 && self <= setup.participants() &&
           Point::base_mul(static_secret) == setup.static_key(self);
}

// COCKTAIL asks to sample again instead of zero, which no honest run ever sees.
SecretScalar random_nonzero(Rng& rng) {
    for (;;) {
        SecretScalar out = SecretScalar::random(rng);
        if (sodium_is_zero(out.expose().data(), out.expose().size()) == 0) return out;
    }
}

}  // namespace

// The numbered steps are those of COCKTAIL's round 1.
Result<Bytes> make_first_message(const DkgSetup& setup, DkgIndex self,
                                 const SecretScalar& static_secret, Rng& rng, ByteView payload) {
    PJ_ASSERT(payload.size() <= dkg_ciphertext_bytes_max - dkg_ciphertext_bytes_min,
              "a payload longer than its ciphertext may be");
    if (!is_key_of(setup, self, static_secret)) {
        return fail(Errc::not_permitted, "not the static key of this participant");
    }
    DkgFirstMessage message;
    // 1, 2  polynomial and commitment
    std::vector<SecretScalar> coefficients;
    for (std::uint32_t k = 0; k < setup.threshold(); ++k) {
        coefficients.push_back(random_nonzero(rng));
        message.commitment.coefficients.push_back(Point::base_mul(coefficients.back()));
    }
    // 3  ephemeral key
    const SecretScalar e = random_nonzero(rng);
    message.commitment.ephemeral = Point::base_mul(e);
    // 4  proof of possession, under the constant term
    message.commitment.possession =
        cocktail_sign(coefficients[0], possession_message(setup, message.commitment));
    // 5  one encrypted share for everybody, this participant included
    for (DkgIndex j = 1; j <= setup.participants(); ++j) {
        const SharedPoint ephemeral_part{e, setup.static_key(j)};
        const SharedPoint static_part{static_secret, setup.static_key(j)};
        const auto key_and_nonce =
            derive_key_and_nonce(ephemeral_part, static_part, message.commitment.ephemeral,
                                 setup.static_key(self), setup.static_key(j), setup.context());
        const SecretScalar share = evaluate(coefficients, j);
        SecretBuffer plaintext(32 + payload.size());
        const auto text = plaintext.expose_mut();
        std::copy(share.expose().begin(), share.expose().end(), text.begin());
        std::copy(payload.begin(), payload.end(), text.begin() + 32);
        message.ciphertexts.push_back(encrypt(plaintext, key_and_nonce));
    }
    return encode_first_message(message);
}

DkgResult<void> check_first_message_hashes(std::span<const Bytes> messages,
                                           std::span<const Bytes32> hashes) {
    if (messages.size() != hashes.size()) {
        return blame(0, Errc::malformed, "one hash of each first message");
    }
    for (std::size_t i = 0; i < messages.size(); ++i) {
        if (dkg_first_message_hash(messages[i]) != hashes[i]) {
            return blame(static_cast<DkgIndex>(i + 1), Errc::malformed,
                         "the first message is not the one announced");
        }
    }
    return {};
}

DkgResult<DkgTranscript> make_transcript(const DkgSetup& setup, std::span<const Bytes> messages,
                                         ByteView extension, DkgPayloads payloads) {
    auto decoded_messages = decode_all(setup, messages, payloads);
    if (!decoded_messages) return tl::unexpected<DkgError>{std::move(decoded_messages).error()};
    DkgTranscript out{setup, {}, Bytes{extension.begin(), extension.end()}};
    for (DkgIndex j = 1; j <= setup.participants(); ++j) {
        DkgCommitment& commitment = (*decoded_messages)[j - 1].commitment;
        const auto possession = check_possession(setup, j, commitment);
        if (!possession) return tl::unexpected<DkgError>{possession.error()};
        out.commitments.push_back(std::move(commitment));
    }
    return out;
}

DkgResult<DkgOutput> finish_dkg(const DkgTranscript& transcript, DkgIndex self,
                                const SecretScalar& static_secret, std::span<const Bytes> messages,
                                DkgPayloads payloads) {
    if (!is_key_of(transcript.setup, self, static_secret)) {
        return blame(0, Errc::not_permitted, "not the static key of this participant");
    }
    const auto decoded_messages = decode_all(transcript.setup, messages, payloads);
    if (!decoded_messages) return tl::unexpected<DkgError>{decoded_messages.error()};
    for (DkgIndex j = 1; j <= transcript.setup.participants(); ++j) {
        if ((*decoded_messages)[j - 1].commitment != transcript.commitments[j - 1]) {
            return blame(0, Errc::malformed, "messages of another transcript");
        }
    }
    return sum_shares(transcript, self, static_secret, addressed_to(*decoded_messages, self));
}

DkgResult<Bytes> recovery_bundle(const DkgSetup& setup, DkgIndex self,
                                 std::span<const Bytes> messages, DkgPayloads payloads) {
    PJ_ASSERT(self >= 1 && self <= setup.participants(), "participants are numbered from 1");
    const auto decoded_messages = decode_all(setup, messages, payloads);
    if (!decoded_messages) return tl::unexpected<DkgError>{decoded_messages.error()};
    return encode_bundle(addressed_to(*decoded_messages, self));
}

CocktailSignature certify_dkg(const DkgTranscript& transcript, const SecretScalar& static_secret) {
    return cocktail_sign(static_secret, encode_transcript(transcript));
}

DkgResult<DkgKeys> check_dkg_certificate(const DkgSetup& setup, ByteView extension,
                                         ByteView transcript,
                                         std::span<const CocktailSignature> signatures) {
    const auto read = decode_transcript(transcript);
    if (!read) return blame(0, read.error());
    if (read->setup != setup || !equal(read->extension, extension)) {
        return blame(0, Errc::malformed, "the transcript of another ceremony");
    }
    for (DkgIndex j = 1; j <= setup.participants(); ++j) {
        const auto possession = check_possession(setup, j, read->commitments[j - 1]);
        if (!possession) return tl::unexpected<DkgError>{possession.error()};
    }
    const auto certified = check_certificate_signatures(setup, transcript, signatures);
    if (!certified) return tl::unexpected<DkgError>{certified.error()};
    return keys_of(*read);
}

DkgResult<DkgOutput> recover_dkg(const SecretScalar& static_secret, ByteView transcript,
                                 std::span<const CocktailSignature> signatures, ByteView bundle,
                                 DkgPayloads payloads) {
    const auto read = decode_transcript(transcript);
    if (!read) return blame(0, read.error());
    const DkgSetup& setup = read->setup;
    const auto certified = check_certificate_signatures(setup, transcript, signatures);
    if (!certified) return tl::unexpected<DkgError>{certified.error()};
    // The static keys of a setup are distinct: at most one index fits.
    DkgIndex self = 1;
    while (self <= setup.participants() && !is_key_of(setup, self, static_secret))
        ++self;
    if (self > setup.participants()) {
        return blame(0, Errc::not_permitted, "the static key took no part in this ceremony");
    }
    const auto ciphertexts = decode_bundle(bundle, setup.participants(), payloads);
    if (!ciphertexts) return blame(0, ciphertexts.error());
    return sum_shares(*read, self, static_secret, *ciphertexts);
}

}  // namespace piaojue
