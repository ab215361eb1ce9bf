#include "ballot/hand_back.hpp"

namespace piaojue {

HandBack make_hand_back(const BallotKeys& round, const Token& token, const SigningKey& ballot_key) {
    return {make_token_use(hand_back_form, round, token, ballot_key)};
}

HandBack make_exchange(const BallotKeys& round, const Token& token, const SigningKey& ballot_key) {
    return {make_token_use(exchange_form, round, token, ballot_key)};
}

Result<HandBack> decode_hand_back(const BallotKeys& round, ByteView bytes,
                                  const TokenUseForm& form) {
    return HandBack{PJ_TRY(decode_token_use(form, round, bytes))};
}

Result<AuthenticHandBack> AuthenticHandBack::authenticate(const BallotKeys& round, ByteView bytes,
                                                          const TokenUseForm& form) {
    HandBack hand_back = PJ_TRY(decode_hand_back(round, bytes, form));
    PJ_TRY(check_use_token(round, hand_back));
    PJ_TRY(check_use_signature(round, hand_back));
    return AuthenticHandBack{std::move(hand_back)};
}

}  // namespace piaojue
