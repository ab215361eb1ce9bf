// ballot/claim.hpp — "this ballot paper was never used", said by whoever holds it   PROTOCOL.md
// §11.9
//
// Made behind the close from the kept seed. A claim beyond what is outstanding proves that ballots
// were invented. AuthenticClaim is the proof that token and signature hold. Secret: the ballot key.
// Safe from any thread.
#pragma once

#include "ballot/token_use.hpp"

namespace piaojue {

struct Claim : TokenUse {};

[[nodiscard]] Claim make_claim(const BallotKeys& round, const Token& token,
                               const SigningKey& ballot_key);
// `too_large`, `malformed` (length, type), `wrong_version`, `wrong_manifest`, then `malformed`,
// `not_canonical`, `identity_point` in the body.
[[nodiscard]] Result<Claim> decode_claim(const BallotKeys& round, ByteView bytes);
// Refuses `token_rejected` (also of another kind than the issuer's), then `signature_rejected`.
[[nodiscard]] Result<void> check_claim(const BallotKeys& round, const Claim& claim);

class AuthenticClaim {
public:
    // Everything but the box's own questions; the phase is asked after the envelope.
    [[nodiscard]] static Result<AuthenticClaim> authenticate(const BallotKeys& round,
                                                             ByteView bytes);

    [[nodiscard]] const Claim& claim() const { return claim_; }

private:
    explicit AuthenticClaim(Claim claim) : claim_(std::move(claim)) {}

    Claim claim_;
};

}  // namespace piaojue
