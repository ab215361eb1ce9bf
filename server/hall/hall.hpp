// server/hall/hall.hpp — the course of a round: signed acts and what follows from them
//                                                                 PROTOCOL.md §9 §10.2 §11.1
// Which act may follow is the log's to judge (ballot/congress_state.hpp). The hall adds what the
// log can not see and does what an act brings about:
//   end_issuing   the issuances follow in deputy order, in the same transaction
//   replace_card  refused for a deputy who was issued in this round
//   pause, void   returns when nothing is on its way into the box any more
//   close         marker in the box, then statement, batches and closing entry in one transaction;
//                 what a crash leaves between the two is finished at the next start (adr/0009)
//   end_claims    not before claim_minutes of the method; declarations and claims follow, in the
//                 same transaction
//   publish       the record goes to the disk
// The same bytes again get the same answer.
//
// Threads: safe from any thread; acts come one at a time. Failures of the disk throw EnvError.
#pragma once

#include <mutex>

#include "crypto/base/clock.hpp"
#include "server/audit/event.hpp"
#include "server/box/box.hpp"
#include "server/log/log.hpp"
#include "server/roll/issuer.hpp"
#include "server/tally/tally.hpp"

namespace piaojue::hall {

struct Rooms {
    log::Log& log;
    roll::Issuer& issuer;
    box::Box& box;
    tally::Tally& tally;
    audit::Journal& journal;
    const Clock& clock;
};

class Hall {
public:
    Hall(const Rooms& rooms, const IssuerKeyBytes& issuer_key);

    // Before the first request: finishes a close that was cut off. EnvError if box.db or roll.db
    // lack what log.db has counted.
    void recover();

    // A statement entry: its index in the log. Refuses what §9 and §13 say, `not_permitted` for a
    // minute more than 60 from the clock, `already_issued` for the card of a deputy who was issued.
    [[nodiscard]] Result<std::uint64_t> act(ByteView entry);

    // An enrolment, roll, attachment or manifest entry; the newest of its type again: the same
    // answer. Refuses what the log says,
    // `not_permitted` for other types, `wrong_manifest` for a manifest with other keys than ours.
    [[nodiscard]] Result<std::uint64_t> setup(ByteView entry);

    // Called often: appends a counts entry when a new minute has begun, the round is open and
    // something changed. True if it did.
    bool tick();

private:
    [[nodiscard]] std::optional<std::uint64_t> standing(EntryType type, ByteView entry) const;
    // By its first signer, who is enrolled.
    [[nodiscard]] bool is_signed(const Statement& statement) const;
    [[nodiscard]] Result<std::uint64_t> act_in_time(const Statement& statement, const Bytes& entry);
    [[nodiscard]] Result<std::uint64_t> act_once(const Statement& statement, const Bytes& entry);
    [[nodiscard]] Result<std::uint64_t> end_issuing(const Bytes& entry);
    [[nodiscard]] Result<std::uint64_t> replace_card(const Statement& statement,
                                                     const Bytes& entry);
    [[nodiscard]] Result<std::uint64_t> void_slips(const Statement& statement, const Bytes& entry);
    [[nodiscard]] Result<std::uint64_t> close(const Bytes& entry);
    [[nodiscard]] Result<std::uint64_t> append_close(const ManifestHash& manifest,
                                                     const Bytes& entry);
    [[nodiscard]] Result<std::uint64_t> end_claims(const Bytes& entry);
    // Of the method that the manifest names; 0 where it says nothing, or in other words than ours.
    [[nodiscard]] std::uint32_t claim_minutes(const VoteManifest& manifest) const;
    void after(Act act);
    // EnvError if box or roll are behind the counts in the log.
    void require_nothing_lost(const RoundState& round);

    const Rooms rooms_;
    const IssuerKeyBytes issuer_key_;
    std::mutex mutex_;
    std::uint32_t last_minute_;
};

}  // namespace piaojue::hall
