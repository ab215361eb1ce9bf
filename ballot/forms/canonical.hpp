// ballot/forms/canonical.hpp — JSON in its one canonical form (RFC 8785), of whole numbers alone
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/encoding.hpp"
#include "crypto/base/tagged.hpp"

namespace piaojue::forms {

// A value of JSON as RFC 8785 writes it. All keys are ASCII, so bytes sort as UTF-16 does.
class Json {
public:
    // NOLINTBEGIN(google-explicit-constructor): a list of members is to read like the object.
    Json() : text_("null") {}
    Json(bool value) : text_(value ? "true" : "false") {}
    Json(std::uint64_t value) : text_(std::to_string(value)) {}
    Json(std::uint32_t value) : Json(std::uint64_t{value}) {}
    Json(std::uint16_t value) : Json(std::uint64_t{value}) {}
    Json(std::uint8_t value) : Json(std::uint64_t{value}) {}
    Json(std::string_view value) : text_(quoted(value)) {}
    Json(const std::string& value) : Json(std::string_view{value}) {}
    Json(const Bytes32& hash) : Json(encode_hex(hash)) {}
    template <class Tag, class T>
    Json(const Tagged<Tag, T>& tagged) : Json(tagged.value()) {}
    template <class T>
    Json(const std::optional<T>& value) : Json(value ? Json{*value} : Json{}) {}
    template <class T>
    Json(const std::vector<T>& values) : text_("[") {
        for (const auto& value : values)
            text_ += (text_.size() > 1 ? "," : "") + Json{value}.text_;
        text_ += "]";
    }
    Json(const std::map<std::string_view, Json>& members) : text_("{") {
        for (const auto& [key, value] : members)
            text_ += (text_.size() > 1 ? "," : "") + quoted(key) + ":" + value.text_;
        text_ += "}";
    }
    // NOLINTEND(google-explicit-constructor)

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    static std::string quoted(std::string_view text) {
        std::string out = "\"";
        for (const char c : text) {
            switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\b': out += "\\b"; break;
            case '\f': out += "\\f"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
                } else {
                    out += c;
                }
            }
        }
        return out + "\"";
    }

    std::string text_;
};
using Members = std::map<std::string_view, Json>;

}  // namespace piaojue::forms
