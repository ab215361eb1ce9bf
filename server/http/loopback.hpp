// server/http/loopback.hpp — who may ask a page that this machine alone is served
//                                                                     docs/adr/0020
// A request must name this very address and port as its Host, and its Origin, if it has one,
// likewise: another site, or a name that was pointed here, reaches nothing. What the page asks for
// also carries the token that only the printed link holds.
//
// Secret: the token. The port is set once, before the first request; from then on read-only, from
// any thread. Both gates refuse `not_permitted`.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "crypto/base/rng.hpp"
#include "server/http/router.hpp"

namespace piaojue::http {

class LoopbackLink {
public:
    explicit LoopbackLink(Rng& rng);

    void set_port(std::uint16_t port);

    [[nodiscard]] Gate for_pages() const;
    [[nodiscard]] Gate for_api() const;
    // With the token in its # part, which no browser sends.
    [[nodiscard]] std::string link() const;

private:
    std::string token_;  // 128 random bits, hex
    std::shared_ptr<std::string> host_ = std::make_shared<std::string>();
};

}  // namespace piaojue::http
