#include "ballot/hand_back.hpp"

namespace piaojue {

HandBack make_hand_back(const BallotKeys& round, const Token& token, const SigningKey& ballot_key) {
    return {make_token_use(hand_back_form, round, token, ballot_key)};
}

Result<void> check_hand_back_envelope(const BallotKeys& round, ByteView bytes) {
    return check_token_use_envelope(hand_back_form, round, bytes);
}

Result<HandBack> decode_hand_back(const BallotKeys& round, ByteView bytes) {
    return HandBack{PJ_TRY(decode_token_use(hand_back_form, round, bytes))};
}

Result<void> check_hand_back_token(const BallotKeys& round, const HandBack& hand_back) {
    return check_use_token(round, hand_back);
}

Result<void> check_hand_back_signature(const BallotKeys& round, const HandBack& hand_back) {
    return check_use_signature(hand_back_form, round, hand_back);
}

Result<AuthenticHandBack> AuthenticHandBack::authenticate(const BallotKeys& round, ByteView bytes) {
    HandBack hand_back = PJ_TRY(decode_hand_back(round, bytes));
    PJ_TRY(check_hand_back_token(round, hand_back));
    PJ_TRY(check_hand_back_signature(round, hand_back));
    return AuthenticHandBack{std::move(hand_back)};
}

}  // namespace piaojue
