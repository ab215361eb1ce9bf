#include "server/commands/programs.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "crypto/hash.hpp"
#include "server/client/child_process.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

namespace {

namespace fs = std::filesystem;

// What a program says to --version: its name and a number.
Result<std::string> version_of(const fs::path& program) {
    std::string said(256, '\0');
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw EnvError("no pipe");
    const pid_t child = client::start_child({program.string(), "--version"}, {ends[1], ends[1]});
    ::close(ends[1]);
    std::size_t length = 0;
    ssize_t got = 1;
    while (got > 0 && length < said.size()) {
        got = ::read(ends[0], said.data() + length, said.size() - length);
        if (got > 0) length += static_cast<std::size_t>(got);
    }
    ::close(ends[0]);
    const int code = client::wait_for_child(child);
    said.resize(length);
    const std::size_t gap = said.find(' ');
    if (code != 0 || gap == std::string::npos)
        return fail(Errc::internal, program.string() + " does not tell its version");
    return said.substr(gap + 1, said.find('\n') - gap - 1);
}

}  // namespace

Result<std::vector<forms::ProgramFile>> programs() {
    const fs::path self = fs::read_symlink("/proc/self/exe");
    std::vector<forms::ProgramFile> out;
    for (const char* const name : {"piaojue", "piaojue-teller", "piaojue-verify"}) {
        const fs::path path = self.parent_path() / name;
        std::error_code ignored;
        if (!fs::exists(path, ignored)) continue;
        const Bytes bytes = PJ_TRY(teller::read_file(path));
        const std::string version = PJ_TRY(version_of(path));
        out.push_back({name, version, bytes.size(), sha256(bytes)});
    }
    return out;
}

}  // namespace piaojue::commands
