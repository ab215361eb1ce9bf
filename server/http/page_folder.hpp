// server/http/page_folder.hpp — the built pages, read from the disk once, at start
//
// What is asked for later is looked up among these and never on the disk. EnvError says which
// folder and what to do.
#pragma once

#include <filesystem>
#include <vector>

#include "server/http/pages.hpp"

namespace piaojue::http {

// All files of the folder, by path. EnvError: it is not there, holds something else than pages, or
// lacks a page.
[[nodiscard]] std::vector<PageFile> read_pages(const std::filesystem::path& folder);

// Where scripts/run and the package put them: ../share/piaojue/rooms beside the program's folder.
// Empty if there are none.
[[nodiscard]] std::filesystem::path pages_beside(const std::filesystem::path& program);

}  // namespace piaojue::http
