// server/http/handlers/box.cpp — cast, hand back, check, claim   PROTOCOL.md §8.6 §8.7 §11.9 §16
//
// The box origin: its handlers reach the box and the public part of the log, and nothing that knows
// a deputy.
#include "server/http/errors.hpp"
#include "server/http/handlers/routes.hpp"

namespace piaojue::http {
namespace {

constexpr std::size_t ballot_bytes_max = 64 * 1024;  // above every ballot of 100 projects

Result<Response> refused(const box::BoxRefusal& refusal) {
    const Errc code = refusal.error.code;
    if (!refusal.promise.empty()) return refusal_with(code, Evidence::promise, refusal.promise);
    if (!refusal.signature.empty()) return refusal_with(code, Evidence::refusal, refusal.signature);
    return fail(code, refusal.error.detail);
}

Result<Response> promised(const box::BoxAnswer& answer) {
    if (!answer) return refused(answer.error());
    return Response::of(200, media_binary, *answer);
}

}  // namespace

std::vector<Route> box_routes(const BoxServices& services) {
    box::Box& box = services.box;
    log::Log& log = services.log;
    std::vector<Route> routes;
    add_health_route(routes);
    add_round_route(routes, log);
    add_entry_route(routes, log, EntryType::manifest);
    routes.push_back({Method::post, "/api/v1/cast", ballot_bytes_max, std::string{media_binary},
                      [&box](const Request& request, const Params&) -> Result<Response> {
                          return promised(box.cast(request.body));
                      }});
    routes.push_back({Method::post, "/api/v1/hand-back", size::hand_back, std::string{media_binary},
                      [&box](const Request& request, const Params&) -> Result<Response> {
                          return promised(box.hand_back(request.body));
                      }});
    routes.push_back({Method::post, "/api/v1/exchange", size::hand_back, std::string{media_binary},
                      [&box](const Request& request, const Params&) -> Result<Response> {
                          return promised(box.exchange(request.body));
                      }});
    routes.push_back({Method::post, "/api/v1/claim", size::claim, std::string{media_binary},
                      [&box](const Request& request, const Params&) -> Result<Response> {
                          return promised(box.claim(request.body));
                      }});
    routes.push_back({Method::post, "/api/v1/check", size::opened, std::string{media_binary},
                      [&box](const Request& request, const Params&) -> Result<Response> {
                          const box::BoxAnswer answer = box.check(request.body);
                          if (!answer) return refused(answer.error());
                          return Response::of(202, {}, Bytes{});
                      }});
    guard_rollback(routes, log);
    return routes;
}

}  // namespace piaojue::http
