// A machine of the hall: what its browser may reach, which keys are left, how often it is restarted
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "server/kiosk/machine.hpp"
#include "server/net/certificate.hpp"

namespace piaojue::kiosk {
namespace {

Machine machine_of(std::string_view room) {
    Machine out;
    out.room = *find_room(room);
    out.host = "vote.example";
    out.issue_port = 8443;
    out.box_port = 8444;
    out.screen = std::string{out.room.screen};
    out.authority = "TUlJ";
    return out;
}

boost::json::object policies_of(const Machine& machine) {
    return boost::json::parse(policies(machine)).as_object();
}

TEST(KioskPolicies, a_browser_reaches_the_two_origins_of_its_server_and_nothing_else) {
    const boost::json::object booth = policies_of(machine_of("booth"));
    EXPECT_EQ(booth.at("URLBlocklist"), (boost::json::array{"*"}));
    EXPECT_EQ(booth.at("URLAllowlist"),
              (boost::json::array{"https://.vote.example:8443", "https://.vote.example:8444"}));
    Machine by_address = machine_of("booth");
    for (const char* const host : {"192.0.2.1", "[2001:db8::1]"}) {
        by_address.host = host;
        const boost::json::value wanted("https://" + std::string{host} + ":8443");
        EXPECT_EQ(policies_of(by_address).at("URLAllowlist").at(0), wanted);
    }
}

TEST(KioskPolicies, only_rooms_with_people_at_them_see) {
    for (const Room& room : rooms) {
        const boost::json::object found = policies_of(machine_of(room.name));
        EXPECT_EQ(found.at("VideoCaptureAllowed"), false);
        boost::json::array wanted;
        if (room.attended) wanted.emplace_back("https://vote.example:8443");
        EXPECT_EQ(found.at("VideoCaptureAllowedUrls"), wanted) << room.name;
        EXPECT_EQ(found.at("DeveloperToolsAvailability"), 2);
    }
}

TEST(KioskPolicies, the_authority_is_believed_and_a_servers_own_certificate_is_not) {
    const net::CertificateSubject subject{"hall", {"localhost"}, {}};
    const net::MadeCertificate authority = net::make_authority(subject, 1'800'000'000);
    const Result<std::string> read = read_authority(authority.certificate_pem);
    ASSERT_TRUE(read);
    EXPECT_NE(authority.certificate_pem.find(read->substr(0, 64)), std::string::npos);
    EXPECT_EQ(read->find_first_not_of(
                  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="),
              std::string::npos);
    const net::MadeCertificate own = net::make_certificate(subject, 1'800'000'000);
    EXPECT_EQ(read_authority(own.certificate_pem).error().code, Errc::malformed);
    EXPECT_EQ(read_authority("").error().code, Errc::malformed);
}

TEST(KioskRooms, an_address_says_what_a_screen_shows) {
    EXPECT_EQ(address(machine_of("booth")), "https://vote.example:8443/booth");
    EXPECT_EQ(address(machine_of("hall")), "https://vote.example:8443/hall");
    EXPECT_EQ(address(machine_of("podium")), "https://vote.example:8443/hall#table,podium");
    EXPECT_EQ(url_host("2001:db8::1"), "[2001:db8::1]");
    EXPECT_EQ(find_room("office").error().code, Errc::malformed);

    const Room hall = *find_room("hall");
    EXPECT_EQ(*read_screen(hall, "en,dark,chart"), "en,dark,chart");
    EXPECT_EQ(*read_screen(hall, "name=大屏 1,dark"), "name=大屏 1,dark");
    for (const char* const bad : {"name=", "red", "en,", ",en", "en dark", "en,,dark"})
        EXPECT_EQ(read_screen(hall, bad).error().code, Errc::malformed) << bad;
    EXPECT_EQ(read_screen(*find_room("booth"), "en").error().code, Errc::malformed);
    EXPECT_EQ(*read_screen(*find_room("booth"), ""), "");
}

TEST(KioskBrowser, has_its_sandbox_and_its_page_last) {
    const std::vector<std::string> given =
        browser_arguments("/usr/bin/chromium", "/p", "https://h");
    EXPECT_EQ(given.front(), "/usr/bin/chromium");
    EXPECT_EQ(given.back(), "https://h");
    for (const std::string& one : given)
        EXPECT_EQ(one.find("no-sandbox"), std::string::npos);
}

TEST(KioskKeyboard, writes_and_moves_and_does_nothing_else) {
    const std::string map = bare_keyboard();
    const auto is_taken = [&](unsigned key) {
        return map.find("keycode " + std::to_string(key) + " = Shift_L\n") != std::string::npos;
    };
    // Control, Alt, Super, Menu, Escape, F1, F10, F11, F12, Caps Lock, Print, Insert, Power.
    for (const unsigned key :
         {37U, 105U, 64U, 108U, 133U, 134U, 135U, 9U, 67U, 76U, 95U, 96U, 66U, 107U, 118U, 124U})
        EXPECT_TRUE(is_taken(key)) << key;
    // 1, Backspace, Tab, Q, Enter, A, Shift, Z, Shift, space, an arrow, Delete, 0 of the pad.
    for (const unsigned key : {10U, 22U, 23U, 24U, 36U, 38U, 50U, 52U, 62U, 65U, 113U, 119U, 90U})
        EXPECT_FALSE(is_taken(key)) << key;
    for (const char* const modifier : {"control", "mod1", "mod4", "lock"})
        EXPECT_NE(map.find("clear " + std::string{modifier} + "\n"), std::string::npos);
    EXPECT_EQ(map.find("clear shift"), std::string::npos);
}

TEST(KioskBrowser, that_dies_early_is_started_later_each_time_up_to_a_minute) {
    using std::chrono::seconds;
    EXPECT_EQ(pause_after(0), seconds{1});
    EXPECT_EQ(pause_after(1), seconds{2});
    EXPECT_EQ(pause_after(5), seconds{32});
    for (const unsigned many : {6U, 7U, 64U, 4'000'000'000U})
        EXPECT_EQ(pause_after(many), seconds{60}) << many;
}

}  // namespace
}  // namespace piaojue::kiosk
