// server/hall/public_view.hpp — what anybody may know now          PROTOCOL.md §16
//
// The one place that decides it. While the box is open: phase, and counts no newer than the last
// counts entry, so that nobody can watch a single cast. From the close until announce: the phase
// `closed`, the closing counts, the closing checkpoint, and nothing else, whatever happens inside.
// After that: everything that is in the log.
//
// A value; safe from any thread.
#pragma once

#include <optional>
#include <string>

#include "ballot/bound.hpp"
#include "ballot/entries/result_entry.hpp"
#include "server/log/log.hpp"

namespace piaojue::hall {

struct PublicView {
    Phase phase = Phase::setup;  // never cosigned or decided
    std::uint32_t due = 0;
    std::uint32_t present = 0;
    std::uint32_t issued = 0;
    std::uint32_t cast = 0;
    std::uint32_t handed_back = 0;
    std::uint32_t sheets = 0;  // of paper, among those issued; known when issuing has ended
    std::uint64_t log_size = 0;
    std::string checkpoint;
    CongressId congress;
    bool sample = false;
    std::string title;                     // of the round, of the congress before a manifest
    std::optional<VoteManifest> manifest;  // of the newest round
    std::optional<ResultEntry> result;     // once announced
    std::optional<Bound> bound;            // then too, where it is established

    [[nodiscard]] std::uint32_t outstanding() const {
        const std::uint32_t returned = cast + handed_back;
        return issued > returned ? issued - returned : 0;
    }
};

[[nodiscard]] PublicView public_view(const log::Log& log);

// From the close until announce.
[[nodiscard]] bool is_silent(const CongressState& state);

}  // namespace piaojue::hall
