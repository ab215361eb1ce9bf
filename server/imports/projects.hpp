// server/imports/projects.hpp — what is asked of candidate projects beyond their single rows, and
// what a manifest takes of them
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ballot/manifest.hpp"
#include "crypto/base/result.hpp"
#include "server/imports/records.hpp"

namespace piaojue::imports {

// Errors: too many, two of one name.
void check_projects(const Header& header, const std::vector<Record>& records,
                    std::vector<Fault>& faults);

// Of records without an error.
[[nodiscard]] std::vector<Project> candidates(const std::vector<Record>& records);

struct ProjectsFile {
    std::vector<Project> candidates;
    std::string canonical;  // as the record attaches it
};
// A whole table, as `piaojue import projects` takes it. `name` is what refusals call it. Refuses
// `malformed`, whose detail names every fault.
[[nodiscard]] Result<ProjectsFile> parse_projects(std::string_view bytes, const std::string& name);

}  // namespace piaojue::imports
