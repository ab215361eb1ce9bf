// server/commands/record_file.hpp — a record as the commands that print it take it: verified, or
// not at all
#pragma once

#include <string>

#include "ballot/forms/data.hpp"
#include "ballot/forms/fonts.hpp"
#include "server/commands/command.hpp"

namespace piaojue::commands {

struct VerifiedOptions {
    std::string record;
    std::string expect_manifest;
    forms::FontWishes fonts;
};
// The record's place, --expect-manifest and the fonts.
void add_verified_options(Options& command, VerifiedOptions& options);

struct RecordFile {
    Bytes bytes;
    forms::FormData data;
    bool anchored = false;  // the manifest hash was compared
};

// Why there is none, and how the command ends: `not_held` if the record does not verify, with the
// checks that failed, `misused` if it can not be read.
struct RecordRefusal {
    Error error;
    int exit_code;
};
[[nodiscard]] tl::expected<RecordFile, RecordRefusal> read_record_file(
    const VerifiedOptions& options);

// Said of a record whose manifest hash nobody brought from outside.
inline constexpr std::string_view not_anchored =
    "未比对底稿指纹 / the manifest hash was not compared (--expect-manifest)\n";

}  // namespace piaojue::commands
