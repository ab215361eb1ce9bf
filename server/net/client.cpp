#include "server/net/client.hpp"

#include <openssl/ssl.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/vector_body.hpp>
#include <charconv>
#include <optional>

#include "crypto/base/assert.hpp"

namespace piaojue::net {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace beast_http = beast::http;
using asio::ip::tcp;
using Parser = beast_http::response_parser<beast_http::vector_body<Byte>>;

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::uint32_t answer_head_bytes_max = 16 * 1024;
// How long the pieces of a cut connection may take to notice.
constexpr std::chrono::milliseconds cut_time{200};

// A connection with the context its operations run on. The stream goes first when it is destroyed.
struct Connection {
    explicit Connection(asio::ssl::context& tls) : stream(io, tls) {}
    asio::io_context io{1};
    asio::ssl::stream<tcp::socket> stream;
    beast::flat_buffer buffer;
    bool open = false;
};

std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}

unsigned seconds_of(std::string_view text) {
    unsigned seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    return error == std::errc{} && end == text.data() + text.size() ? seconds : 0;
}

ClientAnswer answer_of(Parser& parser) {
    auto& message = parser.get();
    ClientAnswer answer;
    answer.status = message.result_int();
    answer.content_type = view(message[beast_http::field::content_type]);
    answer.retry_after_seconds = seconds_of(view(message[beast_http::field::retry_after]));
    answer.body = std::move(message.body());
    return answer;
}

void require_one_line(std::string_view text) {
    PJ_ASSERT(text.find_first_of("\r\n") == text.npos, "a request field with a line break");
}

}  // namespace

struct HttpsClient::Impl {
    explicit Impl(ClientOptions given)
        : options(std::move(given)), tls(make_client_context(options.trust).release()) {}

    [[nodiscard]] ClientResult send(const ClientRequest& request);
    [[nodiscard]] ClientResult run(Connection& connection, const ClientRequest& request);
    [[nodiscard]] asio::awaitable<void> exchange(Connection& connection,
                                                 const ClientRequest& request,
                                                 std::optional<ClientResult>& result);
    [[nodiscard]] asio::awaitable<std::optional<TransportFailure>> connect(Connection& connection);
    [[nodiscard]] Bytes write_request(const ClientRequest& request) const;
    [[nodiscard]] std::string where() const {
        return options.host + " port " + std::to_string(options.port);
    }
    [[nodiscard]] std::string certificate_words(long verified) const;
    [[nodiscard]] TransportFailure handshake_failure(Connection& connection) const;
    [[nodiscard]] TransportFailure answer_failure(const beast::error_code& error) const;

    ClientOptions options;
    asio::ssl::context tls;
    std::unique_ptr<Connection> kept;
};

// What is wrong with a certificate, in the words of OpenSSL, and what to do about it.
std::string HttpsClient::Impl::certificate_words(long verified) const {
    const std::string why = X509_verify_cert_error_string(verified);
    switch (verified) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return where() +
               " 的证书已过期或尚未生效；请先核对两边的时钟，再在服务器上 piaojue "
               "certificate / shows a certificate that is out of date (" +
               why +
               "): check both clocks, then make it anew by `piaojue certificate` at the server.";
    default:
        return where() +
               " 的证书不被接受；请与宣布的核对指纹，并核对主机名 / shows a certificate "
               "that is not accepted (" +
               why + "): compare its fingerprint with the one announced, and the host's name.";
    }
}

TransportFailure HttpsClient::Impl::handshake_failure(Connection& connection) const {
    const long verified = SSL_get_verify_result(connection.stream.native_handle());
    if (verified != X509_V_OK)
        return {TransportFault::certificate_rejected, certificate_words(verified)};
    return {TransportFault::handshake_failed,
            where() +
                " 不是 TLS 1.3；请核对端口 / does not speak TLS 1.3: check that the port is "
                "the server's."};
}

TransportFailure HttpsClient::Impl::answer_failure(const beast::error_code& error) const {
    const auto& category = beast::error_code{beast_http::error::bad_method}.category();
    if (error == beast_http::error::body_limit || error == beast_http::error::header_limit)
        return {TransportFault::answer_malformed,
                where() + " 答复过长；可能不是所想的服务器 / answers more than " +
                    std::to_string(options.answer_bytes_max) +
                    " bytes: it may be another server than you think."};
    if (error.category() == category && error != beast_http::error::end_of_stream &&
        error != beast_http::error::partial_message)
        return {TransportFault::answer_malformed,
                where() +
                    " 的答复不是 HTTP；请核对端口 / does not answer in HTTP: check that the "
                    "port is the server's."};
    return {TransportFault::connection_lost,
            where() +
                " 没有答复就断开了；请再给同一命令 / ended the connection before its answer: "
                "send the same bytes again."};
}

Bytes HttpsClient::Impl::write_request(const ClientRequest& request) const {
    const bool is_v6 = options.host.find(':') != std::string::npos;
    std::string head{http::method_name(request.method)};
    head += " " + request.target +
            " HTTP/1.1\r\nHost: " + (is_v6 ? "[" + options.host + "]" : options.host) + ":" +
            std::to_string(options.port) + "\r\n";
    if (!options.keep_alive) head += "Connection: close\r\n";
    if (!request.content_type.empty()) head += "Content-Type: " + request.content_type + "\r\n";
    if (!request.authorization.empty()) head += "Authorization: " + request.authorization + "\r\n";
    if (request.method == http::Method::post || request.method == http::Method::put ||
        !request.body.empty())
        head += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    head += "\r\n";
    Bytes out{head.begin(), head.end()};
    append(out, request.body);
    return out;
}

