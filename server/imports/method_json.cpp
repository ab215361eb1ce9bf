#include "server/imports/method_json.hpp"

#include <fmt/format.h>

#include <charconv>

namespace piaojue::imports {

namespace {

boost::json::value rule_json(const std::optional<FractionRule>& rule) {
    if (!rule) return nullptr;
    boost::json::object out;
    out["fraction"] = fmt::format("{}/{}", rule->a, rule->b);
    out["base"] = enum_name(rule->base);
    out["strict"] = rule->strict;
    return out;
}

}  // namespace

boost::json::object method_json(const Method& method, const MethodFile& file) {
    boost::json::object out;
    out["title"] = file.title;
    out["body"] = enum_name(method.body);
    out["places"] = int{method.places};
    out["ballot"] = enum_name(method.style);
    out["max_approvals"] = int{method.hi};
    out["blank"] = enum_name(method.blank);
    out["quorum"] = rule_json(method.quorum);
    out["participation"] = rule_json(method.participation);
    out["threshold"] = rule_json(method.threshold);
    out["tie"] = enum_name(method.tie);
    out["shortfall"] = enum_name(method.shortfall);
    out["order"] = enum_name(method.order);
    out["notice"] = enum_name(method.notice);
    out["secrecy"] = "secret";
    out["claim_minutes"] = int{file.claim_minutes};
    return out;
}

Fault method_fault(const std::string& detail, std::string_view name) {
    Place place;
    const std::string prefix = std::string{name} + ':';
    if (detail.starts_with(prefix)) {
        std::uint32_t line = 0;
        const char* const begin = detail.data() + prefix.size();
        const auto [end, error] = std::from_chars(begin, detail.data() + detail.size(), line);
        if (error == std::errc{} && *end == ':') place.row = line;
    }
    return fault(FaultCode::bad_method, place, detail);
}

}  // namespace piaojue::imports
