// server/net/client.hpp — a blocking HTTPS client for our own tools
//
// One request at a time, by default each on a connection of its own: the box must not be able to
// tie two requests together. TLS 1.3; the server's certificate is the pinned one or is signed by a
// known authority, and it names the host. One deadline covers everything from the name to the last
// byte of the answer.
//
// A TransportFailure says in words what failed and what to do. After `connection_lost` or
// `timed_out` it is unknown whether the server acted; the protocol's answer is to send the same
// bytes again.
//
// Threads: one client per thread. A wrong pinned certificate or CA file throws EnvError at once.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "crypto/base/bytes.hpp"
#include "server/http/message.hpp"
#include "server/net/tls.hpp"

namespace piaojue::net {

struct ClientOptions {
    std::string host;  // name or IP address, as the certificate has it
    std::uint16_t port = 0;
    TlsTrust trust;
    std::chrono::milliseconds deadline{30'000};  // per request
    bool keep_alive = false;
    std::size_t answer_bytes_max = 64 * 1024 * 1024;
};

enum class TransportFault : std::uint8_t {
    unknown_host,          // the name has no address
    unreachable,           // refused, or no way there
    certificate_rejected,  // another certificate than the pinned one, another name, out of date
    handshake_failed,      // no common TLS, or the other end is no TLS server
    connection_lost,       // ended before the answer was complete
    answer_malformed,      // not HTTP, or longer than answer_bytes_max
    timed_out,
};

struct TransportFailure {
    TransportFault fault;
    std::string advice;  // what failed and what to do, Chinese first, then English
};

struct ClientAnswer {
    unsigned status = 0;
    std::string content_type;
    Bytes body;
    unsigned retry_after_seconds = 0;  // 0: the server named none

    [[nodiscard]] bool is_success() const { return status >= 200 && status < 300; }
};

using ClientResult = tl::expected<ClientAnswer, TransportFailure>;

struct ClientRequest {
    http::Method method = http::Method::get;
    std::string target;  // path and query, encoded
    std::string content_type;
    ByteView body;
    std::string authorization;
};

class HttpsClient {
public:
    explicit HttpsClient(ClientOptions options);
    ~HttpsClient();
    HttpsClient(HttpsClient&&) noexcept;
    HttpsClient& operator=(HttpsClient&&) noexcept;

    [[nodiscard]] ClientResult send(const ClientRequest& request);
    [[nodiscard]] ClientResult get(std::string_view target);
    [[nodiscard]] ClientResult post(std::string_view target, std::string_view content_type,
                                    ByteView body);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace piaojue::net
