// tests/integration/hall_device.hpp — a device of the hall, and what people sign of it
#pragma once

#include "ballot/device.hpp"
#include "tests/integration/congress.hpp"

namespace piaojue::testing {

class HallDevice {
public:
    HallDevice(Congress& congress, std::string name, DeviceKind kind = DeviceKind::booth)
        : congress_(congress),
          key_(SigningKey::generate(congress.rng)),
          line_(make_device_line(key_, congress.app().congress(), kind, std::move(name))) {}

    [[nodiscard]] Bytes line() const { return encode_device_line(line_); }
    [[nodiscard]] DeviceHash hash() const { return device_hash(line_); }

    Reply hand_in() { return congress_.post("/api/v1/devices/lines", line()); }
    [[nodiscard]] Bytes act(DeviceAct act, const std::vector<std::uint16_t>& persons) const {
        DeviceStatement statement{
            congress_.app().congress(), act, hash(), congress_.clock.now_minutes(), {}};
        for (const std::uint16_t person : persons)
            sign_device_statement(statement, PersonNumber{person}, congress_.person_key(person));
        return encode_device_statement(statement);
    }
    Reply post_act(DeviceAct one, const std::vector<std::uint16_t>& persons) {
        return congress_.post("/api/v1/devices/acts", act(one, persons));
    }
    void enrol() {
        EXPECT_EQ(hand_in().status, 202U);
        EXPECT_EQ(post_act(DeviceAct::enrol, {1, 2}).status, 201U);
    }

    [[nodiscard]] Bytes heartbeat(std::uint32_t start, std::uint32_t beat,
                                  std::uint16_t held = 0) const {
        Heartbeat out;
        out.device = hash();
        out.start = start;
        out.beat = beat;
        out.phase = Phase::voting;
        out.held = held;
        return encode_heartbeat(sign_heartbeat(out, key_));
    }
    Reply say(std::uint32_t start, std::uint32_t beat, std::uint16_t held = 0) {
        return congress_.post("/api/v1/devices/heartbeats", heartbeat(start, beat, held));
    }

private:
    Congress& congress_;
    SigningKey key_;
    DeviceLine line_;
};

// Every status that is described, for the test of the contract.
inline void reach_answers_about_devices(Congress& congress, const Bytes& forged_query) {
    HallDevice booth{congress, "填票终端 3"};
    EXPECT_EQ(booth.hand_in().status, 202U);
    EXPECT_EQ(booth.post_act(DeviceAct::enrol, {1}).status, 202U);
    EXPECT_EQ(booth.post_act(DeviceAct::enrol, {1, 2}).status, 201U);
    booth.post_act(DeviceAct::enrol, {1});
    booth.post_act(DeviceAct::enrol, {2});
    EXPECT_EQ(booth.say(2, 1).status, 200U);
    booth.say(1, 1);
    Bytes forged = booth.line();
    forged.back() ^= 1;
    congress.post("/api/v1/devices/lines", forged);
    congress.post("/api/v1/devices/query", congress.query(3));
    congress.post("/api/v1/devices/query", forged_query);
    for (const std::string_view path : {"lines", "acts", "heartbeats", "query"})
        congress.post("/api/v1/devices/" + std::string{path}, Bytes(3));
}

}  // namespace piaojue::testing
