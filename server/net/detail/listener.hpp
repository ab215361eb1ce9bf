// server/net/detail/listener.hpp — the accept loop of one origin
//
// At the connection cap it accepts nothing more: further clients wait in the kernel's queue until a
// place is free. After a failed accept (no descriptors, no memory) it pauses instead of spinning.
//
// Threads: the loop runs on its own strand; all public functions from any thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_set>

#include "server/net/detail/session.hpp"
#include "server/net/server.hpp"

namespace piaojue::net::detail {

class Listener {
public:
    // Binds and listens; EnvError if the port is taken or the address is not this machine's.
    Listener(asio::io_context& io, const Limits& limits, WorkerPool& workers,
             const OriginConfig& config);

    void start();
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] OriginCounts counts() const;

    // No more connections; idle sessions end, busy ones end after their answer.
    void stop();
    // Ends every session now.
    void cut();
    // Waits until the loop and all sessions have ended; false if the time was not enough.
    [[nodiscard]] bool wait_until_empty(std::chrono::steady_clock::time_point until);

private:
    [[nodiscard]] asio::awaitable<void> accept_loop();
    [[nodiscard]] bool is_full() const;
    void open_session(asio::ip::tcp::socket socket);
    void close_session(const std::shared_ptr<Session>& session);

    asio::io_context& io_;
    Origin origin_;
    asio::any_io_executor strand_;
    asio::ip::tcp::acceptor acceptor_;
    asio::steady_timer pause_;  // also woken when a place gets free
    std::uint16_t port_ = 0;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::unordered_set<std::shared_ptr<Session>> sessions_;
    bool accepting_ = false;
};

}  // namespace piaojue::net::detail
