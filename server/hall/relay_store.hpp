// server/hall/relay_store.hpp — hall.db: messages of the key ceremony that are on their way
//                                                                            PROTOCOL.md §4 §16
// Keyed by the enrolment they belong to, so that a new list begins a new ceremony. Public once the
// ceremony entry stands; the encrypted shares in first messages are never part of the record.
//
// Threads: one at a time; the relay locks. Failures throw EnvError.
#pragma once

#include <filesystem>
#include <map>
#include <optional>

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

private:
    db::Database database_;
};

}  // namespace piaojue::hall
