#include "server/teller/console/describe_sheets.hpp"

#include <algorithm>

#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"

namespace piaojue::teller::console {

namespace {

namespace json = boost::json;

json::object rules_of(const VoteManifest& manifest) {
    json::array projects;
    for (const Project& project : manifest.fields().projects) {
        json::object one;
        one["no"] = project.no.value();
        one["name"] = project.name;
        projects.push_back(std::move(one));
    }
    json::object out;
    out["projects"] = std::move(projects);
    out["most"] = manifest.method().hi;
    out["three_way"] = manifest.shape().three_way();
    out["min_group"] = manifest.fields().min_group;
    return out;
}

void put_record(json::object& out, const RoundState& round) {
    json::array batches;
    std::uint64_t issued = 0;
    std::uint64_t returned = 0;
    for (const auto& [number, counted] : round.batches) {
        json::object one;
        one["batch"] = number.value();
        one["issued"] = counted.batch.issued;
        one["returned"] = counted.batch.returned;
        batches.push_back(std::move(one));
        issued += counted.batch.issued;
        returned += counted.batch.returned;
    }
    out["batches"] = std::move(batches);
    out["taken"] = round.taken_count;
    out["exchanged"] = round.exchanges.size();
    out["uncancelled"] = nullptr;
    if (round.paper_statement) out["uncancelled"] = round.paper_statement->uncancelled;
    out["issued"] = issued;
    out["returned"] = returned;
    out["gap"] = nullptr;
    std::uint16_t next = 1;
    for (const auto& [number, counted] : round.batches) {
        if (number.value() != next) {
            out["gap"] = next;
            break;
        }
        ++next;
    }
    out["awaited"] = round.awaits_paper_statement();
}

json::array waiting_of(const std::vector<PaperBatch>& waiting) {
    json::array out;
    for (const PaperBatch& batch : waiting) {
        json::array doubtful;
        for (const DoubtfulSheet& sheet : batch.doubtful) {
            json::object one;
            one["decision"] = sheet_decision_words.at(enum_code(sheet.decision));
            one["reason"] = sheet.reason;
            doubtful.push_back(std::move(one));
        }
        json::object one;
        one["id"] = batch_id(batch);
        one["batch"] = batch.batch.value();
        one["doubtful"] = std::move(doubtful);
        out.push_back(std::move(one));
    }
    return out;
}

json::array cells_of(const KeyedBatch& keyed) {
    json::array out;
    for (const std::string& cell : keyed.differs)
        out.emplace_back(cell);
    return out;
}

bool is_kept(const KeyedBatch& keyed) {
    return !keyed.entry && keyed.differs.empty();
}

void put_keyed(json::object& out, const std::vector<KeyedBatch>& keyed) {
    json::array kept;
    json::array differs;
    for (const KeyedBatch& one : keyed) {
        if (is_kept(one)) kept.emplace_back(one.batch.value());
        if (one.differs.empty()) continue;
        json::object other;
        other["batch"] = one.batch.value();
        other["cells"] = cells_of(one);
        differs.push_back(std::move(other));
    }
    out["keyed"] = std::move(kept);
    out["differs"] = std::move(differs);
}

// What has become of the batch by now; recorded only if it stands in this device's log.
json::value said_of(const RoundState& round, const SheetsOnDesk& sheets) {
    if (!sheets.last) return nullptr;
    const BatchNumber batch = *sheets.last;
    const auto is_last = [batch](const auto& one) { return one.batch == batch; };
    const auto keyed = std::ranges::find_if(sheets.keyed, is_last);
    const bool there = keyed != sheets.keyed.end();
    json::object out;
    out["batch"] = batch.value();
    if (there && !keyed->differs.empty()) {
        out["is"] = "differs";
    } else if ((there && is_kept(*keyed)) || std::ranges::any_of(sheets.waiting, is_last)) {
        out["is"] = "waits";
    } else if (round.batches.contains(batch)) {
        out["is"] = "logged";
    } else {
        return nullptr;
    }
    return out;
}

}  // namespace

std::string batch_id(const PaperBatch& batch) {
    return encode_hex(sha256(encode_paper_body(batch)));
}

json::object describe_sheets(const RoundState& round, const Enrolment& enrolment, PersonNumber own,
                             const SheetsOnDesk& sheets) {
    json::object out;
    out["rules"] = rules_of(round.manifest);
    put_record(out, round);
    out["may_key"] = round.second_persons.contains(own);
    json::object chief;
    const PersonNumber first = round.second_persons.begin()->first;
    const Person* const person = enrolment.person(first);
    chief["name"] = person == nullptr ? "" : person->name;
    chief["own"] = first == own;
    out["chief"] = std::move(chief);
    out["waiting"] = waiting_of(sheets.waiting);
    put_keyed(out, sheets.keyed);
    out["said"] = said_of(round, sheets);
    out["sent"] = sheets.sent;
    return out;
}

}  // namespace piaojue::teller::console
