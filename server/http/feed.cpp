#include "server/http/feed.hpp"

#include "crypto/base/assert.hpp"

namespace piaojue::http {

void Feed::publish(std::string text) {
    PJ_ASSERT(text.find_first_of("\r\n") == std::string::npos, "an event of several lines");
    const std::lock_guard lock{mutex_};
    if (newest_ && newest_->text == text) return;
    const std::uint64_t number = newest_ ? newest_->number + 1 : 1;
    newest_ = std::make_shared<const FeedEvent>(FeedEvent{number, std::move(text)});
}

std::shared_ptr<const FeedEvent> Feed::newest() const {
    const std::lock_guard lock{mutex_};
    return newest_;
}

std::string write_event(const FeedEvent& event) {
    return "id: " + std::to_string(event.number) + "\ndata: " + event.text + "\n\n";
}

}  // namespace piaojue::http
