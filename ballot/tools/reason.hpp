// ballot/tools/reason.hpp — why a project was chosen or not, in a sentence for people
#pragma once

#include <string>

#include "ballot/decide.hpp"

namespace piaojue::tools {

struct Reason {
    std::string zh;
    std::string en;
};

// `project` is one of the outcome's.
[[nodiscard]] Reason reason_for(const Method& method, const DecisionCounts& counts,
                                const Outcome& outcome, const ProjectOutcome& project);

}  // namespace piaojue::tools
