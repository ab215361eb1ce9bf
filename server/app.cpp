// server/app.cpp — the whole server, built in the order of what stands on what
#include "server/app.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "crypto/base/writer.hpp"
#include "server/http/handlers/routes.hpp"
#include "server/http/page_folder.hpp"
#include "server/http/pages.hpp"
#include "server/log/files.hpp"
#include "server/net/certificate.hpp"

namespace piaojue {
namespace {

constexpr std::chrono::milliseconds clock_look{250};  // how often clock and log are looked at

net::Limits limits_of(const Config& config) {
    net::Limits out;
    out.workers = config.workers;
    out.io_threads = config.io_threads;
    out.connections_max = config.connections_max;
    out.queue_max = config.queue_max;
    return out;
}

// box_key ‖ u8 issuers ‖ modulus ‖ roots, as in a manifest (PROTOCOL.md §6).
Bytes public_keys(const VerifyKey& box_key, const IssuerKeyBytes& issuer) {
    Writer out;
    out.raw(box_key.bytes()).u8(1).raw(issuer.modulus);
    for (const Bytes384& root : issuer.roots)
        out.raw(root);
    return std::move(out).bytes();
}

}  // namespace

Result<std::unique_ptr<App>> App::start(const Config& config, Surroundings surroundings) {
    PJ_TRY(check_config(config));
    std::unique_ptr<App> app{new App{config, std::move(surroundings)}};
    PJ_TRY(app->build());
    return app;
}

App::App(const Config& config, Surroundings surroundings)
    : config_(config),
      dir_(config.data),
      certificate_(std::filesystem::absolute(dir_.file("tls.crt"))),
      surroundings_(std::move(surroundings)),
      journal_(surroundings_.journal, surroundings_.clock) {}

App::~App() {
    stop("end");
}

namespace {

// What a browser is given to believe, so that it believes this server.
Bytes read_authority(const DataDir& dir) {
    std::optional<Bytes> pem = log::read_file(dir.file("ca.crt"));
    if (!pem)
        throw EnvError(dir.file("ca.crt").string() +
                       " is missing: is this a folder of `piaojue init`?");
    return *std::move(pem);
}

}  // namespace

Result<void> App::build() {
    journal_.write(audit::starting(PJ_VERSION));
    if (!std::filesystem::is_directory(dir_.folder()))
        throw EnvError(dir_.folder().string() + " is no folder: make it with `piaojue init`");
    check_left_whole(dir_);
    ServerKeys keys = read_keys(dir_);
    const IssuerKeyBytes issuer_key = issuer_bytes(keys.issuing_key);
    const auto on_failure = [this](std::string_view) { fail_for_good(); };

    log_ = PJ_TRY(log::Log::open(
        {dir_.file("log.db"), dir_.file("log.checkpoint"), dir_.file("seen.checkpoint")},
        std::move(keys.log_key), journal_, on_failure));
    issuer_ = std::make_unique<roll::Issuer>(dir_.file("roll.db"), std::move(keys.issuing_key),
                                             *log_, journal_);
    const auto on_box_failure = [this](std::string_view what) {
        journal_.write(audit::write_failed("box", what));
        fail_for_good();
    };
    box_ = std::make_unique<box::Box>(
        dir_.file("box.db"), std::move(keys.box_key), *log_, surroundings_.rng,
        box::SequencerLimits{config_.batch_max, config_.queue_max}, on_box_failure);
    tally_ =
        std::make_unique<tally::Tally>(dir_.file("records"), *log_, journal_, surroundings_.clock);
    hall_ = std::make_unique<hall::Hall>(
        hall::Rooms{*log_, *issuer_, *box_, *tally_, journal_, surroundings_.clock}, issuer_key);
    desk_ =
        std::make_unique<hall::Desk>(dir_.file("names.csv"), *log_, *issuer_, surroundings_.clock);
    bundles_ =
        std::make_unique<hall::Bundles>(dir_.file("names.csv"), surroundings_.programs, *log_,
                                        *tally_, surroundings_.rng, surroundings_.clock);
    devices_ =
        std::make_unique<hall::Devices>(dir_.file("devices.list"), *log_, surroundings_.clock);
    relay_ = std::make_unique<hall::RelayStore>(dir_.file("hall.db"));
    ceremony_ = std::make_unique<hall::CeremonyRelay>(*relay_, *log_);
    sheets_ = std::make_unique<hall::SheetDesk>(dir_.file("sheets.db"), *log_, surroundings_.clock);
    proposals_ = std::make_unique<hall::Proposals>(*relay_, *log_, *issuer_, surroundings_.clock);
    lines_ = std::make_unique<hall::Lines>(*log_);

    serving_.emplace(dir_);
    hall_->recover();
    if (const Result<void> done = ceremony_->recover(); !done)
        journal_.write(audit::incident("ceremony", done.error().detail));
    box_->start();
    build_network(public_keys(box_->public_key(), issuer_key), keys.setup_code_hash);
    if (surroundings_.minute_thread) minute_thread_ = std::thread{[this] { count_minutes(); }};
    journal_.write(audit::ready(issue_port(), box_port()));
    return {};
}

void App::build_network(Bytes keys, const Bytes32& setup_code_hash) {
    const auto incidents = [this](std::string_view id, std::string_view what) {
        journal_.write(audit::incident(id, what));
    };
    const net::TlsFiles tls{dir_.file("tls.crt"), dir_.file("tls.key")};
    const auto origins = std::make_shared<http::Origins>();
    origins->hosts = net::hosts_of_certificate(tls.certificate);
    net::OriginConfig issue;
    issue.address = config_.host;
    issue.port = static_cast<std::uint16_t>(config_.issue_port);
    issue.tls = tls;
    routes_[0] = http::issue_routes(
        {*log_, *issuer_, *hall_, *desk_, *bundles_, *devices_, *ceremony_, *proposals_, *sheets_,
         *lines_, *tally_, surroundings_.clock, std::move(keys), setup_code_hash,
         surroundings_.clock.now_seconds(), read_authority(dir_), round_, machine()});
    routes_[1] = http::box_routes({*log_, *box_});
    std::vector<http::Route> with_pages = routes_[0];
    if (!config_.rooms.empty())
        std::ranges::move(http::page_routes(http::read_pages(config_.rooms), origins),
                          std::back_inserter(with_pages));
    issue.router = std::make_shared<http::Router>(std::move(with_pages), incidents);
    net::OriginConfig box = issue;
    box.port = static_cast<std::uint16_t>(config_.box_port);
    box.keep_alive = false;
    box.router = std::make_shared<http::Router>(routes_[1], incidents);
    box.readable_by = [origins](std::string_view page) { return origins->is_issue(page); };
    server_ = std::make_unique<net::HttpServer>(
        limits_of(config_), std::vector<net::OriginConfig>{std::move(issue), std::move(box)});
    origins->issue_port = server_->port(0);
    origins->box_port = server_->port(1);
    publish_round();
    server_->start();
}

http::Machine App::machine() {
    const std::filesystem::path certificate = dir_.file("tls.crt");
    const net::Validity validity = net::validity_of_certificate(certificate);
    http::Machine out;
    out.certificate = {net::fingerprint_of_certificate(certificate), validity.not_before,
                       validity.not_after, net::hosts_of_certificate(certificate)};
    out.authority_sha256 = net::fingerprint_of_certificate(dir_.file("ca.crt"));
    out.pages = !config_.rooms.empty();
    out.disk_free_bytes = [this] { return std::filesystem::space(dir_.folder()).available; };
    out.databases_sound = [this] { return databases_sound(); };
    out.end_rehearsal = [this] {
        if (surroundings_.on_rehearsal_over) surroundings_.on_rehearsal_over();
    };
    return out;
}

bool App::databases_sound() const {
    return !failed_ && std::ranges::all_of(databases, [this](std::string_view file) {
        return std::filesystem::exists(dir_.file(file));
    });
}

void App::tick() {
    hall_->tick();
    publish_round();
}

// What anybody may know now, once for each change of the log.
void App::publish_round() {
    log::ViewPtr view = log_->view();
    if (view == published_) return;
    round_->publish(http::round_text(*log_));
    published_ = std::move(view);
}

void App::stop(std::string_view reason) {
    if (stopped_.exchange(true)) return;
    journal_.write(audit::stopping(reason));
    {
        const std::lock_guard lock{minute_mutex_};
        minute_stopping_ = true;
    }
    minute_stop_.notify_all();
    if (minute_thread_.joinable()) minute_thread_.join();
    if (server_) server_->stop();
    if (box_) box_->stop();
    journal_.write(audit::stopped());
}

void App::fail_for_good() {
    if (failed_.exchange(true)) return;
    if (surroundings_.on_fatal) surroundings_.on_fatal();
}

void App::count_minutes() {
    std::unique_lock lock{minute_mutex_};
    while (!minute_stop_.wait_for(lock, clock_look, [this] { return minute_stopping_; })) {
        lock.unlock();
        try {
            tick();
        } catch (const EnvError& failure) {
            journal_.write(audit::incident("minute", failure.what()));
            fail_for_good();
        }
        lock.lock();
    }
}

}  // namespace piaojue
