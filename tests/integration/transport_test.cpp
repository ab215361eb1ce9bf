// The server over real TLS on the loopback: what it answers and how connections end.
#include <boost/json.hpp>
#include <thread>

#include "tests/integration/loopback.hpp"

namespace piaojue::net {
namespace {

int count_of(std::string_view text, std::string_view part) {
    int count = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

std::string problem_name(const ClientAnswer& answer) {
    const auto body = boost::json::parse(std::string{as_text(answer.body)}).as_object();
    return std::string{body.at("name").as_string()};
}

// Sends, reads to the end of the connection, returns all of it.
std::string ask(std::uint16_t port, std::string_view request) {
    Probe probe{port};
    EXPECT_TRUE(probe.handshake());
    EXPECT_TRUE(probe.send(request));
    std::string answer = probe.read_to_end();
    EXPECT_TRUE(probe.ended_properly()) << answer;
    return answer;
}

TEST_F(Loopback, a_request_reaches_its_handler_and_its_answer_comes_back) {
    start();
    HttpsClient client{client_options()};
    const Bytes body{0, 1, 2, 0xFF, '\r', '\n'};
    const ClientResult echo = client.post("/echo/x?unused=1", http::media_binary, body);
    ASSERT_TRUE(echo) << echo.error().advice;
    EXPECT_EQ(echo->status, 201U);
    EXPECT_EQ(echo->content_type, http::media_binary);
    EXPECT_EQ(echo->body, body);
    const ClientResult hello = client.get("/hello");
    ASSERT_TRUE(hello);
    EXPECT_EQ(as_text(hello->body), "hello");
    EXPECT_EQ(server_->counts(0).accepted, 2U);
}

TEST_F(Loopback, an_answer_of_many_pieces_comes_whole) {
    start();
    const ClientResult large = HttpsClient{client_options(1)}.get("/large");
    ASSERT_TRUE(large) << large.error().advice;
    EXPECT_EQ(large->body, Bytes(3'000'000, 0x61));
}

TEST_F(Loopback, every_answer_carries_the_security_fields) {
    start();
    for (const char* request :
         {"GET /hello HTTP/1.1\r\nHost: a\r\n\r\n", "GET /none HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /throws HTTP/1.1\r\nHost: a\r\n\r\n", "nonsense\r\n\r\n"}) {
        const std::string answer = ask(box(), request);
        for (const char* field :
             {"X-Content-Type-Options: nosniff\r\n", "Cache-Control: no-store\r\n",
              "Content-Security-Policy: default-src 'none'", "Referrer-Policy: no-referrer\r\n",
              "Connection: close\r\n", "Date: "})
            EXPECT_EQ(count_of(answer, field), 1) << request << answer;
        for (const char* field : {"Set-Cookie", "Server:", "Strict-Transport", "ETag"})
            EXPECT_FALSE(has(answer, field)) << answer;
    }
}

TEST_F(Loopback, head_gets_the_fields_of_get_and_no_body) {
    start();
    const std::string answer = ask(box(), "HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(has(answer, "Content-Length: 5\r\n"));
    EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
    ClientRequest request;
    request.method = http::Method::head;
    request.target = "/hello";
    const ClientResult head = HttpsClient{client_options()}.send(request);
    ASSERT_TRUE(head) << head.error().advice;
    EXPECT_TRUE(head->body.empty());
}

TEST_F(Loopback, wrong_requests_get_the_status_that_names_the_fault) {
    start();
    const std::vector<std::pair<std::string, std::string>> cases{
        {"GET /none HTTP/1.1\r\nHost: a\r\n\r\n", "404"},
        {"PUT /hello HTTP/1.1\r\nHost: a\r\n\r\n", "405"},
        {"POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: "
         "0\r\n\r\n",
         "415"},
        {"GET /a/../hello HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
        {"GET /%68ello HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
        {"GET http://a/hello HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
        {"GET /hello HTTP/1.1\r\n\r\n", "400"},
        {"GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
        {"GET /hello HTTP/9.9\r\nHost: a\r\n\r\n", "400"},
        {"GET /hello HTTP/1.1\r\nHost : a\r\n\r\n", "400"},
        {"POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\n"
         "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
         "400"},
        {"POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\n"
         "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
         "411"},
        {"POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\n"
         "Content-Length: 1\r\nExpect: tea\r\n\r\na",
         "417"},
        {"GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "413"},
        {"GET /throws HTTP/1.1\r\nHost: a\r\n\r\n", "500"},
    };
    for (const auto& [request, status] : cases) {
        const std::string answer = ask(box(), request);
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 " + status)) << request << answer;
        EXPECT_TRUE(has(answer, "application/problem+json")) << answer;
        EXPECT_FALSE(has(answer, "secret")) << answer;
    }
}

TEST_F(Loopback, an_expected_continue_is_given) {
    start();
    Probe probe{box()};
    ASSERT_TRUE(probe.handshake());
    ASSERT_TRUE(
        probe.send("POST /echo/x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
                   "Content-Type: application/octet-stream\r\nContent-Length: 4\r\n\r\n"));
    EXPECT_EQ(probe.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    ASSERT_TRUE(probe.send("body"));
    EXPECT_TRUE(probe.read_to_end().ends_with("\r\n\r\nbody"));
}

TEST_F(Loopback, a_body_over_its_limit_gets_413_and_the_connection_ends) {
    start();
    // At the limit it passes; one byte more is refused by its announced length alone.
    HttpsClient client{client_options()};
    const ClientResult fits = client.post("/echo/x", http::media_binary, Bytes(echo_bytes_max, 1));
    ASSERT_TRUE(fits);
    EXPECT_EQ(fits->status, 201U);
    const ClientResult over =
        client.post("/echo/x", http::media_binary, Bytes(echo_bytes_max + 1, 1));
    ASSERT_TRUE(over) << over.error().advice;
    EXPECT_EQ(over->status, 413U);
    EXPECT_EQ(problem_name(*over), "too_large");

    Probe probe{keeping()};  // where keep-alive is allowed: not after an unread body
    ASSERT_TRUE(probe.handshake());
    ASSERT_TRUE(
        probe.send("POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Type: "
                   "application/octet-stream\r\nContent-Length: 99999999999\r\n\r\n"));
    const std::string answer = probe.read_to_end();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 413 ")) << answer;
    EXPECT_TRUE(has(answer, "Connection: close\r\n"));
    EXPECT_TRUE(probe.ended_properly());
}

TEST_F(Loopback, a_refused_body_that_is_sent_anyway_does_not_hide_the_answer) {
    start();
    HttpsClient client{client_options()};
    const ClientResult over = client.post("/echo/x", http::media_binary, Bytes(900'000, 1));
    ASSERT_TRUE(over) << over.error().advice;
    EXPECT_EQ(over->status, 413U);
}

TEST_F(Loopback, a_refused_body_is_read_away_instead_of_resetting_the_connection) {
    Limits limits;
    limits.shutdown_time = std::chrono::seconds{30};
    start(limits);
    Probe probe{keeping()};
    ASSERT_TRUE(probe.handshake());
    ASSERT_TRUE(
        probe.send("POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Type: "
                   "application/octet-stream\r\nContent-Length: 500000\r\n\r\n"));
    EXPECT_TRUE(probe.read_until("}").starts_with("HTTP/1.1 413 "));
    EXPECT_TRUE(probe.send(std::string(500'000, 'b')));  // a client that has not looked yet
    probe.half_close();
    while (server_->counts(0).open_now > 0)
        std::this_thread::yield();
    EXPECT_EQ(probe.pending_error(), 0);  // a reset would have failed the sending, or left this
}

TEST_F(Loopback, a_head_over_its_limit_gets_431) {
    Limits limits;
    limits.header_bytes_max = 1024;
    start(limits);
    const std::string filler(1024, 'f');
    const std::string answer =
        ask(keeping(), "GET /hello HTTP/1.1\r\nHost: a\r\nX-Filler: " + filler + "\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 431 ")) << answer;
    const std::string fits(800, 'f');
    EXPECT_TRUE(ask(box(), "GET /hello HTTP/1.1\r\nHost: a\r\nX-Filler: " + fits + "\r\n\r\n")
                    .starts_with("HTTP/1.1 200 "));
}

TEST_F(Loopback, requests_in_one_packet_are_answered_in_order_where_connections_are_kept) {
    start();
    const std::string last = "GET /none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    const std::string answers =
        ask(keeping(), std::string{get_hello} + std::string{get_hello} + last);
    EXPECT_EQ(count_of(answers, "HTTP/1.1 200 OK"), 2);
    EXPECT_EQ(count_of(answers, "HTTP/1.1 404 "), 1);
    EXPECT_LT(answers.rfind("hello"), answers.find("404"));
    EXPECT_EQ(count_of(answers, "Connection: close"), 1);
    EXPECT_EQ(server_->counts(0).accepted, 1U);
}

TEST_F(Loopback, a_kept_connection_serves_many_requests_of_a_client) {
    start();
    ClientOptions options = client_options();
    options.keep_alive = true;
    HttpsClient client{options};
    for (int i = 0; i < 20; ++i) {
        const ClientResult answer = client.post("/echo/x", http::media_binary, Bytes(100, 7));
        ASSERT_TRUE(answer) << answer.error().advice;
        EXPECT_EQ(answer->body.size(), 100U);
    }
    EXPECT_EQ(server_->counts(0).accepted, 1U);
}

TEST_F(Loopback, a_connection_ends_after_its_last_allowed_request) {
    Limits limits;
    limits.requests_per_connection_max = 2;
    start(limits);
    const std::string answers =
        ask(keeping(), std::string{get_hello} + std::string{get_hello} + std::string{get_hello});
    EXPECT_EQ(count_of(answers, "HTTP/1.1 200 OK"), 2);
}

TEST_F(Loopback, the_box_answers_one_request_and_closes) {
    start();
    const std::string answers =
        ask(box(), "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n" +
                       std::string{get_hello});
    EXPECT_EQ(count_of(answers, "HTTP/1.1 200 OK"), 1);
    EXPECT_EQ(count_of(answers, "Connection: close"), 1);
    ClientOptions options = client_options(1);
    options.keep_alive = true;  // the client may wish; the box decides
    HttpsClient client{options};
    ASSERT_TRUE(client.get("/hello"));
    ASSERT_TRUE(client.get("/hello"));
    EXPECT_EQ(server_->counts(1).accepted, 3U);
}

TEST_F(Loopback, many_clients_at_once_all_get_their_own_answer) {
    start();
    std::vector<std::thread> threads;
    std::atomic<int> right{0};
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            ClientOptions options = client_options(static_cast<std::size_t>(t % 2));
            options.keep_alive = t % 4 == 0;
            HttpsClient client{options};
            for (int i = 0; i < 25; ++i) {
                const Bytes body(static_cast<std::size_t>(1 + i * 100), static_cast<Byte>(t));
                const ClientResult answer = client.post("/echo/x", http::media_binary, body);
                if (answer && answer->status == 201 && answer->body == body) ++right;
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(right, 200);
    EXPECT_EQ(server_->counts(0).answered + server_->counts(1).answered, 200U);
}

}  // namespace
}  // namespace piaojue::net
