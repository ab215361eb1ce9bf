// The server over real TLS on the loopback: TLS policy, deadlines, caps, the order of stopping.
#include <fcntl.h>
#include <sys/resource.h>

#include <thread>
#include <vector>

#include "tests/integration/loopback.hpp"

namespace piaojue::net {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view get_gate = "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n";

// ---- TLS

TEST_F(Loopback, tls_1_2_is_refused) {
    start();
    Probe old{keeping(), TLS1_2_VERSION};
    EXPECT_FALSE(old.handshake());
    Probe present{keeping()};
    ASSERT_TRUE(present.handshake());
    EXPECT_EQ(SSL_version(present.ssl()), TLS1_3_VERSION);
}

TEST_F(Loopback, no_session_ticket_is_issued) {
    start();
    for (const std::uint16_t port : {keeping(), box()}) {
        Probe probe{port};
        ASSERT_TRUE(probe.handshake());
        ASSERT_TRUE(probe.send(get_hello));
        EXPECT_TRUE(probe.read_until("hello").ends_with("hello"));  // tickets would come before it
        EXPECT_EQ(probe.tickets(), 0);
        EXPECT_EQ(SSL_SESSION_is_resumable(SSL_get_session(probe.ssl())), 0);
    }
}

// ---- deadlines: each test makes one of them short and waits for the end of the socket

constexpr milliseconds short_time{150};

TEST_F(Loopback, a_client_that_never_begins_tls_is_cut_off) {
    Limits limits;
    limits.handshake_time = short_time;
    start(limits);
    const Probe probe{keeping()};
    ASSERT_TRUE(probe.is_connected());
    EXPECT_TRUE(probe.plain_end());
}

TEST_F(Loopback, bytes_that_are_no_tls_end_the_connection) {
    start();
    const Probe probe{keeping()};
    ASSERT_TRUE(probe.send_plain("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_TRUE(probe.plain_end());
}

TEST_F(Loopback, a_client_that_stops_within_its_head_is_cut_off) {
    Limits limits;
    limits.header_time = short_time;
    start(limits);
    Probe probe{keeping()};
    ASSERT_TRUE(probe.handshake());
    (void)probe.send("GET /hello HTTP/1.1\r\nHo");  // the deadline may come even before
    EXPECT_EQ(probe.read_to_end(), "");
}

TEST_F(Loopback, a_client_that_stops_within_its_body_is_cut_off_and_no_handler_runs) {
    Limits limits;
    limits.body_time = short_time;
    start(limits);
    Probe probe{keeping()};
    ASSERT_TRUE(probe.handshake());
    ASSERT_TRUE(
        probe.send("POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Type: "
                   "application/octet-stream\r\nContent-Length: 100\r\n\r\npart of it"));
    EXPECT_EQ(probe.read_to_end(), "");
    EXPECT_EQ(server_->counts(0).answered, 0U);
}

TEST_F(Loopback, a_client_that_drips_its_head_is_cut_off_all_the_same) {
    Limits limits;
    limits.header_time = short_time;
    limits.header_bytes_max = 16 * 1024 * 1024;  // the deadline comes first
    start(limits);
    Probe probe{keeping()};
    ASSERT_TRUE(probe.handshake());
    (void)probe.send("GET /hello HTTP/1.1\r\nHost: a\r\nX: ");
    // Each byte would renew a deadline between bytes; only a total one ends this loop.
    while (probe.send("d")) {
    }
    EXPECT_EQ(probe.read_to_end(), "");
}

TEST_F(Loopback, an_idle_kept_connection_is_closed) {
    Limits limits;
    limits.idle_time = short_time;
    start(limits);
    Probe probe{keeping()};
    ASSERT_TRUE(probe.handshake());
    ASSERT_TRUE(probe.send(get_hello));
    EXPECT_TRUE(probe.read_to_end().ends_with("hello"));
}

TEST_F(Loopback, a_client_that_does_not_read_its_answer_is_cut_off) {
    Limits limits;
    limits.write_time = short_time;
    start(limits);
    Probe probe{keeping()};
    ASSERT_TRUE(probe.handshake());
    // Far more answers than the sockets' buffers hold.
    std::string requests;
    for (int i = 0; i < 20; ++i)
        requests += "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
    ASSERT_TRUE(probe.send(requests));
    HttpsClient client{client_options()};
    while (server_->counts(0).open_now > 0)  // one request after another, until the other is gone
        ASSERT_TRUE(client.get("/hello"));
    EXPECT_LT(probe.read_to_end().size(), 20U * 3'000'000U);
    EXPECT_FALSE(probe.ended_properly());
}

TEST_F(Loopback, a_handler_over_its_time_is_answered_busy_for) {
    Limits limits;
    limits.handler_time = milliseconds{100};
    start(limits);
    const ClientResult late = HttpsClient{client_options()}.get("/gate");
    ASSERT_TRUE(late) << late.error().advice;
    EXPECT_EQ(late->status, 503U);
    EXPECT_EQ(late->retry_after_seconds, 1U);
    gate_.open();
    EXPECT_EQ(server_->counts(0).busy, 1U);
}

// ---- counts

TEST_F(Loopback, at_the_connection_cap_the_next_one_waits_for_a_place) {
    Limits limits;
    limits.connections_max = 1;
    start(limits);
    Probe first{keeping()};
    ASSERT_TRUE(first.handshake());
    Probe second{keeping()};  // the kernel connects it; the server does not accept it yet
    ASSERT_TRUE(second.is_connected());
    std::thread waiting{[&] {
        EXPECT_TRUE(second.handshake() && second.send(get_hello) &&
                    second.read_until("hello").ends_with("hello"));
    }};
    // The first is served while the second waits, and only its end makes a place.
    ASSERT_TRUE(first.send(get_hello));
    EXPECT_TRUE(first.read_until("hello").ends_with("hello"));
    EXPECT_EQ(server_->counts(0).accepted, 1U);
    ASSERT_TRUE(first.send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
    EXPECT_TRUE(first.read_to_end().ends_with("hello"));
    waiting.join();
    EXPECT_EQ(server_->counts(0).accepted, 2U);
}

// Takes every free descriptor of this process until it is destroyed.
class NoDescriptors {
public:
    NoDescriptors() {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        rlimit low = before_;
        low.rlim_cur = 256;
        ::setrlimit(RLIMIT_NOFILE, &low);
        for (;;) {
            const int taken = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
            if (taken < 0) break;
            taken_.push_back(taken);
        }
    }
    ~NoDescriptors() {
        for (const int taken : taken_)
            ::close(taken);
        ::setrlimit(RLIMIT_NOFILE, &before_);
    }
    NoDescriptors(const NoDescriptors&) = delete;
    NoDescriptors& operator=(const NoDescriptors&) = delete;

private:
    rlimit before_{};
    std::vector<int> taken_;
};

TEST_F(Loopback, without_descriptors_the_server_pauses_and_then_goes_on) {
    Limits limits;
    limits.accept_pause = milliseconds{5};
    start(limits);
    Probe probe{Probe::Unconnected{}};
    {
        const NoDescriptors none;
        probe.connect(keeping());
        while (server_->counts(0).accept_failures < 2)
            std::this_thread::yield();
        EXPECT_EQ(server_->counts(0).accepted, 0U);
    }
    ASSERT_TRUE(probe.handshake());
    ASSERT_TRUE(probe.send(get_hello));
    EXPECT_TRUE(probe.read_until("hello").ends_with("hello"));
}

TEST_F(Loopback, a_full_queue_is_answered_busy_and_says_when_to_come_again) {
    Limits limits;
    limits.workers = 1;
    limits.queue_max = 1;
    start(limits);
    Probe working{keeping()};
    ASSERT_TRUE(working.handshake());
    ASSERT_TRUE(working.send(get_gate));
    gate_.wait_for(1);  // the one worker is busy, the queue is empty
    // Of two more, one takes the queue's place and the other is refused at once.
    Probe one{box()};
    Probe other{box()};
    ASSERT_TRUE(one.handshake() && other.handshake());
    ASSERT_TRUE(one.send(get_gate));
    ASSERT_TRUE(other.send(get_gate));
    while (server_->counts(1).busy == 0)
        std::this_thread::yield();
    HttpsClient client{client_options()};
    const ClientResult refused = client.get("/hello");
    ASSERT_TRUE(refused) << refused.error().advice;
    EXPECT_EQ(refused->status, 503U);
    EXPECT_EQ(refused->retry_after_seconds, 1U);
    gate_.open();
    const std::string answers = one.read_to_end() + other.read_to_end();
    EXPECT_NE(answers.find("through"), answers.npos);
    EXPECT_TRUE(working.read_until("through").ends_with("through"));
    EXPECT_NE(answers.find("\"name\":\"busy\""), answers.npos);
    EXPECT_EQ(server_->counts(0).busy, 1U);
    EXPECT_EQ(server_->counts(1).busy, 1U);
}

// ---- stopping

TEST_F(Loopback, stop_finishes_the_request_in_flight_and_ends_idle_connections) {
    start();
    Probe idle{keeping()};
    ASSERT_TRUE(idle.handshake());
    ASSERT_TRUE(idle.send(get_hello));
    EXPECT_TRUE(idle.read_until("hello").ends_with("hello"));
    Probe busy{keeping()};
    ASSERT_TRUE(busy.handshake());
    ASSERT_TRUE(busy.send(get_gate));
    gate_.wait_for(1);
    std::thread stopping{[this] { server_->stop(); }};
    EXPECT_EQ(idle.read_to_end(), "");
    EXPECT_TRUE(idle.ended_properly());
    gate_.open();
    const std::string answer = busy.read_to_end();
    EXPECT_TRUE(answer.ends_with("through")) << answer;
    EXPECT_NE(answer.find("Connection: close\r\n"), answer.npos);
    stopping.join();
    const Probe late{server_->port(0)};
    EXPECT_FALSE(late.is_connected());
}

TEST_F(Loopback, stop_waits_for_the_rest_of_a_body) {
    start();
    Probe idle{keeping()};
    ASSERT_TRUE(idle.handshake());
    ASSERT_TRUE(idle.send(get_hello));
    EXPECT_TRUE(idle.read_until("hello").ends_with("hello"));
    Probe sending{keeping()};
    ASSERT_TRUE(sending.handshake());
    ASSERT_TRUE(
        sending.send("POST /echo/x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
                     "Content-Type: application/octet-stream\r\nContent-Length: 4\r\n"
                     "\r\n"));
    EXPECT_TRUE(sending.read_until("\r\n\r\n").starts_with("HTTP/1.1 100 "));
    std::thread stopping{[this] { server_->stop(); }};
    EXPECT_EQ(idle.read_to_end(), "");  // the stop has begun
    EXPECT_TRUE(sending.send("body"));
    const std::string answer = sending.read_to_end();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 201 ")) << answer;
    EXPECT_TRUE(answer.ends_with("body")) << answer;
    stopping.join();
}

TEST_F(Loopback, stop_cuts_what_does_not_end_in_time) {
    Limits limits;
    limits.stop_time = milliseconds{50};
    limits.shutdown_time = milliseconds{50};
    start(limits);
    Probe slow{keeping()};
    ASSERT_TRUE(slow.handshake());
    ASSERT_TRUE(
        slow.send("POST /echo/x HTTP/1.1\r\nHost: a\r\nContent-Type: "
                  "application/octet-stream\r\nContent-Length: 100\r\n\r\npart"));
    Probe witness{keeping()};  // answered after slow's bytes were sent: the server is not idle
    ASSERT_TRUE(witness.handshake());
    ASSERT_TRUE(witness.send(get_hello));
    EXPECT_TRUE(witness.read_until("hello").ends_with("hello"));
    server_->stop();
    EXPECT_EQ(slow.read_to_end(), "");
}

TEST_F(Loopback, stop_without_start_and_twice_is_harmless) {
    start();
    server_->stop();
    server_->stop();
    OriginConfig config;
    config.tls = {folder_ / "cert.pem", folder_ / "key.pem"};
    config.router = std::make_shared<const http::Router>(rows());
    HttpServer never{{}, {config}};
    never.stop();
}

TEST_F(Loopback, a_taken_port_is_an_environment_failure_that_names_it) {
    start();
    OriginConfig config;
    config.tls = {folder_ / "cert.pem", folder_ / "key.pem"};
    config.router = std::make_shared<const http::Router>(rows());
    config.port = keeping();
    try {
        const HttpServer second{{}, {config}};
        FAIL() << "two servers on one port";
    } catch (const EnvError& failure) {
        EXPECT_NE(std::string{failure.what()}.find(std::to_string(config.port)), std::string::npos);
    }
}

}  // namespace
}  // namespace piaojue::net
