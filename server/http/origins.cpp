#include "server/http/origins.hpp"

#include <algorithm>

namespace piaojue::http {

namespace {

constexpr std::uint16_t https_port = 443;  // left away in an origin (RFC 6454 §6.2)

std::string origin_of(const std::string& host, std::uint16_t port) {
    return "https://" + host + (port == https_port ? "" : ":" + std::to_string(port));
}

}  // namespace

bool Origins::is_issue(std::string_view origin) const {
    return std::any_of(hosts.begin(), hosts.end(), [&](const std::string& host) {
        return origin_of(host, issue_port) == origin;
    });
}

std::string Origins::box_sources() const {
    std::string out;
    for (const std::string& host : hosts) {
        // A source of a policy has a name or an IPv4 address; browsers report what they ignore.
        if (host.starts_with('[')) continue;
        out += (out.empty() ? "" : " ") + origin_of(host, box_port);
    }
    return out;
}

}  // namespace piaojue::http
