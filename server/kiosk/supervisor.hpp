// server/kiosk/supervisor.hpp — keeps a browser on the screen
//
// It starts the browser, starts it again when it dies, with a growing pause if it dies early, and
// ends it with itself. Failures throw EnvError.
//
// Threads: one, the only one of its process.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace piaojue::kiosk {

// The signals that end a kiosk, held back from now on so that they can be waited for: SIGTERM,
// SIGINT, SIGHUP.
class EndSignals {
public:
    EndSignals();

    // Whether one comes within this time.
    [[nodiscard]] static bool come_within(std::chrono::seconds time);
};

struct Browser {
    std::vector<std::string> arguments;
    std::filesystem::path log;   // what it says; anew at each start
    std::filesystem::path keys;  // for xmodmap, before each start; empty: the keyboard stays
};

// Until one of the signals comes.
void keep_running(const Browser& browser, const EndSignals& signals);

}  // namespace piaojue::kiosk
