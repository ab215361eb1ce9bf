// ballot/hand_back.hpp — a ballot paper given back unused          PROTOCOL.md §7.5 §8.6
//
// For nothing (hand_back) or for a sheet of paper (exchange): all but the type and the tag is the
// same. The entry, the request and the leaf data are the same 550 bytes. AuthenticHandBack is the
// proof that token and signature hold. Secret: the ballot key. Safe from any thread.
#pragma once

#include "ballot/token.hpp"

namespace piaojue {

struct HandBack {
    EntryType type;  // hand_back or exchange
    VerifyKey ballot_key;
    Token token;
    Bytes32 token_hash;
    Signature signature;
    Bytes bytes;  // 550 bytes: the entry, which is the request and the leaf data
};

[[nodiscard]] HandBack make_hand_back(const BallotKeys& round, const Token& token,
                                      const SigningKey& ballot_key);
[[nodiscard]] HandBack make_exchange(const BallotKeys& round, const Token& token,
                                     const SigningKey& ballot_key);
// Which of the two is expected. `too_large`, `malformed` (length, type), `wrong_version`,
// `wrong_manifest`.
[[nodiscard]] Result<void> check_hand_back_envelope(const BallotKeys& round, ByteView bytes,
                                                    EntryType type = EntryType::hand_back);
// The above, then `malformed`, `not_canonical`, `identity_point` in the body.
[[nodiscard]] Result<HandBack> decode_hand_back(const BallotKeys& round, ByteView bytes,
                                                EntryType type = EntryType::hand_back);
// Refuses `token_rejected`, also a paper token: behind it stands a sheet already.
[[nodiscard]] Result<void> check_hand_back_token(const BallotKeys& round,
                                                 const HandBack& hand_back);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_hand_back_signature(const BallotKeys& round,
                                                     const HandBack& hand_back);

class AuthenticHandBack {
public:
    // Everything but the box's own questions; the phase is asked after the envelope.
    [[nodiscard]] static Result<AuthenticHandBack> authenticate(
        const BallotKeys& round, ByteView bytes, EntryType type = EntryType::hand_back);

    [[nodiscard]] const HandBack& hand_back() const { return hand_back_; }

private:
    explicit AuthenticHandBack(HandBack hand_back) : hand_back_(std::move(hand_back)) {}

    HandBack hand_back_;
};

}  // namespace piaojue
