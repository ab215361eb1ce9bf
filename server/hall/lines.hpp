// server/hall/lines.hpp — enrolment lines on their way from people's devices to the list
//                                                                      PROTOCOL.md §3.2 §16
// Kept in memory alone; what a restart loses is handed in again. A line proves that its keys signed
// it for this congress, not whose they are: who makes the list asks the people, and everybody reads
// the list's fingerprint aloud.
//
// Threads: safe from any thread.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "ballot/entries/enrolment.hpp"
#include "server/log/log.hpp"

namespace piaojue::hall {

class Lines {
public:
    static constexpr std::size_t kept_max = 64;
    // Above a teller's line with the longest name.
    static constexpr std::size_t bytes_max = 512;

    explicit Lines(const log::Log& log) : log_(log) {}

    // The newest of a role and name takes the place of the one before; the same bytes again are the
    // same line. Refuses what decode_person() refuses, `signature_rejected` (also for another
    // congress), `wrong_phase` where no setup entry may stand, `busy` when kept_max others are
    // here.
    [[nodiscard]] Result<void> post(ByteView bytes);

    // u8 n, then n × bytes32, in the order they came.
    [[nodiscard]] Bytes all() const;

    // Forgets the line with this SHA-256; one that is not here is forgotten already.
    void drop(const Bytes32& sha256);

private:
    struct Line {
        Role role;
        std::string name;
        Bytes bytes;
    };

    const log::Log& log_;
    mutable std::mutex mutex_;
    std::vector<Line> lines_;
};

}  // namespace piaojue::hall
