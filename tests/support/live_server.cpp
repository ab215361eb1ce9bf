#include <arpa/inet.h>
#include <netinet/in.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <random>

#include "tests/support/live_congress.hpp"

namespace piaojue::live {

namespace {

// Below the range from which the kernel gives ports to connections: while the server is down, a
// client that connects to its port must not happen to be given that very port as its own.
constexpr std::uint16_t port_first = 20'000;
constexpr std::uint16_t port_count = 12'000;

bool is_free(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool free = ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return free;
}

std::uint16_t free_port() {
    std::random_device random;
    for (;;) {
        const auto port = static_cast<std::uint16_t>(port_first + random() % port_count);
        if (is_free(port)) return port;
    }
}

}  // namespace

TempFolder::TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "piaojue-live-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw Unexpected{"no temporary folder"};
    path_ = pattern;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Server::Server(const std::filesystem::path& data)
    : program_{PJ_PROGRAM, data, data.string() + ".log", free_port(), free_port()} {
    if (!std::filesystem::exists(data)) {
        client::init_server(program_, {"试验市人民代表大会", "Test congress", true});
    }
    start();
}

void Server::start() {
    process_ = std::make_unique<client::ServerProcess>(program_);
    endpoint_ = process_->endpoint();
}

bool Server::can_start() {
    try {
        start();
        return true;
    } catch (const EnvError&) {
        return false;
    }
}

std::uint64_t Server::count_rows(std::string_view file, std::string_view table) const {
    sqlite3* handle = nullptr;
    sqlite3_stmt* statement = nullptr;
    const std::string sql = "SELECT count(*) FROM " + std::string{table};
    const bool counted =
        sqlite3_open((data() / file).c_str(), &handle) == SQLITE_OK &&
        // As the kill left it: not merged, not removed.
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr) == SQLITE_OK &&
        sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW;
    const std::int64_t rows = counted ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    if (!counted) throw Unexpected{"rows of " + std::string{file} + " can not be counted"};
    return static_cast<std::uint64_t>(rows);
}

void Server::kill() {
    process_->kill();
    process_.reset();
}

void Server::stop() {
    const int code = process_->stop();
    process_.reset();
    if (code != 0) throw Unexpected{"the server ended with " + std::to_string(code)};
}

void Server::copy_data_to(const std::filesystem::path& copy) const {
    PJ_ASSERT(!process_, "a copy of files that are being written");
    std::filesystem::copy(program_.data, copy, std::filesystem::copy_options::recursive);
}

PublicRound read_round(client::Api& api) {
    const std::string text = need(api.round());
    const boost::json::value body = boost::json::parse(text);
    const boost::json::object& counts = body.at("counts").as_object();
    const auto count = [&counts](const char* name) {
        return counts.at(name).to_number<std::uint64_t>();
    };
    return {std::string{body.at("phase").as_string()},
            count("due"),
            count("present"),
            count("issued"),
            count("cast"),
            count("handed_back"),
            count("outstanding"),
            body.at("log_size").to_number<std::uint64_t>()};
}

}  // namespace piaojue::live
