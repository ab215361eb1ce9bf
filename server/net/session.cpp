#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/vector_body.hpp>

#include "crypto/base/clock.hpp"
#include "server/http/errors.hpp"
#include "server/http/target.hpp"
#include "server/http/wire.hpp"
#include "server/net/detail/offload.hpp"
#include "server/net/detail/session.hpp"

namespace piaojue::net::detail {

namespace {

namespace beast_http = beast::http;
using Parser = beast_http::request_parser<beast_http::vector_body<Byte>>;

std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}

http::Method method_of(beast_http::verb verb) {
    switch (verb) {
    case beast_http::verb::get: return http::Method::get;
    case beast_http::verb::head: return http::Method::head;
    case beast_http::verb::post: return http::Method::post;
    case beast_http::verb::put: return http::Method::put;
    case beast_http::verb::delete_: return http::Method::del;
    case beast_http::verb::options: return http::Method::options;
    default: return http::Method::other;
    }
}

// What lets a page of another origin read an answer; that origin alone, and caches are told so.
void let_read(http::Response& response, const std::string& page) {
    response.headers.push_back({"Access-Control-Allow-Origin", page});
    response.headers.push_back({"Vary", "Origin"});
}

// Browsers ask before a page of another origin may send a ballot (Fetch Standard, 4.8).
http::Response preflight() {
    http::Response response;
    response.status = 204;
    response.headers = {{"Access-Control-Allow-Methods", "POST"},
                        {"Access-Control-Allow-Headers", "content-type"},
                        {"Access-Control-Max-Age", "7200"}};
    return response;
}

// One of the origin's places for watchers.
class FeedPlace {
public:
    explicit FeedPlace(Origin& origin) : origin_(origin) { ++origin_.feeds; }
    ~FeedPlace() { --origin_.feeds; }
    FeedPlace(const FeedPlace&) = delete;
    FeedPlace& operator=(const FeedPlace&) = delete;

private:
    Origin& origin_;
};

// The answer to a head that could not be parsed; nothing where the peer just left.
std::optional<http::Response> answer_to(const beast::error_code& error) {
    if (error == beast_http::error::header_limit || error == beast_http::error::buffer_overflow)
        return http::http_refusal(431);
    if (error == beast_http::error::end_of_stream || error == beast_http::error::partial_message)
        return std::nullopt;
    const auto& category = beast::error_code{beast_http::error::bad_method}.category();
    if (error.category() == category) return http::http_refusal(400);
    return std::nullopt;
}

}  // namespace

struct Session::Incoming {
    Parser parser;
    http::Request request;
    std::optional<http::Response> refused;  // decided before the body is read
    bool readable = false;                  // by the page of another origin that asks
    std::uint64_t body_size = 0;            // announced
    bool body_unread = false;               // what follows on this connection is unknown
    bool expects_continue = false;

    // Fills request from the parsed head, or refused.
    void take_head(const Origin& origin);
    [[nodiscard]] std::optional<http::Response> check_framing();
};

// What the two ends could read differently is refused: one length, one host, no transfer coding.
std::optional<http::Response> Session::Incoming::check_framing() {
    const auto& fields = parser.get();
    if (fields.count(beast_http::field::transfer_encoding) != 0) return http::http_refusal(411);
    if (fields.version() >= 11 && fields.count(beast_http::field::host) != 1)
        return http::http_refusal(400);
    if (fields.count(beast_http::field::content_type) > 1 ||
        fields.count(beast_http::field::authorization) > 1 ||
        fields.count(beast_http::field::origin) > 1)
        return http::http_refusal(400);
    const auto expect = fields.find(beast_http::field::expect);
    if (expect != fields.end()) {
        if (!beast::iequals(expect->value(), "100-continue")) return http::http_refusal(417);
        expects_continue = true;
    }
    return std::nullopt;
}

