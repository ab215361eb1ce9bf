// server/client/child_process.hpp — another program as a child that ends with its parent
//
// The child begins with no signal blocked or ignored, its stdin is /dev/null, and it is killed when
// its parent dies. Failures throw EnvError.
//
// Threads: any, but a child ends with the thread that started it.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace piaojue::client {

// Where its stdout and stderr go: descriptors of the parent, which keeps them.
struct ChildStreams {
    int out;
    int err;
};

// arguments[0] is the program's path. One that can not be run ends with exit code 127.
[[nodiscard]] pid_t start_child(const std::vector<std::string>& arguments, ChildStreams streams);

// Waits for its end: the exit code, or 128 + the signal that ended it.
int wait_for_child(pid_t pid);
// The same of a status that waitpid() gave.
[[nodiscard]] int exit_code_of(int status);

// Closed at its end.
class FileDescriptor {
public:
    // Flags and mode as in open(2); O_CLOEXEC is added.
    FileDescriptor(const std::filesystem::path& file, int flags, mode_t mode = 0);
    ~FileDescriptor();
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;

    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

}  // namespace piaojue::client
