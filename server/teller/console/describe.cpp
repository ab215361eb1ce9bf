#include "server/teller/console/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ballot/decide.hpp"
#include "crypto/base/encoding.hpp"

namespace piaojue::teller::console {

namespace {

namespace json = boost::json;

std::string_view role_word(Role role) {
    switch (role) {
    case Role::official: return "official";
    case Role::scrutineer: return "scrutineer";
    case Role::teller: return "teller";
    }
    PJ_UNREACHABLE("a role outside its list");
}

template <class Numbers>
json::array numbers_of(const Numbers& numbers) {
    json::array out;
    for (const auto& number : numbers)
        out.emplace_back(number.value());
    return out;
}

// Before the close what the newest counts entry says: it is written each minute. What was issued
// the log itself says when issuing has ended.
json::object counts_of(const CongressState& state, const RoundState& round) {
    BoxCounts counts = round.closing ? round.closing->counts : round.last_counts;
    if (!round.closing) counts.present = state.present();
    json::object out;
    out["due"] = round.manifest.fields().due;
    out["present"] = counts.present;
    out["issued"] = std::max(counts.issued, round.issued_count);
    out["cast"] = counts.cast;
    out["handed_back"] = counts.handed_back;
    return out;
}

json::object counts_of(const ResultEntry& result) {
    const RoundCounts& counts = result.counts;
    json::object out;
    out["due"] = counts.due;
    out["present"] = counts.present;
    out["issued"] = counts.issued;
    out["returned"] = counts.returned;
    out["valid"] = counts.valid;
    out["void"] = counts.voided;
    return out;
}

// Which of the two rules about people was missed, so that nothing could be chosen.
json::value missed_of(const Method& method, const RoundCounts& counts) {
    const Outcome rules = decide(
        method, {counts.due, counts.present, counts.issued, counts.returned, counts.valid}, {});
    if (!rules.quorum_met) return "quorum";
    if (!rules.participation_met.value_or(true)) return "participation";
    return nullptr;
}

json::value next_of(const ResultEntry& result) {
    if (result.next_kind == 0) return nullptr;
    json::object out;
    out["kind"] = enum_name(static_cast<RoundKind>(result.next_kind));
    out["places"] = result.next_places;
    out["candidates"] = numbers_of(result.next_candidates);
    return out;
}

constexpr std::size_t fingerprint_digits = 24;

// What the body of a statement says, member by member.
struct BodyWords {
    json::object& out;

