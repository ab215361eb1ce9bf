// ballot/opening.hpp — a ballot opened for checking instead of being cast          PROTOCOL.md §8.7
//
// The opening goes from device to device only: a second device rebuilds the ballot and compares
// its id. The server and the log learn the id, the station and the verdict, nothing else.
// Secret: the opening (marks and seed).
#pragma once

#include "ballot/encrypted.hpp"

namespace piaojue {

struct BallotOpening {
    VerifyKey ballot_key;
    Marks marks;
    BallotSeed seed;
};

[[nodiscard]] SecretBuffer encode_opening(const BallotOpening& opening);
// Q 32 ‖ marks ‖ seed 32. Refuses `malformed`, `not_canonical`, `identity_point`.
[[nodiscard]] Result<BallotOpening> decode_opening(const BallotKeys& round, ByteView bytes);

// The ballot id that this opening makes: a second device compares it. Refuses `internal`.
[[nodiscard]] Result<BallotId> rebuild(const BallotKeys& round, const BallotOpening& opening,
                                       Rng& rng);

enum class CheckVerdict : std::uint8_t { agrees = 1, differs = 2, not_opened = 3 };

// The log entry, 68 bytes.
struct Opened {
    ManifestHash manifest;
    BallotId ballot;
    std::uint16_t station = 0;  // 0: a deputy's own second device
    CheckVerdict verdict = CheckVerdict::agrees;

    friend bool operator==(const Opened&, const Opened&) = default;
};

[[nodiscard]] Bytes encode_opened(const Opened& opened);
// Refuses `too_large`, `malformed`; whether it is this round's is for the caller.
[[nodiscard]] Result<Opened> decode_opened(ByteView bytes);

}  // namespace piaojue
