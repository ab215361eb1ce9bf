// server/http/feed.hpp — a text that changes, for whoever watches it: server-sent events
//
// Watchers get the newest text, not every one between. Threads: every function from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

namespace piaojue::http {

struct FeedEvent {
    std::uint64_t number = 0;  // from 1, ascending
    std::string text;          // without a line break
};

class Feed {
public:
    // The same text as before is no event.
    void publish(std::string text);
    // nullptr before the first.
    [[nodiscard]] std::shared_ptr<const FeedEvent> newest() const;

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const FeedEvent> newest_;
};

// The event as it goes over the wire (HTML Living Standard, 9.2 Server-sent events).
[[nodiscard]] std::string write_event(const FeedEvent& event);

// Says nothing, and shows that the line still stands.
inline constexpr std::string_view feed_alive = ":\n\n";
inline constexpr std::string_view media_events = "text/event-stream";

}  // namespace piaojue::http
