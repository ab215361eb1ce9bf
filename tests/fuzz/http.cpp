// Request targets have one spelling of each resource, and the table of rows answers everything.
#include "server/http/router.hpp"
#include "server/http/target.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"

namespace piaojue::fuzz {

namespace {

// Rows like those of the two origins. The last gives back its {id}.
const http::Router& router() {
    static const http::Router made{
        {{http::Method::get, "/healthz", 0, "",
          [](const auto&, const auto&) { return http::Response{}; }},
         {http::Method::post, "/api/v1/cast", 64, std::string{http::media_binary},
          [](const http::Request& request, const auto&) {
              law(request.body.size() <= 64, "a body within the row's limit");
              return http::Response::of(201, http::media_binary, request.body);
          }},
         {http::Method::post, "/api/v1/refuse", 64, std::string{http::media_binary},
          [](const auto&, const auto&) -> Result<http::Response> {
              return fail(Errc::wrong_phase, "always");
          }},
         {http::Method::get, "/api/v1/receipts/{id}", 0, "",
          [](const auto&, const http::Params& params) {
              return http::Response::of(200, http::media_text, params["id"]);
          }}},
        [](std::string_view, std::string_view) {}};
    return made;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return out;
}

void target_laws(const http::Target& target) {
    for (const char c : target.path)
        law(c > ' ' && c < 0x7F && c != '%' && c != '?', "a path is plain");
    law(target.path.find("//") == std::string::npos, "no empty segment");
    std::string spelt = target.path;
    for (const http::QueryItem& item : target.query) {
        spelt += spelt.find('?') == std::string::npos ? '?' : '&';
        spelt += percent_encoded(item.name) + "=" + percent_encoded(item.value);
    }
    const auto again = http::parse_target(spelt);
    if (!again) {
        law(again.error().code == Errc::too_large, "a target spelt out is the same target");
        return;
    }
    law(again->path == target.path && again->query == target.query,
        "a target spelt out is the same target");
}

void answer_laws(const http::Target& target, http::Method method, std::string_view type,
                 ByteView body) {
    http::Request request;
    request.method = method;
    request.path = target.path;
    request.query = target.query;
    request.content_type = http::media_type_of(type);
    request.body.assign(body.begin(), body.end());
    const http::Response answer = router().handle(request);
    law(answer.status >= 200 && answer.status < 500, "no request is the server's failure");
    const auto screened = router().screen(request, body.size());
    if (screened) law(screened->status == answer.status, "screened as it is answered");
    if (answer.status < 300 && target.path.starts_with("/api/v1/receipts/")) {
        law("/api/v1/receipts/" + std::string{as_text(answer.body)} == target.path,
            "a parameter is the segment itself");
    }
}

}  // namespace

// method, target, LF, content type, LF, body
bool http(ByteView input) {
    if (input.empty()) return false;
    const auto method = static_cast<http::Method>(input[0] % 7);
    std::string_view rest = as_text(input.subspan(1));
    const auto line = [&rest] {
        const std::string_view out = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), out.size() + 1));
        return out;
    };
    const std::string_view text = line();
    const std::string_view type = line();
    const auto target = http::parse_target(text);
    if (!target) return false;
    target_laws(*target);
    answer_laws(*target, method, type, as_bytes(rest));
    return true;
}

}  // namespace piaojue::fuzz
