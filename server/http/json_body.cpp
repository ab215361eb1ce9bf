#include "server/http/json_body.hpp"

#include <algorithm>

namespace piaojue::http {

namespace {

tl::unexpected<Error> not_a(std::string_view what, std::string_view name) {
    return fail(Errc::malformed, std::string{name} + " is " + std::string{what});
}

Result<std::uint32_t> whole(const boost::json::value& value, std::string_view name,
                            std::uint32_t most) {
    boost::json::error_code error;
    const auto number = value.to_number<std::uint32_t>(error);
    if (error || number < 1 || number > most)
        return not_a("no whole number from 1 to " + std::to_string(most), name);
    return number;
}

}  // namespace

Result<JsonBody> JsonBody::read(ByteView body, std::span<const std::string_view> known) {
    boost::json::error_code error;
    boost::json::value parsed = boost::json::parse(as_text(body), error);
    if (error || !parsed.is_object()) return fail(Errc::malformed, "the body is no JSON object");
    for (const auto& entry : parsed.get_object()) {
        const std::string_view name = entry.key();
        if (std::find(known.begin(), known.end(), name) == known.end())
            return not_a("no member of this request", name);
    }
    return JsonBody{std::move(parsed.get_object())};
}

const boost::json::value* JsonBody::member(std::string_view name) const {
    const boost::json::value* const found = object_.if_contains(name);
    return found == nullptr || found->is_null() ? nullptr : found;
}

Result<std::string> JsonBody::text(std::string_view name) const {
    const boost::json::value* const found = member(name);
    if (found == nullptr) return std::string{};
    if (!found->is_string()) return not_a("no text", name);
    return std::string{found->get_string()};
}

Result<std::vector<std::string>> JsonBody::texts(std::string_view name) const {
    std::vector<std::string> out;
    const boost::json::value* const found = member(name);
    if (found == nullptr) return out;
    if (!found->is_array()) return not_a("no list of texts", name);
    for (const boost::json::value& one : found->get_array()) {
        if (!one.is_string()) return not_a("no list of texts", name);
        out.emplace_back(one.get_string());
    }
    return out;
}

Result<bool> JsonBody::flag(std::string_view name) const {
    const boost::json::value* const found = member(name);
    if (found == nullptr) return false;
    if (!found->is_bool()) return not_a("neither true nor false", name);
    return found->get_bool();
}

Result<std::optional<std::uint32_t>> JsonBody::number(std::string_view name,
                                                      std::uint32_t most) const {
    const boost::json::value* const found = member(name);
    if (found == nullptr) return std::optional<std::uint32_t>{};
    return std::optional{PJ_TRY(whole(*found, name, most))};
}

Result<std::vector<std::uint32_t>> JsonBody::numbers(std::string_view name,
                                                     std::uint32_t most) const {
    std::vector<std::uint32_t> out;
    const boost::json::value* const found = member(name);
    if (found == nullptr) return out;
    if (!found->is_array()) return not_a("no list of numbers", name);
    for (const boost::json::value& one : found->get_array())
        out.push_back(PJ_TRY(whole(one, name, most)));
    return out;
}

}  // namespace piaojue::http
