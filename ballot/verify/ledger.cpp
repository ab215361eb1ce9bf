#include "ballot/verify/ledger.hpp"

#include <algorithm>

namespace piaojue::verifier {

namespace {

// A hostile record may be wrong in a million places: the detail names the first ones.
constexpr std::size_t findings_shown = 8;
constexpr std::size_t notes_shown = 32;

void append_text(std::string& out, const std::string& text) {
    if (!out.empty()) out += "; ";
    out += text;
}

}  // namespace

void Ledger::add(Check check, std::string finding) {
    Topic& on = topic(check);
    ++on.count;
    if (on.findings.size() < findings_shown) on.findings.push_back(std::move(finding));
}

void Ledger::add(const Finding& finding) {
    std::string text = finding.detail;
    if (!text.empty() && !text.ends_with(": ")) text += ": ";
    add(finding.check, text + std::string{errc_name(finding.code)});
}

void Ledger::blocked(Check check, const std::string& reason) {
    const std::string text = "cannot run: " + reason;
    Topic& on = topic(check);
    if (std::find(on.findings.begin(), on.findings.end(), text) == on.findings.end()) {
        add(check, text);
    }
}

void Ledger::blocked(std::initializer_list<Check> checks, const std::string& reason) {
    for (const Check check : checks)
        blocked(check, reason);
}

void Ledger::note(Check check, std::string text) {
    Topic& on = topic(check);
    if (on.notes.size() < notes_shown) on.notes.push_back(std::move(text));
}

CheckResult Ledger::result(Check check) const {
    const Topic& on = topic(check);
    CheckResult out{check, on.count == 0, {}};
    for (const std::string& finding : on.findings)
        append_text(out.detail, finding);
    if (on.count > on.findings.size()) {
        append_text(out.detail, "and " + std::to_string(on.count - on.findings.size()) + " more");
    }
    for (const std::string& note : on.notes)
        append_text(out.detail, note);
    return out;
}

}  // namespace piaojue::verifier