asio::awaitable<std::optional<TransportFailure>> HttpsClient::Impl::connect(
    Connection& connection) {
    std::optional<TransportFailure> failure;
    tcp::resolver resolver{connection.io};
    const std::string port = std::to_string(options.port);
    // RFC 6761 §6.3: always this machine, also where no hosts file says so.
    const std::string host = options.host == "localhost" ? "127.0.0.1" : options.host;
    const auto [unknown, addresses] = co_await resolver.async_resolve(host, port, as_result);
    if (unknown) {
        failure = TransportFailure{
            TransportFault::unknown_host,
            options.host + " 没有地址；请核对名称 / has no address: check the name."};
        co_return failure;
    }
    tcp::socket& socket = connection.stream.next_layer();
    const auto [unreachable, endpoint] = co_await asio::async_connect(socket, addresses, as_result);
    if (unreachable) {
        failure = TransportFailure{TransportFault::unreachable,
                                   where() +
                                       " 连不上；请看服务器是否在运行，并核对地址和端口 / can not "
                                       "be reached (" +
                                       unreachable.message() +
                                       "): check that the server runs, and its address and port."};
        co_return failure;
    }
    beast::error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    expect_host(connection.stream.native_handle(), options.host);
    const auto [refused] =
        co_await connection.stream.async_handshake(asio::ssl::stream_base::client, as_result);
    if (refused) {
        failure = handshake_failure(connection);
        co_return failure;
    }
    const std::string& pinned = options.trust.pinned_certificate;
    if (!pinned.empty() && !shows_certificate(connection.stream.native_handle(), pinned))
        failure =
            TransportFailure{TransportFault::certificate_rejected,
                             where() +
                                 " 的证书与给出的不是同一张；请换用现在的 tls.crt 或 ca.crt，"
                                 "先核对指纹 / shows another certificate than the pinned one: "
                                 "take the present tls.crt or ca.crt, and compare its "
                                 "fingerprint."};
    connection.open = !failure;
    co_return failure;
}

asio::awaitable<void> HttpsClient::Impl::exchange(Connection& connection,
                                                  const ClientRequest& request,
                                                  std::optional<ClientResult>& result) {
    if (!connection.open) {
        std::optional<TransportFailure> failure = co_await connect(connection);
        if (failure) {
            result = tl::unexpected<TransportFailure>{std::move(*failure)};
            co_return;
        }
    }
    const Bytes bytes = write_request(request);
    // A server that refuses early may stop reading and answer: an error here is no reason not to
    // look for the answer.
    co_await asio::async_write(connection.stream, asio::buffer(bytes), as_result);
    Parser parser;
    parser.header_limit(answer_head_bytes_max);
    parser.body_limit(options.answer_bytes_max);
    parser.skip(request.method == http::Method::head);
    const auto [error, size] =
        co_await beast_http::async_read(connection.stream, connection.buffer, parser, as_result);
    if (error) {
        connection.open = false;
        result = tl::unexpected<TransportFailure>{answer_failure(error)};
        co_return;
    }
    connection.open = options.keep_alive && parser.keep_alive();
    result = answer_of(parser);
    if (!connection.open) co_await connection.stream.async_shutdown(as_result);
}

// Runs the exchange until it is done or the time is up; then the socket is closed under it.
ClientResult HttpsClient::Impl::run(Connection& connection, const ClientRequest& request) {
    std::optional<ClientResult> result;
    std::exception_ptr thrown;
    bool done = false;
    connection.io.restart();
    asio::co_spawn(connection.io, exchange(connection, request, result),
                   [&](std::exception_ptr failure) {
                       thrown = std::move(failure);
                       done = true;
                   });
    connection.io.run_for(options.deadline);
    const bool in_time = done;
    if (!in_time) {
        connection.open = false;
        beast::error_code ignored;
        connection.stream.next_layer().close(ignored);
        connection.io.run_for(cut_time);
    }
    if (thrown) std::rethrow_exception(thrown);
    // A complete answer counts, even if only the closing of the connection was late.
    if (result && (in_time || *result)) return *std::move(result);
    return tl::unexpected<TransportFailure>{TransportFailure{
        TransportFault::timed_out,
        where() + " 没有及时答复；请再给同一命令 / did not answer within " +
            std::to_string(options.deadline.count()) + " ms: send the same bytes again."}};
}

ClientResult HttpsClient::Impl::send(const ClientRequest& request) {
    require_one_line(request.target);
    require_one_line(request.content_type);
    require_one_line(request.authorization);
    if (kept != nullptr) {
        ClientResult result = run(*kept, request);
        // The server may have ended an idle connection; asking again for what only reads is safe.
        const bool reads =
            request.method == http::Method::get || request.method == http::Method::head;
        const bool stale = !result && result.error().fault == TransportFault::connection_lost;
        if (!kept->open) kept.reset();
        if (!(stale && reads)) return result;
    }
    auto connection = std::make_unique<Connection>(tls);
    ClientResult result = run(*connection, request);
    if (connection->open) kept = std::move(connection);
    return result;
}

HttpsClient::HttpsClient(ClientOptions options)
    : impl_(std::make_unique<Impl>(std::move(options))) {}
HttpsClient::~HttpsClient() = default;
HttpsClient::HttpsClient(HttpsClient&&) noexcept = default;
HttpsClient& HttpsClient::operator=(HttpsClient&&) noexcept = default;

ClientResult HttpsClient::send(const ClientRequest& request) {
    return impl_->send(request);
}

ClientResult HttpsClient::get(std::string_view target) {
    ClientRequest request;
    request.target = target;
    return send(request);
}

ClientResult HttpsClient::post(std::string_view target, std::string_view content_type,
                               ByteView body) {
    ClientRequest request;
    request.method = http::Method::post;
    request.target = target;
    request.content_type = content_type;
    request.body = body;
    return send(request);
}

}  // namespace piaojue::net
