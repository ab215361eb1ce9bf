// server/http/router.hpp — which handler answers which request
//
// A table of rows: method, path pattern with {name} segments, limit and type of the body, handler.
// A literal segment goes before a {name}. No such path: 404. Another method: 405 with Allow; HEAD
// is answered by the GET row. Another content type: 415. A body above the row's limit: too_large. A
// refusal that the handler returns becomes its problem document; an exception becomes `internal`,
// told to the incident log under a random id that the client sees. handle() never throws.
//
// Threads: immutable after construction; handlers are called from many threads at once.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/result.hpp"
#include "server/http/message.hpp"

namespace piaojue::http {

// The values of the {name} segments of the row that matched.
class Params {
public:
    // The name must stand in the row's pattern.
    [[nodiscard]] std::string_view operator[](std::string_view name) const;

private:
    friend class Router;
    std::vector<std::pair<std::string_view, std::string_view>> values_;
};

using Handler = std::function<Result<Response>(const Request&, const Params&)>;

// Whether a request may go on, asked of its head: a refusal comes before the body is read.
using Gate = std::function<Result<void>(const RequestHead&)>;

struct Route {
    Method method = Method::get;  // not head
    std::string pattern;          // "/v1/rounds/{round}/issue"
    std::size_t body_limit = 0;   // bytes
    std::string content_type;     // of the body; empty exactly if body_limit is 0
    Handler handler;
    Gate gate = {};  // none: everybody may
};

// Called once for every `internal` answer: the id and what happened. Never throws.
using IncidentLog = std::function<void(std::string_view id, std::string_view what)>;
// One line on standard error.
void log_incident_to_stderr(std::string_view id, std::string_view what);

class Router {
public:
    // Two rows for the same requests are a programmer's error.
    explicit Router(std::vector<Route> routes, IncidentLog log = log_incident_to_stderr);

    // Bytes of body to read at most for this request; 0 if no row fits.
    [[nodiscard]] std::size_t body_limit(Method method, std::string_view path) const;

    // What can be refused before the body is read. body_size is the announced length, 0 if none.
    [[nodiscard]] std::optional<Response> screen(const RequestHead& head,
                                                 std::uint64_t body_size) const;

    // The answer to a complete request; screens it too.
    [[nodiscard]] Response handle(const Request& request) const noexcept;

    // For callers around the router: writes the incident and returns the answer that names it.
    [[nodiscard]] Response incident(std::string_view what) const noexcept;

private:
    struct Row {
        Route route;
        std::vector<std::string> segments;
    };
    struct Match {
        const Row* row = nullptr;
        Params params;
    };

    [[nodiscard]] Match find(Method method, std::string_view path) const;
    [[nodiscard]] std::string allowed_methods(std::string_view path) const;
    [[nodiscard]] std::optional<Response> screen_row(const Row* row, const RequestHead& head,
                                                     std::uint64_t body_size) const;

    std::vector<Row> rows_;
    IncidentLog log_;
};

}  // namespace piaojue::http