void Session::Incoming::take_head(const Origin& origin) {
    const auto& fields = parser.get();
    body_size = parser.content_length().value_or(0);
    body_unread = body_size > 0 || fields.count(beast_http::field::transfer_encoding) != 0;
    request.method = method_of(fields.method());
    refused = check_framing();
    if (refused) return;
    Result<http::Target> target = http::parse_target(view(fields.target()));
    if (!target) {
        refused = http::refusal(target.error().code);
        return;
    }
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    request.content_type = http::media_type_of(view(fields[beast_http::field::content_type]));
    request.accept = view(fields[beast_http::field::accept]);
    request.host = view(fields[beast_http::field::host]);
    request.authorization = view(fields[beast_http::field::authorization]);
    request.origin = view(fields[beast_http::field::origin]);
    readable = !request.origin.empty() && origin.readable_by && origin.readable_by(request.origin);
    refused = readable && request.method == http::Method::options
                  ? preflight()
                  : origin.router->screen(request, body_size);
}

Session::Session(asio::ip::tcp::socket socket, Origin& origin)
    : origin_(origin),
      stream_(std::move(socket), origin.tls ? &*origin.tls : nullptr),
      buffer_(std::max<std::size_t>(origin.limits.header_bytes_max + 4096, 64 * 1024)) {}

void Session::stop() {
    asio::post(stream_.get_executor(), [self = shared_from_this()] {
        if (self->waiting_) self->stream_.tcp().cancel();
    });
}

void Session::cut() {
    asio::post(stream_.get_executor(),
               [self = shared_from_this()] { self->stream_.tcp().close(); });
}

asio::awaitable<void> Session::run() {
    // stop() sets the flag before it looks for sessions: one that it did not find sees the flag.
    if (origin_.stopping) co_return;
    beast::error_code ignored;
    stream_.tcp().socket().set_option(asio::ip::tcp::no_delay{true}, ignored);
    if (Channel::Tls* const tls = stream_.tls()) {
        stream_.tcp().expires_after(origin_.limits.handshake_time);
        const auto [error] =
            co_await tls->async_handshake(asio::ssl::stream_base::server, as_result);
        if (error) co_return;
    }
    for (;;) {
        const bool another = co_await serve_one();
        if (!another) break;
    }
    co_await close_gently();
}

asio::awaitable<bool> Session::serve_one() {
    Incoming incoming;
    const bool head_read = co_await read_head(incoming);
    if (!head_read) co_return false;
    if (!incoming.refused && incoming.body_size > 0) {
        const bool body_read = co_await read_body(incoming);
        if (!body_read) co_return false;
    }
    ++requests_;
    const bool head_only = incoming.request.method == http::Method::head;
    const bool wants_more = incoming.parser.is_header_done() && incoming.parser.keep_alive();
    const std::string page = incoming.request.origin;
    http::Response response = co_await dispatch(incoming);
    if (response.feed && origin_.feeds >= origin_.limits.feeds_max)
        response = http::refusal(Errc::busy);
    if (incoming.readable) let_read(response, page);
    if (response.feed && !head_only) {
        origin_.answered.fetch_add(1, std::memory_order_relaxed);
        co_await write_feed(response);
        co_return false;
    }
    const bool close = !origin_.keep_alive || !wants_more || incoming.body_unread ||
                       origin_.stopping || requests_ >= origin_.limits.requests_per_connection_max;
    const bool written = co_await write(response, head_only, close);
    origin_.answered.fetch_add(1, std::memory_order_relaxed);
    co_return written && !close;
}

// False: nobody is there to answer.
asio::awaitable<bool> Session::read_head(Incoming& incoming) {
    incoming.parser.header_limit(static_cast<std::uint32_t>(origin_.limits.header_bytes_max));
    incoming.parser.body_limit(boost::none);  // the router's row decides, before the body is read
    waiting_ = true;
    if (origin_.stopping) co_return false;
    stream_.tcp().expires_after(requests_ == 0 ? origin_.limits.header_time
                                               : origin_.limits.idle_time);
    const auto [error, size] =
        co_await beast_http::async_read_header(stream_, buffer_, incoming.parser, as_result);
    waiting_ = false;
    if (!error) {
        incoming.take_head(origin_);
        co_return true;
    }
    incoming.refused = answer_to(error);
    incoming.body_unread = true;
    co_return incoming.refused.has_value();
}

