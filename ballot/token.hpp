// ballot/token.hpp — the ballot paper: from a seed to a blindly signed ballot key   PROTOCOL.md §7
//
// One fresh seed makes the ballot key and everything of the blind signature, so that seed and card
// resume on any device. The issuer sees the deputy and a blinded value; the box sees the ballot key
// and the token; nothing joins the two. A drawn slip (ballot/slip.hpp) has a token of another kind
// and asks for no signature.
//
// Secret: TokenSeed, PaperSecrets (both wiped), the identity key. Tokens, requests and answers are
// what others may see.
#pragma once

#include <array>
#include <optional>

#include "ballot/ballot_keys.hpp"
#include "ballot/slip.hpp"
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
enum class TokenKind : std::uint8_t { rsa = 0, drawn = 1, paper = 2 };

struct Token {
    TokenKind kind = TokenKind::rsa;
    Bytes32 prefix;                              // zeros in a paper token
    Bytes384 signature;                          // of the issuer; zeros in a token of another kind
    std::array<PersonSignature, 2> witnesses{};  // of a sheet, ascending; in a paper token only

    friend bool operator==(const Token&, const Token&) = default;
};

[[nodiscard]] Bytes encode_token(const Token& token);
// 419 bytes. Refuses `malformed`: length, a reserved kind, another count or issuer, a signature not
// below N, witnesses who do not ascend, a drawn or paper token that does not end in zeros.
[[nodiscard]] Result<Token> decode_token(const BallotKeys& round, ByteView bytes);
// Whether the issuer signed this ballot key for this round, or it is of a slip of the round's list,
// or two second persons witness that a sheet stands behind it. Refuses `token_rejected`.
[[nodiscard]] Result<void> check_token(const BallotKeys& round, const VerifyKey& ballot_key,
                                       const Token& token);

// Of an opened slip; the ballot key is derive_slip()'s.
[[nodiscard]] Token drawn_token(const Bytes32& prefix);
// What a scrutineer or teller says of a sheet that is entered at a booth as an encrypted ballot.
[[nodiscard]] PersonSignature witness_sheet(const ManifestHash& manifest,
                                            const VerifyKey& ballot_key, PersonNumber person,
                                            const SigningKey& statement_key);
// Of two different persons.
[[nodiscard]] Token paper_token(const PersonSignature& one, const PersonSignature& other);
// The hash by which a drawn token stands in the list; nothing for one of another kind.
[[nodiscard]] std::optional<SlipHash> slip_of(const Token& token, const VerifyKey& ballot_key);

// ── issue ──
// For a paper of one's own, or, without a blinded value, for a slip that was drawn.
struct IssueRequest {
    ManifestHash manifest;
    DeputyNumber deputy;
    std::optional<Bytes384> blinded;
    Signature signature;

    // SHA-256(blinded), what the issuance entry names.
    [[nodiscard]] std::optional<Bytes32> blinded_hash() const;

    friend bool operator==(const IssueRequest&, const IssueRequest&) = default;
};

// Refuses `malformed` if the seed's blinding factor has no inverse (then take another seed).
[[nodiscard]] Result<IssueRequest> make_issue_request(const BallotKeys& round, DeputyNumber deputy,
                                                      const SigningKey& identity_key,
                                                      const TokenSeed& seed);

[[nodiscard]] IssueRequest make_draw_request(const ManifestHash& manifest, DeputyNumber deputy,
                                             const SigningKey& identity_key);

// 487 bytes, of a drawn slip 103.
[[nodiscard]] Bytes encode_issue_request(const IssueRequest& request);
// Refuses in this order: `too_large`, `malformed` (length, count, a blinded value not below N),
// `wrong_version`, `wrong_manifest`, `not_permitted` (a slip in a round without slips).
[[nodiscard]] Result<IssueRequest> decode_issue_request(const BallotKeys& round, ByteView bytes);

// What an identity key signs for an issue: request and issuance entry carry the same signature.
[[nodiscard]] Bytes issue_payload(const ManifestHash& manifest, DeputyNumber deputy,
                                  const std::optional<Bytes32>& blinded_hash);
// Refuses `not_on_roll`. The caller has found the key of this deputy on the roll.
[[nodiscard]] Result<void> check_issue_request(const IssueRequest& request,
                                               const VerifyKey& identity_key);

// The blind signature, 384 bytes, inside its 387 bytes of answer; 3 bytes for a drawn slip.
[[nodiscard]] Bytes encode_issue_answer(const std::optional<Bytes384>& blind_signature);
// Refuses `malformed`, `wrong_version`.
[[nodiscard]] Result<Bytes384> decode_issue_answer(ByteView bytes);
[[nodiscard]] Result<void> check_draw_answer(ByteView bytes);

// Unblinds. Refuses `token_rejected`: the issuer did not sign what the seed asked for.
[[nodiscard]] Result<Token> finalize_token(const BallotKeys& round, const TokenSeed& seed,
                                           const Bytes384& blind_signature);

}  // namespace piaojue
