#include "server/teller/last_call.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/json.hpp>
#include <optional>

#include "ballot/device.hpp"
#include "crypto/base/encoding.hpp"

namespace piaojue::teller {

namespace {

namespace json = boost::json;

// What a booth said last.
struct Said {
    std::uint64_t seconds = 0;
    std::string_view phase;
    std::string_view round;
    std::uint32_t held = 0;
};

struct Device {
    DeviceLine line;
    bool enrolled = false;
    std::optional<Said> said;
};

// Throws std::exception where a member is missing or of another type, like at() and as_…().
Said read_said(const json::value& value) {
    const json::object& said = value.as_object();
    const auto text = [&said](const char* name) -> std::string_view {
        return said.at(name).as_string();
    };
    return {said.at("seconds").to_number<std::uint64_t>(), text("phase"), text("round"),
            said.at("held").to_number<std::uint32_t>()};
}

Result<Device> read_device(const json::value& value) {
    const json::object& device = value.as_object();
    const Bytes line = PJ_TRY(decode_base64(std::string_view{device.at("line").as_string()}));
    Device out{PJ_TRY(decode_device_line(line)), device.at("enrolled").as_bool(), {}};
    if (!device.at("said").is_null()) out.said = read_said(device.at("said"));
    return out;
}

Result<std::vector<Device>> read_devices(const json::value& answer) {
    std::vector<Device> out;
    for (const json::value& device : answer.as_object().at("devices").as_array())
        out.push_back(PJ_TRY(read_device(device)));
    return out;
}

bool is_heard(const Device& booth, std::string_view round) {
    return booth.said && booth.said->seconds <= unheard_seconds &&
           booth.said->phase == phase_name(Phase::voting) && booth.said->round == round;
}

}  // namespace

Result<BoothDoubts> booth_doubts(std::string_view devices_json, const CongressId& congress,
                                 const ManifestHash& round) {
    try {
        const json::value answer = json::parse({devices_json.data(), devices_json.size()});
        const std::string manifest = encode_hex(round.value());
        BoothDoubts out;
        for (const Device& device : PJ_TRY(read_devices(answer))) {
            if (!device.enrolled || device.line.kind != DeviceKind::booth) continue;
            if (device.line.congress != congress) continue;
            if (!is_heard(device, manifest)) out.unheard.push_back(device.line.name);
            if (device.said && device.said->held > 0)
                out.holding.push_back({device.line.name, device.said->held});
        }
        return out;
    } catch (const std::exception& wrong) {
        return fail(
            Errc::malformed,
            fmt::format("the server's list of devices is outside the protocol: {}", wrong.what()));
    }
}

std::string doubts_text(const BoothDoubts& doubts) {
    std::string chinese;
    std::string english;
    if (!doubts.unheard.empty()) {
        chinese += fmt::format("领票结束后没有收到这些终端：{}。", fmt::join(doubts.unheard, "、"));
        english += fmt::format("not heard from since issuing ended: {}; ",
                               fmt::join(doubts.unheard, ", "));
    }
    for (const auto& [name, held] : doubts.holding) {
        chinese += fmt::format("{}还存着 {} 张票。", name, held);
        english += fmt::format("{} still holds {} ballots; ", name, held);
    }
    return fmt::format(
        "{}先到终端那里去；截止后，终端里存着的票不能再计入。仍要截止，请加 --unheard / {}go to "
        "those booths first, for a ballot that a booth holds cannot be counted after the close; to "
        "close all the same add --unheard",
        chinese, english);
}

}  // namespace piaojue::teller
