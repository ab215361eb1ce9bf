// server/founding.hpp — before there is a congress: a page on this machine that makes one
//                                                                     docs/adr/0021, PROTOCOL.md
//                                                                     §16
//   GET /                  the page and its files
//   GET /api/v1/founding   {"tls_names", "rehearsal_of_before"}
//   POST /api/v1/founding  {"name", "name2", "sample", "tls_names"} → what `piaojue init` says,
//   with
//                          the links; once: a second founding is `not_permitted`
// Plain HTTP on 127.0.0.1 for who has the link (http/loopback.hpp). Where a rehearsal was held in
// the same place its authority is taken over, so that devices need no new trust.
//
// Secret: the link's token; the setup code in the answer. Failures to bind throw EnvError. Threads:
// one owner.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/data_dir.hpp"
#include "server/http/loopback.hpp"
#include "server/http/pages.hpp"
#include "server/net/server.hpp"

namespace piaojue {

class Founding {
public:
    // Port 0: any free one. The folder does not exist. `on_founded` is called once, from another
    // thread, before the answer is sent; the owner then destroys this, which sends it.
    Founding(const DataDir& dir, std::vector<http::PageFile> pages, std::uint16_t port, Rng& rng,
             const Clock& clock, std::function<void()> on_founded);
    Founding(const Founding&) = delete;
    Founding& operator=(const Founding&) = delete;

    [[nodiscard]] std::uint16_t port() const { return server_->port(0); }
    [[nodiscard]] std::string link() const { return link_.link(); }
    [[nodiscard]] bool founded() const { return founded_; }

private:
    [[nodiscard]] std::vector<http::Route> api();
    [[nodiscard]] Result<http::Response> found(const http::Request& request);

    const DataDir dir_;
    Rng& rng_;
    const Clock& clock_;
    const std::function<void()> on_founded_;
    http::LoopbackLink link_;
    std::atomic<bool> founded_ = false;
    std::unique_ptr<net::HttpServer> server_;  // last: its handlers use all of the above
};

}  // namespace piaojue
