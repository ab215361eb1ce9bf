// server/commands/attachments.hpp — what of a round, besides the manifest, its record carries
//
// The manifest names them by hash (PROTOCOL.md §6). `manifest` writes each as an entry beside the
// draft, `post` posts what lies there before it; `simulate` posts them itself.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "server/cli/options.hpp"
#include "server/client/draft.hpp"

namespace piaojue::commands {

struct RoundTexts {
    std::string projects;  // canonical; empty: none
    std::string source;    // the file that says where the data is from; empty: none
    std::string method;    // of the method file; empty: none
    std::string slips;     // the file that holds the list of slips; empty: none
};
void add_source_option(cli::Options& options, std::string& source);

// Reads the source and the slips. Refuses `malformed`: the source is empty or not UTF-8, the slips
// are no list, or one of them is too large.
[[nodiscard]] Result<std::vector<client::Attached>> read_attached(RoundTexts texts);

// An entry and the file that holds it: FILE.projects and so on beside the manifest's FILE.
struct AttachmentFile {
    AttachmentKind kind;
    std::filesystem::path path;
};
[[nodiscard]] std::vector<AttachmentFile> attachment_files(const std::filesystem::path& manifest);

}  // namespace piaojue::commands
