// server/commands/bundle_folder.hpp — files made of a record, written as one folder and told
#pragma once

#include "ballot/forms/bundle.hpp"
#include "server/commands/record_file.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

// Gives the exit code.
int write_bundle(bool json, const std::string& folder, const forms::Bundle& bundle,
                 const RecordFile& record, teller::FileMode mode);

}  // namespace piaojue::commands
