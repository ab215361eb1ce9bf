// server/simulate/vote_file.hpp — what a simulated congress votes on, and how each deputy marks
//
// Two inputs (README, `piaojue simulate --help`):
//   ballots   CSV; header: project numbers; a row a deputy: 1 approve, -1 oppose, 0 abstain
//             (approve style: none), empty: no mark. A row without any mark is a blank ballot.
//   .pb       Pabulib: the projects in file order, numbered from 1, their id kept as ref; a row
//             of VOTES a deputy. Only approval votes.
//
// Refusals: malformed, whose detail says file, line and what to do.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/manifest.hpp"
#include "crypto/base/result.hpp"

namespace piaojue::simulate {

// One deputy's will. grade: 0 none or abstain, 1 approve, 2 oppose (PROTOCOL.md §8.1).
struct MarkedRow {
    std::vector<std::uint8_t> grades;  // in candidate order
    bool blank = false;

    [[nodiscard]] std::size_t approvals() const;
};

struct Vote {
    std::vector<Project> candidates;
    std::vector<MarkedRow> rows;
};

// `candidates`: the projects file's; without one the header's numbers are the candidates.
[[nodiscard]] Result<Vote> parse_ballots_csv(std::string_view text, const std::string& name,
                                             const std::optional<std::vector<Project>>& candidates,
                                             Style style);

[[nodiscard]] Result<Vote> parse_pabulib(std::string_view text, const std::string& name);

// Reads a whole file; malformed if it can not be read.
[[nodiscard]] Result<std::string> read_text(const std::filesystem::path& path);

}  // namespace piaojue::simulate
