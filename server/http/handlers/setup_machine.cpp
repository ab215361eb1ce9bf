// server/http/handlers/setup_machine.cpp — the look at everything before the day, and the end of a
// rehearsal                                                                  PROTOCOL.md §16
#include <array>
#include <boost/json.hpp>

#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"
#include "server/hall/public_view.hpp"
#include "server/http/handlers/setup_routes.hpp"
#include "server/http/json_body.hpp"
#include "server/imports/fonts.hpp"

namespace piaojue::http {
namespace {

namespace json = boost::json;

constexpr std::size_t order_body_max = 256;
constexpr std::array<std::string_view, 1> end_members{"sure"};

// Everything that a screen, a ballot or a printed page will show of these two.
std::vector<std::string> shown_texts(const IssueServices& services) {
    std::vector<std::string> out;
    const log::ViewPtr view = services.log.view();
    if (view->round) {
        for (const Project& project : view->round->manifest().fields().projects) {
            out.push_back(project.name);
            out.push_back(project.name2);
        }
    }
    if (services.desk.fault_of_names()) return out;  // told beside them
    for (const hall::DeputyName& deputy : services.desk.listed()) {
        for (const std::string& text : {deputy.name, deputy.delegation, deputy.seat, deputy.note})
            out.push_back(text);
    }
    return out;
}

json::object preflight(const IssueServices& services) {
    const Machine& machine = services.machine;
    const hall::PublicView shown = hall::public_view(services.log);
    json::object certificate;
    certificate["sha256"] = encode_hex(machine.certificate.sha256);
    certificate["not_before"] = machine.certificate.not_before;
    certificate["not_after"] = machine.certificate.not_after;
    certificate["names"] =
        json::array(machine.certificate.names.begin(), machine.certificate.names.end());
    json::object log;
    log["size"] = shown.log_size;
    log["checkpoint_sha256"] = encode_hex(sha256(as_bytes(shown.checkpoint)));
    json::object out;
    out["clock"] = services.clock.now_seconds();
    out["disk_free_bytes"] = machine.disk_free_bytes();
    out["certificate"] = std::move(certificate);
    out["authority_sha256"] = encode_hex(machine.authority_sha256);
    out["pages"] = machine.pages;
    out["fonts_missing"] =
        imports::missing_characters(shown_texts(services), imports::installed_characters());
    out["names_fault"] = services.desk.fault_of_names().value_or("");
    out["log"] = std::move(log);
    const hall::DeviceRoll roll = services.devices.roll();
    json::object devices;
    devices["enrolled"] = roll.enrolled;
    devices["unheard"] = json::array(roll.unheard.begin(), roll.unheard.end());
    out["devices"] = std::move(devices);
    out["databases"] = machine.databases_sound();
    return out;
}

Result<Response> end_rehearsal(const Request& request, const IssueServices& services) {
    const JsonBody body = PJ_TRY(JsonBody::read(request.body, end_members));
    const bool sure = PJ_TRY(body.flag("sure"));
    if (!sure) return fail(Errc::malformed, "sure is not true");
    if (!services.log.view()->state.congress()->sample)
        return fail(Errc::not_permitted, "this congress is no rehearsal");
    services.machine.end_rehearsal();
    return Response::of(200, {}, Bytes{});
}

}  // namespace

void add_setup_machine_routes(std::vector<Route>& routes, const IssueServices& services) {
    const Gate gate = setup_gate(services.setup_code_hash);
    const Handler look = [services](const Request& request, const Params&) -> Result<Response> {
        PJ_TRY(JsonBody::read(request.body, {}));
        return Response::of(200, media_json, json::serialize(preflight(services)));
    };
    routes.push_back({Method::post, "/api/v1/setup/preflight", order_body_max,
                      std::string{media_json}, explaining(look), gate});
    const Handler end = [services](const Request& request, const Params&) {
        return end_rehearsal(request, services);
    };
    routes.push_back({Method::post, "/api/v1/setup/end-rehearsal", order_body_max,
                      std::string{media_json}, explaining(end), gate});
}

}  // namespace piaojue::http
