// server/teller/files.hpp — files on a person's device, some of which must never be lost or doubled
//
// A new file never takes the place of another. New or replaced, it is there whole or not at all,
// also after a power cut: written beside, synced, renamed, folder synced. A FileLock keeps two
// processes from using the same keys or share at the same time; it ends with its holder.
//
// Refusals: malformed (no such file), too_large, not_permitted (the file exists, or another
// process holds the lock). Other failures of the disk throw EnvError.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

namespace piaojue::teller {

enum class FileMode : unsigned { owner_only = 0600, readable = 0644 };

inline constexpr std::size_t file_bytes_max = std::size_t{1} << 30U;

[[nodiscard]] Result<Bytes> read_file(const std::filesystem::path& path,
                                      std::size_t most = file_bytes_max);
// The same, wiped at its end.
[[nodiscard]] Result<SecretBuffer> read_secret_file(const std::filesystem::path& path);

// Asked before long work whose result goes into a new file.
[[nodiscard]] Result<void> check_new_file(const std::filesystem::path& path);
[[nodiscard]] Result<void> write_new_file(const std::filesystem::path& path, ByteView content,
                                          FileMode mode);
void replace_file(const std::filesystem::path& path, ByteView content);

// A folder of new files, each name below it. The folder may be there if it is empty.
struct NamedContent {
    std::string_view name;
    ByteView content;
};
[[nodiscard]] Result<void> check_new_folder(const std::filesystem::path& folder);
[[nodiscard]] Result<void> write_new_folder(const std::filesystem::path& folder,
                                            std::span<const NamedContent> files, FileMode mode);

class FileLock {
public:
    // Of a file that exists. Refuses `not_permitted` at once if somebody else holds it.
    [[nodiscard]] static Result<FileLock> take(const std::filesystem::path& path);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&&) = delete;

private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace piaojue::teller
