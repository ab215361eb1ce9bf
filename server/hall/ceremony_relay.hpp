// server/hall/ceremony_relay.hpp — the coordinator of the key ceremony, trusted with nothing
//                                                                            PROTOCOL.md §4 §16
// Takes each teller's round-0 hash, first message and certificate signature, checks what can be
// checked without a secret, shows them to the others, and composes the ceremony entry when all n
// certificates are in. First messages are taken only when all n hashes are: nobody reveals before
// all are bound. A teller may send the same bytes again, other bytes are refused.
//
// The request of round 0 does not carry k: it is the one under which the signature holds, and the
// same for all tellers.
//
// Threads: safe from any thread. Failures of the disk throw EnvError.
#pragma once

#include <mutex>

#include "crypto/dkg.hpp"
#include "server/hall/relay_store.hpp"
#include "server/log/log.hpp"

namespace piaojue::hall {

class CeremonyRelay {
public:
    CeremonyRelay(RelayStore& store, log::Log& log) : log_(log), store_(store) {}

    // At the start: a ceremony whose last certificate was kept, but which the log lacks, is put
    // into the log. Refuses what the log refuses.
    [[nodiscard]] Result<void> recover();

    // Refuses `malformed` (length, no such teller, a message that does not fit its hash),
    // `wrong_phase` (no enrolment, the step before is not complete, or another message of this
    // teller is there), `signature_rejected`.
    [[nodiscard]] Result<void> post(CeremonyStep step, TellerNumber teller, ByteView body);

    // u8 n, then n × bytes32; empty: not there yet. Refuses `wrong_phase` without an enrolment.
    [[nodiscard]] Result<Bytes> all(CeremonyStep step);

private:
    // The ceremony of one enrolment, as far as it has come.
    struct Course {
        EnrolmentHash hash;
        std::vector<const Person*> tellers;
        std::map<TellerNumber, Bytes> commits;
        std::map<TellerNumber, Bytes> messages;
        std::map<TellerNumber, Bytes> certificates;

        [[nodiscard]] std::map<TellerNumber, Bytes>& of(CeremonyStep step);
        [[nodiscard]] bool complete(const std::map<TellerNumber, Bytes>& sent) const {
            return sent.size() == tellers.size();
        }
    };

    [[nodiscard]] Course course(const log::View& view);
    [[nodiscard]] Result<void> accept(Course& course, CeremonyStep step, TellerNumber teller,
                                      ByteView body) const;
    [[nodiscard]] static Result<void> accept_message(const Course& course, std::uint8_t threshold,
                                                     TellerNumber teller, ByteView body);
    [[nodiscard]] Result<void> append_ceremony(const Course& course);

    log::Log& log_;
    std::mutex mutex_;
    RelayStore& store_;
};

}  // namespace piaojue::hall
