// ballot/tally.hpp — from the ballots in the box to the result entry          PROTOCOL.md
// §11.3–11.6
//
//   ballots → Aggregate → Share (one a teller) → CheckedShare → Combined → ResultEntry
//   batches of sheets → PaperPart (ballot/paper.hpp) ─────────────────────────┘
// Nothing but the aggregate is ever decrypted. Every step but make_share() is a function of public
// data; the server, the tellers' tool and the verifier run the same ones. Variable time, except in
// the teller's share of the key.
//
// A teller's device makes shares for one (round, closing root) only: the caller keeps that promise.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "ballot/encrypted.hpp"
#include "ballot/entries/closing.hpp"
#include "ballot/entries/result_entry.hpp"
#include "ballot/entries/share.hpp"
#include "ballot/paper.hpp"
#include "ballot/round.hpp"
#include "crypto/threshold.hpp"

namespace piaojue {

// The sums of all ciphertexts, place by place.
class Aggregate {
public:
    explicit Aggregate(const Round& round) : sums_(round.shape().ciphertexts()) {}

    // A ballot of the same round.
    void add(const EncryptedBallot& ballot);
    void add(const Aggregate& part);

    [[nodiscard]] std::uint32_t ballots() const { return ballots_; }
    [[nodiscard]] const std::vector<BallotCiphertext>& sums() const { return sums_; }
    // Refuses `identity_point`: a first component is the identity, and no share can be proven.
    [[nodiscard]] Result<void> check_decryptable() const;

private:
    std::vector<BallotCiphertext> sums_;
    std::uint32_t ballots_ = 0;
};

// Which decryption a share belongs to.
struct TallyContext {
    Round round;
    Bytes32 root;  // R, of the closing checkpoint
    Aggregate aggregate;
};

// ── shares ──

// Secret: x_i; constant time in it. The nonce is hedged. Refuses `wrong_phase` (fewer ballots than
// min_group), `identity_point` (above) and `internal` (the proof came out wrong: nothing leaves).
[[nodiscard]] Result<Share> make_share(const TallyContext& context, TellerNumber teller,
                                       const SecretScalar& key_share,
                                       const SigningKey& statement_key, Rng& rng);

// A share whose proof holds for this aggregate.
class CheckedShare {
public:
    // Refuses `wrong_manifest` (of another round or closing checkpoint), `malformed`,
    // `identity_point`, `share_rejected`. The signature is not looked at: who keeps shares does.
    [[nodiscard]] static Result<CheckedShare> check(const TallyContext& context,
                                                    const Share& share);

    [[nodiscard]] TellerNumber teller() const { return teller_; }
    [[nodiscard]] const std::vector<PublicPoint>& products() const { return products_; }

private:
    CheckedShare(TellerNumber teller, std::vector<PublicPoint> products)
        : teller_(teller), products_(std::move(products)) {}

    TellerNumber teller_;
    std::vector<PublicPoint> products_;
};

// ── totals ──
struct Totals {
    std::vector<std::uint32_t> approve;  // in candidate order
    std::vector<std::uint32_t> oppose;   // zeros with two grades
    std::uint32_t blank = 0;

    friend bool operator==(const Totals&, const Totals&) = default;
};

struct Combined {
    Totals totals;
    std::vector<TellerNumber> used;  // the k lowest, ascending
};

// Of several shares of one teller the first counts. Refuses `too_few_shares` and `malformed` (no
// total up to the number of ballots fits: the ballots' proofs can not all hold).
[[nodiscard]] Result<Combined> combine(const TallyContext& context,
                                       std::span<const CheckedShare> shares);

// ── counts and result (§11.5, §11.6) ──

// `blank` is 0 where nothing was decrypted. Numbers that would fall below zero are zero:
// check_balance() tells.
[[nodiscard]] RoundCounts count_round(const VoteManifest& manifest, const BoxCounts& box,
                                      std::uint32_t blank,
                                      const std::optional<PaperPart>& paper = std::nullopt);

// The result entry. `combined` is absent if fewer than min_group ballots were cast or papers are
// too many; `paper` if the round has no act 18.
[[nodiscard]] ResultEntry make_result(const VoteManifest& manifest, const Bytes32& root,
                                      const BoxCounts& box, const std::optional<Combined>& combined,
                                      const std::optional<PaperPart>& paper = std::nullopt);

// The identities of §11.5. Refuses `malformed`, naming the one that fails.
[[nodiscard]] Result<void> check_balance(const VoteManifest& manifest, const ResultEntry& result,
                                         const std::optional<PaperPart>& paper = std::nullopt);

}  // namespace piaojue
