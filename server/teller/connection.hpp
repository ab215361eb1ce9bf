// server/teller/connection.hpp — where a server is and how it is known: HOST:PORT and a certificate
//
// The certificate is pinned. Refusals: malformed, whose detail says what to write.
#pragma once

#include <string>
#include <string_view>

#include "server/client/api.hpp"

namespace piaojue::teller {

struct HostPort {
    std::string host;
    std::uint16_t port = 0;

    friend bool operator==(const HostPort&, const HostPort&) = default;
};

// "name:8443", "192.0.2.1:8443", "[2001:db8::1]:8443"
[[nodiscard]] Result<HostPort> parse_host_port(std::string_view text);

// Of the issue origin; `certificate` is a PEM file.
[[nodiscard]] Result<client::Endpoint> issue_endpoint(std::string_view server,
                                                      const std::string& certificate);
// Of the box origin.
[[nodiscard]] Result<client::Endpoint> box_endpoint(std::string_view box,
                                                    const std::string& certificate);

}  // namespace piaojue::teller
