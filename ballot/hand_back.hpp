// ballot/hand_back.hpp — a ballot paper given back unused          PROTOCOL.md §8.6
//
// The entry, the request and the leaf data are the same 550 bytes. AuthenticHandBack is the proof
// that token and signature hold. Secret: the ballot key. Safe from any thread.
#pragma once

#include "ballot/token_use.hpp"

namespace piaojue {

struct HandBack : TokenUse {};

[[nodiscard]] HandBack make_hand_back(const BallotKeys& round, const Token& token,
                                      const SigningKey& ballot_key);
// `too_large`, `malformed` (length, type), `wrong_version`, `wrong_manifest`.
[[nodiscard]] Result<void> check_hand_back_envelope(const BallotKeys& round, ByteView bytes);
// The above, then `malformed`, `not_canonical`, `identity_point` in the body.
[[nodiscard]] Result<HandBack> decode_hand_back(const BallotKeys& round, ByteView bytes);
// Refuses `token_rejected`.
[[nodiscard]] Result<void> check_hand_back_token(const BallotKeys& round,
                                                 const HandBack& hand_back);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_hand_back_signature(const BallotKeys& round,
                                                     const HandBack& hand_back);

class AuthenticHandBack {
public:
    // Everything but the box's own questions; the phase is asked after the envelope.
    [[nodiscard]] static Result<AuthenticHandBack> authenticate(const BallotKeys& round,
                                                                ByteView bytes);

    [[nodiscard]] const HandBack& hand_back() const { return hand_back_; }

private:
    explicit AuthenticHandBack(HandBack hand_back) : hand_back_(std::move(hand_back)) {}

    HandBack hand_back_;
};

}  // namespace piaojue
