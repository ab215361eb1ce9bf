// Rolls and projects as offices save them: understood whole, or refused whole with its faults.
#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"
#include "server/imports/import.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"

namespace piaojue::fuzz {

namespace {

void good_laws(const imports::Import& import) {
    const auto greatest = imports::number_max(import.kind);
    law(!import.records.empty() && import.records.size() <= limit::deputies, "rows in the limit");
    for (const imports::Record& record : import.records) {
        law(record.no >= 1 && record.no <= greatest, "a number in the limit");
        law(!record.of(imports::Field::name).empty() &&
                is_plain_text(as_bytes(record.of(imports::Field::name))),
            "a name that can be printed");
        for (const imports::Field field : imports::fields_of(import.kind))
            law(record.of(field).size() <= imports::field_facts(field, import.kind).bytes_max,
                "a text in its limit");
    }
    const std::string text = imports::canonical(import.kind, import.records);
    const imports::Import again = imports::import_table(as_bytes(text), import.kind);
    law(again.ok(), "the canonical file imports: " + imports::spoken_errors(again));
    law_same(imports::canonical(again.kind, again.records), text, "the canonical file is its own");
}

}  // namespace

bool table(ByteView input) {
    if (input.empty()) return false;
    const auto kind = input[0] % 2 == 0 ? imports::Kind::roll : imports::Kind::projects;
    const imports::Import import = imports::import_table(input.subspan(1), kind);
    for (const imports::Fault& fault : import.faults)
        law(imports::is_utf8(fault.message), "a fault can be printed");
    if (!import.ok()) {
        law(!imports::spoken_errors(import).empty(), "a refusal says why");
        return false;
    }
    good_laws(import);
    return true;
}

}  // namespace piaojue::fuzz
