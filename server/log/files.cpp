// server/log/files.cpp — small files that are there whole or not at all
#include "server/log/files.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "crypto/base/result.hpp"

namespace piaojue::log {
namespace {

std::string user_name(uid_t user) {
    std::array<char, 1024> room{};
    passwd row{};
    passwd* found = nullptr;
    const int failed = ::getpwuid_r(user, &row, room.data(), room.size(), &found);
    return failed != 0 || found == nullptr ? std::to_string(user) : std::string{row.pw_name};
}

// A command run as another user, mostly root, leaves files that the server may not open.
std::string owner_advice(const std::filesystem::path& file) {
    struct stat facts {};
    if (::stat(file.c_str(), &facts) != 0 || facts.st_uid == ::geteuid()) return {};
    const std::string owner = user_name(facts.st_uid);
    const std::string self = user_name(::geteuid());
    const std::string chown = "chown -R " + self + ": " + file.parent_path().string();
    return "；它属于用户 " + owner + "，本程序以 " + self + " 运行，请以 root 执行 " + chown +
           " / it belongs to user " + owner + ", and this runs as " + self + ": as root, " + chown;
}

[[noreturn]] void raise(const std::filesystem::path& file, const char* what) {
    const int error = errno;
    const bool forbidden = error == EACCES || error == EPERM;
    throw EnvError(file.string() + ": " + what + ": " + std::strerror(error) +
                   (forbidden ? owner_advice(file) : ""));
}

class Descriptor {
public:
    Descriptor(const std::filesystem::path& file, int flags, mode_t mode)
        : file_(file), fd_(::open(file.c_str(), flags | O_CLOEXEC, mode)) {
        if (fd_ < 0) raise(file_, "can not be opened");
    }
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write(ByteView content) const {
        while (!content.empty()) {
            const ssize_t written = ::write(fd_, content.data(), content.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) raise(file_, "can not be written");
            content = content.subspan(static_cast<std::size_t>(written));
        }
    }
    [[nodiscard]] std::size_t size() const {
        struct stat facts {};
        if (::fstat(fd_, &facts) != 0 || !S_ISREG(facts.st_mode)) raise(file_, "can not be read");
        return static_cast<std::size_t>(facts.st_size);
    }
    void read(std::span<Byte> out) const {
        while (!out.empty()) {
            const ssize_t got = ::read(fd_, out.data(), out.size());
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) raise(file_, "can not be read");
            out = out.subspan(static_cast<std::size_t>(got));
        }
    }
    void sync() const {
        if (::fsync(fd_) != 0) raise(file_, "can not be synced");
    }

private:
    const std::filesystem::path& file_;
    int fd_;
};

}  // namespace

void write_file_whole(const std::filesystem::path& file, ByteView content, FileMode mode) {
    std::filesystem::path beside = file;
    beside += ".new";
    {
        const Descriptor out{beside, O_WRONLY | O_CREAT | O_TRUNC, static_cast<mode_t>(mode)};
        out.write(content);
        out.sync();
    }
    if (std::rename(beside.c_str(), file.c_str()) != 0) raise(file, "can not be put in place");
    const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
    Descriptor{folder, O_RDONLY | O_DIRECTORY, 0}.sync();
}

std::optional<Bytes> read_file(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return std::nullopt;
    const Descriptor in{file, O_RDONLY, 0};
    Bytes out(in.size());
    in.read(out);
    return out;
}

std::optional<SecretBuffer> read_secret_file(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return std::nullopt;
    const Descriptor in{file, O_RDONLY, 0};
    SecretBuffer out(in.size());
    in.read(out.expose_mut());
    return out;
}

}  // namespace piaojue::log
