// tests/support/verdicts.hpp — what a verifier said, short enough for a test to compare
#pragma once

#include <set>
#include <string>

#include "ballot/verify.hpp"
#include "tests/support/sample_round.hpp"

namespace piaojue::testing {

using Names = std::set<std::string>;

[[nodiscard]] inline Names failed_checks(const Report& report) {
    Names out;
    for (const CheckResult& check : report.checks) {
        if (!check.passed) out.insert(std::string{check_name(check.check)});
    }
    return out;
}

[[nodiscard]] inline std::string detail_of(const Report& report, Check check) {
    for (const CheckResult& result : report.checks) {
        if (result.check == check) return result.detail;
    }
    return "not listed";
}

[[nodiscard]] inline Report verified(ByteView record, const VerifyOptions& options = {}) {
    SystemRng rng;
    return value_of(verify(record, rng, options));
}

// All details, for a failing test to print.
[[nodiscard]] inline std::string told(const Report& report) {
    std::string out;
    for (const CheckResult& check : report.checks) {
        out += std::string{check.passed ? "  " : "X "} + std::string{check_name(check.check)} +
               ": " + check.detail + "\n";
    }
    return out;
}

}  // namespace piaojue::testing
