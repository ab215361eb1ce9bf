// server/imports/marks_text.hpp — marks as a person types them: "1,3,5"   PROTOCOL.md §8.1
//
//   1,3,-4   approves 1 and 3, opposes 4; numbers of the round's projects
//   blank    a blank ballot
//   none     nothing marked; three-way: abstains on all
// A file of sheets of paper has one of these on each line, a line a sheet.
//
// Secret: the text and what is made of it. Refusals: malformed, whose detail says what to do. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ballot/manifest.hpp"
#include "ballot/marks.hpp"

namespace piaojue::imports {

[[nodiscard]] Result<Marks> parse_marks(const VoteManifest& manifest, std::string_view text);

// A file as one person keyed it; `name` is for refusals.
struct SheetsFile {
    std::string name;
    std::string_view text;
};

// The sheets of a file, in its order; a refusal names file and line. UTF-8, with or without a mark,
// lines with or without CR. An empty line is refused but at the end: nobody should have to guess
// whether it is a blank sheet.
[[nodiscard]] Result<std::vector<Marks>> parse_sheets(const VoteManifest& manifest,
                                                      const SheetsFile& file);

// What two people keyed of the same sheets, from 1 to one less than min_group of the round. Where
// they differ the lines are named, what stands in them is not.
[[nodiscard]] Result<std::vector<Marks>> agreed_sheets(const VoteManifest& manifest,
                                                       const SheetsFile& one,
                                                       const SheetsFile& other);

}  // namespace piaojue::imports
