#include "server/kiosk/machine.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json.hpp>

#include "server/net/certificate.hpp"

namespace piaojue::kiosk {

namespace {

constexpr std::array<std::string_view, 7> screen_words{"en",     "dark",   "chart",    "table",
                                                       "record", "podium", "name=TEXT"};
// As which device of the hall the screen asks to be enrolled.
constexpr std::string_view screen_name = "name=";

bool is_screen_word(std::string_view word) {
    if (word.starts_with(screen_name)) return word.size() > screen_name.size();
    return std::find(screen_words.begin(), screen_words.end(), word) != screen_words.end();
}

std::string origin_of(std::string_view host, std::uint16_t port) {
    return fmt::format("https://{}:{}", host, port);
}

// As a URL pattern of a policy has it: a name alone would stand for all names below it too.
std::string exact_host(const std::string& host) {
    in_addr ignored{};
    const bool is_address =
        host.starts_with('[') || inet_pton(AF_INET, host.c_str(), &ignored) == 1;
    return is_address ? host : "." + host;
}

}  // namespace

Result<Room> find_room(std::string_view name) {
    const auto* const found = std::find_if(rooms.begin(), rooms.end(),
                                           [&](const Room& room) { return room.name == name; });
    if (found == rooms.end()) {
        return fail(Errc::malformed,
                    fmt::format("'{}' is no room; booth, check-in, hall or podium", name));
    }
    return *found;
}

Result<std::string> read_screen(const Room& room, std::string_view words) {
    if (words.empty()) return std::string{room.screen};
    if (room.attended)
        return fail(Errc::malformed, fmt::format("--screen: {} is no screen", room.name));
    for (std::size_t from = 0; from <= words.size();) {
        const std::size_t comma = std::min(words.find(',', from), words.size());
        const std::string_view word = words.substr(from, comma - from);
        if (!is_screen_word(word)) {
            return fail(Errc::malformed, fmt::format("--screen: '{}' is none of {}", word,
                                                     fmt::join(screen_words, ", ")));
        }
        from = comma + 1;
    }
    return std::string{words};
}

Result<std::string> read_authority(const std::string& pem) {
    if (!net::is_authority(pem)) {
        return fail(Errc::malformed,
                    "--certificate: browsers believe an authority alone; give the server's ca.crt");
    }
    constexpr std::string_view begin = "-----BEGIN CERTIFICATE-----";
    const std::size_t from = pem.find(begin) + begin.size();
    std::string out = pem.substr(from, pem.find("-----END", from) - from);
    std::erase_if(out, [](char c) { return c == '\n' || c == '\r'; });
    return out;
}

std::string url_host(std::string_view host) {
    return host.find(':') == std::string_view::npos ? std::string{host} : fmt::format("[{}]", host);
}

std::string address(const Machine& machine) {
    return fmt::format("{}{}{}{}", origin_of(machine.host, machine.issue_port), machine.room.path,
                       machine.screen.empty() ? "" : "#", machine.screen);
}

std::string policies(const Machine& machine) {
    const std::string issue = origin_of(machine.host, machine.issue_port);
    const std::string host = exact_host(machine.host);
    boost::json::array camera;
    if (machine.room.attended) camera.emplace_back(issue);

    const boost::json::object all{
        // Nowhere but to this server, which is known by the hall's own authority.
        {"URLBlocklist", {"*"}},
        {"URLAllowlist", {origin_of(host, machine.issue_port), origin_of(host, machine.box_port)}},
        {"CACertificates", {machine.authority}},
        {"SSLErrorOverrideAllowed", false},
        {"DnsOverHttpsMode", "off"},
        {"QuicAllowed", false},
        {"NetworkPredictionOptions", 2},
        {"SearchSuggestEnabled", false},
        {"MetricsReportingEnabled", false},
        {"ComponentUpdatesEnabled", false},
        // The camera reads cards and slips, and asks nobody. No other device, no place.
        {"VideoCaptureAllowed", false},
        {"VideoCaptureAllowedUrls", camera},
        {"AudioCaptureAllowed", false},
        {"ScreenCaptureAllowed", false},
        {"DefaultGeolocationSetting", 2},
        {"DefaultNotificationsSetting", 2},
        {"DefaultSerialGuardSetting", 2},
        {"DefaultWebBluetoothGuardSetting", 2},
        {"DefaultWebHidGuardSetting", 2},
        {"DefaultWebUsbGuardSetting", 2},
        // Nothing of the browser itself, and no file of the machine.
        {"DeveloperToolsAvailability", 2},
        {"IncognitoModeAvailability", 1},
        {"BrowserGuestModeEnabled", false},
        {"BrowserAddPersonEnabled", false},
        {"BrowserSignin", 0},
        {"ExtensionInstallBlocklist", {"*"}},
        {"AllowFileSelectionDialogs", false},
        {"DownloadRestrictions", 3},
        {"PrintingEnabled", false},
        {"DefaultPopupsSetting", 2},
        {"PasswordManagerEnabled", false},
        {"SavingBrowserHistoryDisabled", true},
        {"EditBookmarksEnabled", false},
        {"BookmarkBarEnabled", false},
        {"ShowHomeButton", false},
        {"SpellcheckEnabled", false},
        {"TranslateEnabled", false},
        {"TaskManagerEndProcessEnabled", false},
        {"BackgroundModeEnabled", false},
        {"DefaultBrowserSettingEnabled", false},
        // Started again, it shows its page and not what was open before.
        {"RestoreOnStartup", 5},
        {"HomepageIsNewTabPage", false},
        {"HomepageLocation", address(machine)},
        {"NewTabPageLocation", address(machine)},
    };
    std::string out;
    for (const auto& [name, value] : all)
        out += fmt::format("{}  \"{}\": {}", out.empty() ? "{\n" : ",\n", std::string_view{name},
                           boost::json::serialize(value));
    return out + "\n}\n";
}

std::vector<std::string> browser_arguments(const std::string& chromium,
                                           const std::filesystem::path& profile,
                                           const std::string& address) {
    return {chromium,
            "--kiosk",
            "--no-first-run",
            "--no-default-browser-check",
            "--noerrdialogs",
            "--disable-session-crashed-bubble",
            "--hide-crash-restore-bubble",
            "--disable-pinch",
            "--overscroll-history-navigation=0",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            "--password-store=basic",
            "--lang=zh-CN",
            "--user-data-dir=" + profile.string(),
            address};
}

std::string bare_keyboard() {
    // Of X.Org's evdev keyboards, which all have the same numbers: digits, letters, signs, Tab,
    // Enter, Backspace, Shift, space; the number pad; arrows, Home, End, page keys, Delete. What
    // is left out opens windows, tools or menus, or steers the machine. It becomes a Shift that
    // shifts nothing: of a key without a symbol Chromium takes what its number means on a US
    // keyboard, and opens its help at F1.
    struct Span {
        unsigned first, last;
    };
    constexpr std::array<Span, 10> kept{{{10, 36},
                                         {38, 63},
                                         {65, 65},
                                         {77, 77},
                                         {79, 91},
                                         {94, 94},
                                         {104, 104},
                                         {106, 106},
                                         {110, 117},
                                         {119, 119}}};
    constexpr unsigned first_key = 8;
    constexpr unsigned last_key = 255;
    std::string out;
    for (const char* const modifier : {"lock", "control", "mod1", "mod3", "mod4", "mod5"})
        out += fmt::format("clear {}\n", modifier);
    for (unsigned key = first_key; key <= last_key; ++key) {
        const bool keeps = std::any_of(kept.begin(), kept.end(), [&](const Span& span) {
            return span.first <= key && key <= span.last;
        });
        if (!keeps) out += fmt::format("keycode {} = Shift_L\n", key);
    }
    return out;
}

std::chrono::seconds pause_after(unsigned early_deaths) {
    constexpr unsigned doublings_max = 6;
    constexpr std::chrono::seconds longest{60};
    return std::min(longest, std::chrono::seconds{1U << std::min(early_deaths, doublings_max)});
}

}  // namespace piaojue::kiosk
