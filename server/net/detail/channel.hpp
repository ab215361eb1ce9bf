// server/net/detail/channel.hpp — the bytes of one connection: through TLS, or as they are
//
// An asynchronous stream for Beast and Asio; whether there is TLS is decided when it is made.
// Plain bytes are for the loopback alone (docs/adr/0020), which the listener sees to.
//
// Threads: one strand.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <optional>
#include <utility>

namespace piaojue::net::detail {

namespace asio = boost::asio;
namespace beast = boost::beast;

class Channel {
public:
    using executor_type = beast::tcp_stream::executor_type;
    using Tls = asio::ssl::stream<beast::tcp_stream&>;

    // Without a context: plain.
    Channel(asio::ip::tcp::socket socket, asio::ssl::context* tls) : tcp_(std::move(socket)) {
        if (tls != nullptr) tls_.emplace(tcp_, *tls);
    }
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    [[nodiscard]] executor_type get_executor() { return tcp_.get_executor(); }
    // Deadlines and the end of the connection.
    [[nodiscard]] beast::tcp_stream& tcp() { return tcp_; }
    // For the handshake and the goodbye; nullptr: there is none.
    [[nodiscard]] Tls* tls() { return tls_ ? &*tls_ : nullptr; }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        if (tls_) return tls_->async_read_some(buffers, std::forward<Token>(token));
        return tcp_.async_read_some(buffers, std::forward<Token>(token));
    }
    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        if (tls_) return tls_->async_write_some(buffers, std::forward<Token>(token));
        return tcp_.async_write_some(buffers, std::forward<Token>(token));
    }

private:
    beast::tcp_stream tcp_;
    std::optional<Tls> tls_;
};

}  // namespace piaojue::net::detail
