// server/http/json_body.hpp — the members of a JSON object that a page sent, strictly
//
// What is absent or null is empty, false or none. Every function refuses `malformed`, whose detail
// names the member.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace piaojue::http {

class JsonBody {
public:
    // Refuses what is no JSON object and a member that is none of `known`.
    [[nodiscard]] static Result<JsonBody> read(ByteView body,
                                               std::span<const std::string_view> known);

    [[nodiscard]] bool has(std::string_view name) const { return member(name) != nullptr; }
    [[nodiscard]] Result<std::string> text(std::string_view name) const;
    [[nodiscard]] Result<std::vector<std::string>> texts(std::string_view name) const;
    [[nodiscard]] Result<bool> flag(std::string_view name) const;
    // From 1 to `most`.
    [[nodiscard]] Result<std::optional<std::uint32_t>> number(std::string_view name,
                                                              std::uint32_t most) const;
    [[nodiscard]] Result<std::vector<std::uint32_t>> numbers(std::string_view name,
                                                             std::uint32_t most) const;

private:
    explicit JsonBody(boost::json::object object) : object_(std::move(object)) {}

    // Neither absent nor null.
    [[nodiscard]] const boost::json::value* member(std::string_view name) const;

    boost::json::object object_;
};

}  // namespace piaojue::http
