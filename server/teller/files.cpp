#include "server/teller/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <set>
#include <utility>

namespace piaojue::teller {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t secret_file_bytes_max = 2 * 1024 * 1024;

[[noreturn]] void raise(const fs::path& path, std::string_view what) {
    throw EnvError(fmt::format("{} {}: {}", path.string(), what, std::strerror(errno)));
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }
    [[nodiscard]] int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

void write_all(const Descriptor& out, const fs::path& path, ByteView content) {
    while (!content.empty()) {
        const ssize_t written = ::write(out.number(), content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) raise(path, "can not be written");
        content = content.subspan(static_cast<std::size_t>(written));
    }
    if (::fsync(out.number()) != 0) raise(path, "can not be synced");
}

void sync_folder_of(const fs::path& path) {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
    const Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!opened.is_open() || ::fsync(opened.number()) != 0) raise(folder, "can not be synced");
}

void read_all(const Descriptor& in, const fs::path& path, std::span<Byte> out) {
    while (!out.empty()) {
        const ssize_t got = ::read(in.number(), out.data(), out.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) raise(path, "can not be read");
        out = out.subspan(static_cast<std::size_t>(got));
    }
}

// Reads into what `make` makes of the size.
template <class T>
Result<T> read_into(const fs::path& path, std::size_t most) {
    const Descriptor in{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!in.is_open()) {
        return fail(Errc::malformed,
                    fmt::format("{} can not be opened: {}", path.string(), std::strerror(errno)));
    }
    struct stat facts {};
    if (::fstat(in.number(), &facts) != 0) raise(path, "can not be read");
    if (!S_ISREG(facts.st_mode)) {
        return fail(Errc::malformed, path.string() + " is not a file");
    }
    const auto size = static_cast<std::size_t>(facts.st_size);
    if (size > most) {
        return fail(Errc::too_large,
                    fmt::format("{} is longer than {} bytes", path.string(), most));
    }
    T out(size);
    if constexpr (std::is_same_v<T, Bytes>) {
        read_all(in, path, out);
    } else {
        read_all(in, path, out.expose_mut());
    }
    return out;
}

// What a run before left there half written is nobody's.
fs::path write_beside(const fs::path& path, std::string_view suffix, ByteView content,
                      FileMode mode) {
    fs::path beside = path;
    beside += suffix;
    ::unlink(beside.c_str());
    const Descriptor out{
        ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, static_cast<mode_t>(mode))};
    if (!out.is_open()) raise(beside, "can not be made");
    write_all(out, beside, content);
    return beside;
}

// Without a '/' at its end, so that its parent is the folder it lies in.
fs::path plain(const fs::path& folder) {
    const fs::path normal = fs::absolute(folder).lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

// A folder beside another one, in whose place it is put when it is whole; otherwise it goes.
class UnfinishedFolder {
public:
    explicit UnfinishedFolder(const fs::path& path) : made_(path.string() + ".unfinished-XXXXXX") {
        if (::mkdtemp(made_.data()) == nullptr) raise(made_, "can not be made");
    }
    ~UnfinishedFolder() {
        std::error_code ignored;
        fs::remove_all(made_, ignored);
    }
    UnfinishedFolder(const UnfinishedFolder&) = delete;
    UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;

    [[nodiscard]] fs::path path() const { return made_; }

private:
    std::string made_;
};

tl::unexpected<Error> is_there(const fs::path& path) {
    return fail(Errc::not_permitted,
                path.string() + " exists and is not overwritten; choose another name");
}

}  // namespace

Result<Bytes> read_file(const fs::path& path, std::size_t most) {
    return read_into<Bytes>(path, most);
}

Result<SecretBuffer> read_secret_file(const fs::path& path) {
    return read_into<SecretBuffer>(path, secret_file_bytes_max);
}

Result<void> check_new_file(const fs::path& path) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(path, ignored))) return is_there(path);
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
    if (!fs::is_directory(folder, ignored)) {
        return fail(Errc::malformed, folder.string() + " is not a folder; make it first");
    }
    return {};
}

Result<void> write_new_file(const fs::path& path, ByteView content, FileMode mode) {
    PJ_TRY(check_new_file(path));
    const fs::path beside = write_beside(path, ".unfinished", content, mode);
    int moved = ::renameat2(AT_FDCWD, beside.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE);
    // A file system that can not look and rename in one step; looked at above.
    if (moved != 0 && errno == EINVAL) moved = std::rename(beside.c_str(), path.c_str());
    if (moved != 0) {
        const int reason = errno;
        ::unlink(beside.c_str());
        if (reason == EEXIST) return is_there(path);
        errno = reason;
        raise(path, "can not be made");
    }
    sync_folder_of(path);
    return {};
}

void replace_file(const fs::path& path, ByteView content) {
    const fs::path beside = write_beside(path, ".new", content, FileMode::owner_only);
    if (std::rename(beside.c_str(), path.c_str()) != 0) raise(path, "can not be put in place");
    sync_folder_of(path);
}

Result<void> check_new_folder(const fs::path& folder) {
    std::error_code failed;
    const fs::file_status status = fs::symlink_status(folder, failed);
    if (!fs::exists(status)) return check_new_file(plain(folder));
    const bool empty = fs::is_directory(status) && fs::is_empty(folder, failed);
    if (empty && !failed) return {};
    return fail(Errc::not_permitted,
                folder.string() + " is there and not an empty folder; choose another name");
}

Result<void> write_new_folder(const fs::path& folder, std::span<const NamedContent> files,
                              FileMode mode) {
    PJ_TRY(check_new_folder(folder));
    const fs::path path = plain(folder);
    const UnfinishedFolder beside{path};
    std::set<fs::path> folders{beside.path()};
    for (const NamedContent& file : files) {
        const fs::path at = beside.path() / file.name;
        fs::create_directories(at.parent_path());
        folders.insert(at.parent_path());
        write_beside(at, "", file.content, mode);
    }
    for (const fs::path& one : folders) {
        if (::chmod(one.c_str(), mode == FileMode::readable ? 0755 : 0700) != 0)
            raise(one, "can not be opened to others");
        sync_folder_of(one / ".");
    }
    // In the place of an empty folder, never of another.
    if (std::rename(beside.path().c_str(), path.c_str()) != 0) {
        if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR) return is_there(path);
        raise(path, "can not be made");
    }
    sync_folder_of(path);
    return {};
}

Result<FileLock> FileLock::take(const fs::path& path) {
    Descriptor opened{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!opened.is_open()) {
        return fail(Errc::malformed,
                    fmt::format("{} can not be opened: {}", path.string(), std::strerror(errno)));
    }
    struct stat held {};
    struct stat named {};
    const bool locked = ::flock(opened.number(), LOCK_EX | LOCK_NB) == 0;
    // The holder before may have put a newer file in this one's place: then this lock is of
    // nothing.
    const bool same = ::fstat(opened.number(), &held) == 0 && ::stat(path.c_str(), &named) == 0 &&
                      held.st_ino == named.st_ino && held.st_dev == named.st_dev;
    if (!locked || !same) {
        return fail(Errc::not_permitted,
                    path.string() + " is in use by another process; wait for its end");
    }
    return FileLock{opened.release()};
}

FileLock::~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

}  // namespace piaojue::teller
