// server/kiosk/machine.hpp — a machine of the hall that shows one room and nothing else
//
// What Chromium is told: the page, its flags, its policies (docs/adr/0018), and the keys that a
// keyboard keeps. All of it is text made from a Machine; nothing here starts or writes anything.
//
// Threads: any.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"

namespace piaojue::kiosk {

struct Room {
    std::string_view name;
    std::string_view path;
    // People stand at it: they may use its camera, and shall not leave the page. The others are
    // screens: nobody touches them, and their address says what they show.
    bool attended;
    std::string_view screen;  // what a screen shows if nothing else is asked for
};

inline constexpr std::array rooms{
    Room{"booth", "/booth", true, ""},
    Room{"check-in", "/check-in", true, ""},
    Room{"hall", "/hall", false, ""},
    Room{"podium", "/hall", false, "table,podium"},
};

struct Machine {
    Room room;
    std::string host;  // as in a URL: IPv6 in brackets
    std::uint16_t issue_port = 0;
    std::uint16_t box_port = 0;
    std::string screen;     // of screens: words and name=TEXT, between commas
    std::string authority;  // the certificate of the hall's authority: DER in base64
};

// Refuses `malformed`: none of the rooms.
[[nodiscard]] Result<Room> find_room(std::string_view name);
// Refuses `malformed`: a word that is none of a screen, or a room that is no screen.
[[nodiscard]] Result<std::string> read_screen(const Room& room, std::string_view words);
// Of ca.crt (PEM). Refuses `malformed`: it may not sign others, so browsers would not believe it.
[[nodiscard]] Result<std::string> read_authority(const std::string& pem);
// A name or address as a URL has it.
[[nodiscard]] std::string url_host(std::string_view host);

[[nodiscard]] std::string address(const Machine& machine);

// The policies as a file, always the same bytes for the same machine.
[[nodiscard]] std::string policies(const Machine& machine);

// The program, its flags, the page.
[[nodiscard]] std::vector<std::string> browser_arguments(const std::string& chromium,
                                                         const std::filesystem::path& profile,
                                                         const std::string& address);

// For xmodmap: only the keys that write and move in a page are left, and no modifier but Shift.
[[nodiscard]] std::string bare_keyboard();

// Before the browser is started again, after so many that died soon, one after the other.
[[nodiscard]] std::chrono::seconds pause_after(unsigned early_deaths);

}  // namespace piaojue::kiosk
