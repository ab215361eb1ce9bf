// The file of a whole vote: split in one way, judged under every name, and valid for nobody but
// the one congress whose keys signed it.
#include "ballot/record.hpp"

#include "ballot/verify.hpp"
#include "tests/fuzz/fixtures.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"

namespace piaojue::fuzz {

namespace {

// The log entry by entry: check() and apply() agree, and what is refused changes nothing.
bool state_laws(const RecordView& view) {
    CongressState followed;
    CongressState replayed;
    bool follows = true;
    for (const ByteView entry : view.entries) {
        const auto checked = followed.check(entry);
        const Bytes32 before = followed.tree().root();
        const auto applied = followed.apply(entry);
        law_agree(checked, applied, "an entry, checked and applied");
        law(applied || followed.tree().root() == before, "a refused entry changes nothing");
        std::vector<Finding> findings;
        replayed.replay(entry, findings);
        if (!follows) continue;
        law(applied.has_value() == findings.empty(), "a replay finds what is refused");
        follows = applied.has_value();
    }
    law(replayed.size() == view.entries.size(), "every entry has its leaf");
    return follows;
}

void report_laws(const Report& report) {
    bool all = true;
    for (const CheckResult& check : report.checks)
        all = all && check.passed;
    law(report.checks.size() + 2 == check_count,
        "every check is named but those about what was not given");
    law(report.valid == all, "valid is every check");
    law(!report.anchored, "nothing is anchored without a hash from outside");
}

void closed_laws(ByteView input) {
    SeededRng rng{1};
    const auto evidence = verify_until_close(input, rng);
    law(evidence.has_value(), "what can be split has a report");
    if (!evidence->closed) return;
    for (const CheckResult& check : evidence->report.checks)
        law(check.passed, "nobody is asked for a share of a box that failed a check");
}

}  // namespace

bool record(ByteView input) {
    const Bytes& honest = published().record;
    SeededRng rng{1};
    const auto view = decode_record(input);
    const auto report = verify(input, rng);
    law(view || verdict_of(view) == verdict_of(report), "one refusal of what is unreadable");
    if (!view) return false;
    law_same(encode_record(view->entries, view->checkpoint), input, "a record's second encoding");
    const bool follows = state_laws(*view);
    law(report.has_value(), "what can be split has a report");
    report_laws(*report);
    law(report->valid == equal(input, honest), "no other record of these keys is valid");
    law(!report->valid || follows, "a valid record is a log that follows its rules");
    closed_laws(input);
    return true;
}

}  // namespace piaojue::fuzz
