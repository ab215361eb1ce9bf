// ballot/entries/result_entry.hpp — totals, counts and decision of a round          PROTOCOL.md
// §11.6
//
// The form only: whether the numbers are right is for ballot/tally.hpp, which makes the same entry
// again from the shares. Public.
#pragma once

#include <vector>

#include "ballot/entries/paper_batch.hpp"

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

// What the totals of a round were made of.
enum class OpenedAs : std::uint8_t {
    nothing = 0,    // too few ballots, or too many papers
    decrypted = 1,  // the box, and the sheets where there are some
    sheets_alone = 2,
};

// The sheets of a round, summed over the batches that count (§11.8).
struct Sheets {
    std::uint32_t taken = 0;        // P
    std::uint32_t exchanged = 0;    // X
    std::uint32_t uncancelled = 0;  // U
    std::uint32_t returned = 0;
    VoidSheets voided;
    std::vector<SheetVotes> projects;  // in candidate order

    [[nodiscard]] std::uint64_t handed_out() const {
        return std::uint64_t{taken} + exchanged + uncancelled;
    }
    // returned less the void ones; 0 where there are more of these.
    [[nodiscard]] std::uint64_t valid() const {
        return returned > voided.all() ? returned - voided.all() : 0;
    }

    friend bool operator==(const Sheets&, const Sheets&) = default;
};

struct ResultEntry {
    ManifestHash manifest;
    Bytes32 root;  // of the closing checkpoint
    OpenedAs opened = OpenedAs::nothing;
    std::vector<TellerNumber> used;  // whose shares were combined, ascending
    RoundCounts counts;
    std::vector<ProjectResult> projects;  // in candidate order
    std::uint8_t places_left = 0;
    std::uint8_t next_kind = 0;  // 0: no next round, else a RoundKind
    std::uint8_t next_places = 0;
    std::vector<ProjectNumber> next_candidates;
    std::optional<Sheets> sheets;  // iff the round has its act 18

    friend bool operator==(const ResultEntry&, const ResultEntry&) = default;
};

[[nodiscard]] Bytes encode_result(const ResultEntry& result);
// The number of candidates, and whether the round has its act 18, are not in the entry. Refuses
// `too_large`, `malformed`.
[[nodiscard]] Result<ResultEntry> decode_result(ByteView entry, std::size_t projects,
                                                bool with_sheets);
[[nodiscard]] ResultHash result_hash(ByteView entry);

}  // namespace piaojue
