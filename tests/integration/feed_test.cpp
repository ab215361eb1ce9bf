// Whoever watches a feed hears of every change, and nobody waits for a watcher.
#include <boost/json.hpp>

#include "tests/integration/loopback.hpp"

namespace piaojue::net {
namespace {

constexpr std::string_view get_feed = "GET /feed HTTP/1.1\r\nHost: a\r\n\r\n";

class Watching : public Loopback {
protected:
    // Connected, asked, the head read.
    std::unique_ptr<Probe> watch() {
        auto probe = std::make_unique<Probe>(keeping());
        EXPECT_TRUE(probe->handshake());
        EXPECT_TRUE(probe->send(get_feed));
        head_ = probe->read_until("\r\n\r\n");
        return probe;
    }

    std::string head_;
};

TEST_F(Watching, the_newest_text_comes_at_once_and_each_change_after_it) {
    start();
    feed_->publish("old");
    feed_->publish("first");
    const auto watcher = watch();
    EXPECT_TRUE(head_.starts_with("HTTP/1.1 200 OK\r\n")) << head_;
    EXPECT_NE(head_.find("Content-Type: text/event-stream\r\n"), head_.npos) << head_;
    EXPECT_EQ(head_.find("Content-Length"), head_.npos) << head_;
    EXPECT_EQ(watcher->read_until("\n\n"), "id: 2\ndata: first\n\n");
    feed_->publish("second");
    EXPECT_EQ(watcher->read_until("\n\n"), "id: 3\ndata: second\n\n");
}

TEST_F(Watching, the_same_text_again_is_no_event) {
    start();
    feed_->publish("first");
    const auto watcher = watch();
    EXPECT_EQ(watcher->read_until("\n\n"), "id: 1\ndata: first\n\n");
    feed_->publish("first");
    feed_->publish("second");
    EXPECT_EQ(watcher->read_until("\n\n"), "id: 2\ndata: second\n\n");
}

TEST_F(Watching, a_line_on_which_nothing_happens_shows_that_it_stands) {
    Limits limits;
    limits.feed_look = milliseconds{1};
    limits.feed_alive = milliseconds{1};
    start(limits);
    EXPECT_EQ(watch()->read_until("\n\n"), ":\n\n");
}

TEST_F(Watching, above_the_limit_of_watchers_the_server_is_busy_and_serves_the_others) {
    Limits limits;
    limits.feeds_max = 1;
    start(limits);
    feed_->publish("first");
    const auto watcher = watch();
    EXPECT_EQ(watcher->read_until("\n\n"), "id: 1\ndata: first\n\n");
    HttpsClient client{client_options()};
    const ClientResult second = client.get("/feed");
    ASSERT_TRUE(second) << second.error().advice;
    EXPECT_EQ(second->status, 503U);
    const ClientResult other = client.get("/hello");
    ASSERT_TRUE(other) << other.error().advice;
    EXPECT_EQ(other->status, 200U);
}

TEST_F(Watching, a_server_that_stops_ends_the_line) {
    start();
    feed_->publish("first");
    const auto watcher = watch();
    EXPECT_EQ(watcher->read_until("\n\n"), "id: 1\ndata: first\n\n");
    std::thread stopping{[this] { server_->stop(); }};
    EXPECT_EQ(watcher->read_to_end(), "");
    EXPECT_TRUE(watcher->ended_properly());
    stopping.join();
}

TEST_F(Watching, head_gets_the_fields_and_no_line) {
    start();
    Probe probe{keeping()};
    ASSERT_TRUE(probe.handshake());
    ASSERT_TRUE(probe.send("HEAD /feed HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
    const std::string answer = probe.read_to_end();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
    EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
}

}  // namespace
}  // namespace piaojue::net
