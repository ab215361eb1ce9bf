// The head of an answer, and the pool of workers.
#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "server/http/wire.hpp"
#include "server/net/worker_pool.hpp"

namespace piaojue {
namespace {

TEST(Wire, a_date_is_written_as_http_wants_it) {
    EXPECT_EQ(http::http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    EXPECT_EQ(http::http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");  // RFC 9110 §5.6.7
}

TEST(Wire, a_head_is_written_byte_for_byte) {
    http::Response response = http::Response::of(201, http::media_binary, Bytes(7, 0));
    response.headers.push_back({"X-More", "1"});
    EXPECT_EQ(http::write_head(response, {true, 784111777}),
              "HTTP/1.1 201 Created\r\n"
              "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
              "Connection: close\r\n"
              "Content-Type: application/octet-stream\r\n"
              "Content-Length: 7\r\n"
              "Cache-Control: no-store\r\n"
              "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
              "Cross-Origin-Resource-Policy: same-origin\r\n"
              "Referrer-Policy: no-referrer\r\n"
              "X-Content-Type-Options: nosniff\r\n"
              "X-More: 1\r\n"
              "\r\n");
}

TEST(Wire, an_answer_replaces_a_fixed_field_by_its_own) {
    http::Response response;
    response.headers.push_back({"cache-control", "max-age=60"});
    const std::string head = http::write_head(response, {false, 0});
    EXPECT_EQ(head.find("no-store"), head.npos);
    EXPECT_NE(head.find("cache-control: max-age=60\r\n"), head.npos);
    EXPECT_EQ(head.find("Connection"), head.npos);
}

TEST(Wire, an_answer_without_content_has_no_length) {
    http::Response response;
    response.status = 204;
    EXPECT_EQ(http::write_head(response, {}).find("Content-Length"), std::string::npos);
}

TEST(Wire, a_line_break_in_a_field_is_a_programming_error) {
    http::Response response;
    response.headers.push_back({"X-More", "1\r\nSet-Cookie: a=b"});
    EXPECT_DEATH((void)http::write_head(response, {}), "line break");
}

TEST(WorkerPool, a_full_queue_refuses_and_stop_runs_what_is_queued) {
    net::WorkerPool pool{1, 2};
    std::promise<void> started;
    std::promise<void> go_on;
    std::atomic<int> ran{0};
    ASSERT_TRUE(pool.try_post([&] {
        started.set_value();
        go_on.get_future().wait();
        ++ran;
    }));
    started.get_future().wait();
    EXPECT_TRUE(pool.try_post([&] { ++ran; }));
    EXPECT_TRUE(pool.try_post([&] { ++ran; }));
    EXPECT_FALSE(pool.try_post([&] { ++ran; }));
    go_on.set_value();
    pool.stop();
    EXPECT_EQ(ran, 3);
    EXPECT_FALSE(pool.try_post([&] { ++ran; }));
    pool.stop();
}

}  // namespace
}  // namespace piaojue
