// server/app.hpp — the whole server, built in the order of what stands on what
//
//   journal → log → issuing desk, box, tally → hall, door, ceremony relay → routes → network →
//   minute clock (and what watchers are told)
// and taken down the other way round: no new connections, requests in flight answered, the box's
// writer drained, databases closed. If a database can not commit, on_fatal is called once; the
// owner then stops the App, and the next start finds the truth on the disk.
//
// Threads: one owner. Failures of the environment throw EnvError.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "server/audit/event.hpp"
#include "server/box/box.hpp"
#include "server/config.hpp"
#include "server/data_dir.hpp"
#include "server/hall/bundles.hpp"
#include "server/hall/ceremony_relay.hpp"
#include "server/hall/desk.hpp"
#include "server/hall/devices.hpp"
#include "server/hall/hall.hpp"
#include "server/hall/lines.hpp"
#include "server/hall/proposals.hpp"
#include "server/hall/sheet_desk.hpp"
#include "server/http/handlers/services.hpp"
#include "server/http/router.hpp"
#include "server/log/log.hpp"
#include "server/net/server.hpp"
#include "server/roll/issuer.hpp"
#include "server/tally/tally.hpp"

namespace piaojue {

// What tests replace.
struct Surroundings {
    const Clock& clock;
    Rng& rng;  // safe from several threads
    audit::Journal::Sink journal;
    std::function<void()> on_fatal;
    // Asked for by who has the setup code of a sample congress: the owner stops the App.
    std::function<void()> on_rehearsal_over;
    bool minute_thread = true;              // false: the test calls tick()
    hall::Bundles::Programs programs = {};  // what an archive tells of; empty: of none
};

class App {
public:
    // Serves from its return on. Refuses `malformed` (settings) and `log_rollback`.
    [[nodiscard]] static Result<std::unique_ptr<App>> start(const Config& config,
                                                            Surroundings surroundings);
    ~App();  // stops
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    // A look at the clock and at the log: counts of the minute, news for watchers.
    void tick();
    // A second call does nothing.
    void stop(std::string_view reason);

    [[nodiscard]] std::uint16_t issue_port() const { return server_->port(0); }
    [[nodiscard]] std::uint16_t box_port() const { return server_->port(1); }
    [[nodiscard]] const std::filesystem::path& certificate() const { return certificate_; }
    [[nodiscard]] CongressId congress() const { return log_->view()->state.congress_id(); }
    // A database could not commit.
    [[nodiscard]] bool failed() const { return failed_; }

    // Why the desks at the door get no names though there is a file of them.
    [[nodiscard]] std::optional<std::string> fault_of_names() const {
        return desk_->fault_of_names();
    }

    [[nodiscard]] hall::Hall& hall() { return *hall_; }
    [[nodiscard]] const log::Log& log() const { return *log_; }
    // The table of an origin: 0 issue, 1 box.
    [[nodiscard]] const std::vector<http::Route>& routes(std::size_t origin) const {
        return routes_.at(origin);
    }

private:
    App(const Config& config, Surroundings surroundings);

    [[nodiscard]] Result<void> build();
    void build_network(Bytes keys, const Bytes32& setup_code_hash);
    [[nodiscard]] http::Machine machine();
    [[nodiscard]] bool databases_sound() const;
    void fail_for_good();
    void count_minutes();
    void publish_round();

    const Config config_;
    const DataDir dir_;
    const std::filesystem::path certificate_;
    const Surroundings surroundings_;
    audit::Journal journal_;
    std::atomic<bool> failed_ = false;
    std::atomic<bool> stopped_ = false;

    std::optional<ServingMark> serving_;  // ends behind the databases
    std::unique_ptr<log::Log> log_;
    std::unique_ptr<roll::Issuer> issuer_;
    std::unique_ptr<box::Box> box_;
    std::unique_ptr<tally::Tally> tally_;
    std::unique_ptr<hall::Hall> hall_;
    std::unique_ptr<hall::Desk> desk_;
    std::unique_ptr<hall::Bundles> bundles_;
    std::unique_ptr<hall::Devices> devices_;
    std::unique_ptr<hall::RelayStore> relay_;
    std::unique_ptr<hall::CeremonyRelay> ceremony_;
    std::unique_ptr<hall::SheetDesk> sheets_;
    std::unique_ptr<hall::Proposals> proposals_;
    std::unique_ptr<hall::Lines> lines_;
    std::array<std::vector<http::Route>, 2> routes_;
    std::unique_ptr<net::HttpServer> server_;

    const std::shared_ptr<http::Feed> round_ = std::make_shared<http::Feed>();
    log::ViewPtr published_;  // what round_ tells of

    std::mutex minute_mutex_;
    std::condition_variable minute_stop_;
    bool minute_stopping_ = false;
    std::thread minute_thread_;
};

}  // namespace piaojue
