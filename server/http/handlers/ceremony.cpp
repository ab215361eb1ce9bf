// server/http/handlers/ceremony.cpp — the relay of the key ceremony          PROTOCOL.md §4 §16
#include "server/http/handlers/routes.hpp"

namespace piaojue::http {
namespace {

struct Step {
    hall::CeremonyStep step;
    std::string_view name;
    std::size_t body_max;
};

constexpr std::size_t first_message_max = 64 * 1024;

constexpr std::array steps{
    Step{hall::CeremonyStep::commit, "commit", size::hash + size::signature},
    Step{hall::CeremonyStep::message, "message", first_message_max},
    Step{hall::CeremonyStep::certificate, "certificate", size::signature},
};

}  // namespace

void add_ceremony_routes(std::vector<Route>& routes, const IssueServices& services) {
    hall::CeremonyRelay& relay = services.ceremony;
    const log::Log& log = services.log;
    for (const Step& row : steps) {
        const std::string path = "/api/v1/ceremony/" + std::string{row.name};
        const hall::CeremonyStep step = row.step;
        routes.push_back({Method::get,
                          path,
                          0,
                          {},
                          [&relay, &log, step](const Request&, const Params&) -> Result<Response> {
                              PJ_TRY(require_public(log));
                              return Response::of(200, media_binary, PJ_TRY(relay.all(step)));
                          }});
        routes.push_back(
            {Method::post, path + "/{teller}", row.body_max, std::string{media_binary},
             [&relay, step](const Request& request, const Params& params) -> Result<Response> {
                 const TellerNumber teller = PJ_TRY(teller_of(params["teller"]));
                 PJ_TRY(relay.post(step, teller, request.body));
                 return Response::of(202, {}, Bytes{});
             }});
    }
}

}  // namespace piaojue::http
