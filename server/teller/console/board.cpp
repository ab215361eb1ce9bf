#include "server/teller/console/board.hpp"

#include <array>

#include "crypto/base/assert.hpp"

namespace piaojue::teller::console {

namespace {

constexpr std::array<std::string_view, 24> sections{
    "keys",      "place",   "line",    "enrolment",    "ceremony",  "log",
    "round",     "box",     "shares",  "result",       "proposals", "recount",
    "verifying", "working", "refused", "cosignatures", "names",     "sheet",
    "rehearsal", "trouble", "alarm",   "replacement",  "sheets",    "few_sheets",
};

}  // namespace

Board::Board() {
    for (const std::string_view section : sections)
        sections_[section] = nullptr;
}

void Board::put(std::string_view section, boost::json::value value) {
    const std::lock_guard lock{mutex_};
    PJ_ASSERT(sections_.contains(section), "a section of the board");
    sections_[section] = std::move(value);
}

std::string Board::text() const {
    const std::lock_guard lock{mutex_};
    return boost::json::serialize(sections_);
}

}  // namespace piaojue::teller::console
