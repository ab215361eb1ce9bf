// crypto/base/assert.hpp — assertions that stay on in release builds
//
// A failed assertion is a programmer's error: it prints where and why, and aborts. The supervisor
// restarts the process and recovery checks the log. Refusals of input use Result, never this.
#pragma once

namespace piaojue::detail {
[[noreturn]] void assertion_failed(const char* expression, const char* reason, const char* file,
                                   int line) noexcept;
}

// NOLINTBEGIN(cppcoreguidelines-macro-usage)
#define PJ_ASSERT(condition, reason)    \
    ((condition) ? static_cast<void>(0) \
                 : ::piaojue::detail::assertion_failed(#condition, reason, __FILE__, __LINE__))
#define PJ_UNREACHABLE(reason) \
    ::piaojue::detail::assertion_failed("unreachable", reason, __FILE__, __LINE__)
// NOLINTEND(cppcoreguidelines-macro-usage)
