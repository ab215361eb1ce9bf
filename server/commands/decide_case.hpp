// server/commands/decide_case.hpp — what `piaojue decide` decides on, or all that is wrong with it
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "ballot/decide.hpp"
#include "server/imports/fault.hpp"

namespace piaojue::commands {

// Everything in it has been checked.
struct DecideCase {
    Method method;
    DecisionCounts counts;
    std::vector<std::string> names;  // as the candidates, may be empty
    std::vector<Candidate> candidates;
};

// A fault and where it is: of a file, or (empty) of the figures or of a line of cases.
struct FaultIn {
    std::string file;
    imports::Fault fault;
};
using CaseOrFaults = tl::expected<DecideCase, std::vector<FaultIn>>;

// A method.toml, a totals.csv and the figures beside them.
[[nodiscard]] CaseOrFaults read_case(const std::string& method, const std::string& totals,
                                     const DecisionCounts& counts);

// A line of cases: {"method", "totals": [{"no", "approve", …}], "counts": {…}}. The row of a fault
// is then a place in the list of totals, from 1.
[[nodiscard]] CaseOrFaults read_case_line(std::string_view line);

}  // namespace piaojue::commands
