// server/http/handlers/bundles.cpp — site and archive as ZIP files, for officials  PROTOCOL.md §16
#include "server/http/handlers/routes.hpp"

namespace piaojue::http {
namespace {

Result<forms::Lang> lang_of(const Request& request) {
    const std::string_view lang = request.query_value("lang").value_or("zh");
    if (lang == "zh") return forms::Lang::zh;
    if (lang == "en") return forms::Lang::en;
    return fail(Errc::malformed, "lang is zh or en");
}

}  // namespace

void add_bundle_routes(std::vector<Route>& routes, const IssueServices& services) {
    hall::Bundles& bundles = services.bundles;
    routes.push_back({Method::post, "/api/v1/desk/site", query_bytes, std::string{media_binary},
                      [&bundles](const Request& request, const Params&) -> Result<Response> {
                          const forms::Lang lang = PJ_TRY(lang_of(request));
                          return Response::of(200, media_zip,
                                              PJ_TRY(bundles.site(request.body, lang)));
                      }});
    routes.push_back({Method::post, "/api/v1/desk/archive", query_bytes, std::string{media_binary},
                      [&bundles](const Request& request, const Params&) -> Result<Response> {
                          return Response::of(200, media_zip,
                                              PJ_TRY(bundles.archive(request.body)));
                      }});
}

}  // namespace piaojue::http
