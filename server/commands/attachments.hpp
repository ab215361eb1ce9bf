// server/commands/attachments.hpp — what of a round, besides the manifest, its record carries
//
// The manifest names them by hash (PROTOCOL.md §6). `manifest` writes each as an entry beside the
// draft, `post` posts what lies there before it; `simulate` posts them itself.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "server/cli/options.hpp"
#include "server/imports/draft.hpp"

namespace piaojue::commands {

// Two of the texts as files; empty: none.
struct AttachedFiles {
    std::string source;
    std::string slips;
    std::string names;  // the roll's table, which the source then names (PROTOCOL.md §18)
};
// --source and --names
void add_source_options(cli::Options& options, AttachedFiles& files);

// `texts` with these two read into it, attached. Refuses what imports::attach() refuses, and an
// empty source.
[[nodiscard]] Result<std::vector<imports::Attached>> read_attached(imports::RoundTexts texts,
                                                                   const AttachedFiles& files);

// An entry and the file that holds it: FILE.projects and so on beside the manifest's FILE.
struct AttachmentFile {
    AttachmentKind kind;
    std::filesystem::path path;
};
[[nodiscard]] AttachmentFile attachment_file(const std::filesystem::path& manifest,
                                             AttachmentKind kind);
[[nodiscard]] std::vector<AttachmentFile> attachment_files(const std::filesystem::path& manifest);

}  // namespace piaojue::commands
