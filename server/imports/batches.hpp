// server/imports/batches.hpp — batches of sheets as two people key them, from two CSV files
//                                                                     PROTOCOL.md §11.8
// Header: batch,issued,returned,void_over,void_unreadable,void_marked,void_blank, then for each
// project in candidate order a1,o1,b1,… (approve, oppose, abstain; 1 is the project's number). A
// row a batch, numbered from 1; every cell a number.
//
// Refusals: malformed, whose detail says file, line or batch, and column. Pure, but for reading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ballot/entries/paper_batch.hpp"
#include "ballot/manifest.hpp"

namespace piaojue::imports {

// The batches of a file, in ascending number, without a round.
[[nodiscard]] Result<std::vector<PaperBatch>> parse_batches(std::string_view text,
                                                            const std::string& name,
                                                            const std::vector<Project>& candidates);

// Doubtful sheets of these batches, from a CSV file: batch,decision,reason; decision is valid,
// over, unreadable, marked or blank.
[[nodiscard]] Result<void> add_doubtful(std::vector<PaperBatch>& batches, std::string_view text,
                                        const std::string& name);

// Whether two people keyed the same. Refuses with every cell that differs: both files are the
// caller's own.
[[nodiscard]] Result<void> compare_batches(const std::vector<PaperBatch>& one,
                                           const std::string& name,
                                           const std::vector<PaperBatch>& other,
                                           const std::string& other_name,
                                           const std::vector<Project>& candidates);

// Whether they are those numbered 1, 2, … without a gap, as the paper statement counts them.
[[nodiscard]] Result<void> check_numbering(const std::vector<PaperBatch>& batches,
                                           const std::string& name);

}  // namespace piaojue::imports
