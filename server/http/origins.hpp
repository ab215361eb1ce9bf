// server/http/origins.hpp — by which names browsers know the two origins       PROTOCOL.md §16
//
// The names and addresses are those of the certificate, the ports those that were bound: known
// once the network is, before the first request. Read-only from then on, from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace piaojue::http {

struct Origins {
    std::vector<std::string> hosts;  // as in a URL; IPv6 in brackets
    std::uint16_t issue_port = 0;
    std::uint16_t box_port = 0;

    // Whether a page with this Origin header was served by the issue origin.
    [[nodiscard]] bool is_issue(std::string_view origin) const;
    // "https://a:1 https://b:1", as a content security policy lists sources; no IPv6 addresses.
    [[nodiscard]] std::string box_sources() const;
};

}  // namespace piaojue::http
