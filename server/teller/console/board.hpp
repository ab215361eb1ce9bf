// server/teller/console/board.hpp — what the console's page shows, section by section
//
// The desk writes, the page's requests read. Holds nothing secret: everything on it may be seen by
// whoever stands behind the teller.
//
// Threads: safe from any thread.
#pragma once

#include <boost/json.hpp>
#include <mutex>
#include <string>
#include <string_view>

namespace piaojue::teller::console {

class Board {
public:
    // Every section is there from the beginning, null.
    Board();

    void put(std::string_view section, boost::json::value value);
    // One JSON object.
    [[nodiscard]] std::string text() const;

private:
    mutable std::mutex mutex_;
    boost::json::object sections_;
};

}  // namespace piaojue::teller::console
