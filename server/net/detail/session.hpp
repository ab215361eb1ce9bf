// server/net/detail/session.hpp — one connection, from the TLS handshake, if there is one, to its
// close
//
// Every step has a deadline, and each failure of the peer ends the connection without a word in a
// log. A session lives on one strand; stop() and cut() may be called from any thread.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "server/http/router.hpp"
#include "server/net/detail/channel.hpp"
#include "server/net/limits.hpp"
#include "server/net/worker_pool.hpp"

namespace piaojue::net::detail {

// What all sessions of one origin share. Outlives them.
struct Origin {
    const Limits& limits;
    WorkerPool& workers;
    std::shared_ptr<const http::Router> router;
    bool keep_alive;
    std::function<bool(std::string_view origin)> readable_by;
    std::optional<asio::ssl::context> tls;  // none: plain
    std::atomic<bool> stopping{false};
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> answered{0};
    std::atomic<std::uint64_t> busy{0};
    std::atomic<std::uint64_t> accept_failures{0};
    std::atomic<std::size_t> feeds{0};  // sessions that watch one
};

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(asio::ip::tcp::socket socket, Origin& origin);

    // The whole life of the connection. The caller keeps the session alive until it returns.
    [[nodiscard]] asio::awaitable<void> run();

    // Ends the connection now if no request is in flight, else after its answer.
    void stop();
    // Ends it now.
    void cut();

private:
    struct Incoming;  // a request being read

    // True if another request may follow on this connection.
    [[nodiscard]] asio::awaitable<bool> serve_one();
    [[nodiscard]] asio::awaitable<bool> read_head(Incoming& incoming);
    [[nodiscard]] asio::awaitable<bool> read_body(Incoming& incoming);
    [[nodiscard]] asio::awaitable<http::Response> dispatch(Incoming& incoming);
    [[nodiscard]] asio::awaitable<bool> write(const http::Response& response, bool head_only,
                                              bool close);
    [[nodiscard]] asio::awaitable<void> write_feed(const http::Response& response);
    [[nodiscard]] asio::awaitable<bool> write_piece(const void* data, std::size_t size);
    [[nodiscard]] asio::awaitable<void> close_gently();

    Origin& origin_;
    Channel stream_;
    beast::flat_buffer buffer_;
    std::size_t requests_ = 0;
    bool waiting_ = true;  // no request in flight: nothing is lost by ending here
};

}  // namespace piaojue::net::detail
