// server/teller/console/local_server.hpp — the console's page and its requests, on 127.0.0.1 alone
//                                                                     docs/adr/0020
//   GET /            the page and its files
//   GET /api/board   what the desk has checked, JSON
//   POST /api/orders what the person asks, JSON → 202 with the board; busy while another runs
//   POST /api/names  a table of names for the cards, as its file is → the same
//   GET /api/sheet   what is to be printed, with the codes, JSON; null when there is nothing
// For who has the link (http/loopback.hpp); those of /api also ask for its token.
//
// Secret: the token. Failures to bind throw EnvError. Threads: one owner.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/http/loopback.hpp"
#include "server/http/pages.hpp"
#include "server/net/server.hpp"
#include "server/teller/console/console.hpp"

namespace piaojue::teller::console {

class LocalServer {
public:
    // Port 0: any free one. The console outlives it.
    LocalServer(Console& console, std::vector<http::PageFile> pages, std::uint16_t port, Rng& rng);

    [[nodiscard]] std::uint16_t port() const { return server_->port(0); }
    [[nodiscard]] std::string link() const { return link_.link(); }

private:
    http::LoopbackLink link_;
    std::unique_ptr<net::HttpServer> server_;
};

}  // namespace piaojue::teller::console
