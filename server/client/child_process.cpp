#include "server/client/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "crypto/base/result.hpp"

namespace piaojue::client {

pid_t start_child(const std::vector<std::string>& arguments, ChildStreams streams) {
    // Everything the child needs is prepared before fork(): between fork() and exec() only calls
    // that are safe there.
    std::vector<char*> argv;
    argv.reserve(arguments.size() + 1);
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));  // NOLINT: exec's old signature
    }
    argv.push_back(nullptr);
    sigset_t none;
    sigemptyset(&none);
    const pid_t parent = getpid();
    const pid_t pid = fork();
    if (pid < 0) throw EnvError(fmt::format("fork failed: {}", std::strerror(errno)));
    if (pid > 0) return pid;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    std::signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(streams.out, STDOUT_FILENO) < 0 ||
        dup2(streams.err, STDERR_FILENO) < 0) {
        _exit(1);
    }
    execv(argv[0], argv.data());
    _exit(127);
}

int exit_code_of(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int wait_for_child(pid_t pid) {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return exit_code_of(status);
}

FileDescriptor::FileDescriptor(const std::filesystem::path& file, int flags, mode_t mode)
    : descriptor_(open(file.c_str(), flags | O_CLOEXEC, mode)) {
    if (descriptor_ < 0)
        throw EnvError(
            fmt::format("{} can not be opened: {}", file.string(), std::strerror(errno)));
}

FileDescriptor::~FileDescriptor() {
    close(descriptor_);
}

}  // namespace piaojue::client