// False: the body did not come, or not in time.
asio::awaitable<bool> Session::read_body(Incoming& incoming) {
    stream_.tcp().expires_after(origin_.limits.body_time);
    if (incoming.expects_continue) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        const auto [error, size] =
            co_await asio::async_write(stream_, asio::buffer(go_on), as_result);
        if (error) co_return false;
    }
    const auto [error, size] =
        co_await beast_http::async_read(stream_, buffer_, incoming.parser, as_result);
    if (error) co_return false;
    incoming.request.body = std::move(incoming.parser.get().body());
    incoming.body_unread = false;
    co_return true;
}

asio::awaitable<http::Response> Session::dispatch(Incoming& incoming) {
    if (incoming.refused) co_return std::move(*incoming.refused);
    // The work may outlive this connection (handler_time): it owns the request and the router.
    const auto request = std::make_shared<const http::Request>(std::move(incoming.request));
    std::function<http::Response()> work = [router = origin_.router, request] {
        return router->handle(*request);
    };
    std::optional<http::Response> response =
        co_await offload(origin_.workers, origin_.limits.handler_time, std::move(work));
    if (response) co_return std::move(*response);
    origin_.busy.fetch_add(1, std::memory_order_relaxed);
    co_return http::refusal(Errc::busy);
}

asio::awaitable<bool> Session::write(const http::Response& response, bool head_only, bool close) {
    http::HeadContext context;
    context.close = close;
    context.now_seconds = SystemClock{}.now_seconds();
    std::string first = http::write_head(response, context);
    const ByteView body = head_only ? ByteView{} : ByteView{response.body};
    const std::size_t piece = origin_.limits.write_piece_bytes;
    // Head and the beginning of the body in one piece: a small answer is one packet.
    std::size_t done = std::min(body.size(), piece);
    first.append(as_text(body.first(done)));
    bool written = co_await write_piece(first.data(), first.size());
    while (written && done < body.size()) {
        const std::size_t size = std::min(body.size() - done, piece);
        written = co_await write_piece(body.data() + done, size);
        done += size;
    }
    co_return written;
}

// The line stays open until the watcher leaves, which shows when a sign of life can not be written,
// or the server stops.
asio::awaitable<void> Session::write_feed(const http::Response& response) {
    const FeedPlace place{origin_};
    const std::string head = http::write_head(response, {true, SystemClock{}.now_seconds()});
    bool written = co_await write_piece(head.data(), head.size());
    std::uint64_t seen = 0;
    asio::steady_timer pause{stream_.get_executor()};
    auto spoken = std::chrono::steady_clock::now();
    while (written && !origin_.stopping) {
        const auto event = response.feed->newest();
        const auto now = std::chrono::steady_clock::now();
        const bool news = event && event->number != seen;
        if (news || now - spoken >= origin_.limits.feed_alive) {
            const std::string text =
                news ? http::write_event(*event) : std::string{http::feed_alive};
            if (news) seen = event->number;
            spoken = now;
            written = co_await write_piece(text.data(), text.size());
        }
        pause.expires_after(origin_.limits.feed_look);
        if (written) co_await pause.async_wait(as_result);
    }
}

asio::awaitable<bool> Session::write_piece(const void* data, std::size_t size) {
    stream_.tcp().expires_after(origin_.limits.write_time);
    const auto [error, written] =
        co_await asio::async_write(stream_, asio::buffer(data, size), as_result);
    co_return !error;
}

// A close_notify where there is TLS, then the end of our side. If the peer is still sending, what
// it sends is read away up to a limit: closing over unread bytes would reset the connection and
// could take the answer from the peer's hands.
asio::awaitable<void> Session::close_gently() {
    beast::tcp_stream& tcp = stream_.tcp();
    tcp.expires_after(origin_.limits.shutdown_time);
    bool drain = true;
    if (Channel::Tls* const tls = stream_.tls()) {
        const auto [error] = co_await tls->async_shutdown(as_result);
        drain = error.failed();
    }
    beast::error_code ignored;
    tcp.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    std::array<Byte, 16 * 1024> sink{};
    std::size_t drained = 0;
    while (drain && drained < origin_.limits.drain_bytes_max) {
        const auto [end, size] = co_await tcp.async_read_some(asio::buffer(sink), as_result);
        if (end) break;
        drained += size;
    }
    tcp.close();
}

}  // namespace piaojue::net::detail
