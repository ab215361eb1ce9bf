// ballot/entries/closing.hpp — counts while the box is open, the closing entry, the cosigned
// closing checkpoint                                                    PROTOCOL.md §10.2 §11.1
// §11.2
#pragma once

#include "ballot/ids.hpp"

namespace piaojue {

enum class CountsPhase : std::uint8_t { issuing = 1, voting = 2 };

struct BoxCounts {
    std::uint32_t present = 0;
    std::uint32_t issued = 0;
    std::uint32_t cast = 0;
    std::uint32_t handed_back = 0;

    friend bool operator==(const BoxCounts&, const BoxCounts&) = default;
};

// At most one a minute and only when something changed.
struct Counts {
    ManifestHash manifest;
    CountsPhase phase = CountsPhase::issuing;
    BoxCounts counts;

    friend bool operator==(const Counts&, const Counts&) = default;
};

// Behind the last ballot, hand-back and opened entry.
struct Closing {
    ManifestHash manifest;
    BoxCounts counts;
    std::uint32_t voided = 0;  // slips, by statements
    std::uint32_t opened = 0;

    friend bool operator==(const Closing&, const Closing&) = default;
};

struct Cosigned {
    ManifestHash manifest;
    Bytes checkpoint;  // the signed closing checkpoint, text

    friend bool operator==(const Cosigned&, const Cosigned&) = default;
};

[[nodiscard]] Bytes encode_counts(const Counts& counts);
[[nodiscard]] Bytes encode_closing(const Closing& closing);
[[nodiscard]] Bytes encode_cosigned(const Cosigned& cosigned);

// Refuse `too_large` and `malformed`. What is in the checkpoint is for crypto/checkpoint.
[[nodiscard]] Result<Counts> decode_counts(ByteView entry);
[[nodiscard]] Result<Closing> decode_closing(ByteView entry);
[[nodiscard]] Result<Cosigned> decode_cosigned(ByteView entry);

}  // namespace piaojue
