// server/commands/programs.hpp — this program and those that lie beside it, as an archive tells
// them
#pragma once

#include <vector>

#include "ballot/forms/bundle.hpp"

namespace piaojue::commands {

// Asks each for its version. Refuses `internal` if one does not tell it. Throws EnvError.
[[nodiscard]] Result<std::vector<forms::ProgramFile>> programs();

}  // namespace piaojue::commands
