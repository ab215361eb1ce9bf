#include "ballot/forms/data.hpp"

#include <algorithm>
#include <numeric>

#include "ballot/derived.hpp"

namespace piaojue::forms {

namespace {

std::vector<PersonLine> people_of(const Enrolment& enrolment) {
    std::vector<PersonLine> out;
    for (std::size_t i = 0; i < enrolment.persons.size(); ++i) {
        const PersonNumber number{static_cast<std::uint16_t>(i + 1)};
        const Person& person = enrolment.persons[i];
        out.push_back({number, person.role, person.name, enrolment.teller_number(number)});
    }
    return out;
}

ActLine act_line(const Statement& statement, std::uint8_t round) {
    ActLine out{statement.act, round, statement.minute, {}, {}, 0, {}};
    for (const StatementSigner& signer : statement.signers)
        out.signers.push_back(signer.person);
    if (const auto* reason = std::get_if<ReasonBody>(&statement.body)) out.reason = reason->reason;
    if (const auto* card = std::get_if<CardBody>(&statement.body)) out.reason = card->reason;
    if (const auto* named = std::get_if<DeputiesBody>(&statement.body))
        out.deputies = named->deputies.size();
    if (const auto* absent = std::get_if<AbsentBody>(&statement.body)) out.absent = absent->tellers;
    return out;
}

std::vector<ActLine> acts_of(const VerifiedRecord& record) {
    std::vector<ActLine> out;
    for (const ByteView entry : record.view().entries) {
        if (entry_type(entry) != EntryType::statement) continue;
        const auto statement = decode_statement(entry);
        PJ_ASSERT(statement.has_value(), "the verifier has read it");
        std::uint8_t round = 0;
        for (const RoundState& state : record.state().rounds()) {
            if (state.manifest.hash().value() == statement->scope)
                round = state.manifest.fields().round;
        }
        out.push_back(act_line(*statement, round));
    }
    return out;
}

RoundTimes times_of(const std::vector<ActLine>& acts, std::uint8_t round) {
    RoundTimes out;
    for (const ActLine& line : acts) {
        if (line.round != round) continue;
        if (line.act == Act::open) out.opened = line.minute;
        if (line.act == Act::close) out.closed = line.minute;
        if (line.act == Act::announce) out.announced = line.minute;
    }
    return out;
}

Ruling ruling_of(const RoundReport& report, const Method& method) {
    const DecisionCounts counts{report.counts.due, report.counts.present, report.counts.issued,
                                report.counts.returned, report.counts.valid};
    std::vector<Candidate> candidates;
    for (const ProjectReport& project : report.projects)
        candidates.push_back({project.no, project.result.approve});
    const Outcome outcome = decide(method, counts, candidates);
    const bool too_many = report.paper && report.paper->too_many;
    Ruling out{outcome.set_valid && !too_many,
               outcome.quorum_met,
               outcome.participation_met,
               0,
               0,
               Base::all,
               0};
    while (out.quorum_needed < counts.due && !method.quorum.holds(out.quorum_needed, counts.due))
        ++out.quorum_needed;
    if (method.threshold) out.approvals_needed = approvals_needed(method, counts);
    out.share_base = method.threshold ? method.threshold->base : Base::valid;
    out.share_of = base_value(out.share_base, counts);
    return out;
}

std::vector<std::size_t> listed_of(const RoundReport& report) {
    std::vector<std::size_t> out(report.projects.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    const auto before = [&report](std::size_t one, std::size_t other) {
        const ProjectReport& first = report.projects[one];
        const ProjectReport& second = report.projects[other];
        if (report.order == ListOrder::votes && first.result.approve != second.result.approve)
            return first.result.approve > second.result.approve;
        return first.no < second.no;
    };
    std::sort(out.begin(), out.end(), before);
    return out;
}

// Those that the statement of the sheets names; without it none counts.
std::vector<BatchLine> batches_of(const RoundState& state) {
    std::vector<BatchLine> out;
    if (!state.paper_statement) return out;
    for (const auto& [number, counted] : state.batches) {
        if (number.value() > state.paper_statement->batches) continue;
        const auto entry = decode_paper_batch(counted.entry);
        PJ_ASSERT(entry.has_value(), "the verifier has read it");
        const PaperBatch& batch = entry->batch;
        BatchLine line{number,
                       batch.issued,
                       batch.returned,
                       batch.voided,
                       static_cast<std::uint32_t>(batch.doubtful.size()),
                       {entry->keyed[0].person, entry->keyed[1].person},
                       {}};
        if (entry->chief) line.chief = entry->chief->person;
        out.push_back(line);
    }
    return out;
}

RoundData round_data(const RoundReport& report, const RoundState& state,
                     const std::vector<ActLine>& acts) {
    const ManifestFields& fields = state.manifest.fields();
    RoundData out;
    out.report = report;
    out.method = fields.method;
    out.ruling = ruling_of(report, fields.method);
    out.times = times_of(acts, fields.round);
    out.listed = listed_of(report);
    out.result = state.result;
    out.closing_root = state.closing_root;
    out.closing_size = state.closing_size;
    out.min_group = fields.min_group;
    out.threshold = fields.threshold;
    out.tellers = fields.tellers();
    out.absent.assign(state.absent.begin(), state.absent.end());
    out.reporters.assign(state.reporters.begin(), state.reporters.end());
    out.checked = static_cast<std::uint32_t>(state.opened.size());
    out.drawn = state.drawn_count;
    out.batches = batches_of(state);
    out.slips_voided = static_cast<std::uint32_t>(state.voided_slips.size());
    return out;
}

const RoundState& state_of(const CongressState& state, const ManifestHash& manifest) {
    const auto found = std::find_if(
        state.rounds().begin(), state.rounds().end(),
        [&manifest](const RoundState& round) { return round.manifest.hash() == manifest; });
    PJ_ASSERT(found != state.rounds().end(), "a reported round is one of the log's");
    return *found;
}

std::optional<Bytes32> roll_table_of(const VerifiedRecord& record) {
    const std::vector<AttachmentHash>& named =
        record.state().rounds().back().manifest.fields().attachments;
    for (const ByteView entry : record.view().entries) {
        if (entry_type(entry) != EntryType::attachment) continue;
        if (std::find(named.begin(), named.end(), attachment_hash(entry)) == named.end()) continue;
        const auto attachment = decode_attachment(entry);
        PJ_ASSERT(attachment.has_value(), "the verifier has read it");
        if (attachment->kind != AttachmentKind::source) continue;
        if (const auto found = roll_table_in(as_text(attachment->content))) return found;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> RoundData::share(std::uint32_t approve) const {
    if (ruling.share_of == 0) return std::nullopt;
    const std::uint64_t of = ruling.share_of;
    return static_cast<std::uint32_t>((std::uint64_t{approve} * 2000 + of) / (2 * of));
}

const PersonLine& FormData::person(PersonNumber number) const {
    PJ_ASSERT(number.value() >= 1 && number.value() <= people.size(), "a person of the list");
    return people[number.value() - 1U];
}

const std::string& FormData::teller_name(TellerNumber teller) const {
    const auto found = std::find_if(people.begin(), people.end(), [teller](const PersonLine& line) {
        return line.teller == teller;
    });
    PJ_ASSERT(found != people.end(), "a teller of the list");
    return found->name;
}

FormData form_data(const VerifiedRecord& record) {
    const Report& report = record.report();
    const CongressState& state = record.state();
    PJ_ASSERT(state.congress() && state.enrolment() && state.round() != nullptr,
              "a verified record has its congress, its people and a round");
    FormData out;
    out.sample = report.sample;
    out.congress = report.congress;
    out.congress2 = report.congress2;
    out.body = state.rounds().front().manifest.method().body;
    out.notice = state.rounds().front().manifest.method().notice;
    out.congress_id = state.congress_id();
    out.enrolment = state.enrolment_hash();
    out.first_manifest = state.rounds().front().manifest.hash();
    out.manifest = state.rounds().back().manifest.hash();
    out.record_sha256 = report.record_sha256;
    out.people = people_of(*state.enrolment());
    out.acts = acts_of(record);
    auto attendance = attendance_of(record);
    for (const RoundReport& round : report.rounds) {
        out.rounds.push_back(round_data(round, state_of(state, round.manifest), out.acts));
        out.rounds.back().attendance = std::move(attendance[round.manifest.value()]);
    }
    out.roll_table = roll_table_of(record);
    for (const RoundState& round : state.rounds()) {
        if (!round.voided) continue;
        const ManifestFields& fields = round.manifest.fields();
        out.voided.push_back(
            {fields.round, fields.kind, fields.title, fields.title2, round.manifest.hash()});
    }
    out.final = report.final;
    out.checks = report.checks;
    out.published = out.acts.empty() ? 0 : out.acts.back().minute;
    return out;
}

}  // namespace piaojue::forms
