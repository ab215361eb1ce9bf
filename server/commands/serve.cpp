// server/commands/serve.cpp — `piaojue serve`: the server in the foreground
//
// Says on stdout when it is ready, one line. SIGTERM and SIGINT stop it in order: exit 0. A
// database that can not commit stops it too, and so does a log that is behind what was seen:
// exit 1.
//
// Where there is no data directory yet, and there are pages, a page on this machine founds one
// first (server/founding.hpp); its link is one line on stdout. The end of a rehearsal leads there
// again. Both tell this thread by SIGUSR1.
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <boost/json.hpp>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>

#include "crypto/base/encoding.hpp"
#include "server/app.hpp"
#include "server/commands/command.hpp"
#include "server/commands/programs.hpp"
#include "server/founding.hpp"
#include "server/http/page_folder.hpp"
#include "server/net/certificate.hpp"

namespace piaojue::commands {
namespace {

struct ServeOptions {
    std::string data;
    std::string rooms;
    Config config;
    bool json = false;
    bool print_config = false;
};

sigset_t own_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGUSR1);
    return set;
}

void wake_owner() {
    ::kill(::getpid(), SIGUSR1);
}

// Until `done`, or an end signal: then false.
template <class Done>
bool wait_until(const sigset_t& signals, Done done) {
    int signal = 0;
    do {
        sigwait(&signals, &signal);
    } while (signal == SIGUSR1 && !done());
    return signal == SIGUSR1;
}

void say_link(const Founding& founding, bool json) {
    if (json) {
        boost::json::object out;
        out["link"] = founding.link();
        print_json(out);
    } else {
        fmt::print("建立大会 / found the congress: {}\n", founding.link());
    }
    std::fflush(stdout);
}

void say_ready(const App& app, bool json) {
    if (json) {
        boost::json::object out;
        out["issue_port"] = app.issue_port();
        out["box_port"] = app.box_port();
        out["certificate"] = app.certificate().string();
        out["congress_id"] = encode_hex(app.congress().value());
        print_json(out);
    } else {
        fmt::print("ready: issue port {}, box port {}, certificate {}\n", app.issue_port(),
                   app.box_port(), app.certificate().string());
    }
    std::fflush(stdout);
}

// Clients would refuse it, or already do: said on stderr, beside the journal.
void warn_of_certificate(const std::filesystem::path& certificate, const Clock& clock) {
    const net::Validity valid = net::validity_of_certificate(certificate);
    const std::uint64_t now = clock.now_seconds();
    if (valid.not_before <= now && now <= valid.not_after) return;
    fmt::print(stderr,
               "! {}: 按本机时钟，证书已过期或尚未生效；请先核对时钟，再 piaojue certificate / "
               "by this machine's clock the certificate is out of date: check the clock, then "
               "make it anew by `piaojue certificate`\n",
               certificate.string());
}

// The desks would get no names, and nobody would hear of it before they open.
void warn_of_names(const App& app) {
    const std::optional<std::string> fault = app.fault_of_names();
    if (!fault) return;
    fmt::print(stderr,
               "! {}；在此之前签到台没有姓名 / the desks at the door have no names until then\n",
               *fault);
}

int print_config() {
    for (const NumberSetting& setting : number_settings())
        fmt::print("{:<20} {:>6}  {} ({} to {})\n", setting.option, Config{}.*setting.member,
                   setting.meaning, setting.least, setting.most);
    return held;
}

// False: it was ended before. The congress is served where it was founded.
bool found_congress(ServeOptions& options, const sigset_t& signals) {
    SystemRng rng;
    const SystemClock clock;
    const Founding founding{DataDir{options.data},
                            http::read_pages(options.config.rooms),
                            static_cast<std::uint16_t>(options.config.issue_port),
                            rng,
                            clock,
                            wake_owner};
    say_link(founding, options.json);
    options.config.issue_port = founding.port();
    return wait_until(signals, [&founding] { return founding.founded(); });
}

// The exit code; none: a rehearsal is over, its folder set aside.
std::optional<int> serve_congress(ServeOptions& options, const sigset_t& signals) {
    const SystemClock clock;
    SystemRng rng;
    std::atomic<bool> rehearsal_over = false;
    Surroundings surroundings{clock, rng, audit::stderr_sink(), [] { ::kill(::getpid(), SIGTERM); },
                              [&rehearsal_over] {
                                  rehearsal_over = true;
                                  wake_owner();
                              }};
    surroundings.programs = programs;
    Result<std::unique_ptr<App>> app = App::start(options.config, std::move(surroundings));
    if (!app) {
        const bool misuse = app.error().code == Errc::malformed;
        return report_error(options.json, app.error(), misuse ? misused : not_held);
    }
    say_ready(**app, options.json);
    warn_of_certificate((*app)->certificate(), clock);
    warn_of_names(**app);
    const bool over = wait_until(signals, [&rehearsal_over] { return rehearsal_over.load(); });
    const bool failed = (*app)->failed();
    (*app)->stop(failed ? "a database could not commit" : over ? "end of the rehearsal" : "signal");
    if ((*app)->failed()) return not_held;
    if (!over) return held;
    options.config.issue_port = (*app)->issue_port();
    options.config.box_port = (*app)->box_port();
    app->reset();
    set_rehearsal_aside(DataDir{options.data}, clock);
    return std::nullopt;
}

int run(ServeOptions& options) {
    if (options.print_config) return print_config();
    if (options.data.empty())
        return report_error(options.json, {Errc::malformed, "--data is required"}, misused);
    options.config.data = options.data;
    options.config.rooms = options.rooms.empty()
                               ? http::pages_beside(std::filesystem::read_symlink("/proc/self/exe"))
                               : std::filesystem::path{options.rooms};

    // Blocked before any thread starts, so that all threads inherit it and only sigwait sees them.
    const sigset_t signals = own_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    for (;;) {
        const bool to_found =
            !std::filesystem::exists(options.data) && !options.config.rooms.empty();
        if (to_found && !found_congress(options, signals)) return held;
        if (const std::optional<int> ended = serve_congress(options, signals)) return *ended;
    }
}

}  // namespace

Run add_serve(Options& command) {
    auto options = std::make_shared<ServeOptions>();
    command.add(
        "--data", options->data,
        "大会文件夹；还没有时在本机网页上建立 / folder made by `piaojue init`; where there is "
        "none yet, a page on this machine makes it");
    command.add("--rooms", options->rooms,
                "网页文件夹，缺省为程序旁的 share/piaojue/rooms / folder of the built pages; those "
                "beside the program if not given");
    command.add("--host", options->config.host, "监听地址 / IP address to listen on")
        .shows_default();
    for (const NumberSetting& setting : number_settings())
        command
            .add(std::string{setting.option}, options->config.*setting.member,
                 std::string{setting.meaning})
            .between(setting.least, setting.most)
            .shows_default();
    command.flag("--print-config", options->print_config,
                 "列出全部设置 / print all settings and end");
    command.flag("--json", options->json,
                 "就绪时输出一行 JSON / say that it is ready as one JSON line");
    return [options] { return run(*options); };
}

}  // namespace piaojue::commands
