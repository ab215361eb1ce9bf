// server/hall/proposals.hpp — acts of two that one person has signed and that wait for the second
//                                                                            PROTOCOL.md §9 §16
// A relay between two people's devices, trusted with nothing: whoever adds a signature reads the
// statement first. It is no part of the log. What waits is in hall.db before it is answered, so
// that the second person signs also after a restart (docs/adr/0031); what is read back there is
// looked at like what was just sent. What the log or the issuing desk no longer allows, or what
// would be refused for its minute, is gone.
//
// Threads: safe from any thread. Failures of the disk throw EnvError.
#pragma once

#include <mutex>
#include <vector>

#include "ballot/entries/statement.hpp"
#include "crypto/base/clock.hpp"
#include "server/hall/relay_store.hpp"
#include "server/log/log.hpp"
#include "server/roll/issuer.hpp"

namespace piaojue::hall {

class Proposals {
public:
    static constexpr std::size_t kept_max = 16;

    // Reads back what waited when the server ended.
    Proposals(RelayStore& store, const log::Log& log, roll::Issuer& issuer, const Clock& clock);

    // A statement entry of an act of two with one signer. The newest of a person for an act takes
    // the place of the one before; the same bytes again are the same proposal. Refuses `malformed`,
    // `not_canonical`, what §9 says of a statement but for its second signer (`already_issued` also
    // of a card that the log does not show as used yet), `not_permitted` for a minute more than 60
    // from the clock, `busy` when kept_max others wait.
    [[nodiscard]] Result<void> post(ByteView entry);

    // u8 n, then n × bytes32, in the order they came. Those of `announce` name the result hash: the
    // public does not get them, for with few ballots a result could be guessed against it.
    [[nodiscard]] Bytes for_the_public();
    [[nodiscard]] Bytes for_the_enrolled();

private:
    struct Proposal {
        Statement statement;
        Bytes entry;
    };

    // Refuses what is no act of two with one signer.
    [[nodiscard]] static Result<Proposal> read(ByteView entry);
    // Refuses what the log, as it is now, would refuse.
    [[nodiscard]] static Result<void> check_by_log(const log::View& view, const Proposal& proposal);
    // Refuses what changes without the log: the clock, and what was issued until issuing ends.
    [[nodiscard]] Result<void> check_by_room(const log::View& view, const Proposal& proposal) const;
    void forget_overtaken(const log::ViewPtr& view);
    [[nodiscard]] Bytes listed(bool with_announce);

    // On the disk first: what cannot be kept there changes nothing.
    void keep(std::vector<Proposal> waiting);

    RelayStore& store_;
    const log::Log& log_;
    roll::Issuer& issuer_;
    const Clock& clock_;
    std::mutex mutex_;
    std::vector<Proposal> waiting_;
    log::ViewPtr checked_against_;  // the log under which all that wait were last allowed
};

}  // namespace piaojue::hall
