// server/http/handlers/bundles.cpp — forms, site and archive as files, for officials
//                                                                     PROTOCOL.md §16
#include <algorithm>
#include <array>

#include "server/http/handlers/routes.hpp"

namespace piaojue::http {
namespace {

Result<forms::Lang> lang_of(const Request& request) {
    const std::string_view lang = request.query_value("lang").value_or("zh");
    if (lang == "zh") return forms::Lang::zh;
    if (lang == "en") return forms::Lang::en;
    return fail(Errc::malformed, "lang is zh or en");
}

struct Format {
    std::string_view name;
    std::string_view media;
};
constexpr std::array<Format, 5> formats{{
    {"pdf", "application/pdf"},
    {"html", "text/html; charset=utf-8"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"csv", "text/csv; charset=utf-8"},
}};

Result<Response> form(hall::Bundles& bundles, const Request& request) {
    const auto name = request.query_value("form").value_or("");
    const auto form = forms::form_from_name(name);
    if (!form) return fail(Errc::malformed, "form is one that piaojue report knows");
    const auto wanted = request.query_value("format").value_or("pdf");
    const auto* const format =
        std::find_if(formats.begin(), formats.end(),
                     [&wanted](const Format& one) { return one.name == wanted; });
    if (format == formats.end())
        return fail(Errc::malformed, "format is pdf, html, docx, xlsx or csv");
    const forms::Lang lang = PJ_TRY(lang_of(request));
    forms::Wish wish{*form, lang, {}};
    return Response::of(200, format->media,
                        PJ_TRY(bundles.form(request.body, std::move(wish), format->name)));
}

}  // namespace

void add_bundle_routes(std::vector<Route>& routes, const IssueServices& services) {
    hall::Bundles& bundles = services.bundles;
    routes.push_back(
        {Method::post, "/api/v1/desk/form", query_bytes, std::string{media_binary},
         [&bundles](const Request& request, const Params&) { return form(bundles, request); }});
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
