// server/http/handlers/desk.cpp — ballot papers, signed acts, the desks at the door
//                                                                     PROTOCOL.md §7.3 §9 §11.9 §16
#include <boost/json.hpp>

#include "server/http/handlers/routes.hpp"

namespace piaojue::http {
namespace {

namespace json = boost::json;

json::object names_json(const std::vector<hall::DeputyName>& names) {
    json::array deputies;
    for (const hall::DeputyName& deputy : names) {
        json::object out;
        out["no"] = deputies.size() + 1;
        out["name"] = deputy.name;
        out["delegation"] = deputy.delegation;
        out["seat"] = deputy.seat;
        out["note"] = deputy.note;
        deputies.push_back(std::move(out));
    }
    json::object out;
    out["deputies"] = std::move(deputies);
    return out;
}

json::value minute_json(const std::optional<std::uint32_t>& minute) {
    return minute ? json::value(*minute) : json::value(nullptr);
}

json::object attendance_json(const hall::Attendance& attendance) {
    json::array deputies;
    for (const auto& [deputy, attended] : attendance.deputies) {
        json::object out;
        out["no"] = deputy.value();
        out["signed_in"] = minute_json(attended.signed_in);
        out["left"] = minute_json(attended.left);
        out["drew"] = attended.drew;
        out["took"] = attended.took;
        out["declared"] = attended.declared;
        deputies.push_back(std::move(out));
    }
    json::object out;
    out["log_size"] = attendance.log_size;
    out["serial"] = attendance.serial;
    out["deputies"] = std::move(deputies);
    return out;
}

}  // namespace

void add_desk_routes(std::vector<Route>& routes, const IssueServices& services) {
    routes.push_back(
        {Method::post, "/api/v1/issue", size::issue_request, std::string{media_binary},
         [&issuer = services.issuer](const Request& request, const Params&) -> Result<Response> {
             return Response::of(200, media_binary, PJ_TRY(issuer.issue(request.body)));
         }});
    routes.push_back(
        {Method::post, "/api/v1/paper", size::paper_request + roll::desk_mark,
         std::string{media_binary},
         [&issuer = services.issuer](const Request& request, const Params&) -> Result<Response> {
             return Response::of(200, media_binary, PJ_TRY(issuer.take_sheet(request.body)));
         }});
    routes.push_back(
        {Method::post, "/api/v1/declare", size::declaration, std::string{media_binary},
         [&issuer = services.issuer](const Request& request, const Params&) -> Result<Response> {
             return Response::of(200, media_binary, PJ_TRY(issuer.declare(request.body)));
         }});
    routes.push_back(
        {Method::post, "/api/v1/statements", statement_bytes_max, std::string{media_binary},
         explaining([&hall = services.hall](const Request& request, const Params&)
                        -> Result<Response> { return created(PJ_TRY(hall.act(request.body))); })});
    hall::Desk& desk = services.desk;
    routes.push_back({Method::post, "/api/v1/desk/names", query_bytes, std::string{media_binary},
                      [&desk](const Request& request, const Params&) -> Result<Response> {
                          const auto names = PJ_TRY(desk.names(request.body));
                          return Response::of(200, media_json, json::serialize(names_json(names)));
                      }});
    routes.push_back(
        {Method::post, "/api/v1/desk/attendance", query_bytes, std::string{media_binary},
         [&desk](const Request& request, const Params&) -> Result<Response> {
             const hall::Attendance attendance = PJ_TRY(desk.attendance(request.body));
             return Response::of(200, media_json, json::serialize(attendance_json(attendance)));
         }});
}

}  // namespace piaojue::http
