// server/http/handlers/operation.cpp — health and figures for the operator, the hall's authority
//                                                                        PROTOCOL.md §16
//
// Figures are those that are public anyway: counts of the minute, never of a single cast, no times,
// no connections of the box.
#include <fmt/format.h>

#include "server/hall/public_view.hpp"
#include "server/http/handlers/routes.hpp"

namespace piaojue::http {
namespace {

// Devices offer to install what has this type.
constexpr std::string_view authority_media = "application/x-x509-ca-cert";
constexpr std::string_view metrics_media = "text/plain; version=0.0.4; charset=utf-8";

void add_figure(std::string& out, std::string_view name, std::string_view help,
                std::uint64_t value) {
    out += fmt::format("# HELP piaojue_{0} {1}\n# TYPE piaojue_{0} gauge\npiaojue_{0} {2}\n", name,
                       help, value);
}

std::string metrics(const IssueServices& services) {
    const hall::PublicView view = hall::public_view(services.log);
    std::string out;
    add_figure(out, "up_seconds", "Seconds since the start of the server.",
               services.clock.now_seconds() - services.started_seconds);
    add_figure(out, "log_entries", "Entries of the public log.", view.log_size);
    add_figure(out, "due", "Deputies on the roll.", view.due);
    add_figure(out, "present", "Deputies signed in.", view.present);
    add_figure(out, "issued", "Ballot papers issued, as of the last counts entry.", view.issued);
    add_figure(out, "cast", "Ballots cast, as of the last counts entry.", view.cast);
    add_figure(out, "handed_back", "Papers handed back, as of the last counts entry.",
               view.handed_back);
    out += "# HELP piaojue_phase The phase of the round.\n# TYPE piaojue_phase gauge\n";
    out += fmt::format("piaojue_phase{{phase=\"{}\"}} 1\n", phase_name(view.phase));
    return out;
}

}  // namespace

void add_health_route(std::vector<Route>& routes) {
    routes.push_back(
        {Method::get, "/healthz", 0, {}, [](const Request&, const Params&) -> Result<Response> {
             return Response::of(200, media_json, R"({"status":"ok"})");
         }});
}

void add_operation_routes(std::vector<Route>& routes, const IssueServices& services) {
    add_health_route(routes);
    routes.push_back({Method::get,
                      "/metrics",
                      0,
                      {},
                      [services](const Request&, const Params&) -> Result<Response> {
                          return Response::of(200, metrics_media, metrics(services));
                      }});
    routes.push_back(
        {Method::get,
         "/ca.crt",
         0,
         {},
         [pem = services.authority](const Request&, const Params&) -> Result<Response> {
             return Response::of(200, authority_media, pem);
         }});
}

}  // namespace piaojue::http
