// server/http/handlers/teller.cpp — evidence, cosignatures, checkpoints, shares   PROTOCOL.md §16
#include "server/http/handlers/routes.hpp"

namespace piaojue::http {
namespace {

constexpr std::size_t cosignature_bytes = 1 + 8 + size::signature;
// A share of 201 ciphertexts has 13 KB; a three-way vote on 100 projects is the largest.
constexpr std::size_t share_bytes_max = 64 * 1024;
constexpr std::string_view checkpoint_media = "text/plain";

}  // namespace

void add_teller_routes(std::vector<Route>& routes, const IssueServices& services) {
    tally::Tally& tally = services.tally;
    log::Log& log = services.log;
    routes.push_back({Method::post, "/api/v1/evidence", query_bytes, std::string{media_binary},
                      [&tally](const Request& request, const Params&) -> Result<Response> {
                          return Response::of(200, media_binary,
                                              PJ_TRY(tally.evidence(request.body)));
                      }});
    routes.push_back({Method::post, "/api/v1/cosignatures", cosignature_bytes,
                      std::string{media_binary},
                      [&tally](const Request& request, const Params&) -> Result<Response> {
                          const bool complete = PJ_TRY(tally.cosign(request.body));
                          return Response::of(complete ? 201 : 202, {}, Bytes{});
                      }});
    routes.push_back({Method::post, "/api/v1/checkpoints", limit::checkpoint_bytes,
                      std::string{checkpoint_media},
                      [&log](const Request& request, const Params&) -> Result<Response> {
                          PJ_TRY(log.compare(as_text(request.body)));
                          return Response::of(200, {}, Bytes{});
                      }});
    routes.push_back({Method::post, "/api/v1/shares", share_bytes_max, std::string{media_binary},
                      [&tally](const Request& request, const Params&) -> Result<Response> {
                          return created(PJ_TRY(tally.share(request.body)));
                      }});
}

}  // namespace piaojue::http
