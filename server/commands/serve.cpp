// server/commands/serve.cpp — `piaojue serve`: the server in the foreground
//
// Says on stdout when it is ready, one line. SIGTERM and SIGINT stop it in order: exit 0. A
// database that can not commit stops it too, and so does a log that is behind what was seen:
// exit 1.
#include <fmt/format.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <cstdio>
#include <memory>

#include "crypto/base/encoding.hpp"
#include "server/app.hpp"
#include "server/commands/command.hpp"
#include "server/http/page_folder.hpp"

namespace piaojue::commands {
namespace {

struct ServeOptions {
    std::string data;
    std::string rooms;
    Config config;
    bool json = false;
    bool print_config = false;
};

sigset_t end_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
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

int print_config() {
    for (const NumberSetting& setting : number_settings())
        fmt::print("{:<20} {:>6}  {} ({} to {})\n", setting.option, Config{}.*setting.member,
                   setting.meaning, setting.least, setting.most);
    return held;
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
    const sigset_t signals = end_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    const SystemClock clock;
    SystemRng rng;
    Surroundings surroundings{clock, rng, audit::stderr_sink(),
                              [] { ::kill(::getpid(), SIGTERM); }};
    Result<std::unique_ptr<App>> app = App::start(options.config, std::move(surroundings));
    if (!app) {
        const bool misuse = app.error().code == Errc::malformed;
        return report_error(options.json, app.error(), misuse ? misused : not_held);
    }
    say_ready(**app, options.json);
    int signal = 0;
    sigwait(&signals, &signal);
    (*app)->stop((*app)->failed() ? "a database could not commit" : "signal");
    return (*app)->failed() ? not_held : held;
}

}  // namespace

Run add_serve(Options& command) {
    auto options = std::make_shared<ServeOptions>();
    command.add("--data", options->data, "大会文件夹 / folder made by `piaojue init`");
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
