#include "server/client/server_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

namespace piaojue::client {

namespace {

constexpr int ready_ms = 60'000;

[[noreturn]] void give_up(const ServerProgram& program, std::string_view what) {
    throw EnvError(fmt::format("the server {}; see {}", what, program.log.string()));
}

// Everything the child needs is prepared before fork(): between fork() and exec() only calls that
// are safe there.
pid_t start(const ServerProgram& program, const std::vector<std::string>& arguments, int out) {
    std::vector<char*> argv;
    argv.reserve(arguments.size() + 1);
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));  // NOLINT: exec's old signature
    }
    argv.push_back(nullptr);
    const std::string log = program.log.string();
    const pid_t parent = getpid();
    const pid_t pid = fork();
    if (pid < 0) throw EnvError(fmt::format("fork failed: {}", std::strerror(errno)));
    if (pid > 0) return pid;

    constexpr mode_t owner_only = 0600;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    const int err = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, owner_only);
    const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (err < 0 || null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(err, STDERR_FILENO) < 0) {
        _exit(1);
    }
    execv(argv[0], argv.data());
    _exit(127);
}

int wait_for(pid_t pid) {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

void init_server(const ServerProgram& program, const CongressSetup& congress) {
    std::vector<std::string> arguments{program.program.string(), "init",   "--data",
                                       program.data.string(),    "--name", congress.name};
    if (!congress.name2.empty()) {
        arguments.emplace_back("--name2");
        arguments.push_back(congress.name2);
    }
    if (congress.sample) arguments.emplace_back("--sample");
    const int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null < 0) throw EnvError("/dev/null can not be opened");
    const pid_t pid = start(program, arguments, null);
    close(null);
    if (wait_for(pid) != 0) give_up(program, "could not make its data directory");
}

std::string read_setup_code(const ServerProgram& program) {
    std::ifstream in(program.data / "setup.code");
    std::string code;
    if (!(in >> code)) give_up(program, "left no setup code");
    return code;
}

ServerProcess::ServerProcess(ServerProgram program) : program_(std::move(program)) {
    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0) throw EnvError("a pipe can not be made");
    pid_ = start(program_,
                 {program_.program.string(), "serve", "--data", program_.data.string(), "--json",
                  "--issue-port", std::to_string(program_.issue_port), "--box-port",
                  std::to_string(program_.box_port)},
                 pipe[1]);
    close(pipe[1]);
    try {
        read_ready_line(pipe[0]);
    } catch (...) {
        close(pipe[0]);
        kill();
        throw;
    }
    close(pipe[0]);
}

void ServerProcess::read_ready_line(int from) {
    std::string line;
    while (line.empty() || line.back() != '\n') {
        pollfd waiting{from, POLLIN, 0};
        char byte = 0;
        if (poll(&waiting, 1, ready_ms) <= 0 || read(from, &byte, 1) != 1) {
            give_up(program_, "did not start");
        }
        line.push_back(byte);
    }
    boost::json::error_code error;
    const boost::json::value ready = boost::json::parse(line, error);
    if (error || !ready.is_object()) give_up(program_, "said something else than its ports");
    const boost::json::object& object = ready.get_object();
    if (object.contains("error")) give_up(program_, "refused to start");
    for (const char* const name : {"issue_port", "box_port", "certificate"})
        if (!object.contains(name)) give_up(program_, "said something else than its ports");
    endpoint_.host = "127.0.0.1";
    endpoint_.issue_port = object.at("issue_port").to_number<std::uint16_t>();
    endpoint_.box_port = object.at("box_port").to_number<std::uint16_t>();
    std::ifstream in(std::string{object.at("certificate").as_string()});
    endpoint_.certificate.assign(std::istreambuf_iterator<char>{in}, {});
    if (endpoint_.certificate.empty()) give_up(program_, "left no certificate");
}

ServerProcess::~ServerProcess() {
    if (pid_ > 0) kill();
}

int ServerProcess::stop() {
    PJ_ASSERT(pid_ > 0, "a server that runs");
    ::kill(pid_, SIGTERM);
    return wait_for(std::exchange(pid_, -1));
}

void ServerProcess::kill() {
    PJ_ASSERT(pid_ > 0, "a server that runs");
    ::kill(pid_, SIGKILL);
    wait_for(std::exchange(pid_, -1));
}

}  // namespace piaojue::client
