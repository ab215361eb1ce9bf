#include "server/net/detail/listener.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include "crypto/base/assert.hpp"
#include "server/net/detail/offload.hpp"

namespace piaojue::net::detail {

namespace {

using asio::ip::tcp;

void require(const boost::system::error_code& error, const OriginConfig& config, const char* what) {
    if (!error) return;
    const std::string where = config.address + " port " + std::to_string(config.port);
    if (error == asio::error::address_in_use)
        throw EnvError(where +
                       " 已被占用；先结束在那里运行的服务器，或换端口 / is in use: end the server "
                       "that runs there (ss -ltnp tells which), or give another port");
    if (error == asio::error::access_denied)
        throw EnvError(where +
                       " 不允许使用：1024 以下的端口要系统授权；请换端口，或按手册给服务 "
                       "CAP_NET_BIND_SERVICE / may not be used: a port below 1024 needs the "
                       "system's leave; give another port, or CAP_NET_BIND_SERVICE to the service "
                       "as the manual says");
    throw EnvError("listen on " + where + ": " + what + ": " + error.message());
}

// An exception out of a connection or the loop is the environment's: it becomes an incident.
void report(const http::Router& router, const std::exception_ptr& failure) {
    if (!failure) return;
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& known) {
        (void)router.incident(std::string{"a connection ended: "} + known.what());
    } catch (...) {
        (void)router.incident("a connection ended by an exception of an unknown type");
    }
}

std::optional<asio::ssl::context> context_of(const OriginConfig& config) {
    if (!config.tls) return {};
    return std::optional<asio::ssl::context>{std::in_place,
                                             make_server_context(*config.tls).release()};
}

}  // namespace

Listener::Listener(asio::io_context& io, const Limits& limits, WorkerPool& workers,
                   const OriginConfig& config)
    : io_(io),
      origin_{limits,
              workers,
              config.router,
              config.keep_alive,
              config.readable_by,
              context_of(config)},
      strand_(asio::make_strand(io)),
      acceptor_(strand_),
      pause_(strand_) {
    PJ_ASSERT(config.router != nullptr, "an origin without a router");
    boost::system::error_code error;
    const auto address = asio::ip::make_address(config.address, error);
    require(error, config, "not an IP address");
    PJ_ASSERT(config.tls || address.is_loopback(), "plain HTTP beyond the loopback");
    const tcp::endpoint endpoint{address, config.port};
    acceptor_.open(endpoint.protocol(), error);
    require(error, config, "socket");
    acceptor_.set_option(tcp::acceptor::reuse_address{true}, error);
    require(error, config, "reuse of the address");
    acceptor_.bind(endpoint, error);
    require(error, config, "bind");
    acceptor_.listen(asio::socket_base::max_listen_connections, error);
    require(error, config, "listen");
    port_ = acceptor_.local_endpoint(error).port();
    require(error, config, "port");
}

void Listener::start() {
    accepting_ = true;
    asio::co_spawn(strand_, accept_loop(), [this](const std::exception_ptr& failure) {
        report(*origin_.router, failure);
        // Inside the lock: who waits for the change may destroy this object right after it.
        const std::lock_guard lock{mutex_};
        accepting_ = false;
        changed_.notify_all();
    });
}

bool Listener::is_full() const {
    const std::lock_guard lock{mutex_};
    return sessions_.size() >= origin_.limits.connections_max;
}

asio::awaitable<void> Listener::accept_loop() {
    while (!origin_.stopping) {
        if (is_full()) {
            // close_session() posts its wake-up to this strand, so it can not come before the wait.
            pause_.expires_at(std::chrono::steady_clock::time_point::max());
            co_await pause_.async_wait(as_result);
            continue;
        }
        const asio::any_io_executor own = asio::make_strand(io_);
        auto [error, socket] = co_await acceptor_.async_accept(own, as_result);
        if (origin_.stopping) break;
        if (!error) {
            open_session(std::move(socket));
            continue;
        }
        origin_.accept_failures.fetch_add(1, std::memory_order_relaxed);
        pause_.expires_after(origin_.limits.accept_pause);
        co_await pause_.async_wait(as_result);
    }
    boost::system::error_code ignored;
    acceptor_.close(ignored);
}

void Listener::open_session(tcp::socket socket) {
    const asio::any_io_executor executor = socket.get_executor();
    const auto session = std::make_shared<Session>(std::move(socket), origin_);
    {
        const std::lock_guard lock{mutex_};
        sessions_.insert(session);
    }
    origin_.accepted.fetch_add(1, std::memory_order_relaxed);
    asio::co_spawn(executor, session->run(), [this, session](const std::exception_ptr& failure) {
        report(*origin_.router, failure);
        close_session(session);
    });
}

void Listener::close_session(const std::shared_ptr<Session>& session) {
    asio::post(strand_, [this, session] {
        pause_.cancel();
        const std::lock_guard lock{mutex_};
        sessions_.erase(session);
        changed_.notify_all();
    });
}

OriginCounts Listener::counts() const {
    OriginCounts counts;
    counts.accepted = origin_.accepted.load(std::memory_order_relaxed);
    counts.answered = origin_.answered.load(std::memory_order_relaxed);
    counts.busy = origin_.busy.load(std::memory_order_relaxed);
    counts.accept_failures = origin_.accept_failures.load(std::memory_order_relaxed);
    const std::lock_guard lock{mutex_};
    counts.open_now = sessions_.size();
    return counts;
}

void Listener::stop() {
    origin_.stopping = true;
    asio::post(strand_, [this] {
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        pause_.cancel();
    });
    const std::lock_guard lock{mutex_};
    for (const auto& session : sessions_)
        session->stop();
}

void Listener::cut() {
    const std::lock_guard lock{mutex_};
    for (const auto& session : sessions_)
        session->cut();
}

bool Listener::wait_until_empty(std::chrono::steady_clock::time_point until) {
    std::unique_lock lock{mutex_};
    return changed_.wait_until(lock, until, [this] { return !accepting_ && sessions_.empty(); });
}

}  // namespace piaojue::net::detail
