// server/client/server_process.hpp — a `piaojue serve` of one's own, as a child process
//
// For simulations and tests: the server is never a part of the client's process and is reached only
// over HTTPS. The child ends with its parent. Failures throw EnvError and say what to look at.
//
// Threads: one owner.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "server/client/api.hpp"

namespace piaojue::client {

struct ServerProgram {
    std::filesystem::path program;  // piaojue
    std::filesystem::path data;     // its data directory
    std::filesystem::path log;      // where its stderr goes, appended
    std::uint16_t issue_port = 0;   // 0: any free one
    std::uint16_t box_port = 0;
};

struct CongressSetup {
    std::string name;
    std::string name2;
    bool sample = false;
};

// `piaojue init`; the directory must not exist.
void init_server(const ServerProgram& program, const CongressSetup& congress);

// The code that lets setup entries in (PROTOCOL.md §16).
[[nodiscard]] std::string read_setup_code(const ServerProgram& program);

class ServerProcess {
public:
    // Starts `piaojue serve` on free ports and waits until it says that it is ready.
    explicit ServerProcess(ServerProgram program);
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    [[nodiscard]] const Endpoint& endpoint() const { return endpoint_; }
    [[nodiscard]] pid_t pid() const { return pid_; }

    // Asks it to stop and waits for its end; the exit code.
    int stop();
    // As a pulled plug: SIGKILL, then waits for its end.
    void kill();

private:
    void read_ready_line(int from);

    ServerProgram program_;
    pid_t pid_ = -1;
    Endpoint endpoint_;
};

}  // namespace piaojue::client
