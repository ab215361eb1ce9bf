// tests/support/dkg_ceremony.hpp — a whole key ceremony, replayable from its seed
#pragma once

#include "crypto/dkg.hpp"
#include "tests/support/vectors.hpp"

// Asserts that a DkgResult refused with this code and named this participant (0: nobody).
#define EXPECT_BLAMED(result, errc, participant)                        \
    do {                                                                \
        const auto& pj_blamed_ = (result);                              \
        EXPECT_REFUSED(pj_blamed_, errc);                               \
        if (!pj_blamed_) {                                              \
            EXPECT_EQ(pj_blamed_.error().blamed, DkgIndex{participant}) \
                << pj_blamed_.error().detail;                           \
        }                                                               \
    } while (false)

namespace piaojue::testing {

struct Ceremony {
    std::vector<SecretScalar> secrets;
    DkgSetup setup;
    std::vector<Bytes> messages;
    std::vector<Bytes32> hashes;

    Ceremony(std::uint32_t t, std::uint32_t n, std::uint64_t seed)
        : secrets(make_secrets(n, seed)), setup(make_setup(secrets, t)) {
        for (DkgIndex i = 1; i <= n; ++i) {
            messages.push_back(message_of(i, seed + 100 * i));
            hashes.push_back(dkg_first_message_hash(messages.back()));
        }
    }

    static std::vector<SecretScalar> make_secrets(std::uint32_t n, std::uint64_t seed) {
        SeededRng rng{seed};
        std::vector<SecretScalar> out;
        for (std::uint32_t i = 0; i < n; ++i)
            out.push_back(SecretScalar::random(rng));
        return out;
    }
    static DkgSetup make_setup(const std::vector<SecretScalar>& secrets, std::uint32_t t) {
        std::vector<Point> keys;
        for (const SecretScalar& secret : secrets)
            keys.push_back(Point::base_mul(secret));
        return DkgSetup::create(as_bytes("session"), std::move(keys), t).value();
    }
    Bytes message_of(DkgIndex i, std::uint64_t seed) const {
        SeededRng rng{seed};
        return make_first_message(setup, i, secrets[i - 1], rng).value();
    }

    Bytes extension() const {
        const Bytes64 out = dkg_extension(hashes);
        return {out.view().begin(), out.view().end()};
    }
    DkgTranscript transcript() const {
        return make_transcript(setup, messages, extension()).value();
    }
    std::vector<CocktailSignature> certificate() const {
        std::vector<CocktailSignature> out;
        for (const SecretScalar& secret : secrets)
            out.push_back(certify_dkg(transcript(), secret));
        return out;
    }
    DkgFirstMessage decoded(DkgIndex i) const {
        return decode_first_message(messages[i - 1], setup).value();
    }
    // The verdict of everybody on the ceremony with one message replaced.
    DkgResult<DkgTranscript> with(DkgIndex i, const Bytes& message) const {
        auto changed = messages;
        changed[i - 1] = message;
        return make_transcript(setup, changed, extension());
    }
    DkgResult<DkgOutput> finished(DkgIndex self) const {
        return finish_dkg(transcript(), self, secrets[self - 1], messages);
    }
};

}  // namespace piaojue::testing
