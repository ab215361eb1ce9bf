// crypto/base/result.hpp — a value, or a refusal
//
// Result<T> is for refusals of input. Programmer's errors use PJ_ASSERT; failures of the
// environment (disk, memory, library) throw EnvError. Error::detail is for logs, for tests and for
// who drafts a round with the setup code. Ignoring a returned Result is a compile error.
#pragma once

#include <stdexcept>
#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "crypto/base/errc.hpp"

namespace piaojue {

struct Error {
    Errc code;
    std::string detail;
};

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using tl::expected<T, Error>::expected;
};

[[nodiscard]] inline tl::unexpected<Error> fail(Errc code, std::string detail = {}) {
    return tl::unexpected<Error>{Error{code, std::move(detail)}};
}

// The environment failed: a full disk, a failed fsync, an allocation inside a library.
class EnvError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace piaojue

namespace piaojue::detail {

// The value of a result that holds one; tl::expected<void> has no value().
template <class T>
[[nodiscard]] T take_value(Result<T>&& result) {
    return std::move(*result);
}
inline void take_value(Result<void>&& /*result*/) {}

}  // namespace piaojue::detail

// Evaluates to the value, or returns the error from the enclosing function. Not inside another
// PJ_TRY (-Wshadow), and not in coroutines: g++ 12 crashes on a statement expression that holds a
// co_await.
// NOLINTBEGIN(cppcoreguidelines-macro-usage)
#define PJ_TRY(expr)                                                                             \
    __extension__({                                                                              \
        auto&& pj_result_ = (expr);                                                              \
        if (!pj_result_) return tl::unexpected<::piaojue::Error>{std::move(pj_result_).error()}; \
        ::piaojue::detail::take_value(std::move(pj_result_));                                    \
    })
// NOLINTEND(cppcoreguidelines-macro-usage)
