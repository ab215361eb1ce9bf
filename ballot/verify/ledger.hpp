// ballot/verify/ledger.hpp — what the verifier writes down under each check          PROTOCOL.md
// §12
#pragma once

#include <array>
#include <string>
#include <vector>

#include "ballot/verify.hpp"

namespace piaojue::verifier {

class Ledger {
public:
    // Something does not hold.
    void add(Check check, std::string finding);
    void add(const Finding& finding);
    // The check can not run, or not on everything; said once for each reason.
    void blocked(Check check, const std::string& reason);
    void blocked(std::initializer_list<Check> checks, const std::string& reason);
    // What the check looked at; stands in the detail of a passed check as well.
    void note(Check check, std::string text);

    [[nodiscard]] bool passed(Check check) const { return topic(check).count == 0; }
    [[nodiscard]] CheckResult result(Check check) const;

private:
    struct Topic {
        std::vector<std::string> findings;  // the first few
        std::vector<std::string> notes;
        std::size_t count = 0;  // of all findings
    };

    [[nodiscard]] const Topic& topic(Check check) const {
        return topics_[static_cast<std::size_t>(check)];
    }
    [[nodiscard]] Topic& topic(Check check) { return topics_[static_cast<std::size_t>(check)]; }

    std::array<Topic, check_count> topics_;
};

}  // namespace piaojue::verifier
