// server/hall/relay_store.hpp — hall.db: what is on its way between people's devices
//                                                                            PROTOCOL.md §4 §9 §16
// Messages of the key ceremony, keyed by the enrolment they belong to, so that a new list begins a
// new ceremony. Public once the ceremony entry stands; the encrypted shares in first messages are
// never part of the record. And acts of two that one person has signed, as they came.
//
// Threads: safe from any thread. Failures throw EnvError.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <span>
#include <vector>

#include "ballot/ids.hpp"
#include "server/db/sqlite.hpp"

namespace piaojue::hall {

enum class CeremonyStep : std::uint8_t { commit = 1, message = 2, certificate = 3 };

class RelayStore {
public:
    static void create_file(const std::filesystem::path& file);
    explicit RelayStore(const std::filesystem::path& file);

    // One transaction; the first message of a teller and step stays.
    void keep(const EnrolmentHash& enrolment, CeremonyStep step, TellerNumber teller,
              ByteView body);
    [[nodiscard]] std::map<TellerNumber, Bytes> all(const EnrolmentHash& enrolment,
                                                    CeremonyStep step);

    // One transaction: these wait, in this order, and no others.
    void keep_proposals(std::span<const ByteView> entries);
    [[nodiscard]] std::vector<Bytes> proposals();

private:
    std::mutex mutex_;
    db::Database database_;
};

}  // namespace piaojue::hall
