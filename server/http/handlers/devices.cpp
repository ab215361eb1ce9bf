// server/http/handlers/devices.cpp — the hall's devices          PROTOCOL.md §16
#include <boost/json.hpp>

#include "crypto/base/encoding.hpp"
#include "server/http/handlers/routes.hpp"

namespace piaojue::http {
namespace {

namespace json = boost::json;

json::value said_json(const hall::SeenDevice& device) {
    if (!device.last) return nullptr;
    json::object out;
    out["seconds"] = device.heard_seconds;
    out["phase"] = phase_name(device.last->phase);
    out["round"] = encode_hex(device.last->round.value());
    out["held"] = device.last->held;
    out["in_use"] = device.last->in_use;
    return out;
}

json::object devices_json(const std::vector<hall::SeenDevice>& devices) {
    json::array all;
    for (const hall::SeenDevice& device : devices) {
        json::object out;
        out["line"] = encode_base64(device.line_bytes);
        out["enrolled"] = device.state == hall::DeviceState::enrolled;
        out["half"] =
            device.half.empty() ? json::value(nullptr) : json::value(encode_base64(device.half));
        out["said"] = said_json(device);
        all.push_back(std::move(out));
    }
    json::object out;
    out["devices"] = std::move(all);
    return out;
}

}  // namespace

void add_device_routes(std::vector<Route>& routes, const IssueServices& services) {
    hall::Devices& devices = services.devices;
    const std::string path = "/api/v1/devices";
    const std::string type{media_binary};
    routes.push_back({Method::post, path + "/lines", hall::Devices::line_bytes_max, type,
                      [&devices](const Request& request, const Params&) -> Result<Response> {
                          PJ_TRY(devices.post_line(request.body));
                          return Response::of(202, {}, Bytes{});
                      }});
    routes.push_back({Method::post, path + "/acts", hall::Devices::act_bytes_max, type,
                      [&devices](const Request& request, const Params&) -> Result<Response> {
                          const bool done = PJ_TRY(devices.post_act(request.body));
                          return Response::of(done ? 201 : 202, {}, Bytes{});
                      }});
    routes.push_back({Method::post, path + "/heartbeats", size::heartbeat, type,
                      [&devices](const Request& request, const Params&) -> Result<Response> {
                          const auto state = PJ_TRY(devices.hear(request.body));
                          return Response::of(200, media_binary, Bytes{enum_code(state)});
                      }});
    routes.push_back({Method::post, path + "/query", query_bytes, type,
                      [&devices](const Request& request, const Params&) -> Result<Response> {
                          const auto seen = PJ_TRY(devices.seen(request.body));
                          return Response::of(200, media_json, json::serialize(devices_json(seen)));
                      }});
}

}  // namespace piaojue::http
