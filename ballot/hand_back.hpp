// ballot/hand_back.hpp — a ballot paper given back unused          PROTOCOL.md §7.5 §8.6
//
// For nothing (hand_back) or for a sheet of paper (exchange). AuthenticHandBack is the proof that
// token and signature hold. Secret: the ballot key. Safe from any thread.
#pragma once

#include "ballot/token_use.hpp"

namespace piaojue {

// Its form is hand_back_form or exchange_form.
struct HandBack : TokenUse {};

[[nodiscard]] HandBack make_hand_back(const BallotKeys& round, const Token& token,
                                      const SigningKey& ballot_key);
[[nodiscard]] HandBack make_exchange(const BallotKeys& round, const Token& token,
                                     const SigningKey& ballot_key);
// `too_large`, `malformed` (length, type), `wrong_version`, `wrong_manifest`, then `malformed`,
// `not_canonical`, `identity_point` in the body.
[[nodiscard]] Result<HandBack> decode_hand_back(const BallotKeys& round, ByteView bytes,
                                                const TokenUseForm& form = hand_back_form);

class AuthenticHandBack {
public:
    // Everything but the box's own questions; the phase is asked after the envelope.
    [[nodiscard]] static Result<AuthenticHandBack> authenticate(
        const BallotKeys& round, ByteView bytes, const TokenUseForm& form = hand_back_form);

    [[nodiscard]] const HandBack& hand_back() const { return hand_back_; }

private:
    explicit AuthenticHandBack(HandBack hand_back) : hand_back_(std::move(hand_back)) {}

    HandBack hand_back_;
};

}  // namespace piaojue
