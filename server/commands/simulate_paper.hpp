// server/commands/simulate_paper.hpp — sheets of paper of a simulation, from the files of two
// people
//
// Refusals: malformed, naming file, batch and column. Where the two files differ every cell is told
// with both values: both are the caller's own.
#pragma once

#include <string>

#include "server/simulate/simulation.hpp"

namespace piaojue::commands {

struct PaperFiles {
    std::string first;
    std::string second;
};

// Both files, compared, into the options; the candidates are known. Without files: nothing.
[[nodiscard]] Result<void> read_paper(const PaperFiles& files, simulate::Options& out);
// What the method and the number of simulated deputies ask of them; where fewer came back than
// min_group, the single sheets that are entered instead of a batch, into the options. A note on
// stderr where blank sheets are void though the method lets them abstain.
[[nodiscard]] Result<void> check_paper(const PaperFiles& files, std::uint32_t simulated,
                                       simulate::Options& out);

}  // namespace piaojue::commands
