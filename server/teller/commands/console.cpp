// server/teller/commands/console.cpp — `console`: the teller's own page, served by this process to
// this machine alone                                                 docs/adr/0020
//
// Says the link on stdout, one line. SIGTERM and SIGINT end it: exit 0. What was under way is
// finished or can be gone on with.
#include <fmt/format.h>

#include <csignal>
#include <memory>

#include "server/http/page_folder.hpp"
#include "server/teller/commands/command.hpp"
#include "server/teller/connection.hpp"
#include "server/teller/console/local_server.hpp"

namespace piaojue::teller::commands {

namespace {

struct ConsoleOptions {
    KeysOptions keys;
    ServerOptions server;
    std::string share;
    std::string enrolment;
    std::string rooms;
    std::uint16_t port = 0;
    bool json = false;
};

using KeysInUse = std::optional<std::pair<std::filesystem::path, Unlocked>>;

struct ConsoleInputs {
    console::DeskSettings settings;
    std::vector<http::PageFile> pages;
    KeysInUse keys;
};

sigset_t end_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

std::filesystem::path pages_folder(const ConsoleOptions& options) {
    if (!options.rooms.empty()) return options.rooms;
    return http::pages_beside(std::filesystem::read_symlink("/proc/self/exe"));
}

Result<ConsoleInputs> read_console_inputs(const ConsoleOptions& options) {
    const std::filesystem::path folder = pages_folder(options);
    if (folder.empty()) {
        return fail(
            Errc::malformed,
            "no pages beside the program: build them with scripts/run, or give --rooms DIR");
    }
    ConsoleInputs inputs;
    inputs.pages = http::read_pages(folder);
    inputs.settings.endpoint =
        PJ_TRY(issue_endpoint(options.server.server, options.server.certificate));
    inputs.settings.server = options.server.server;
    inputs.settings.share = options.share;
    inputs.settings.enrolment = options.enrolment;
    if (!options.keys.keys.empty()) {
        inputs.keys.emplace(options.keys.keys, PJ_TRY(unlock(options.keys)));
    }
    return inputs;
}

void say_link(const console::LocalServer& server, bool json) {
    if (json) {
        boost::json::object out;
        out["link"] = server.link();
        out["port"] = server.port();
        print_json(out);
    } else {
        fmt::print("监票台 / the console: {}\n", server.link());
    }
    std::fflush(stdout);
}

int run_console(const ConsoleOptions& options) {
    auto inputs = read_console_inputs(options);
    if (!inputs) return report_error(options.json, inputs.error(), misused);
    // Blocked before any thread starts, so that all threads inherit it and only sigwait sees them.
    const sigset_t signals = end_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    const auto desk = console::Console::start(std::move(inputs->settings), std::move(inputs->keys));
    if (!desk) return report_error(options.json, desk.error(), misused);
    SystemRng rng;
    const console::LocalServer server{**desk, std::move(inputs->pages), options.port, rng};
    say_link(server, options.json);
    int signal = 0;
    sigwait(&signals, &signal);
    return held;
}

}  // namespace

Run add_console(Options& command) {
    auto options = std::make_shared<ConsoleOptions>();
    command.add("--keys", options->keys.keys,
                "本人密钥文件，缺省在网页上询问 / own key file; asked on the page if not given");
    command.add("--passphrase-file", options->keys.passphrase_file,
                "口令文件，缺省在终端询问 / file that holds the passphrase; asked on the terminal "
                "if not given");
    add_server_options(command, options->server);
    command.add("--share", options->share,
                "份额文件，缺省为密钥文件旁的 .share / share file; KEYS with .share if not given");
    command.add("--enrolment", options->enrolment,
                "登记条目，缺省取自服务器 / enrolment entry; asked of the server if not given");
    command.add("--rooms", options->rooms,
                "网页文件夹，缺省为程序旁的 share/piaojue/rooms / folder of the built pages; those "
                "beside the program if not given");
    command.add("--port", options->port, "本机端口，缺省任一空闲的 / local port; any free one if 0")
        .shows_default();
    add_json_flag(command, options->json);
    return [options] { return run_console(*options); };
}

}  // namespace piaojue::teller::commands
