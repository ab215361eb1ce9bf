#include "server/http/loopback.hpp"

#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"

namespace piaojue::http {

namespace {

Result<void> check_address(const RequestHead& head, const std::string& own) {
    const bool here = !own.empty() && head.host == own;
    const bool from_here = head.origin.empty() || head.origin == "http://" + own;
    if (here && from_here) return {};
    return fail(Errc::not_permitted, "another host or origin");
}

// Compared by hash: how long it takes tells nothing of the token.
Result<void> check_token(const RequestHead& head, const Bytes32& expected) {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view given = head.authorization;
    if (given.starts_with(scheme) && sha256(as_bytes(given.substr(scheme.size()))) == expected)
        return {};
    return fail(Errc::not_permitted, "not the link that was printed");
}

}  // namespace

LoopbackLink::LoopbackLink(Rng& rng) : token_(encode_hex(rng.bytes<16>())) {}

void LoopbackLink::set_port(std::uint16_t port) {
    *host_ = "127.0.0.1:" + std::to_string(port);
}

Gate LoopbackLink::for_pages() const {
    return [host = host_](const RequestHead& head) { return check_address(head, *host); };
}

Gate LoopbackLink::for_api() const {
    return
        [host = host_, token = sha256(as_bytes(token_))](const RequestHead& head) -> Result<void> {
            PJ_TRY(check_address(head, *host));
            return check_token(head, token);
        };
}

std::string LoopbackLink::link() const {
    return "http://" + *host_ + "/#" + token_;
}

}  // namespace piaojue::http
