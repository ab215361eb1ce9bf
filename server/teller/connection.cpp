#include "server/teller/connection.hpp"

#include <fmt/format.h>

#include <charconv>

#include "server/teller/files.hpp"

namespace piaojue::teller {

namespace {

constexpr std::size_t certificate_bytes_max = 64 * 1024;

Result<client::Endpoint> endpoint_at(const HostPort& at, const std::string& certificate) {
    const Bytes pem = PJ_TRY(read_file(certificate, certificate_bytes_max));
    client::Endpoint out;
    out.host = at.host;
    out.certificate = as_text(pem);
    if (out.certificate.find("-----BEGIN CERTIFICATE-----") == std::string::npos) {
        return fail(Errc::malformed,
                    certificate +
                        " is not a PEM certificate; use tls.crt or ca.crt of the server's folder");
    }
    return out;
}

}  // namespace

Result<HostPort> parse_host_port(std::string_view text) {
    const auto refusal = [&] {
        return fail(Errc::malformed, fmt::format("'{}' is not HOST:PORT", text));
    };
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return refusal();
    std::string_view host = text.substr(0, colon);
    const std::string_view digits = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size() || port == 0) {
        return refusal();
    }
    const bool bracketed = host.front() == '[' && host.back() == ']';
    if (bracketed) host = host.substr(1, host.size() - 2);
    if (host.empty() || (!bracketed && host.find(':') != std::string_view::npos)) return refusal();
    return HostPort{std::string{host}, port};
}

Result<client::Endpoint> issue_endpoint(std::string_view server, const std::string& certificate) {
    const HostPort at = PJ_TRY(parse_host_port(server));
    client::Endpoint out = PJ_TRY(endpoint_at(at, certificate));
    out.issue_port = at.port;
    return out;
}

Result<client::Endpoint> box_endpoint(std::string_view box, const std::string& certificate) {
    const HostPort at = PJ_TRY(parse_host_port(box));
    client::Endpoint out = PJ_TRY(endpoint_at(at, certificate));
    out.box_port = at.port;
    return out;
}

}  // namespace piaojue::teller
