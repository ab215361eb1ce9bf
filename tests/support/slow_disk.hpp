// tests/support/slow_disk.hpp — the programs started in its lifetime run on a slow disk
//
// Sets LD_PRELOAD for children of this process (tests/support/slow_disk.cpp) and puts the
// environment back. One at a time, and no other thread may read the environment meanwhile.
#pragma once

#include <cstdlib>
#include <optional>
#include <string>

namespace piaojue::live {

class SlowDisk {
public:
    SlowDisk() {
        const char* const before = std::getenv(asan);
        if (before != nullptr) asan_before_ = before;
        // AddressSanitizer wants to be loaded first; here only the flushes are in front of it.
        const std::string options = asan_before_.value_or("") + ":verify_asan_link_order=0";
        ::setenv(asan, options.c_str(), 1);
        ::setenv(preload, PJ_SLOW_DISK, 1);
    }
    ~SlowDisk() {
        ::unsetenv(preload);
        ::unsetenv(asan);
        if (asan_before_) ::setenv(asan, asan_before_->c_str(), 1);
    }
    SlowDisk(const SlowDisk&) = delete;
    SlowDisk& operator=(const SlowDisk&) = delete;

private:
    static constexpr const char* asan = "ASAN_OPTIONS";
    static constexpr const char* preload = "LD_PRELOAD";
    std::optional<std::string> asan_before_;
};

}  // namespace piaojue::live
