// server/net/detail/offload.hpp — from the connection's strand to a worker thread and back
//
// The coroutine waits on a timer: the worker cancels it when the work is done, and if it expires
// first the answer comes too late. The work then still runs to its end, so everything it touches
// belongs to it; its answer is dropped.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>

#include "server/http/message.hpp"
#include "server/net/limits.hpp"
#include "server/net/worker_pool.hpp"

namespace piaojue::net::detail {

namespace asio = boost::asio;

// Every wait answers (error, …) instead of throwing.
inline constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

struct Hop {
    explicit Hop(const asio::any_io_executor& executor) : timer(executor) {}
    asio::steady_timer timer;
    http::Response response;
    bool back = false;
};

// Nothing if the queue is full or the time is up. The caller runs on a strand; work does not throw.
[[nodiscard]] inline asio::awaitable<std::optional<http::Response>> offload(
    WorkerPool& workers, milliseconds time, std::function<http::Response()> work) {
    const asio::any_io_executor strand = co_await asio::this_coro::executor;
    const auto hop = std::make_shared<Hop>(strand);
    hop->timer.expires_after(time);
    std::function<void()> job = [hop, strand, work = std::move(work)] {
        hop->response = work();
        asio::post(strand, [hop] {
            hop->back = true;
            hop->timer.cancel();
        });
    };
    if (!workers.try_post(std::move(job))) co_return std::nullopt;
    co_await hop->timer.async_wait(as_result);
    if (!hop->back) co_return std::nullopt;
    std::optional<http::Response> response = std::move(hop->response);
    co_return response;
}

}  // namespace piaojue::net::detail
