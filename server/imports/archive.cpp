#include "server/imports/archive.hpp"

#include <zip.h>

#include <set>

namespace piaojue::imports {

namespace {

class ZipError {
public:
    ZipError() { ::zip_error_init(&error_); }
    ~ZipError() { ::zip_error_fini(&error_); }
    ZipError(const ZipError&) = delete;
    ZipError& operator=(const ZipError&) = delete;

    [[nodiscard]] ::zip_error_t* get() { return &error_; }
    [[nodiscard]] std::string text() { return ::zip_error_strerror(&error_); }

private:
    ::zip_error_t error_{};
};

// Names are found whatever their case. libzip's ZIP_CHECKCONS asks for more than that: it refuses
// archives of a packaging library of Microsoft's, which writes two times for one entry.
bool names_differ(::zip_t* archive, ::zip_uint64_t entries) {
    std::set<std::string> seen;
    for (::zip_uint64_t i = 0; i < entries; ++i) {
        const char* const name = ::zip_get_name(archive, i, 0);
        if (name == nullptr) return false;
        std::string lower{name};
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (!seen.insert(std::move(lower)).second) return false;
    }
    return true;
}

struct FileCloser {
    void operator()(::zip_file_t* file) const { ::zip_fclose(file); }
};

}  // namespace

void Archive::Closer::operator()(zip* archive) const {
    ::zip_discard(archive);
}

Readable<Archive> Archive::open(ByteView bytes) {
    ZipError error;
    ::zip_source_t* const source =
        ::zip_source_buffer_create(bytes.data(), bytes.size(), 0, error.get());
    if (source == nullptr) return unreadable(FaultCode::damaged, error.text());
    Handle handle{::zip_open_from_source(source, ZIP_RDONLY, error.get())};
    if (handle == nullptr) {
        ::zip_source_free(source);
        return unreadable(FaultCode::damaged, error.text());
    }
    const auto entries = ::zip_get_num_entries(handle.get(), 0);
    if (entries < 0 || static_cast<std::size_t>(entries) > archive_entries_max) {
        return unreadable(FaultCode::too_large, fmt::format("{} entries", entries));
    }
    if (!names_differ(handle.get(), static_cast<::zip_uint64_t>(entries))) {
        return unreadable(FaultCode::damaged, "two entries of one name");
    }
    return Archive{std::move(handle)};
}

bool Archive::has(const std::string& name) const {
    return ::zip_name_locate(handle_.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Readable<std::optional<std::string>> Archive::read(const std::string& name) const {
    const auto index = ::zip_name_locate(handle_.get(), name.c_str(), ZIP_FL_NOCASE);
    if (index < 0) return std::optional<std::string>{};
    const auto at = static_cast<::zip_uint64_t>(index);
    ::zip_stat_t facts{};
    if (::zip_stat_index(handle_.get(), at, 0, &facts) != 0) {
        return unreadable(FaultCode::damaged, name);
    }
    if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && facts.encryption_method != ZIP_EM_NONE) {
        return unreadable(FaultCode::encrypted);
    }
    const std::unique_ptr<::zip_file_t, FileCloser> file{::zip_fopen_index(handle_.get(), at, 0)};
    if (file == nullptr) return unreadable(FaultCode::damaged, name);
    // What the entry says of its size is not believed.
    std::string out;
    constexpr std::size_t piece = std::size_t{64} * 1024;
    for (;;) {
        const std::size_t had = out.size();
        out.resize(had + piece);
        const auto got = ::zip_fread(file.get(), out.data() + had, piece);
        if (got < 0) return unreadable(FaultCode::damaged, name);
        out.resize(had + static_cast<std::size_t>(got));
        if (got == 0) return std::optional<std::string>{std::move(out)};
        if (out.size() > entry_bytes_max) return unreadable(FaultCode::too_large, name);
    }
}

}  // namespace piaojue::imports
