// server/imports/archive.hpp — the ZIP file that a workbook is, with limits on what it unpacks to
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "crypto/base/bytes.hpp"
#include "server/imports/fault.hpp"

struct zip;

namespace piaojue::imports {

inline constexpr std::size_t archive_entries_max = 10'000;
inline constexpr std::size_t entry_bytes_max = std::size_t{32} << 20U;

class Archive {
public:
    // Looks at `bytes` as long as it lives. damaged, too_large.
    [[nodiscard]] static Readable<Archive> open(ByteView bytes);

    [[nodiscard]] bool has(const std::string& name) const;
    // Nothing if there is no such entry. damaged, too_large, encrypted.
    [[nodiscard]] Readable<std::optional<std::string>> read(const std::string& name) const;

private:
    struct Closer {
        void operator()(zip* archive) const;
    };
    using Handle = std::unique_ptr<zip, Closer>;

    explicit Archive(Handle handle) : handle_(std::move(handle)) {}

    Handle handle_;
};

}  // namespace piaojue::imports
