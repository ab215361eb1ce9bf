// crypto/base/clock.hpp — the time of day, injected
//
// crypto/ and ballot/ never read a clock; the shell passes one in, and tests pass their own.
#pragma once

#include <chrono>
#include <cstdint>

namespace piaojue {

class Clock {
public:
    virtual ~Clock() = default;
    // Seconds since 1970-01-01T00:00:00Z.
    [[nodiscard]] virtual std::uint64_t now_seconds() const = 0;
    // Minutes since 1970-01-01T00:00:00Z, the resolution of statements (PROTOCOL.md §9).
    [[nodiscard]] std::uint32_t now_minutes() const {
        return static_cast<std::uint32_t>(now_seconds() / 60);
    }
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] std::uint64_t now_seconds() const override {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return static_cast<std::uint64_t>(
            std::chrono::duration_cast<std::chrono::seconds>(now).count());
    }
};

}  // namespace piaojue
