// server/net/limits.hpp — every bound of the transport, in one place
//
// Each step of a connection has a deadline and each queue a length. The deadlines are totals: a
// client that sends one byte a second meets the same end as one that sends none.
#pragma once

#include <chrono>
#include <cstddef>

namespace piaojue::net {

using std::chrono::milliseconds;

struct Limits {
    // Sizes.
    std::size_t header_bytes_max = 8 * 1024;    // request line and header fields
    std::size_t write_piece_bytes = 64 * 1024;  // written under one write_time
    std::size_t drain_bytes_max = 1024 * 1024;  // of an unwanted body, before the cut

    // Deadlines.
    milliseconds handshake_time{5'000};  // TLS, from accept
    milliseconds header_time{10'000};    // first request's head, from the end of the handshake
    milliseconds idle_time{30'000};      // a later request's head, from the answer before it
    milliseconds body_time{15'000};      // body, from the end of the head
    milliseconds handler_time{30'000};   // queue and handler together; then `busy`
    milliseconds write_time{15'000};     // each piece of an answer
    milliseconds shutdown_time{2'000};   // TLS close and drain
    milliseconds stop_time{10'000};      // requests in flight when the server stops
    milliseconds accept_pause{100};      // after a failed accept (no descriptors left)
    milliseconds feed_look{200};         // a watcher hears of an event at most this much later
    milliseconds feed_alive{15'000};     // a sign of life to a watcher when nothing happens

    // Counts.
    std::size_t connections_max = 1024;              // open at once, of one listener
    std::size_t feeds_max = 768;                     // of them, those that watch a feed
    std::size_t requests_per_connection_max = 1000;  // where keep-alive is allowed
    std::size_t queue_max = 1024;                    // requests that wait for a worker
    std::size_t workers = 4;
    std::size_t io_threads = 2;
};

}  // namespace piaojue::net
