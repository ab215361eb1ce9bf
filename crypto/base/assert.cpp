#include "crypto/base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace piaojue::detail {

void assertion_failed(const char* expression, const char* reason, const char* file,
                      int line) noexcept {
    std::fprintf(stderr, "%s:%d: assertion failed: %s (%s)\n", file, line, expression, reason);
    std::abort();
}

}  // namespace piaojue::detail
