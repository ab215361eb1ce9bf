// server/net/server.hpp — the HTTP server: several origins, one set of threads
//
// Each origin has its own port, certificate, router and policy; all share the I/O threads and one
// bounded pool of workers, on which the handlers run. An address of a peer and a request line are
// known to the connection alone: they are handed to nobody and logged nowhere.
//
// Order of stopping: no new connections; idle ones end at once; requests in flight are answered, up
// to Limits::stop_time; the workers finish; the threads are joined. After stop() no handler runs,
// so what the handlers use may be taken down.
//
// TLS, or plain on the loopback, where nobody is between (docs/adr/0020).
//
// Threads: one thread owns the object; counts() may be called from any thread. Failures to read a
// key or to bind a port throw EnvError from the constructor.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/router.hpp"
#include "server/net/limits.hpp"
#include "server/net/tls.hpp"

namespace piaojue::net {

struct OriginConfig {
    std::string address = "127.0.0.1";  // to listen on; IPv4 or IPv6
    std::uint16_t port = 0;             // 0: any free one
    std::optional<TlsFiles> tls;        // none: plain, and the address is the loopback's
    // False at the box: each request comes on a connection of its own, and nothing ties two.
    bool keep_alive = true;
    std::shared_ptr<const http::Router> router;
    // Pages of which origins may read the answers (Fetch Standard, CORS); none: only its own.
    std::function<bool(std::string_view origin)> readable_by = {};
};

// Totals since the start, except open_now. They tell how many, never who or when.
struct OriginCounts {
    std::uint64_t open_now = 0;
    std::uint64_t accepted = 0;  // connections
    std::uint64_t answered = 0;  // requests, refusals included
    std::uint64_t busy = 0;      // of them refused because the queue was full or the time was up
    std::uint64_t accept_failures = 0;  // no descriptors or no memory for another connection
};

class HttpServer {
public:
    // Binds every origin; connections are accepted from start() on.
    HttpServer(const Limits& limits, std::vector<OriginConfig> origins);
    ~HttpServer();  // stops
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    void start();
    // Not from a handler. A second call does nothing.
    void stop();

    // By the order of the constructor's list.
    [[nodiscard]] std::uint16_t port(std::size_t origin) const;
    [[nodiscard]] OriginCounts counts(std::size_t origin) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace piaojue::net
