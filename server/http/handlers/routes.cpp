// server/http/handlers/routes.cpp — the tables of both origins          PROTOCOL.md §16
#include "server/http/handlers/routes.hpp"

#include <charconv>

#include "crypto/base/writer.hpp"
#include "server/hall/public_view.hpp"
#include "server/http/errors.hpp"

namespace piaojue::http {
namespace {

constexpr std::string_view health_path = "/healthz";

}  // namespace

std::vector<Route> issue_routes(const IssueServices& services) {
    std::vector<Route> routes;
    add_operation_routes(routes, services);
    add_round_route(routes, services.log);
    add_events_route(routes, services.round);
    add_attachment_route(routes, services.log);
    add_replacements_route(routes, services.log);
    for (const EntryType type : {EntryType::congress, EntryType::enrolment, EntryType::ceremony,
                                 EntryType::roll, EntryType::manifest})
        add_entry_route(routes, services.log, type);
    add_setup_routes(routes, services);
    add_ceremony_routes(routes, services);
    add_desk_routes(routes, services);
    add_device_routes(routes, services);
    add_proposal_routes(routes, services);
    add_sheet_routes(routes, services);
    add_bundle_routes(routes, services);
    add_teller_routes(routes, services);
    add_result_routes(routes, services);
    guard_rollback(routes, services.log);
    return routes;
}

void guard_rollback(std::vector<Route>& routes, const log::Log& log) {
    for (Route& route : routes) {
        if (route.pattern == health_path) continue;
        route.handler = [handler = std::move(route.handler), &log](
                            const Request& request, const Params& params) -> Result<Response> {
            if (log.rolled_back()) return fail(Errc::log_rollback);
            return handler(request, params);
        };
    }
}

Response created(std::uint64_t index) {
    return Response::of(201, media_binary, Writer{}.u64(index).bytes());
}

Handler explaining(Handler handler) {
    return [handler = std::move(handler)](const Request& request,
                                          const Params& params) -> Result<Response> {
        Result<Response> answer = handler(request, params);
        if (answer || answer.error().code == Errc::internal || answer.error().code == Errc::busy)
            return answer;
        return refusal_saying(answer.error().code, answer.error().detail);
    };
}

Result<void> require_public(const log::Log& log) {
    if (hall::is_silent(log.view()->state)) return fail(Errc::wrong_phase, "not before announce");
    return {};
}

Result<TellerNumber> teller_of(std::string_view segment) {
    std::uint8_t number = 0;
    const char* const end = segment.data() + segment.size();
    const auto [stop, error] = std::from_chars(segment.data(), end, number);
    const bool plain = error == std::errc{} && stop == end && segment.front() != '0';
    if (!plain || number > limit::tellers) return fail(Errc::malformed, "teller number");
    return TellerNumber{number};
}

}  // namespace piaojue::http
