// server/box/index.hpp — what is in the box of one round, in memory          PROTOCOL.md §8.6
//
// Rebuilt from the box table at the start and kept in step by the one writer, so that the cheap
// questions (was this key used, was this ballot opened, does a ciphertext occur already) are asked
// before the expensive proofs. The writer asks them again: only its answer counts.
//
// Threads: reading from any thread; changed by the writer alone.
#pragma once

#include <atomic>
#include <optional>
#include <set>
#include <shared_mutex>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "server/box/spend.hpp"

namespace piaojue::box {

struct Spent {
    SpendKind kind;
    Bytes32 body_hash;
    LeafHash leaf;
};

struct Held {
    std::uint32_t cast = 0;
    std::uint32_t handed_back = 0;
    std::uint32_t exchanged = 0;
    std::uint32_t opened = 0;

    friend bool operator==(const Held&, const Held&) = default;
};

// A refusal of the box; for already_cast the leaf of the ballot that is in the box.
struct Refusal {
    Errc code;
    std::optional<LeafHash> in_box;
};

class Index {
public:
    Index(ManifestHash manifest, std::uint32_t opened_max)
        : manifest_(manifest), opened_max_(opened_max) {}

    [[nodiscard]] const ManifestHash& manifest() const { return manifest_; }
    // Reports of opened ballots that a round takes (PROTOCOL.md §15).
    [[nodiscard]] std::uint32_t opened_max() const { return opened_max_; }

    // What this key was used for; of a claim, whether it was claimed.
    [[nodiscard]] std::optional<Spent> find(const Bytes32& key_hash, SpendKind kind) const;
    // already_cast, already_handed_back (also of a voided slip or a claim), already_opened,
    // duplicate_ciphertext, in this order; empty: nothing in the box stands against it.
    [[nodiscard]] std::optional<Refusal> against(const Trace& trace) const;
    // The same for the report of an opened ballot: already_cast, busy (too many reports).
    [[nodiscard]] std::optional<Refusal> against(const Opened& opened) const;
    // The same for slips to be voided: a slip that was cast or handed back was not left over.
    [[nodiscard]] std::optional<Refusal> against(std::span<const SlipHash> leftover) const;
    // Whether exactly this report is there.
    [[nodiscard]] bool has_report(ByteView entry) const;
    [[nodiscard]] Held held() const;
    // After the close marker nothing goes in but claims.
    [[nodiscard]] bool closed() const;
    // While the log takes act 19 claims are told to come again.
    [[nodiscard]] bool claims_held() const { return claims_held_; }
    void hold_claims(bool held) { claims_held_ = held; }

    // The writer's side: after the commit, or while the table is read at the start.
    void add(const Spend& spend);
    void add(const Opened& opened, const Bytes& entry);
    void void_slips(std::span<const SlipHash> slips);
    void close();

private:
    const ManifestHash manifest_;
    const std::uint32_t opened_max_;
    mutable std::shared_mutex mutex_;
    std::unordered_map<Bytes32, Spent> spent_;     // by SHA-256(Q)
    std::unordered_map<Bytes32, Spent> claimed_;   // by SHA-256(Q)
    std::unordered_map<BallotId, LeafHash> cast_;  // in the box
    std::unordered_map<SlipHash, Spent> spent_slips_;
    std::unordered_set<SlipHash> voided_;
    std::unordered_set<Bytes32> components_;  // first components, all ballots
    std::unordered_set<BallotId> opened_;     // refused for casting
    std::set<Bytes> reports_;                 // opened entries
    Held held_;
    bool closed_ = false;
    std::atomic<bool> claims_held_ = false;
};

}  // namespace piaojue::box
