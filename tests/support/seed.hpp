// tests/support/seed.hpp — one seed for all random choices of a test program
//
// Printed at the first use; PJ_TEST_SEED=N repeats a run.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

#include "crypto/base/rng.hpp"

namespace piaojue::testing {

[[nodiscard]] inline std::uint64_t test_seed() {
    static const std::uint64_t seed = [] {
        const char* given = std::getenv("PJ_TEST_SEED");
        const std::uint64_t value =
            given != nullptr ? std::stoull(given) : std::uint64_t{std::random_device{}()};
        std::cout << "PJ_TEST_SEED=" << value << "\n";
        return value;
    }();
    return seed;
}

[[nodiscard]] inline SeededRng test_rng() {
    return SeededRng{test_seed()};
}

}  // namespace piaojue::testing
