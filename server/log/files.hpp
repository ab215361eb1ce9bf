// server/log/files.hpp — small files that are there whole or not at all
//
// Written beside their place, synced, renamed, and the folder synced. Failures throw EnvError that
// says which file.
#pragma once

#include <filesystem>
#include <optional>

#include "crypto/base/bytes.hpp"
#include "crypto/base/secret.hpp"

namespace piaojue::log {

enum class FileMode : std::uint32_t { owner_only = 0600, readable = 0644 };

// Replaces what is there.
void write_file_whole(const std::filesystem::path& file, ByteView content,
                      FileMode mode = FileMode::owner_only);
// Absent: no such file.
[[nodiscard]] std::optional<Bytes> read_file(const std::filesystem::path& file);
// The same, read into its place once and wiped at its end.
[[nodiscard]] std::optional<SecretBuffer> read_secret_file(const std::filesystem::path& file);

}  // namespace piaojue::log
