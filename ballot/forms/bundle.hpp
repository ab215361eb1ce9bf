// ballot/forms/bundle.hpp — what is made of a record for others: a site for everybody, an archive
// for the house
//
// Both are lists of files, each with its name below one folder, and end with SHA256SUMS, which
// sha256sum -c reads. The same input gives the same bytes. Neither asks the machine for anything
// but its fonts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ballot/forms/compose.hpp"
#include "ballot/forms/data.hpp"
#include "ballot/forms/fonts.hpp"

namespace piaojue::forms {

struct BundleFile {
    std::string name;  // with '/' between folders
    std::string bytes;
};
using Bundle = std::vector<BundleFile>;

inline constexpr std::string_view record_name = "record.piaojue";
inline constexpr std::string_view sums_name = "SHA256SUMS";

// Of every file there is, sorted by name, as sha256sum writes them.
[[nodiscard]] std::string sums_of(const Bundle& bundle);

// A static site that a web server or a file system shows alike: index.html in both languages, the
// forms in one, the record. Votes stand outside the record only where the method's notice has
// them. Refuses what pdf_of() refuses.
[[nodiscard]] Result<Bundle> site_of(const FormData& data, ByteView record, Lang lang,
                                     const Fonts& fonts);

// A program that made the files, or verifies them.
struct ProgramFile {
    std::string name;
    std::string version;
    std::uint64_t size = 0;
    Bytes32 sha256;
};

struct ArchiveWish {
    std::vector<ProgramFile> programs;
    FormExtras extras;  // of the attendance and of what is to be destroyed
};

// Everything that the house keeps of a vote, with all forms in both languages, also the internal
// one. Refuses what pdf_of() refuses.
[[nodiscard]] Result<Bundle> archive_of(const FormData& data, ByteView record,
                                        const ArchiveWish& wish, const Fonts& fonts);

// The chosen projects under ids that stay (PROTOCOL.md §18), canonical JSON.
[[nodiscard]] std::string projects_json(const FormData& data);

}  // namespace piaojue::forms
