// The hall's devices: enrolled by two people, heard, missed          PROTOCOL.md §16
#include <boost/json.hpp>

#include "crypto/base/encoding.hpp"
#include "server/log/files.hpp"
#include "tests/integration/hall_device.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue::testing {
namespace {

namespace json = boost::json;

enum class Told : std::uint8_t { unknown = 0, waiting = 1, enrolled = 2, revoked = 3 };

class HallDevices : public ::testing::Test {
protected:
    HallDevices() { congress_.enrol(); }

    json::array seen(std::uint16_t person = 1) {
        const Reply reply = congress_.post("/api/v1/devices/query", congress_.query(person));
        EXPECT_EQ(reply.status, 200U) << reply;
        return json::parse(reply.text()).at("devices").as_array();
    }
    json::value only() {
        const json::array all = seen();
        EXPECT_EQ(all.size(), 1U);
        return all.at(0);
    }
    static void expect_told(const Reply& reply, Told told) {
        EXPECT_EQ(reply.status, 200U) << reply;
        EXPECT_EQ(reply.body, Bytes{static_cast<Byte>(told)});
    }
    json::object roll() {
        const Reply reply = congress_.post("/api/v1/setup/preflight", as_bytes("{}"), Origin::issue,
                                           http::media_json, congress_.setup_authorization());
        EXPECT_EQ(reply.status, 200U) << reply;
        return json::parse(reply.text()).at("devices").as_object();
    }

    // Of one that is missed.
    std::string unheard() {
        const json::array names = roll().at("unheard").as_array();
        EXPECT_EQ(names.size(), 1U);
        return text_of(names.at(0));
    }

