// server/teller/console/sheet.hpp — what the page prints: codes of cards or slips
//
// Apart from the board, which anybody behind the teller may see and which is asked for again and
// again. It is there from the order that made it until the order that forgets it, and on no disk.
//
// Secret: all of it. Threads: safe from any thread.
#pragma once

#include <boost/json.hpp>
#include <mutex>
#include <span>
#include <string>

#include "crypto/base/secret.hpp"

namespace piaojue::teller::console {

struct SheetRow {
    std::uint32_t number = 0;
    const SecretBuffer* code = nullptr;  // of characters that JSON takes as they are
    std::string name;
    std::string delegation;
};

// {…head, "rows": [{"no","code","name","delegation"}]}: the codes go through no plain string.
[[nodiscard]] SecretBuffer sheet_text(const boost::json::object& head,
                                      std::span<const SheetRow> rows);

class Sheet {
public:
    void put(SecretBuffer text);
    void forget() { put({}); }
    // Empty when there is none.
    [[nodiscard]] SecretBuffer text() const;

private:
    mutable std::mutex mutex_;
    SecretBuffer text_;
};

}  // namespace piaojue::teller::console
