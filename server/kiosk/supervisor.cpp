#include "server/kiosk/supervisor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include "crypto/base/result.hpp"
#include "server/client/child_process.hpp"
#include "server/kiosk/machine.hpp"

namespace piaojue::kiosk {

namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr const char* xmodmap = "/usr/bin/xmodmap";
// Who lives so long did not die of how it was started.
constexpr seconds lives_long{60};
constexpr seconds end_within{10};

sigset_t set_of(std::initializer_list<int> signals) {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : signals)
        sigaddset(&set, signal);
    return set;
}

bool is_end(int signal) {
    return signal == SIGTERM || signal == SIGINT || signal == SIGHUP;
}

// One of the set that came, or 0 when the time was over.
int await_signal(const sigset_t& set, seconds time) {
    const auto until = steady_clock::now() + time;
    for (;;) {
        const auto left = std::chrono::ceil<seconds>(until - steady_clock::now()).count();
        const timespec wait{std::max<time_t>(left, 0), 0};
        const int signal = sigtimedwait(&set, nullptr, &wait);
        if (signal > 0) return signal;
        if (errno == EAGAIN && left <= 0) return 0;
    }
}

void bar_keys(const Browser& browser) {
    if (browser.keys.empty()) return;
    const pid_t pid =
        client::start_child({xmodmap, browser.keys.string()}, {STDERR_FILENO, STDERR_FILENO});
    if (client::wait_for_child(pid) != 0)
        throw EnvError(
            fmt::format("{} could not take keys from the keyboard; install "
                        "x11-xserver-utils, and see whether DISPLAY is right",
                        xmodmap));
}

// The browser's process. It does not outlive this object.
class Running {
public:
    explicit Running(const Browser& browser) {
        constexpr mode_t owner_only = 0600;
        const client::FileDescriptor log{browser.log, O_WRONLY | O_CREAT | O_TRUNC, owner_only};
        pid_ = client::start_child(browser.arguments, {log.get(), log.get()});
    }
    ~Running() {
        if (pid_ < 0) return;
        kill(pid_, SIGTERM);
        const auto until = steady_clock::now() + end_within;
        const sigset_t child = set_of({SIGCHLD});
        while (!has_ended() && steady_clock::now() < until)
            await_signal(child, seconds{1});
        if (pid_ < 0) return;
        kill(pid_, SIGKILL);
        client::wait_for_child(pid_);
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    // By itself; other children end too.
    [[nodiscard]] bool has_ended() {
        int status = 0;
        if (pid_ > 0 && waitpid(pid_, &status, WNOHANG) == pid_) {
            pid_ = -1;
            exit_code_ = client::exit_code_of(status);
        }
        return pid_ < 0;
    }
    [[nodiscard]] int exit_code() const { return exit_code_; }

private:
    pid_t pid_ = -1;
    int exit_code_ = 0;
};

}  // namespace

EndSignals::EndSignals() {
    // Only a signal that is held back can be waited for; that a child ended is one of them.
    const sigset_t held = set_of({SIGTERM, SIGINT, SIGHUP, SIGCHLD});
    sigprocmask(SIG_BLOCK, &held, nullptr);
}

bool EndSignals::come_within(seconds time) {
    return await_signal(set_of({SIGTERM, SIGINT, SIGHUP}), time) > 0;
}

void keep_running(const Browser& browser, const EndSignals& signals) {
    const sigset_t awaited = set_of({SIGTERM, SIGINT, SIGHUP, SIGCHLD});
    for (unsigned early_deaths = 0;;) {
        bar_keys(browser);
        const auto began = steady_clock::now();
        Running running{browser};
        while (!running.has_ended()) {
            int signal = 0;
            sigwait(&awaited, &signal);
            if (is_end(signal)) return;
        }
        if (steady_clock::now() - began >= lives_long) early_deaths = 0;
        const seconds pause = pause_after(early_deaths++);
        fmt::print(
            stderr,
            "浏览器退出（{0}），{1} 秒后重开 / Chromium ended ({0}), again in {1} s; see {2}\n",
            running.exit_code(), pause.count(), browser.log.string());
        if (signals.come_within(pause)) return;
    }
}

}  // namespace piaojue::kiosk