    Congress congress_;
    HallDevice booth_{congress_, "填票终端 3"};
};

TEST_F(HallDevices, an_official_and_a_second_person_enrol_what_handed_in_its_line) {
    expect_told(booth_.say(1, 1), Told::unknown);
    EXPECT_REFUSAL(booth_.post_act(DeviceAct::enrol, {1, 2}), Errc::not_permitted);
    for (int i = 0; i < 2; ++i)  // the same: the same answer
        EXPECT_EQ(booth_.hand_in().status, 202U);
    EXPECT_EQ(text_of(only().at("line")), encode_base64(booth_.line()));
    EXPECT_EQ(only().at("enrolled"), false);
    EXPECT_TRUE(only().at("half").is_null());
    EXPECT_TRUE(only().at("said").is_null());
    expect_told(booth_.say(1, 1), Told::waiting);

    EXPECT_EQ(booth_.post_act(DeviceAct::enrol, {1}).status, 202U);
    EXPECT_EQ(text_of(only().at("half")), encode_base64(booth_.act(DeviceAct::enrol, {1})));
    expect_told(booth_.say(1, 2), Told::waiting);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(booth_.post_act(DeviceAct::enrol, {1, 3}).status, 201U);  // a teller second
    EXPECT_EQ(only().at("enrolled"), true);
    EXPECT_TRUE(only().at("half").is_null());
    expect_told(booth_.say(1, 3), Told::enrolled);
    EXPECT_REFUSAL(booth_.post_act(DeviceAct::enrol, {1, 2}), Errc::wrong_phase);
}

TEST_F(HallDevices, what_one_person_signed_an_hour_ago_waits_no_more) {
    booth_.enrol();
    EXPECT_EQ(booth_.post_act(DeviceAct::revoke, {1}).status, 202U);
    congress_.clock.pass_minutes(60);
    EXPECT_FALSE(only().at("half").is_null());
    congress_.clock.pass_minutes(1);
    EXPECT_TRUE(only().at("half").is_null());
    EXPECT_EQ(only().at("enrolled"), true);
}

TEST_F(HallDevices, nobody_enrols_who_may_not_sign_so) {
    EXPECT_EQ(booth_.hand_in().status, 202U);
    for (const std::vector<std::uint16_t>& persons :
         {std::vector<std::uint16_t>{2}, {2, 1}, {1, 1}, {3}, {3, 2}})
        EXPECT_REFUSAL(booth_.post_act(DeviceAct::enrol, persons), Errc::not_permitted);
    Bytes forged = booth_.act(DeviceAct::enrol, {1, 2});
    forged.back() ^= 1;
    EXPECT_REFUSAL(congress_.post("/api/v1/devices/acts", forged), Errc::signature_rejected);
    EXPECT_REFUSAL(congress_.post("/api/v1/devices/acts", Bytes(20)), Errc::wrong_version);
    EXPECT_EQ(only().at("enrolled"), false);
    const Bytes old = booth_.act(DeviceAct::enrol, {1, 2});
    congress_.clock.pass_minutes(61);
    EXPECT_EQ(booth_.hand_in().status, 202U);
    EXPECT_REFUSAL(congress_.post("/api/v1/devices/acts", old), Errc::not_permitted);
    EXPECT_REFUSAL(booth_.post_act(DeviceAct::revoke, {1, 2}), Errc::wrong_phase);
}

TEST_F(HallDevices, what_is_no_line_of_this_congress_is_refused) {
    const std::string_view path = "/api/v1/devices/lines";
    Bytes forged = booth_.line();
    forged.back() ^= 1;
    EXPECT_REFUSAL(congress_.post(path, forged), Errc::signature_rejected);
    const SigningKey key = SigningKey::generate(congress_.rng);
    const Bytes elsewhere =
        encode_device_line(make_device_line(key, CongressId{}, DeviceKind::booth, "x"));
    EXPECT_REFUSAL(congress_.post(path, elsewhere), Errc::not_permitted);
    EXPECT_REFUSAL(congress_.post(path, Bytes{0, 1}), Errc::malformed);
    EXPECT_TRUE(seen().empty());
}

TEST_F(HallDevices, the_end_of_an_enrolment_takes_two_and_is_final) {
    booth_.enrol();
    EXPECT_EQ(booth_.post_act(DeviceAct::revoke, {1}).status, 202U);
    expect_told(booth_.say(1, 1), Told::enrolled);
    EXPECT_EQ(booth_.post_act(DeviceAct::revoke, {1, 2}).status, 201U);
    EXPECT_TRUE(seen().empty());
    expect_told(booth_.say(1, 2), Told::revoked);
    EXPECT_EQ(booth_.hand_in().status, 202U);  // it is known, and stays revoked
    EXPECT_REFUSAL(booth_.post_act(DeviceAct::enrol, {1, 3}), Errc::wrong_phase);
    congress_.restart();
    expect_told(booth_.say(1, 3), Told::revoked);
}

TEST_F(HallDevices, enrolled_devices_outlive_a_restart_and_what_waits_does_not) {
    HallDevice second{congress_, "大屏", DeviceKind::hall};
    booth_.enrol();
    EXPECT_EQ(booth_.say(7, 1).status, 200U);
    EXPECT_EQ(second.hand_in().status, 202U);
    congress_.restart();
    EXPECT_EQ(text_of(only().at("line")), encode_base64(booth_.line()));
    EXPECT_TRUE(only().at("said").is_null());
    expect_told(second.say(1, 1), Told::unknown);
    expect_told(booth_.say(1, 1), Told::enrolled);
}

TEST_F(HallDevices, a_damaged_file_stops_the_start_and_a_missing_one_does_not) {
    booth_.enrol();
    congress_.stop();
    const auto file = congress_.dir().file("devices.list");
    log::write_file_whole(file, Bytes{0, 1, 2});
    EXPECT_THROW(static_cast<void>(congress_.start()), EnvError);
    std::filesystem::remove(file);
    EXPECT_TRUE(congress_.start());
    EXPECT_TRUE(seen().empty());
}

TEST_F(HallDevices, what_a_device_said_last_stands_with_its_age) {
    booth_.enrol();
    EXPECT_EQ(booth_.say(3, 9, 2).status, 200U);
    congress_.clock.pass_seconds(17);
    const json::value said = only().at("said");
    EXPECT_EQ(said.at("seconds"), 17);
    EXPECT_EQ(text_of(said.at("phase")), "voting");
    EXPECT_EQ(text_of(said.at("round")), std::string(64, '0'));
    EXPECT_EQ(said.at("held"), 2);
    EXPECT_EQ(said.at("in_use"), false);
    EXPECT_EQ(seen(3).size(), 1U);  // for tellers too
    Bytes forged = congress_.query(1);
    forged.back() ^= 1;
    EXPECT_REFUSAL(congress_.post("/api/v1/devices/query", forged), Errc::signature_rejected);
}

TEST_F(HallDevices, no_number_is_used_twice_and_nobody_speaks_for_a_device) {
    booth_.enrol();
    EXPECT_EQ(booth_.say(3, 9).status, 200U);
    congress_.clock.pass_seconds(5);
    EXPECT_EQ(booth_.say(3, 9).status, 200U);  // the same bytes: the same answer, and no news
    EXPECT_EQ(only().at("said").at("seconds"), 5);
    for (const auto& [start, beat] : {std::pair{3U, 8U}, std::pair{2U, 100U}, std::pair{3U, 0U}})
        EXPECT_REFUSAL(booth_.say(start, beat), Errc::not_permitted);
    EXPECT_REFUSAL(booth_.say(3, 9, 1), Errc::not_permitted);
    EXPECT_EQ(booth_.say(4, 0).status, 200U);
    Bytes forged = booth_.heartbeat(5, 0);
    forged.back() ^= 1;
    EXPECT_REFUSAL(congress_.post("/api/v1/devices/heartbeats", forged), Errc::signature_rejected);
}

TEST_F(HallDevices, no_two_enrolled_devices_of_a_kind_have_one_name) {
    booth_.enrol();
    HallDevice other{congress_, "填票终端 3"};
    HallDevice desk{congress_, "填票终端 3", DeviceKind::desk};
    EXPECT_EQ(other.hand_in().status, 202U);
    EXPECT_REFUSAL(other.post_act(DeviceAct::enrol, {1}), Errc::not_permitted);
    desk.enrol();
    EXPECT_EQ(booth_.post_act(DeviceAct::revoke, {1, 2}).status, 201U);
    EXPECT_EQ(other.post_act(DeviceAct::enrol, {1, 2}).status, 201U);
}

TEST_F(HallDevices, a_line_waits_while_its_device_is_heard_and_sixty_four_wait_at_most) {
    std::vector<std::unique_ptr<HallDevice>> strangers;
    for (std::size_t i = 0; i < hall::Devices::waiting_max; ++i) {
        strangers.push_back(std::make_unique<HallDevice>(congress_, "x"));
        EXPECT_EQ(strangers.back()->hand_in().status, 202U);
    }
    EXPECT_REFUSAL(booth_.hand_in(), Errc::busy);
    congress_.clock.pass_seconds(40);
    expect_told(strangers[5]->say(1, 1), Told::waiting);
    congress_.clock.pass_seconds(21);
    EXPECT_EQ(seen().size(), 1U);
    EXPECT_EQ(booth_.hand_in().status, 202U);
    expect_told(strangers[6]->say(1, 1), Told::unknown);
}

TEST_F(HallDevices, the_morning_names_who_was_not_heard_for_a_minute) {
    HallDevice desk{congress_, "签到处 1", DeviceKind::desk};
    EXPECT_EQ(roll().at("enrolled"), 0);
    EXPECT_TRUE(roll().at("unheard").as_array().empty());
    booth_.enrol();
    desk.enrol();
    EXPECT_EQ(desk.say(1, 1).status, 200U);
    EXPECT_EQ(roll().at("enrolled"), 2);
    EXPECT_EQ(unheard(), "填票终端 3");
    congress_.clock.pass_seconds(61);
    EXPECT_EQ(booth_.say(1, 1).status, 200U);
    EXPECT_EQ(unheard(), "签到处 1");
}

}  // namespace
}  // namespace piaojue::testing
