// server/box/spend.hpp — what uses up a ballot paper: a cast ballot, a hand-back or an exchange;
// and what says that it was never used: a claim                     PROTOCOL.md §7.5 §8.6 §11.9
//
// A Spend is made from the types that certify the checks (ballot/admit.hpp) and from nothing else,
// so the one writer never sees an unchecked ballot. It knows what, never who: there is no field for
// a deputy, a time or an address. Public data; a value.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ballot/admit.hpp"
#include "ballot/claim.hpp"
#include "ballot/hand_back.hpp"
#include "ballot/opening.hpp"

namespace piaojue::box {

// An exchange is a hand_back here: its body's first byte tells the two apart.
enum class SpendKind : std::uint8_t { cast = 1, hand_back = 2, claim = 4 };

// Where Q stands: a ballot is version ‖ M ‖ Q ‖ ciphertexts …, a hand-back and a claim have a
// type byte before it.
inline constexpr std::size_t ballot_key_at = 2 + size::hash;
inline constexpr std::size_t token_use_key_at = 1 + ballot_key_at;

// SHA-256(Q): the key of the box table.
[[nodiscard]] Bytes32 key_hash_of(ByteView ballot_key);

// By what a ballot or hand-back may be met again: what the box asks before the proofs.
struct Trace {
    Bytes32 key_hash;
    std::optional<BallotId> ballot;   // of a ballot
    std::vector<Bytes32> components;  // the first ones of its ciphertexts
    std::optional<SlipHash> slip;     // of a drawn token
};
[[nodiscard]] Trace trace_of(const EncryptedBallot& ballot);
[[nodiscard]] Trace trace_of(const TokenUse& use);

class Spend {
public:
    [[nodiscard]] static Spend of(const AdmissibleBallot& ballot);
    [[nodiscard]] static Spend of(const AuthenticHandBack& hand_back);
    [[nodiscard]] static Spend of(const AuthenticClaim& claim);
    // Read back from the box's own table, where only accepted ones stand: nothing is checked or
    // decoded again, so a restart is quick. EnvError if the length is not one of this round's.
    [[nodiscard]] static Spend stored(SpendKind kind, const BallotShape& shape, const Bytes& body);

    [[nodiscard]] const Trace& trace() const { return trace_; }
    [[nodiscard]] const Bytes32& key_hash() const { return trace_.key_hash; }
    [[nodiscard]] SpendKind kind() const { return kind_; }
    [[nodiscard]] bool is_exchange() const {
        return kind_ == SpendKind::hand_back && body_.front() == enum_code(EntryType::exchange);
    }
    // The request: a ballot without its type byte, others as they are.
    [[nodiscard]] const Bytes& body() const { return body_; }
    [[nodiscard]] const Bytes32& body_hash() const { return body_hash_; }
    [[nodiscard]] const LeafHash& leaf() const { return leaf_; }

private:
    Spend(SpendKind kind, Trace trace, const Bytes& body, const LeafHash& leaf);

    SpendKind kind_;
    Trace trace_;
    Bytes body_;
    Bytes32 body_hash_;
    LeafHash leaf_;
};

}  // namespace piaojue::box
