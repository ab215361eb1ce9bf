// server/teller/secret_join.hpp — byte strings that hold secrets, joined without a plain copy
#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>

#include "crypto/base/secret.hpp"

namespace piaojue::teller {

[[nodiscard]] inline SecretBuffer join_secret(std::span<const ByteView> parts) {
    std::size_t size = 0;
    for (const ByteView part : parts)
        size += part.size();
    SecretBuffer out(size);
    auto at = out.expose_mut().begin();
    for (const ByteView part : parts)
        at = std::copy(part.begin(), part.end(), at);
    return out;
}

[[nodiscard]] inline SecretBuffer join_secret(std::initializer_list<ByteView> parts) {
    return join_secret(std::span<const ByteView>{parts.begin(), parts.size()});
}

}  // namespace piaojue::teller
