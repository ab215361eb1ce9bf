// server/http/handlers/sheets.cpp — batches of sheets, keyed by two people   PROTOCOL.md §11.8 §16
#include <boost/json.hpp>

#include "server/http/handlers/routes.hpp"

namespace piaojue::http {
namespace {

namespace json = boost::json;

// Above every batch: 100 projects, 255 doubtful sheets.
constexpr std::size_t batch_bytes_max = 56 * 1024;

Response answered(const hall::BatchAnswer& answer) {
    if (std::holds_alternative<hall::Waits>(answer)) return Response::of(202, {}, Bytes{});
    if (const auto* index = std::get_if<std::uint64_t>(&answer)) return created(*index);
    json::object out;
    out["differs"] = json::value_from(std::get<hall::Differs>(answer).cells);
    return Response::of(200, media_json, json::serialize(out));
}

Response answered(const hall::Keyings& keyings) {
    json::array batches;
    for (const auto& [number, keying] : keyings) {
        json::object batch;
        batch["batch"] = number.value();
        batch["index"] = json::value_from(keying.index);
        batch["differs"] = json::value_from(keying.differs);
        batches.push_back(std::move(batch));
    }
    json::object out;
    out["batches"] = std::move(batches);
    return Response::of(200, media_json, json::serialize(out));
}

}  // namespace

void add_sheet_routes(std::vector<Route>& routes, const IssueServices& services) {
    hall::SheetDesk& sheets = services.sheets;
    routes.push_back({Method::post, "/api/v1/paper/batches", batch_bytes_max,
                      std::string{media_binary},
                      [&sheets](const Request& request, const Params&) -> Result<Response> {
                          return answered(PJ_TRY(sheets.post(request.body)));
                      }});
    routes.push_back({Method::post, "/api/v1/paper/waiting", query_bytes, std::string{media_binary},
                      [&sheets](const Request& request, const Params&) -> Result<Response> {
                          return Response::of(200, media_binary,
                                              PJ_TRY(sheets.waiting(request.body)));
                      }});
    routes.push_back({Method::post, "/api/v1/paper/keyed", query_bytes, std::string{media_binary},
                      [&sheets](const Request& request, const Params&) -> Result<Response> {
                          return answered(PJ_TRY(sheets.keyed(request.body)));
                      }});
}

}  // namespace piaojue::http
