// ballot/entries/result_entry.hpp — totals, counts and decision of a round          PROTOCOL.md
// §11.6
//
// The form only: whether the numbers are right is for ballot/tally.hpp, which makes the same entry
// again from the shares. Public.
#pragma once

#include <vector>

#include "ballot/ids.hpp"

namespace piaojue {

// What §11.5 counts; one meaning everywhere.
struct RoundCounts {
    std::uint32_t due = 0;
    std::uint32_t present = 0;
    std::uint32_t issued = 0;
    std::uint32_t cast = 0;
    std::uint32_t handed_back = 0;
    std::uint32_t returned = 0;
    std::uint32_t outstanding = 0;
    std::uint32_t blank = 0;
    std::uint32_t voided = 0;
    std::uint32_t valid = 0;

    friend bool operator==(const RoundCounts&, const RoundCounts&) = default;
};

struct ProjectResult {
    std::uint32_t approve = 0;
    std::uint32_t oppose = 0;
    std::uint32_t abstain = 0;
    bool passed = false;
    bool chosen = false;
    bool tied = false;
    std::uint16_t rank = 0;

    friend bool operator==(const ProjectResult&, const ProjectResult&) = default;
};

struct ResultEntry {
    ManifestHash manifest;
    Bytes32 root;  // of the closing checkpoint
    bool opened = false;
    std::vector<TellerNumber> used;  // whose shares were combined, ascending
    RoundCounts counts;
    std::vector<ProjectResult> projects;  // in candidate order
    std::uint8_t places_left = 0;
    std::uint8_t next_kind = 0;  // 0: no next round, else a RoundKind
    std::uint8_t next_places = 0;
    std::vector<ProjectNumber> next_candidates;

    friend bool operator==(const ResultEntry&, const ResultEntry&) = default;
};

[[nodiscard]] Bytes encode_result(const ResultEntry& result);
// `projects` is the number of candidates of the round, which the entry does not repeat. Refuses
// `too_large`, `malformed`.
[[nodiscard]] Result<ResultEntry> decode_result(ByteView entry, std::size_t projects);
[[nodiscard]] ResultHash result_hash(ByteView entry);

}  // namespace piaojue