    void operator()(const std::monostate&) const {}
    void operator()(const DeputiesBody& body) const { out["deputies"] = numbers_of(body.deputies); }
    void operator()(const CardBody& body) const {
        out["deputies"] = numbers_of(std::array{body.deputy});
        out["reason"] = body.reason;
    }
    void operator()(const ReasonBody& body) const { out["reason"] = body.reason; }
    void operator()(const LogPositionBody&) const {}
    void operator()(const AbsentBody& body) const { out["tellers"] = numbers_of(body.tellers); }
    void operator()(const ResultBody&) const {}
    void operator()(const NextRoundBody& body) const { out["kind"] = enum_name(body.kind); }
    void operator()(const SlipsBody& body) const { out["slips"] = body.slips.size(); }
    void operator()(const PaperBody& body) const {
        out["uncancelled"] = body.uncancelled;
        out["batches"] = body.batches;
    }
    void operator()(const UsedSlipsBody& body) const { out["used_slips"] = body.used; }
};

}  // namespace

json::object describe_error(const Error& error) {
    json::object out;
    out["code"] = static_cast<std::uint16_t>(error.code);
    out["name"] = errc_name(error.code);
    out["detail"] = error.detail;
    return out;
}

json::object describe_keys(const PersonKeys& keys, const std::optional<Seat>& seat) {
    json::object out;
    out["name"] = keys.name;
    out["role"] = role_word(keys.role);
    out["person"] = nullptr;
    out["teller"] = nullptr;
    if (!seat) return out;
    out["person"] = seat->place.person.value();
    if (seat->place.teller) out["teller"] = seat->place.teller->value();
    return out;
}

json::object describe_enrolment(const Enrolment& enrolment, const EnrolmentHash& hash,
                                bool confirmed) {
    json::array persons;
    for (std::size_t i = 0; i < enrolment.persons.size(); ++i) {
        const Person& person = enrolment.persons[i];
        const auto teller =
            enrolment.teller_number(PersonNumber{static_cast<std::uint16_t>(i + 1)});
        json::object one;
        one["teller"] = nullptr;
        if (teller) one["teller"] = teller->value();
        one["role"] = role_word(person.role);
        one["name"] = person.name;
        persons.push_back(std::move(one));
    }
    json::object out;
    out["fingerprint"] = enrolment_fingerprint(hash);
    out["confirmed"] = confirmed;
    out["persons"] = std::move(persons);
    return out;
}

json::object describe_log(const CongressState& state, std::uint64_t heads) {
    json::object out;
    out["congress"] = state.congress()->name;
    out["congress2"] = state.congress()->name2;
    out["sample"] = state.congress()->sample;
    out["size"] = state.size();
    out["heads"] = heads;
    return out;
}

json::value describe_round(const CongressState& state, bool compared) {
    const RoundState* const round = state.round();
    if (round == nullptr) return nullptr;
    const ManifestFields& fields = round->manifest.fields();
    json::object out;
    out["number"] = fields.round;
    out["kind"] = enum_name(fields.kind);
    out["title"] = fields.title;
    out["title2"] = fields.title2;
    out["phase"] = phase_name(state.phase());
    out["compared"] = compared;
    out["fingerprint"] = nullptr;
    if (compared) out["fingerprint"] = hall_fingerprint(round->manifest.hash());
    out["counts"] = counts_of(state, *round);
    out["threshold"] = fields.threshold;
    out["tellers"] = fields.tellers();
    out["quorum"] = round->cosignatures_needed();
    out["claims_ended"] = round->used_slips.has_value();
    return out;
}

json::array describe_checks(const std::vector<CheckResult>& checks) {
    json::array out;
    for (const CheckResult& check : checks) {
        json::object one;
        one["name"] = check_name(check.check);
        one["passed"] = check.passed;
        one["detail"] = check.detail;
        out.push_back(std::move(one));
    }
    return out;
}

Result<json::object> describe_cosignatures(const CongressState& state, const RecordView& log) {
    const RoundState& round = *state.round();
    json::object out;
    out["complete"] = round.cosigned_index.has_value();
    json::array by;
    if (round.cosigned_index) {
        const Cosigned entry = PJ_TRY(decode_cosigned(log.entries[*round.cosigned_index]));
        const SignedCheckpoint head =
            PJ_TRY(parse_signed_checkpoint(as_text(entry.checkpoint), state.checkpoint_keys()));
        for (const SignedCheckpoint::ByCosigner& one : head.cosignatures)
            by.emplace_back(one.cosigner + 1);
    }
    out["by"] = std::move(by);
    return out;
}

json::object describe_result(const RoundState& round) {
    const ManifestFields& fields = round.manifest.fields();
    const ResultEntry& result = *round.result_entry;
    const bool three_way = grades_of(fields.method.style) == 3;
    json::array projects;
    for (std::size_t i = 0; i < fields.projects.size(); ++i) {
        const ProjectResult& counted = result.projects[i];
        json::object one;
        one["no"] = fields.projects[i].no.value();
        one["name"] = fields.projects[i].name;
        one["name2"] = fields.projects[i].name2;
        one["approve"] = counted.approve;
        one["oppose"] = nullptr;
        if (three_way) one["oppose"] = counted.oppose;
        one["abstain"] = counted.abstain;
        one["chosen"] = counted.chosen;
        one["tied"] = counted.tied;
        projects.push_back(std::move(one));
    }
    json::object out;
    out["hash"] = encode_hex(round.result.value());
    out["reporters"] = numbers_of(round.reporters);
    out["opened"] = result.opened != OpenedAs::nothing;
    out["counts"] = counts_of(result);
    out["order"] = enum_name(fields.method.order);
    out["notice"] = enum_name(fields.method.notice);
    out["missed"] = missed_of(fields.method, result.counts);
    out["places_left"] = result.places_left;
    out["next"] = next_of(result);
    out["projects"] = std::move(projects);
    return out;
}

json::object describe_statement(const Statement& statement, const Enrolment& enrolment) {
    json::object out;
    out["act"] = act_name(statement.act);
    const Person* const first = enrolment.person(statement.signers.front().person);
    out["by"] = nullptr;
    if (first != nullptr) out["by"] = first->name;
    for (const char* const member :
         {"reason", "deputies", "tellers", "kind", "slips", "uncancelled", "batches"})
        out[member] = nullptr;
    std::visit(BodyWords{out}, statement.body);
    return out;
}

std::string hall_fingerprint(const ManifestHash& manifest) {
    std::string digits = encode_hex(manifest.value()).substr(0, fingerprint_digits);
    std::transform(digits.begin(), digits.end(), digits.begin(), [](char c) {
        return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return digits;
}

}  // namespace piaojue::teller::console
