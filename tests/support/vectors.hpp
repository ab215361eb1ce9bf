// tests/support/vectors.hpp — reads tests/vectors/*.json and hex in tests
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include "crypto/base/encoding.hpp"

namespace piaojue::testing {

[[nodiscard]] inline std::string read_vector_text(const std::string& name) {
    const std::string path = std::string{PJ_VECTORS_DIR} + "/" + name;
    std::ifstream file{path, std::ios::binary};
    PJ_ASSERT(file.good(), "a vector file is missing");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

[[nodiscard]] inline boost::json::value read_vectors(const std::string& name) {
    return boost::json::parse(read_vector_text(name));
}

[[nodiscard]] inline std::string text_of(const boost::json::value& value) {
    return std::string{value.as_string()};
}

// Hex of either case, optionally with 0x, as vector files have it.
[[nodiscard]] inline Bytes from_hex(std::string text) {
    if (text.starts_with("0x")) text.erase(0, 2);
    for (char& c : text) {
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    }
    auto bytes = decode_hex(text);
    PJ_ASSERT(bytes.has_value(), "a vector is not hex");
    return std::move(bytes).value();
}

[[nodiscard]] inline Bytes from_hex(const boost::json::value& value) {
    return from_hex(text_of(value));
}

template <std::size_t N>
[[nodiscard]] FixedBytes<N> fixed_hex(const std::string& text) {
    return FixedBytes<N>::from(from_hex(text));
}

// What a Result was refused with; no code of any refusal if it was not.
template <class T>
[[nodiscard]] Errc code_of(const Result<T>& result) {
    return result ? Errc{} : result.error().code;
}

}  // namespace piaojue::testing

// Asserts that a Result refused with this code.
#define EXPECT_REFUSED(result, errc)                                                   \
    do {                                                                               \
        const auto& pj_refused_ = (result);                                            \
        if (pj_refused_.has_value()) {                                                 \
            ADD_FAILURE() << #result << " was accepted, expected " << errc_name(errc); \
        } else {                                                                       \
            EXPECT_EQ(errc_name(pj_refused_.error().code), errc_name(errc))            \
                << pj_refused_.error().detail;                                         \
        }                                                                              \
    } while (false)
