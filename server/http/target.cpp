#include "server/http/target.hpp"

#include "crypto/base/reader.hpp"

namespace piaojue::http {

namespace {

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

Result<std::string> parse_path(std::string_view path) {
    if (path.empty() || path.front() != '/') return fail(Errc::malformed, "path without a slash");
    if (path == "/") return std::string{path};
    std::string_view rest = path.substr(1);
    for (;;) {
        const std::size_t slash = rest.find('/');
        const std::string_view segment = rest.substr(0, slash);
        if (segment.empty() || segment == "." || segment == "..")
            return fail(Errc::malformed, "empty or dotted path segment");
        for (const char c : segment)
            if (!is_unreserved(c)) return fail(Errc::malformed, "reserved character in the path");
        if (slash == std::string_view::npos) return std::string{path};
        rest.remove_prefix(slash + 1);
    }
}

Result<std::string> percent_decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            // ',' ':' '/' and '@' may stand bare in a query; '+' may not: it has two meanings.
            if (!is_unreserved(text[i]) &&
                std::string_view{",:/@"}.find(text[i]) == std::string_view::npos)
                return fail(Errc::malformed, "reserved character in the query");
            out.push_back(text[i]);
            continue;
        }
        if (text.size() - i < 3) return fail(Errc::malformed, "cut percent-encoding");
        const int high = hex_value(text[i + 1]);
        const int low = hex_value(text[i + 2]);
        if (high < 0 || low < 0) return fail(Errc::malformed, "percent-encoding is not hex");
        out.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    if (!is_plain_text(as_bytes(out))) return fail(Errc::malformed, "query is not plain text");
    return out;
}

Result<std::vector<QueryItem>> parse_query(std::string_view query) {
    std::vector<QueryItem> items;
    for (;;) {
        const std::size_t ampersand = query.find('&');
        const std::string_view pair = query.substr(0, ampersand);
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos || equals == 0)
            return fail(Errc::malformed, "query item without a name or a value");
        // Named first: a PJ_TRY that returns out of the braces leaks the members before it.
        std::string name = PJ_TRY(percent_decode(pair.substr(0, equals)));
        std::string value = PJ_TRY(percent_decode(pair.substr(equals + 1)));
        QueryItem item{std::move(name), std::move(value)};
        for (const QueryItem& earlier : items)
            if (earlier.name == item.name) return fail(Errc::malformed, "query name twice");
        if (items.size() == query_items_max) return fail(Errc::malformed, "too many query items");
        items.push_back(std::move(item));
        if (ampersand == std::string_view::npos) return items;
        query.remove_prefix(ampersand + 1);
    }
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
    if (target.size() > target_bytes_max) return fail(Errc::too_large, "request target");
    const std::size_t mark = target.find('?');
    Target out{PJ_TRY(parse_path(target.substr(0, mark))), {}};
    if (mark != std::string_view::npos && mark + 1 < target.size())
        out.query = PJ_TRY(parse_query(target.substr(mark + 1)));
    return out;
}

std::string media_type_of(std::string_view content_type) {
    std::string_view type = content_type.substr(0, content_type.find(';'));
    while (!type.empty() && (type.back() == ' ' || type.back() == '\t'))
        type.remove_suffix(1);
    std::string out{type};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace piaojue::http
