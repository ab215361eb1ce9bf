// ballot/token_use.hpp — what is done with a ballot paper besides casting it   PROTOCOL.md §7.5
// §8.6 §11.9
//
// A hand-back, an exchange and a claim are the same 550 bytes but for the type and for the tag that
// Q signs under; the entry is the request and the leaf data. The types that say what was checked:
// ballot/hand_back.hpp, ballot/claim.hpp. Secret: the ballot key. Safe from any thread.
#pragma once

#include "ballot/token.hpp"

namespace piaojue {

// What tells one of them from the others.
struct TokenUseForm {
    EntryType type;
    std::uint16_t version;
    std::string_view tag;
    std::string_view name;  // for refusals
};
inline constexpr TokenUseForm hand_back_form{EntryType::hand_back, version::hand_back,
                                             tag::hand_back, "hand-back"};
inline constexpr TokenUseForm exchange_form{EntryType::exchange, version::exchange, tag::exchange,
                                            "exchange"};
inline constexpr TokenUseForm claim_form{EntryType::claim, version::claim, tag::claim, "claim"};

struct TokenUse {
    const TokenUseForm* form;
    VerifyKey ballot_key;
    Token token;
    Bytes32 token_hash;
    Signature signature;
    Bytes bytes;  // 550 bytes: the entry, which is the request and the leaf data
};

[[nodiscard]] TokenUse make_token_use(const TokenUseForm& form, const BallotKeys& round,
                                      const Token& token, const SigningKey& ballot_key);
// `too_large`, `malformed` (length, type), `wrong_version`, `wrong_manifest`.
[[nodiscard]] Result<void> check_token_use_envelope(const TokenUseForm& form,
                                                    const BallotKeys& round, ByteView bytes);
// The above, then `malformed`, `not_canonical`, `identity_point` in the body. The form outlives
// what is read: it is one of the three.
[[nodiscard]] Result<TokenUse> decode_token_use(const TokenUseForm& form, const BallotKeys& round,
                                                ByteView bytes);
// Refuses `token_rejected`, also a paper token: behind it stands a sheet already.
[[nodiscard]] Result<void> check_use_token(const BallotKeys& round, const TokenUse& use);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_use_signature(const BallotKeys& round, const TokenUse& use);

}  // namespace piaojue
