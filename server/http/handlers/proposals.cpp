// server/http/handlers/proposals.cpp — half-signed acts on their way to the second person
//                                                                            PROTOCOL.md §16
#include "server/http/handlers/routes.hpp"

namespace piaojue::http {

void add_proposal_routes(std::vector<Route>& routes, const IssueServices& services) {
    hall::Proposals& proposals = services.proposals;
    const std::string path = "/api/v1/proposals";
    routes.push_back(
        {Method::get, path, 0, {}, [&proposals](const Request&, const Params&) -> Result<Response> {
             return Response::of(200, media_binary, proposals.for_the_public());
         }});
    routes.push_back({Method::post, path, statement_bytes_max, std::string{media_binary},
                      [&proposals](const Request& request, const Params&) -> Result<Response> {
                          PJ_TRY(proposals.post(request.body));
                          return Response::of(202, {}, Bytes{});
                      }});
    routes.push_back({Method::post, path + "/query", query_bytes, std::string{media_binary},
                      [&proposals, &tally = services.tally](const Request& request,
                                                            const Params&) -> Result<Response> {
                          PJ_TRY(tally.check_enrolled(request.body));
                          return Response::of(200, media_binary, proposals.for_the_enrolled());
                      }});
}

}  // namespace piaojue::http
