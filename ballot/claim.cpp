#include "ballot/claim.hpp"

namespace piaojue {

Claim make_claim(const BallotKeys& round, const Token& token, const SigningKey& ballot_key) {
    return {make_token_use(claim_form, round, token, ballot_key)};
}

Result<Claim> decode_claim(const BallotKeys& round, ByteView bytes) {
    return Claim{PJ_TRY(decode_token_use(claim_form, round, bytes))};
}

Result<void> check_claim(const BallotKeys& round, const Claim& claim) {
    // Of a slip nobody knows here whether it was drawn: the claim of a stolen one would accuse.
    if (claim.token.kind != TokenKind::rsa) {
        return fail(Errc::token_rejected, "a claim is of a paper that the issuer signed");
    }
    PJ_TRY(check_use_token(round, claim));
    return check_use_signature(round, claim);
}

Result<AuthenticClaim> AuthenticClaim::authenticate(const BallotKeys& round, ByteView bytes) {
    Claim claim = PJ_TRY(decode_claim(round, bytes));
    PJ_TRY(check_claim(round, claim));
    return AuthenticClaim{std::move(claim)};
}

}  // namespace piaojue
