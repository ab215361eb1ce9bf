// server/http/target.hpp — the request target, strictly
//
// A path of this server has segments of unreserved characters (RFC 3986: letters, digits, - . _ ~)
// and nothing else: no percent-encoding, no empty segment, no "." or "..". So one resource has one
// spelling, and no later layer has to think about another. Query names and values may be
// percent-encoded; decoded they are plain UTF-8 text, names at most once.
#pragma once

#include "crypto/base/result.hpp"
#include "server/http/message.hpp"

namespace piaojue::http {

inline constexpr std::size_t target_bytes_max = 2048;
inline constexpr std::size_t query_items_max = 16;

struct Target {
    std::string path;
    std::vector<QueryItem> query;
};

// Refuses with `malformed`; longer than target_bytes_max: `too_large`.
[[nodiscard]] Result<Target> parse_target(std::string_view target);

// "Application/JSON ; charset=utf-8" → "application/json".
[[nodiscard]] std::string media_type_of(std::string_view content_type);

}  // namespace piaojue::http
