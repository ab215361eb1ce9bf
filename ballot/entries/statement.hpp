// ballot/entries/statement.hpp — what officials, scrutineers and tellers do and sign   PROTOCOL.md
// §9
//
// An act, its body and one or two signatures. Which act may follow when is ballot/phases.hpp; the
// table of bodies and signers is here. Secret: signing keys passed to sign_statement().
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ballot/ids.hpp"
#include "ballot/method.hpp"
#include "ballot/person_signature.hpp"

namespace piaojue {

enum class Act : std::uint8_t {
    sign_in = 1,
    leave = 2,
    replace_card = 3,
    seal = 4,
    unseal = 5,
    open = 6,
    end_issuing = 7,
    pause = 8,
    resume = 9,
    close = 10,
    absent = 11,
    report = 12,
    announce = 13,
    further_round = 14,
    void_round = 15,
    publish = 16,
    void_slips = 17,
    paper = 18,
    end_claims = 19,
};
inline constexpr std::uint8_t act_first = 1;
inline constexpr std::uint8_t act_last = 19;

[[nodiscard]] std::string_view act_name(Act act);  // "sign_in" … "end_claims"

enum class SignedBy : std::uint8_t {
    official,
    teller,
    official_and_second,  // an official, then a scrutineer or teller
    two_tellers,
};

enum class BodyKind : std::uint8_t {
    empty,
    deputies,
    card,
    reason,
    log_position,
    absent_tellers,
    result,
    next_round,
    slips,
    paper,
    used_slips,
};

struct ActRule {
    Act act;
    std::string_view name;
    SignedBy signed_by;
    BodyKind body;
    bool of_congress;  // the scope is the congress, not a round
};
[[nodiscard]] const ActRule& act_rule(Act act);
// By its number; nullptr for a number that no act has.
[[nodiscard]] const ActRule* find_act_rule(std::uint8_t code);
[[nodiscard]] inline std::size_t signer_count(SignedBy signed_by) {
    return signed_by == SignedBy::official || signed_by == SignedBy::teller ? 1 : 2;
}

// ── bodies ──
struct DeputiesBody {
    std::vector<DeputyNumber> deputies;  // ascending, none twice
    friend bool operator==(const DeputiesBody&, const DeputiesBody&) = default;
};
struct CardBody {
    DeputyNumber deputy;
    VerifyKey identity_key;
    std::string reason;
    friend bool operator==(const CardBody&, const CardBody&) = default;
};
struct ReasonBody {
    std::string reason;
    friend bool operator==(const ReasonBody&, const ReasonBody&) = default;
};
struct LogPositionBody {
    std::uint64_t size = 0;
    Bytes32 root;
    friend bool operator==(const LogPositionBody&, const LogPositionBody&) = default;
};
struct AbsentBody {
    std::vector<TellerNumber> tellers;  // ascending, none twice
    friend bool operator==(const AbsentBody&, const AbsentBody&) = default;
};
struct ResultBody {
    ResultHash result;
    friend bool operator==(const ResultBody&, const ResultBody&) = default;
};
struct NextRoundBody {
    ResultHash parent;  // result_hash or void_hash of the round before
    RoundKind kind = RoundKind::ordered;
    friend bool operator==(const NextRoundBody&, const NextRoundBody&) = default;
};
struct SlipsBody {
    std::vector<SlipHash> slips;  // ascending, none twice
    friend bool operator==(const SlipsBody&, const SlipsBody&) = default;
};
struct PaperBody {
    std::uint32_t uncancelled = 0;  // sheets handed out though a token is out there
    std::uint16_t batches = 0;      // those numbered 1 to this one count
    PaperHash hash;                 // of their entries (§11.8)
    friend bool operator==(const PaperBody&, const PaperBody&) = default;
};
struct UsedSlipsBody {
    std::uint32_t used = 0;  // counted where booths drop them
    friend bool operator==(const UsedSlipsBody&, const UsedSlipsBody&) = default;
};
using StatementBody =
    std::variant<std::monostate, DeputiesBody, CardBody, ReasonBody, LogPositionBody, AbsentBody,
                 ResultBody, NextRoundBody, SlipsBody, PaperBody, UsedSlipsBody>;

using StatementSigner = PersonSignature;

struct Statement {
    Act act;
    Bytes32 scope;  // congress id or manifest hash
    std::uint32_t serial = 0;
    std::uint32_t minute = 0;
    StatementBody body;  // of the kind that act_rule() says
    std::vector<StatementSigner> signers;

    friend bool operator==(const Statement&, const Statement&) = default;
};

// The body is of the act's kind.
[[nodiscard]] Bytes encode_statement(const Statement& statement);
// Refuses `too_large`, `malformed`, `not_canonical`. That an act of two has its second signer is
// asked where the enrolment is at hand.
[[nodiscard]] Result<Statement> decode_statement(ByteView entry);

// Of the entry that voided a round: what the next one names as its parent.
[[nodiscard]] ResultHash void_hash(ByteView entry);

// What each signer signs.
[[nodiscard]] Bytes statement_payload(const Statement& statement);
// Adds a signature. The first signer's serial is in the statement already.
void sign_statement(Statement& statement, PersonNumber person, const SigningKey& key);
// Refuses `signature_rejected`.
[[nodiscard]] Result<void> check_statement_signature(const Statement& statement,
                                                     const StatementSigner& signer,
                                                     const VerifyKey& key);

}  // namespace piaojue
