// server/http/wire.hpp — the head of an answer as it goes over the wire
//
// Status line and header fields (RFC 9112), with the fields that every answer of ours carries. An
// answer that names one of them itself keeps its own: a page needs another content policy than
// data.
#pragma once

#include <cstdint>
#include <string>

#include "server/http/message.hpp"

namespace piaojue::http {

struct HeadContext {
    bool close = true;              // announce that the connection ends after this answer
    std::uint64_t now_seconds = 0;  // for Date, since 1970-01-01T00:00:00Z
};

// Ends with the empty line; the body follows as it is, unless the request was HEAD.
[[nodiscard]] std::string write_head(const Response& response, const HeadContext& context);

// "Tue, 15 Nov 1994 08:12:31 GMT" (RFC 9110 §5.6.7), whatever the locale.
[[nodiscard]] std::string http_date(std::uint64_t seconds);

}  // namespace piaojue::http
