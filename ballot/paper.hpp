// ballot/paper.hpp — sheets beside the box: whether they add up, and their sums   PROTOCOL.md §11.8
//
// Pure functions of the batches that people signed and of what the log knows of the round's papers.
// Public; safe from any thread.
#pragma once

#include <span>

#include "ballot/entries/closing.hpp"
#include "ballot/entries/result_entry.hpp"
#include "ballot/manifest.hpp"

namespace piaojue {

// What the log says of a round's papers besides its batches.
struct PaperCounts {
    std::uint32_t taken = 0;        // P: issuances of kind 2
    std::uint32_t exchanged = 0;    // X: exchange entries
    std::uint32_t uncancelled = 0;  // U: told by act 18
    std::uint32_t entered = 0;      // ballots of token kind 2: sheets entered at a booth
};

// The paper part of a round that has its act 18.
struct PaperPart {
    Sheets sheets;
    std::size_t batches = 0;    // that count
    std::uint64_t issued = 0;   // Σ issued of them
    std::uint32_t entered = 0;  // ballots of token kind 2
    bool too_many = false;      // more sheets are in use than were handed out or had a token
};

// What a round asks of its sheets.
struct SheetRules {
    std::vector<ProjectNumber> projects;  // in candidate order
    bool three_way = false;
    std::uint8_t hi = 0;  // most approvals on a sheet
    std::uint16_t min_group = 1;

    [[nodiscard]] static SheetRules of(const VoteManifest& manifest) {
        return {manifest.project_numbers(), manifest.shape().three_way(), manifest.method().hi,
                manifest.fields().min_group};
    }
};

// Whether a batch adds up in this round, and is none of few sheets, which would show what is on
// them. Refuses `malformed`, naming the batch and the identity.
[[nodiscard]] Result<void> check_batch(const SheetRules& rules, const PaperBatch& batch);
[[nodiscard]] inline Result<void> check_batch(const VoteManifest& manifest,
                                              const PaperBatch& batch) {
    return check_batch(SheetRules::of(manifest), batch);
}

// The sums over the batches that count; `box` are the counts of the closing entry.
[[nodiscard]] PaperPart sum_paper(const VoteManifest& manifest, const PaperCounts& counts,
                                  const BoxCounts& box, std::span<const PaperBatch> batches);
// Whether they add up together. Refuses `malformed`.
[[nodiscard]] Result<void> check_paper_sums(const PaperPart& paper);

}  // namespace piaojue
