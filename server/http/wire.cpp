#include "server/http/wire.hpp"

#include <array>
#include <ctime>

#include "crypto/base/assert.hpp"

namespace piaojue::http {

namespace {

struct Fixed {
    std::string_view name;
    std::string_view value;
};

// Nothing may be guessed, kept, framed, fetched or told to another site. HTTP's own upgrade policy
// (Strict-Transport-Security) is left out: these origins speak TLS only, under self-made names.
constexpr std::array<Fixed, 5> every_answer{{
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
}};

std::string_view reason(unsigned status) {
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 400: return "Bad Request";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    default: return "";  // may be empty (RFC 9112 §4)
    }
}

bool same_name(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if ((a[i] | 0x20) != (b[i] | 0x20)) return false;
    return true;
}

void add(std::string& out, std::string_view name, std::string_view value) {
    // A line break in a value would start another field, or another answer.
    PJ_ASSERT(name.find_first_of("\r\n:") == name.npos && value.find_first_of("\r\n") == value.npos,
              "a header field with a line break");
    out.append(name).append(": ").append(value).append("\r\n");
}

std::string two_digits(int value) {
    std::string out{"00"};
    out[0] = static_cast<char>('0' + value / 10 % 10);
    out[1] = static_cast<char>('0' + value % 10);
    return out;
}

}  // namespace

std::string http_date(std::uint64_t seconds) {
    static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed",
                                                     "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    PJ_ASSERT(::gmtime_r(&time, &parts) != nullptr, "a time without a date");
    return std::string{days[static_cast<std::size_t>(parts.tm_wday)]} + ", " +
           two_digits(parts.tm_mday) + " " + months[static_cast<std::size_t>(parts.tm_mon)] + " " +
           std::to_string(parts.tm_year + 1900) + " " + two_digits(parts.tm_hour) + ":" +
           two_digits(parts.tm_min) + ":" + two_digits(parts.tm_sec) + " GMT";
}

std::string write_head(const Response& response, const HeadContext& context) {
    PJ_ASSERT(response.status >= 200 && response.status <= 599, "not the status of a final answer");
    std::string out = "HTTP/1.1 " + std::to_string(response.status) + " ";
    out.append(reason(response.status)).append("\r\n");
    add(out, "Date", http_date(context.now_seconds));
    if (context.close) add(out, "Connection", "close");
    if (!response.content_type.empty()) add(out, "Content-Type", response.content_type);
    if (response.status != 204 && !response.feed)
        add(out, "Content-Length", std::to_string(response.body.size()));
    for (const Fixed& fixed : every_answer) {
        bool replaced = false;
        for (const Header& own : response.headers)
            replaced = replaced || same_name(own.name, fixed.name);
        if (!replaced) add(out, fixed.name, fixed.value);
    }
    for (const Header& own : response.headers)
        add(out, own.name, own.value);
    out.append("\r\n");
    return out;
}

}  // namespace piaojue::http
