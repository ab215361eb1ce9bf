// server/imports/projects.hpp — what is asked of candidate projects beyond their single rows, and
// what a manifest takes of them
#pragma once

#include <vector>

#include "ballot/manifest.hpp"
#include "server/imports/records.hpp"

namespace piaojue::imports {

// Errors: too many, two of one name.
void check_projects(const Header& header, const std::vector<Record>& records,
                    std::vector<Fault>& faults);

// Of records without an error.
[[nodiscard]] std::vector<Project> candidates(const std::vector<Record>& records);

}  // namespace piaojue::imports
