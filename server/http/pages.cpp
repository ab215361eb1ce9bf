#include "server/http/pages.hpp"

#include <algorithm>
#include <array>

#include "crypto/base/assert.hpp"

namespace piaojue::http {

namespace {

struct Type {
    std::string_view ending;
    std::string_view media;
};
constexpr std::array<Type, 4> types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
}};

const Type* type_of(std::string_view path) {
    const auto* const found = std::find_if(
        types.begin(), types.end(), [&](const Type& type) { return path.ends_with(type.ending); });
    return found == types.end() ? nullptr : found;
}

// Empty: a page that the congress's server does not serve.
std::string pattern_of(std::string_view path) {
    const auto* const page =
        std::find_if(pages.begin(), pages.end(), [&](const Page& one) { return one.file == path; });
    return page == pages.end() ? "/" + std::string{path} : std::string{page->address};
}

// The names of these files hold a hash of their content.
bool never_changes(std::string_view path) {
    return path.starts_with("assets/");
}

bool is_page(std::string_view path) {
    return path.ends_with(".html");
}

// `more`: what a page may reach besides its own origin.
std::vector<Header> headers_of_page(const std::string& more) {
    return {{"Content-Security-Policy",
             "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
             "connect-src 'self'" +
                 more +
                 "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                 "require-trusted-types-for 'script'; trusted-types 'none'"},
            {"Cross-Origin-Opener-Policy", "same-origin"},
            {"Permissions-Policy", "camera=(self), microphone=(), geolocation=()"}};
}

using Headers = std::function<std::vector<Header>()>;

Handler serve_file(PageFile file, const Headers& page_headers) {
    const std::string_view media = type_of(file.path)->media;
    const bool page = is_page(file.path);
    const bool lasting = never_changes(file.path);
    const auto content = std::make_shared<const Bytes>(std::move(file.content));
    return [=](const Request&, const Params&) -> Result<Response> {
        Response response = Response::of(200, media, *content);
        if (page) response.headers = page_headers();
        if (lasting)
            response.headers.push_back({"Cache-Control", "public, max-age=31536000, immutable"});
        return response;
    };
}

}  // namespace

bool is_page_file(std::string_view path) {
    const bool plain = std::all_of(path.begin(), path.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view{"-_./"}.find(c) != std::string_view::npos;
    });
    return plain && type_of(path) != nullptr;
}

std::vector<Route> page_routes(std::vector<PageFile> files,
                               const std::shared_ptr<const Origins>& origins) {
    // Asked at each request: the ports are known when the server is bound.
    const Headers headers = [origins] { return headers_of_page(" " + origins->box_sources()); };
    std::vector<Route> routes;
    for (PageFile& file : files) {
        PJ_ASSERT(is_page_file(file.path), "a file that is none of a page");
        const std::string pattern = pattern_of(file.path);
        if (pattern.empty()) continue;
        routes.push_back({Method::get, pattern, 0, {}, serve_file(std::move(file), headers)});
    }
    routes.push_back({Method::get,
                      "/origins.json",
                      0,
                      {},
                      [origins](const Request&, const Params&) -> Result<Response> {
                          return Response::of(
                              200, media_json,
                              "{\"box_port\":" + std::to_string(origins->box_port) + "}");
                      }});
    return routes;
}

std::vector<Route> local_page_routes(std::vector<PageFile> files, std::string_view own_page,
                                     const Gate& gate) {
    const Headers headers = [] { return headers_of_page({}); };
    std::vector<Route> routes;
    for (PageFile& file : files) {
        PJ_ASSERT(is_page_file(file.path), "a file that is none of a page");
        const bool own = file.path == own_page;
        if (is_page(file.path) && !own) continue;
        const std::string pattern = own ? "/" : "/" + file.path;
        routes.push_back({Method::get, pattern, 0, {}, serve_file(std::move(file), headers), gate});
    }
    return routes;
}

}  // namespace piaojue::http
