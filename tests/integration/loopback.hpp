// tests/integration/loopback.hpp — a real server on a free port, and a client without manners
//
// Probe speaks TLS through OpenSSL directly, byte by byte, so that tests can do what a well-behaved
// client can not: stop in the middle, send two requests at once, offer an old TLS. Its reads give
// up after a minute; no test waits for that unless it fails.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <condition_variable>
#include <csignal>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "crypto/base/clock.hpp"
#include "server/net/certificate.hpp"
#include "server/net/client.hpp"
#include "server/net/server.hpp"

namespace piaojue::net {

inline constexpr std::string_view get_hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

// A TCP connection to the loopback with TLS on top.
class Probe {
public:
    struct Unconnected {};

    // Makes the socket alone.
    explicit Probe(Unconnected, int newest_tls = TLS1_3_VERSION)
        : context_(SSL_CTX_new(TLS_client_method())) {
        std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
        SSL_CTX_set_max_proto_version(context_.get(), newest_tls);
        SSL_CTX_set_session_cache_mode(context_.get(), SSL_SESS_CACHE_CLIENT);
        SSL_CTX_set_app_data(context_.get(), this);
        SSL_CTX_sess_set_new_cb(context_.get(), [](SSL* ssl, SSL_SESSION*) {
            ++static_cast<Probe*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)))->tickets_;
            return 0;
        });
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int no_delay = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &no_delay, sizeof no_delay);
        const timeval patience{60, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    }
    explicit Probe(std::uint16_t port, int newest_tls = TLS1_3_VERSION)
        : Probe(Probe::Unconnected{}, newest_tls) {
        connect(port);
    }
    void connect(std::uint16_t port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ =
            ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~Probe() {
        ssl_.reset();
        ::close(socket_);
    }
    Probe(const Probe&) = delete;
    Probe& operator=(const Probe&) = delete;

    [[nodiscard]] bool is_connected() const { return connected_; }

    [[nodiscard]] bool handshake() {
        ssl_.reset(SSL_new(context_.get()));
        SSL_set_fd(ssl_.get(), socket_);
        return SSL_connect(ssl_.get()) == 1;
    }

    [[nodiscard]] bool send(std::string_view text) {
        return SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size())) ==
               static_cast<int>(text.size());
    }
    [[nodiscard]] bool send_plain(std::string_view text) const {
        return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) ==
               static_cast<::ssize_t>(text.size());
    }

    // Everything until the end of the connection, whatever kind of end it is.
    [[nodiscard]] std::string read_to_end() {
        std::string all;
        std::array<char, 4096> piece{};
        for (;;) {
            const int size = SSL_read(ssl_.get(), piece.data(), static_cast<int>(piece.size()));
            if (size <= 0) {
                end_ = SSL_get_error(ssl_.get(), size);
                if (ended_properly()) SSL_shutdown(ssl_.get());
                return all;
            }
            all.append(piece.data(), static_cast<std::size_t>(size));
        }
    }
    // Up to and including `mark`.
    [[nodiscard]] std::string read_until(std::string_view mark) {
        std::string all;
        char c = 0;
        while (!all.ends_with(mark) && SSL_read(ssl_.get(), &c, 1) == 1)
            all.push_back(c);
        return all;
    }
    // True once the other end has closed the TCP connection and nothing more is there.
    [[nodiscard]] bool plain_end() const {
        std::array<char, 4096> piece{};
        for (;;) {
            const ::ssize_t size = ::recv(socket_, piece.data(), piece.size(), 0);
            if (size > 0) continue;
            return size == 0 || errno == ECONNRESET;
        }
    }

    void half_close() const { ::shutdown(socket_, SHUT_WR); }
    // What the connection has met and not yet told, ECONNRESET for one; 0 if nothing.
    [[nodiscard]] int pending_error() const {
        int error = -1;
        socklen_t size = sizeof error;
        ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
        return error;
    }

    // The last read_to_end() met a close_notify, not a cut.
    [[nodiscard]] bool ended_properly() const { return end_ == SSL_ERROR_ZERO_RETURN; }
    [[nodiscard]] int tickets() const { return tickets_; }
    [[nodiscard]] const SSL* ssl() const { return ssl_.get(); }

