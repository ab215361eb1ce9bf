#include "server/pages.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "crypto/base/result.hpp"

namespace piaojue {

namespace {

constexpr std::uintmax_t page_bytes_max = 4 * 1024 * 1024;

Bytes read_page(const std::filesystem::path& file) {
    if (std::filesystem::file_size(file) > page_bytes_max)
        throw EnvError(file.string() + " is too long for a page");
    std::ifstream in{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in) throw EnvError(file.string() + " can not be read");
    const ByteView bytes = as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

}  // namespace

std::vector<http::PageFile> read_pages(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder))
        throw EnvError(folder.string() + " is no folder: build the pages with scripts/run");
    std::vector<http::PageFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (entry.is_directory()) continue;
        std::string path = entry.path().lexically_relative(folder).generic_string();
        if (!entry.is_regular_file() || !http::is_page_file(path))
            throw EnvError(entry.path().string() + " is no file of the pages; remove it");
        files.push_back({std::move(path), read_page(entry.path())});
    }
    for (const char* const needed :
         {"booth.html", "check.html", "deputy.html", "hall.html", "public.html"}) {
        const bool there = std::any_of(files.begin(), files.end(),
                                       [&](const auto& file) { return file.path == needed; });
        if (!there)
            throw EnvError((folder / needed).string() + " is missing: build with scripts/run");
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

std::filesystem::path pages_beside(const std::filesystem::path& program) {
    const std::filesystem::path folder =
        program.parent_path().parent_path() / "share" / "piaojue" / "rooms";
    return std::filesystem::is_directory(folder) ? folder : std::filesystem::path{};
}

}  // namespace piaojue
