#include "server/http/router.hpp"

#include <algorithm>
#include <cstdio>

#include "crypto/base/assert.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/base/rng.hpp"
#include "server/http/errors.hpp"

namespace piaojue::http {

namespace {

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> segments;
    if (path.empty() || path == "/") return segments;
    path.remove_prefix(1);
    for (;;) {
        const std::size_t slash = path.find('/');
        segments.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return segments;
        path.remove_prefix(slash + 1);
    }
}

bool is_name(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// Both patterns fit the same paths.
bool same_shape(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const std::string& x, const std::string& y) {
                          return (is_name(x) && is_name(y)) || x == y;
                      });
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string_view>& path) {
    return std::equal(pattern.begin(), pattern.end(), path.begin(), path.end(),
                      [](const std::string& expected, std::string_view found) {
                          return is_name(expected) ? !found.empty() : expected == found;
                      });
}

std::string random_id() {
    return encode_hex(SystemRng{}.bytes<8>());
}

Method row_method(Method method) {
    return method == Method::head ? Method::get : method;
}

// The asker's own type is not repeated: nothing says that it is text.
std::string wrong_type(std::string_view expected) {
    const std::string header = "Content-Type: " + std::string{expected};
    return "此地址只收 " + header + "，请在请求头里写明后重发\nthis address takes " + header +
           " alone: send the request again with this header";
}

}  // namespace

std::string_view Params::operator[](std::string_view name) const {
    for (const auto& [key, value] : values_)
        if (key == name) return value;
    PJ_UNREACHABLE("a handler asks for a segment its pattern does not have");
}

void log_incident_to_stderr(std::string_view id, std::string_view what) {
    std::fprintf(stderr, "incident %.*s: %.*s\n", static_cast<int>(id.size()), id.data(),
                 static_cast<int>(what.size()), what.data());
}

Router::Router(std::vector<Route> routes, IncidentLog log) : log_(std::move(log)) {
    for (Route& route : routes) {
        PJ_ASSERT(!route.pattern.empty() && route.pattern.front() == '/',
                  "a pattern starts with /");
        PJ_ASSERT(route.method != Method::head && route.method != Method::other,
                  "a row for a method that has none");
        PJ_ASSERT((route.body_limit == 0) == route.content_type.empty(),
                  "a row takes a body of a known type, or none");
        PJ_ASSERT(route.handler != nullptr, "a row without a handler");
        Row row{std::move(route), {}};
        for (const std::string_view segment : split(row.route.pattern))
            row.segments.emplace_back(segment);
        for (const Row& other : rows_)
            PJ_ASSERT(
                other.route.method != row.route.method || !same_shape(other.segments, row.segments),
                "two rows for the same requests");
        rows_.push_back(std::move(row));
    }
    // Literal before {name}, segment by segment: then the first row that fits is the closest one.
    std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
        return std::lexicographical_compare(
            a.segments.begin(), a.segments.end(), b.segments.begin(), b.segments.end(),
            [](const std::string& x, const std::string& y) { return !is_name(x) && is_name(y); });
    });
}

Router::Match Router::find(Method method, std::string_view path) const {
    const std::vector<std::string_view> segments = split(path);
    Match match;
    for (const Row& row : rows_) {
        if (row.route.method != row_method(method) || !fits(row.segments, segments)) continue;
        match.row = &row;
        for (std::size_t i = 0; i < segments.size(); ++i) {
            const std::string_view name = row.segments[i];
            if (is_name(name))
                match.params.values_.emplace_back(name.substr(1, name.size() - 2), segments[i]);
        }
        break;
    }
    return match;
}

std::string Router::allowed_methods(std::string_view path) const {
    const std::vector<std::string_view> segments = split(path);
    std::string allowed;
    for (const Method method :
         {Method::get, Method::post, Method::put, Method::del, Method::options}) {
        const bool here = std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) {
            return row.route.method == method && fits(row.segments, segments);
        });
        if (!here) continue;
        if (!allowed.empty()) allowed += ", ";
        allowed += method_name(method);
        if (method == Method::get) allowed += ", HEAD";
    }
    return allowed;
}

std::size_t Router::body_limit(Method method, std::string_view path) const {
    const Match match = find(method, path);
    return match.row != nullptr ? match.row->route.body_limit : 0;
}

std::optional<Response> Router::screen_row(const Row* row, const RequestHead& head,
                                           std::uint64_t body_size) const {
    if (row == nullptr) {
        const std::string allowed = allowed_methods(head.path);
        if (allowed.empty()) return http_refusal(404);
        Response response = http_refusal(405);
        response.headers.push_back({"Allow", allowed});
        return response;
    }
    if (!row->route.content_type.empty() && head.content_type != row->route.content_type)
        return http_refusal(415, wrong_type(row->route.content_type));
    if (body_size > row->route.body_limit) return refusal(Errc::too_large);
    if (row->route.gate) {
        if (const Result<void> passed = row->route.gate(head); !passed)
            return refusal(passed.error().code);
    }
    return std::nullopt;
}

std::optional<Response> Router::screen(const RequestHead& head, std::uint64_t body_size) const {
    return screen_row(find(head.method, head.path).row, head, body_size);
}

Response Router::handle(const Request& request) const noexcept {
    try {
        const Match match = find(request.method, request.path);
        if (auto refused = screen_row(match.row, request, request.body.size()))
            return *std::move(refused);
        Result<Response> result = match.row->route.handler(request, match.params);
        if (result) return *std::move(result);
        if (result.error().code != Errc::internal) return refusal(result.error().code);
        return incident(result.error().detail);
    } catch (const std::exception& failure) {
        return incident(failure.what());
    } catch (...) {
        return incident("an exception of an unknown type");
    }
}

Response Router::incident(std::string_view what) const noexcept {
    try {
        const std::string id = random_id();
        log_(id, what);
        return internal_failure(id);
    } catch (...) {
        // Not even the memory for a problem document: the status alone still says it.
        Response bare;
        bare.status = 500;
        return bare;
    }
}

}  // namespace piaojue::http
