// ballot/token.hpp — the ballot paper: from a seed to a blindly signed ballot key   PROTOCOL.md §7
//
// One fresh seed makes the ballot key and everything of the blind signature, so that seed and card
// resume on any device. The issuer sees the deputy and a blinded value; the box sees the ballot key
// and the token; nothing joins the two.
//
// Secret: TokenSeed, PaperSecrets (both wiped), the identity key. Tokens, requests and answers are
// what others may see.
#pragma once

#include "ballot/ballot_keys.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/hash.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

// 32 fresh bytes, stored by the client before anything is sent.
using TokenSeed = SecretBytes<32>;

// What §7.2 derives from a seed for one round.
struct PaperSecrets {
    SigningKey ballot_key;
    Bytes32 prefix;
    SecretBytes<48> salt;
    SecretBuffer blind;  // 400 bytes, before reduction
};

[[nodiscard]] PaperSecrets derive_paper(const ManifestHash& manifest, const TokenSeed& seed);

// ── the token ──
struct Token {
    Bytes32 prefix;
    Bytes384 signature;

    friend bool operator==(const Token&, const Token&) = default;
};

[[nodiscard]] Bytes encode_token(const Token& token);
// 419 bytes. Refuses `malformed`: length, a reserved kind, another count or issuer, a signature not
// below N.
[[nodiscard]] Result<Token> decode_token(const BallotKeys& round, ByteView bytes);
// Whether the issuer signed this ballot key for this round. Refuses `token_rejected`.
[[nodiscard]] Result<void> check_token(const BallotKeys& round, const VerifyKey& ballot_key,
                                       const Token& token);

// ── issue ──
struct IssueRequest {
    ManifestHash manifest;
    DeputyNumber deputy;
    Bytes384 blinded;
    Signature signature;

    // SHA-256(blinded), what the issuance entry names.
    [[nodiscard]] Bytes32 blinded_hash() const { return sha256(blinded); }

    friend bool operator==(const IssueRequest&, const IssueRequest&) = default;
};

// Refuses `malformed` if the seed's blinding factor has no inverse (then take another seed).
[[nodiscard]] Result<IssueRequest> make_issue_request(const BallotKeys& round, DeputyNumber deputy,
                                                      const SigningKey& identity_key,
                                                      const TokenSeed& seed);

[[nodiscard]] Bytes encode_issue_request(const IssueRequest& request);
// 487 bytes. Refuses in this order: `too_large`, `malformed` (length, count, a blinded value not
// below N), `wrong_version`, `wrong_manifest`.
[[nodiscard]] Result<IssueRequest> decode_issue_request(const BallotKeys& round, ByteView bytes);

// What an identity key signs for an issue: request and issuance entry carry the same signature.
[[nodiscard]] Bytes issue_payload(const ManifestHash& manifest, DeputyNumber deputy,
                                  const Bytes32& blinded_hash);
// Refuses `not_on_roll`. The caller has found the key of this deputy on the roll.
[[nodiscard]] Result<void> check_issue_request(const IssueRequest& request,
                                               const VerifyKey& identity_key);

// The blind signature, 384 bytes, inside its 387 bytes of answer.
[[nodiscard]] Bytes encode_issue_answer(const Bytes384& blind_signature);
// Refuses `malformed`, `wrong_version`.
[[nodiscard]] Result<Bytes384> decode_issue_answer(ByteView bytes);

// Unblinds. Refuses `token_rejected`: the issuer did not sign what the seed asked for.
[[nodiscard]] Result<Token> finalize_token(const BallotKeys& round, const TokenSeed& seed,
                                           const Bytes384& blind_signature);

}  // namespace piaojue
