#include "server/net/server.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>

#include "crypto/base/assert.hpp"
#include "server/net/detail/listener.hpp"
#include "server/net/worker_pool.hpp"

namespace piaojue::net {

namespace asio = boost::asio;

// Taken down from the bottom up: listeners and their sessions before the context they live on.
struct HttpServer::Impl {
    Impl(const Limits& given, const std::vector<OriginConfig>& origins)
        : limits(given),
          io(static_cast<int>(given.io_threads)),
          guard(asio::make_work_guard(io)),
          workers(given.workers, given.queue_max) {
        for (const OriginConfig& origin : origins)
            listeners.push_back(std::make_unique<detail::Listener>(io, limits, workers, origin));
    }

    const Limits limits;
    asio::io_context io;
    asio::executor_work_guard<asio::io_context::executor_type> guard;
    WorkerPool workers;
    std::vector<std::unique_ptr<detail::Listener>> listeners;
    std::vector<std::thread> threads;
};

HttpServer::HttpServer(const Limits& limits, std::vector<OriginConfig> origins)
    : impl_(std::make_unique<Impl>(limits, origins)) {
    PJ_ASSERT(limits.io_threads > 0, "a server without an I/O thread");
}

HttpServer::~HttpServer() {
    stop();
}

void HttpServer::start() {
    PJ_ASSERT(impl_->threads.empty(), "a server starts once");
    for (const auto& listener : impl_->listeners)
        listener->start();
    for (std::size_t i = 0; i < impl_->limits.io_threads; ++i)
        impl_->threads.emplace_back([this] { impl_->io.run(); });
}

void HttpServer::stop() {
    using clock = std::chrono::steady_clock;
    if (impl_->threads.empty()) return;
    for (const auto& listener : impl_->listeners)
        listener->stop();
    const clock::time_point until = clock::now() + impl_->limits.stop_time;
    bool all_ended = true;
    for (const auto& listener : impl_->listeners)
        all_ended = listener->wait_until_empty(until) && all_ended;
    if (!all_ended) {
        for (const auto& listener : impl_->listeners)
            listener->cut();
        const clock::time_point at_last = clock::now() + impl_->limits.shutdown_time;
        for (const auto& listener : impl_->listeners)
            (void)listener->wait_until_empty(at_last);
    }
    impl_->workers.stop();
    impl_->guard.reset();
    impl_->io.stop();
    for (std::thread& thread : impl_->threads)
        thread.join();
    impl_->threads.clear();
}

std::uint16_t HttpServer::port(std::size_t origin) const {
    return impl_->listeners.at(origin)->port();
}

OriginCounts HttpServer::counts(std::size_t origin) const {
    return impl_->listeners.at(origin)->counts();
}

}  // namespace piaojue::net
