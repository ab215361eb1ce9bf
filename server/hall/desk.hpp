// server/hall/desk.hpp — what officials at the door are told, and nobody else   PROTOCOL.md §9 §16
//
// Names come from a file beside the databases (`piaojue import roll FILE --to DIR`, or keep()), in
// the order of the roll; they stand in no database, no log and no journal. Who came and left is
// read from the log's statements, each of them once; who drew a slip is asked of the issuing desk,
// for a second slip would be handed out otherwise, and who declared. Who took a blind paper the
// desks need not know.
//
// names() and attendance() refuse what log::asker() refuses, and `not_permitted` for who is no
// official.
//
// Threads: safe from any thread. EnvError: a file of names that is damaged.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/clock.hpp"
#include "server/log/log.hpp"
#include "server/roll/issuer.hpp"

namespace piaojue::hall {

// Those of the deputy whose number is its place in the list, from 1. Empty: not known.
struct DeputyName {
    std::string name;
    std::string delegation;
    std::string seat;
    std::string note;
};

// In minutes since 1970, as the statements tell them.
struct Attended {
    std::optional<std::uint32_t> signed_in;  // for the first time
    std::optional<std::uint32_t> left;       // and did not come back
    bool drew = false;                       // a slip, in the newest round
    bool took = false;                       // a sheet of paper, likewise
    bool declared = false;                   // that its paper was used, in the newest round
};

struct Attendance {
    std::uint64_t log_size = 0;
    std::uint32_t serial = 0;                   // the largest that the asking person used
    std::map<DeputyNumber, Attended> deputies;  // whom a statement names
};

class Desk {
public:
    Desk(std::filesystem::path names, const log::Log& log, roll::Issuer& issuer, const Clock& clock)
        : names_(std::move(names)), log_(log), issuer_(issuer), clock_(clock) {}

    // Empty: no names were imported.
    [[nodiscard]] Result<std::vector<DeputyName>> names(ByteView query) const;
    [[nodiscard]] Result<Attendance> attendance(ByteView query);

    // ── for who has the setup code ──
    [[nodiscard]] std::vector<DeputyName> listed() const;
    // Why they cannot be listed, with what to do; nothing: they can, or there are none.
    [[nodiscard]] std::optional<std::string> fault_of_names() const;
    // A roll in its canonical form takes the place of the one before.
    void keep(std::string_view roll) const;

private:
    void read_on(const log::View& view);
    void read(ByteView entry);

    const std::filesystem::path names_;
    const log::Log& log_;
    roll::Issuer& issuer_;
    const Clock& clock_;
    std::mutex mutex_;
    std::uint64_t read_ = 0;  // entries that deputies_ has seen
    std::map<DeputyNumber, Attended> deputies_;
};

}  // namespace piaojue::hall
