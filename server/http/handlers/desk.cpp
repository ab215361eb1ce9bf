// server/http/handlers/desk.cpp — ballot papers and signed acts          PROTOCOL.md §7.3 §9 §16
#include "server/http/handlers/routes.hpp"

namespace piaojue::http {

void add_desk_routes(std::vector<Route>& routes, const IssueServices& services) {
    routes.push_back(
        {Method::post, "/api/v1/issue", size::issue_request, std::string{media_binary},
         [&issuer = services.issuer](const Request& request, const Params&) -> Result<Response> {
             return Response::of(200, media_binary, PJ_TRY(issuer.issue(request.body)));
         }});
    routes.push_back(
        {Method::post, "/api/v1/statements", statement_bytes_max, std::string{media_binary},
         [&hall = services.hall](const Request& request, const Params&) -> Result<Response> {
             return created(PJ_TRY(hall.act(request.body)));
         }});
}

}  // namespace piaojue::http
