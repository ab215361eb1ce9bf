// tests/unit/imports/imported.hpp — what a test asks about an import
#pragma once

#include <iconv.h>

#include <string>
#include <vector>

#include "server/imports/import.hpp"

namespace piaojue::imports {

inline Import import_text(std::string_view text, Kind kind = Kind::roll) {
    return import_table(as_bytes(text), kind);
}

// "code@row/column" of each fault; a hyphen where there is no place.
inline std::vector<std::string> faults_of(const Import& import, bool with_warnings = false) {
    std::vector<std::string> out;
    for (const Fault& one : import.faults) {
        if (one.severity() == Severity::warning && !with_warnings) continue;
        out.push_back(fmt::format("{}@{}/{}", one.name(),
                                  one.place.row ? std::to_string(*one.place.row) : "-",
                                  one.place.column ? column_letters(*one.place.column) : "-"));
    }
    return out;
}

inline std::string message_of(const Import& import, FaultCode code) {
    for (const Fault& one : import.faults)
        if (one.code == code) return one.message;
    return {};
}

inline bool has(const Import& import, FaultCode code) {
    return !message_of(import, code).empty();
}

// The bytes that a spreadsheet program saves in another encoding.
inline std::string in_encoding(const char* encoding, std::string text) {
    const iconv_t handle = ::iconv_open(encoding, "UTF-8");
    std::string out(4 * text.size() + 16, '\0');
    char* from = text.data();
    std::size_t from_left = text.size();
    char* to = out.data();
    std::size_t to_left = out.size();
    PJ_ASSERT(::iconv(handle, &from, &from_left, &to, &to_left) == 0, "the text has an encoding");
    ::iconv_close(handle);
    out.resize(out.size() - to_left);
    return out;
}

using Strings = std::vector<std::string>;

}  // namespace piaojue::imports
