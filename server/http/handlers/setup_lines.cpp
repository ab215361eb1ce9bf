// server/http/handlers/setup_lines.cpp — enrolment lines handed in by people's devices
//                                                                            PROTOCOL.md §16
#include <array>

#include "crypto/base/encoding.hpp"
#include "server/http/handlers/setup_routes.hpp"
#include "server/http/json_body.hpp"

namespace piaojue::http {
namespace {

constexpr std::array<std::string_view, 1> drop_members{"sha256"};
constexpr std::size_t drop_bytes_max = 256;

Result<Response> drop_line(const Request& request, hall::Lines& lines) {
    const JsonBody body = PJ_TRY(JsonBody::read(request.body, drop_members));
    const std::string hash = PJ_TRY(body.text("sha256"));
    lines.drop(PJ_TRY(decode_hex_fixed<32>(hash)));
    return Response::of(200, {}, Bytes{});
}

}  // namespace

void add_setup_line_routes(std::vector<Route>& routes, const IssueServices& services) {
    hall::Lines& lines = services.lines;
    const std::string path = "/api/v1/setup/lines";
    routes.push_back({Method::post, path, hall::Lines::bytes_max, std::string{media_binary},
                      [&lines](const Request& request, const Params&) -> Result<Response> {
                          PJ_TRY(lines.post(request.body));
                          return Response::of(202, {}, Bytes{});
                      }});
    routes.push_back(
        {Method::get,
         path,
         0,
         {},
         [&lines, &log = services.log](const Request&, const Params&) -> Result<Response> {
             PJ_TRY(require_public(log));
             return Response::of(200, media_binary, lines.all());
         }});
    const Handler drop = [&lines](const Request& request, const Params&) {
        return drop_line(request, lines);
    };
    routes.push_back({Method::post, path + "/drop", drop_bytes_max, std::string{media_json},
                      explaining(drop), setup_gate(services.setup_code_hash)});
}

}  // namespace piaojue::http
