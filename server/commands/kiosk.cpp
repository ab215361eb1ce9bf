// server/commands/kiosk.cpp — `piaojue kiosk`: a machine of the hall shows one room and nothing
// else
//
// Says on stdout what it shows, one line, once the browser is to start. SIGTERM, SIGINT and SIGHUP
// end it and the browser: exit 0.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <memory>

#include "server/client/api.hpp"
#include "server/commands/command.hpp"
#include "server/kiosk/machine.hpp"
#include "server/kiosk/supervisor.hpp"
#include "server/teller/connection.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {
namespace {

namespace fs = std::filesystem;

// Where Debian's Chromium looks for policies, and the file that is ours.
constexpr const char* policy_folder = "/etc/chromium/policies/managed";
constexpr const char* policy_name = "piaojue.json";
constexpr mode_t for_everybody = 0022;

struct KioskOptions {
    std::string room;
    ServerOptions server;
    std::string screen;
    std::string profile;
    std::string chromium = "/usr/bin/chromium";
    bool print_policies = false;
    bool install_policies = false;
    bool json = false;
};

// All but the port of the box, which the server tells.
struct Asked {
    kiosk::Machine machine;
    client::Endpoint server;
};

Result<Asked> read_asked(const KioskOptions& options) {
    Asked out;
    std::string_view server = options.server.server;
    constexpr std::string_view scheme = "https://";
    if (server.starts_with(scheme)) server.remove_prefix(scheme.size());
    const client::Endpoint at = PJ_TRY(teller::issue_endpoint(server, options.server.certificate));
    out.machine.room = PJ_TRY(kiosk::find_room(options.room));
    out.machine.screen = PJ_TRY(kiosk::read_screen(out.machine.room, options.screen));
    out.machine.authority = PJ_TRY(kiosk::read_authority(at.certificate));
    out.machine.host = kiosk::url_host(at.host);
    out.machine.issue_port = at.issue_port;
    out.server = at;
    return out;
}

// Waits for the server: a browser would show its own page of errors, and stay on it. False: ended
// before.
bool wait_for_server(Asked& asked, const kiosk::EndSignals& signals) {
    client::Api api{asked.server};
    for (unsigned failures = 0;; ++failures) {
        const Result<std::uint16_t> port = client::as_result(api.box_port());
        if (port) {
            asked.machine.box_port = *port;
            return true;
        }
        const std::chrono::seconds pause = kiosk::pause_after(failures);
        fmt::print(stderr, "连不上服务器，{0} 秒后再试 / no answer, again in {0} s: {1}\n",
                   pause.count(), port.error().detail);
        if (signals.come_within(pause)) return false;
    }
}

int print_policies(const Asked& asked, const KioskOptions& options) {
    const std::string text = kiosk::policies(asked.machine);
    if (!options.install_policies) {
        fmt::print("{}", text);
        return held;
    }
    const fs::path file = fs::path{policy_folder} / policy_name;
    if (geteuid() != 0) {
        return report_error(
            options.json,
            {Errc::not_permitted, fmt::format("only root may write {}", file.string())}, misused);
    }
    umask(for_everybody);
    fs::create_directories(policy_folder);
    teller::replace_file(file, as_bytes(text));
    fs::permissions(file, fs::perms{0644});
    if (options.json) {
        boost::json::object out;
        out["policies"] = file.string();
        print_json(out);
    } else {
        fmt::print("policies  {}\n", file.string());
    }
    return held;
}

// Whether Chromium stands under these policies and no others.
Result<void> check_policies(const kiosk::Machine& machine, const KioskOptions& options) {
    const fs::path file = fs::path{policy_folder} / policy_name;
    const Result<Bytes> found = teller::read_file(file);
    if (!found || as_text(*found) != kiosk::policies(machine)) {
        return fail(Errc::not_permitted,
                    fmt::format("{} {}. Once, as root: piaojue kiosk {} --server {} --certificate "
                                "{}{}{} --install-policies",
                                file.string(), found ? "is of another machine" : "is not there",
                                options.room, options.server.server, options.server.certificate,
                                options.screen.empty() ? "" : " --screen ", options.screen));
    }
    for (const auto& entry : fs::directory_iterator{policy_folder}) {
        if (entry.path() != file)
            return fail(Errc::not_permitted,
                        fmt::format("{} could allow what {} forbids; take it away",
                                    entry.path().string(), policy_name));
    }
    return {};
}

Result<fs::path> make_profile(const KioskOptions& options) {
    fs::path out = options.profile;
    if (out.empty()) {
        const char* const home = std::getenv("HOME");
        if (home == nullptr) return fail(Errc::malformed, "no HOME; give --profile");
        out = fs::path{home} / ".local/state/piaojue" / options.room;
    }
    fs::create_directories(out);
    fs::permissions(out, fs::perms::owner_all);
    return fs::absolute(out);
}

// As root Chromium refuses to start, and says so in its log alone.
Result<void> check_user(const KioskOptions& options) {
    if (geteuid() == 0) {
        return fail(Errc::not_permitted,
                    "Chromium has no sandbox as root; start the kiosk as an ordinary user");
    }
    if (access(options.chromium.c_str(), X_OK) != 0)
        return fail(Errc::malformed, options.chromium + " is not there; install chromium");
    return {};
}

Result<kiosk::Browser> prepare(const kiosk::Machine& machine, const KioskOptions& options) {
    const Result<void> barred = check_policies(machine, options);
    if (!barred) {
        if (machine.room.attended) return tl::unexpected<Error>{barred.error()};
        fmt::print(stderr, "没有策略，照样显示 / shown without policies: {}\n",
                   barred.error().detail);
    }
    const fs::path profile = PJ_TRY(make_profile(options));
    kiosk::Browser out;
    out.arguments = kiosk::browser_arguments(options.chromium, profile, kiosk::address(machine));
    out.log = profile / "chromium.log";
    if (!machine.room.attended) return out;
    if (std::getenv("DISPLAY") == nullptr) {
        fmt::print(stderr,
                   "没有 X 屏幕，键盘保留全部按键 / no X display: a keyboard keeps all its keys\n");
        return out;
    }
    out.keys = profile / "keys.xmodmap";
    teller::replace_file(out.keys, as_bytes(kiosk::bare_keyboard()));
    return out;
}

void say_ready(const kiosk::Machine& machine, const kiosk::Browser& browser, bool json) {
    if (json) {
        boost::json::object out;
        out["address"] = kiosk::address(machine);
        out["log"] = browser.log.string();
        print_json(out);
    } else {
        fmt::print("shows {}\n", kiosk::address(machine));
    }
    std::fflush(stdout);
}

int run(const KioskOptions& options) {
    Result<Asked> asked = read_asked(options);
    if (!asked) return report_error(options.json, asked.error(), misused);
    if (options.print_policies || options.install_policies) {
        const Result<std::uint16_t> port = client::as_result(client::Api{asked->server}.box_port());
        if (!port) return report_error(options.json, port.error(), misused);
        asked->machine.box_port = *port;
        return print_policies(*asked, options);
    }
    const Result<void> may = check_user(options);
    if (!may) return report_error(options.json, may.error(), misused);
    const kiosk::EndSignals signals;
    if (!wait_for_server(*asked, signals)) return held;
    const Result<kiosk::Browser> browser = prepare(asked->machine, options);
    if (!browser) return report_error(options.json, browser.error(), misused);
    say_ready(asked->machine, *browser, options.json);
    kiosk::keep_running(*browser, signals);
    return held;
}

}  // namespace

Run add_kiosk(Options& command) {
    auto options = std::make_shared<KioskOptions>();
    command
        .add("room", options->room,
             "这台机器做什么用 / what the machine is: booth, check-in, hall or podium")
        .required();
    add_server_options(command, options->server);
    command.add("--screen", options->screen,
                "大屏显示什么 / what a screen shows: en, dark, chart, table, record, podium, "
                "name=TEXT, with "
                "commas");
    command.add("--profile", options->profile,
                "浏览器文件夹 / the browser's folder, kept between starts; "
                "~/.local/state/piaojue/ROOM if not given");
    command.add("--chromium", options->chromium, "浏览器程序 / the browser").shows_default();
    const auto print = command.flag("--print-policies", options->print_policies,
                                    "只打印浏览器策略 / print the browser's policies and end");
    command
        .flag("--install-policies", options->install_policies,
              "只安装浏览器策略，须 root / as root: put them into Chromium's folder and end")
        .excludes(print);
    add_json_flag(command, options->json);
    return [options] { return run(*options); };
}

}  // namespace piaojue::commands
