#include "server/client/server_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <csignal>
#include <fstream>
#include <iterator>
#include <utility>

#include "server/client/child_process.hpp"

namespace piaojue::client {

namespace {

constexpr int ready_ms = 60'000;

[[noreturn]] void give_up(const ServerProgram& program, std::string_view what) {
    throw EnvError(fmt::format("the server {}; see {}", what, program.log.string()));
}

FileDescriptor open_log(const ServerProgram& program) {
    constexpr mode_t owner_only = 0600;
    return {program.log, O_WRONLY | O_CREAT | O_APPEND, owner_only};
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
    const FileDescriptor null{"/dev/null", O_WRONLY};
    const FileDescriptor log = open_log(program);
    const pid_t pid = start_child(arguments, {null.get(), log.get()});
    if (wait_for_child(pid) != 0) give_up(program, "could not make its data directory");
}

std::string read_setup_code(const ServerProgram& program) {
    std::ifstream in(program.data / "setup.code");
    std::string code;
    if (!(in >> code)) give_up(program, "left no setup code");
    return code;
}

ServerProcess::ServerProcess(ServerProgram program) : program_(std::move(program)) {
    const FileDescriptor log = open_log(program_);
    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0) throw EnvError("a pipe can not be made");
    pid_ = start_child({program_.program.string(), "serve", "--data", program_.data.string(),
                        "--json", "--issue-port", std::to_string(program_.issue_port), "--box-port",
                        std::to_string(program_.box_port)},
                       {pipe[1], log.get()});
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
    return wait_for_child(std::exchange(pid_, -1));
}

void ServerProcess::kill() {
    PJ_ASSERT(pid_ > 0, "a server that runs");
    ::kill(pid_, SIGKILL);
    wait_for_child(std::exchange(pid_, -1));
}

}  // namespace piaojue::client
