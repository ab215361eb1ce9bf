// server/http/handlers/result.cpp — checkpoint, record and receipts          PROTOCOL.md §10 §16
#include "crypto/base/encoding.hpp"
#include "server/hall/public_view.hpp"
#include "server/http/handlers/routes.hpp"

namespace piaojue::http {

void add_result_routes(std::vector<Route>& routes, const IssueServices& services) {
    const log::Log& log = services.log;
    const tally::Tally& tally = services.tally;
    routes.push_back({Method::get,
                      "/api/v1/checkpoint",
                      0,
                      {},
                      [&log](const Request&, const Params&) -> Result<Response> {
                          return Response::of(200, media_text, hall::public_view(log).checkpoint);
                      }});
    routes.push_back({Method::get,
                      "/api/v1/record",
                      0,
                      {},
                      [&log, &tally](const Request&, const Params&) -> Result<Response> {
                          PJ_TRY(require_public(log));
                          return Response::of(200, media_binary, PJ_TRY(tally.record()));
                      }});
    routes.push_back({Method::get,
                      "/api/v1/receipts/{ballot}",
                      0,
                      {},
                      [&log, &tally](const Request&, const Params& params) -> Result<Response> {
                          PJ_TRY(require_public(log));
                          const BallotId id{PJ_TRY(decode_hex_fixed<32>(params["ballot"]))};
                          return Response::of(200, media_text, PJ_TRY(tally.receipt(id)));
                      }});
}

}  // namespace piaojue::http
