// crypto/dkg.hpp — the tellers' key ceremony: COCKTAIL-DKG with a round 0          PROTOCOL.md §4
//
// c2sp.org/cocktail-dkg v0.2.1, suite COCKTAIL(Ristretto255, SHA-512). Each participant i:
//   round 1   make_first_message      random polynomial of degree t − 1, commitment, proof of
//                                     possession, its values encrypted to every participant
//   round 0   dkg_first_message_hash  published by all before any first message is
//   (dkg_messages.hpp) round 2   finish_dkg              check everything, decrypt, sum up: share
//   x_i, keys K, Y_1..Y_n round 3   certify_dkg             sign the transcript;
//   check_dkg_certificate by anybody later     recover_dkg             x_i again from static key,
//   certificate and bundle
// A participant keeps no secret between rounds but its static key: its own share comes back to it
// encrypted like the others', and round 0 holds its own message fixed.
//
// Secret: static keys, polynomials, shares, ECDH results (wiped); constant time in all of them.
// Refusals carry the participant to blame, 0 where it is nobody's or can not be told.
#pragma once

#include "crypto/dkg_messages.hpp"

namespace piaojue {

struct DkgError : Error {
    DkgIndex blamed = 0;
};

template <class T>
class [[nodiscard]] DkgResult : public tl::expected<T, DkgError> {
public:
    using tl::expected<T, DkgError>::expected;
};

// What the ceremony gives to everybody. None of them is the identity.
struct DkgKeys {
    Point joint_key;                         // K
    std::vector<Point> verification_shares;  // Y_1..Y_n
};

struct DkgOutput {
    SecretScalar share;  // x_i
    DkgKeys keys;
    std::vector<Bytes> payloads;  // by sender; empty in our ceremonies
};

// Round 1. Refuses not_permitted if the secret is not that of participant `self`. The payload goes
// to every recipient.
[[nodiscard]] Result<Bytes> make_first_message(const DkgSetup& setup, DkgIndex self,
                                               const SecretScalar& static_secret, Rng& rng,
                                               ByteView payload = {});

// Round 0, when the first messages come: every message must have its announced hash
// (malformed, blames the sender). n of each.
[[nodiscard]] DkgResult<void> check_first_message_hashes(std::span<const Bytes> messages,
                                                         std::span<const Bytes32> hashes);

// Round 2, steps 1–3 that need no secret: n first messages that decode (their refusals) and prove
// possession (signature_rejected), into the transcript that all will sign.
[[nodiscard]] DkgResult<DkgTranscript> make_transcript(const DkgSetup& setup,
                                                       std::span<const Bytes> messages,
                                                       ByteView extension,
                                                       DkgPayloads payloads = DkgPayloads::refused);

// The rest of round 2. Refuses share_rejected: a share that does not decrypt or does not fit its
// sender's commitment; not_permitted: not the secret of `self`; identity_point: K or a Y_i.
[[nodiscard]] DkgResult<DkgOutput> finish_dkg(const DkgTranscript& transcript, DkgIndex self,
                                              const SecretScalar& static_secret,
                                              std::span<const Bytes> messages,
                                              DkgPayloads payloads = DkgPayloads::refused);

// The ciphertexts of n first messages that are for `self`, framed: to be kept for recover_dkg.
[[nodiscard]] DkgResult<Bytes> recovery_bundle(const DkgSetup& setup, DkgIndex self,
                                               std::span<const Bytes> messages,
                                               DkgPayloads payloads = DkgPayloads::refused);

// Round 3: this participant's signature of the transcript.
[[nodiscard]] CocktailSignature certify_dkg(const DkgTranscript& transcript,
                                            const SecretScalar& static_secret);

// Anybody's check of a finished ceremony: the bytes are a transcript of exactly this setup and
// extension (malformed), every proof of possession and all n signatures hold (signature_rejected,
// blames the signer). Gives K and Y_i.
[[nodiscard]] DkgResult<DkgKeys> check_dkg_certificate(
    const DkgSetup& setup, ByteView extension, ByteView transcript,
    std::span<const CocktailSignature> signatures);

// COCKTAIL's recovery. Refuses like the above; not_permitted if the secret belongs to none.
[[nodiscard]] DkgResult<DkgOutput> recover_dkg(const SecretScalar& static_secret,
                                               ByteView transcript,
                                               std::span<const CocktailSignature> signatures,
                                               ByteView bundle,
                                               DkgPayloads payloads = DkgPayloads::refused);

}  // namespace piaojue