private:
    openssl::Handle<SSL_CTX, SSL_CTX_free> context_;
    openssl::Handle<SSL, SSL_free> ssl_;
    int socket_ = -1;
    bool connected_ = false;
    int end_ = SSL_ERROR_NONE;
    int tickets_ = 0;
};

// A handler can wait here until the test lets it go on, and the test until handlers have come.
class Gate {
public:
    void pass() {
        std::unique_lock lock{mutex_};
        ++arrived_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void wait_for(int count) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return arrived_ >= count; });
    }
    void open() {
        const std::lock_guard lock{mutex_};
        open_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int arrived_ = 0;
    bool open_ = false;
};

inline constexpr std::size_t echo_bytes_max = 4096;
inline constexpr std::string_view friendly_page = "https://pages.example:8443";

// Two origins: 0 keeps connections, 1 is a box. Both have the same rows.
class Loopback : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = ::testing::TempDir() + "piaojue-net-XXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        const MadeCertificate made = make_certificate({"test hall", {"localhost"}, {"127.0.0.1"}},
                                                      SystemClock{}.now_seconds());
        write_certificate(made, folder_ / "cert.pem", folder_ / "key.pem");
        certificate_ = made.certificate_pem;
    }
    void TearDown() override {
        gate_.open();
        server_.reset();
        std::filesystem::remove_all(folder_);
    }

    void start(const Limits& limits = {}) {
        OriginConfig keeping;
        keeping.tls = {folder_ / "cert.pem", folder_ / "key.pem"};
        keeping.router =
            std::make_shared<const http::Router>(rows(), [](std::string_view, std::string_view) {});
        OriginConfig box = keeping;
        box.keep_alive = false;
        box.readable_by = [](std::string_view page) { return page == friendly_page; };
        server_ = std::make_unique<HttpServer>(limits, std::vector{keeping, box});
        server_->start();
    }

    [[nodiscard]] std::uint16_t keeping() const { return server_->port(0); }
    [[nodiscard]] std::uint16_t box() const { return server_->port(1); }

    [[nodiscard]] ClientOptions client_options(std::size_t origin = 0) const {
        ClientOptions options;
        options.host = "127.0.0.1";
        options.port = server_->port(origin);
        options.trust.pinned_certificate = certificate_;
        return options;
    }

    std::vector<http::Route> rows() {
        using http::Params;
        using http::Request;
        using http::Response;
        return {
            {http::Method::get, "/hello", 0, "",
             [](const Request&, const Params&) -> Result<Response> {
                 return Response::of(200, http::media_text, "hello");
             }},
            {http::Method::get, "/large", 0, "",
             [](const Request&, const Params&) -> Result<Response> {
                 return Response::of(200, http::media_binary, Bytes(3'000'000, 0x61));
             }},
            {http::Method::get, "/throws", 0, "",
             [](const Request&, const Params&) -> Result<Response> {
                 throw EnvError("a secret path");
             }},
            {http::Method::get, "/gate", 0, "",
             [this](const Request&, const Params&) -> Result<Response> {
                 gate_.pass();
                 return Response::of(200, http::media_text, "through");
             }},
            {http::Method::get, "/feed", 0, "",
             [this](const Request&, const Params&) -> Result<Response> {
                 Response response = Response::of(200, http::media_events, Bytes{});
                 response.feed = feed_;
                 return response;
             }},
            {http::Method::post, "/echo/{name}", echo_bytes_max, std::string{http::media_binary},
             [](const Request& request, const Params& params) -> Result<Response> {
                 Response response = Response::of(201, http::media_binary, request.body);
                 response.headers.push_back({"X-Name", std::string{params["name"]}});
                 return response;
             }},
        };
    }

    std::filesystem::path folder_;
    std::string certificate_;
    Gate gate_;
    std::shared_ptr<http::Feed> feed_ = std::make_shared<http::Feed>();
    std::unique_ptr<HttpServer> server_;
};

}  // namespace piaojue::net
