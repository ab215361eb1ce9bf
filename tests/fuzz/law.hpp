// tests/fuzz/law.hpp — how a target or a property says that a law does not hold
//
// A broken law is thrown: libFuzzer takes it for a crash and keeps the input, gtest names it,
// RapidCheck makes the input smaller.
#pragma once

#include <fmt/format.h>

#include <stdexcept>
#include <string>

#include "crypto/base/encoding.hpp"

namespace piaojue::fuzz {

class LawBroken : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

inline void law(bool holds, const std::string& what) {
    if (!holds) throw LawBroken{what};
}

inline void law_same(ByteView got, ByteView expected, const std::string& what) {
    if (equal(got, expected)) return;
    throw LawBroken{
        fmt::format("{}: {} instead of {}", what, encode_hex(got), encode_hex(expected))};
}

inline void law_same(std::string_view got, std::string_view expected, const std::string& what) {
    law_same(as_bytes(got), as_bytes(expected), what);
}

// The name of a refusal, or "accepted".
template <class T>
[[nodiscard]] std::string verdict_of(const Result<T>& result) {
    return result ? "accepted" : std::string{errc_name(result.error().code)};
}

// Two ways to the same answer.
template <class A, class B>
void law_agree(const Result<A>& a, const Result<B>& b, const std::string& what) {
    const std::string first = verdict_of(a);
    const std::string second = verdict_of(b);
    law(first == second, fmt::format("{}: {} and {}", what, first, second));
}

// What was read is written back to the bytes it was read from. Gives whether it was read.
template <class T, class Encode>
bool law_one_encoding(const Result<T>& decoded, ByteView bytes, Encode encode,
                      const std::string& what) {
    if (!decoded) return false;
    const auto& again = encode(*decoded);
    law_same(ByteView{again}, bytes, what + " has a second encoding");
    return true;
}

}  // namespace piaojue::fuzz
