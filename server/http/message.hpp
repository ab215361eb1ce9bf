// server/http/message.hpp — a request and an answer as plain values
//
// Handlers see these and nothing of the HTTP library, which stays in server/net. Neither type has a
// place for the peer's address: what is not there can not be stored beside a ballot.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "server/http/feed.hpp"

namespace piaojue::http {

enum class Method : std::uint8_t { get, head, post, put, del, options, other };

[[nodiscard]] constexpr std::string_view method_name(Method method) {
    switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::del: return "DELETE";
    case Method::options: return "OPTIONS";
    case Method::other: break;
    }
    return "";
}

struct QueryItem {
    std::string name;
    std::string value;
    friend bool operator==(const QueryItem&, const QueryItem&) = default;
};

// Everything known before the body is read.
struct RequestHead {
    Method method = Method::get;
    std::string path;              // as sent; only the characters that parse_target() lets through
    std::vector<QueryItem> query;  // decoded, names unique, in the order sent
    std::string content_type;      // lower case, without parameters; empty if absent
    std::string accept;            // as sent; empty if absent
    std::string host;              // as sent; empty if absent
    std::string authorization;     // as sent; empty if absent
    std::string origin;            // of the page that asks, as sent; empty if absent

    [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const {
        for (const QueryItem& item : query)
            if (item.name == name) return item.value;
        return std::nullopt;
    }
};

struct Request : RequestHead {
    Bytes body;
};

struct Header {
    std::string name;
    std::string value;
    friend bool operator==(const Header&, const Header&) = default;
};

struct Response {
    unsigned status = 200;
    std::string content_type;  // empty: none is sent
    Bytes body;
    std::vector<Header> headers;  // beside those that every answer gets; same name replaces
    std::shared_ptr<const Feed> feed = {};  // what comes instead of a body, until somebody leaves

    [[nodiscard]] static Response of(unsigned status, std::string_view content_type, Bytes body) {
        return {status, std::string{content_type}, std::move(body), {}, {}};
    }
    [[nodiscard]] static Response of(unsigned status, std::string_view content_type,
                                     std::string_view text) {
        const ByteView bytes = as_bytes(text);
        return of(status, content_type, Bytes{bytes.begin(), bytes.end()});
    }
};

inline constexpr std::string_view media_binary = "application/octet-stream";
inline constexpr std::string_view media_zip = "application/zip";
inline constexpr std::string_view media_json = "application/json";
inline constexpr std::string_view media_text = "text/plain; charset=utf-8";
inline constexpr std::string_view media_problem = "application/problem+json";

}  // namespace piaojue::http
