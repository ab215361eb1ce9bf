#include "ballot/forms/compose.hpp"

#include <algorithm>

#include "ballot/forms/parts.hpp"
#include "ballot/forms/words_sheets.hpp"
#include "crypto/base/encoding.hpp"

namespace piaojue::forms {

namespace {

const Term& title_of(Form form) {
    switch (form) {
    case Form::result: return words::result;
    case Form::internal: return words::internal;
    case Form::notice: return words::notice;
    case Form::count: return words::count;
    case Form::chair: return words::chair;
    case Form::attendance: return words::attendance;
    case Form::ballot: return words::ballot_paper;
    case Form::destruction: return words::destruction;
    }
    PJ_UNREACHABLE("a form outside its enumeration");
}

}  // namespace

std::optional<Form> form_from_name(std::string_view name) {
    const auto found = std::find(form_names.begin(), form_names.end(), name);
    if (found == form_names.end()) return std::nullopt;
    return static_cast<Form>(found - form_names.begin());
}

Document compose(const FormData& data, const Wish& wish) {
    Sheet sheet{data, wish.lang, title_of(wish.form)};
    switch (wish.form) {
    case Form::result: compose_result(sheet); break;
    case Form::internal: compose_internal(sheet); break;
    case Form::notice: compose_notice(sheet, wish.notice.value_or(data.notice)); break;
    case Form::count: compose_count(sheet); break;
    case Form::chair: compose_chair(sheet); break;
    case Form::attendance: compose_attendance(sheet, wish.extras); break;
    case Form::ballot: compose_ballot(sheet, wish.round); break;
    case Form::destruction: compose_destruction(sheet, wish.extras); break;
    }
    return std::move(sheet).take();
}

std::string grouped(const Bytes32& hash, std::size_t bytes) {
    std::string out;
    const std::string digits = encode_hex(hash);
    for (std::size_t i = 0; i < 2 * bytes; ++i) {
        if (i > 0 && i % 4 == 0) out += ' ';
        const char digit = digits[i];
        out += digit >= 'a' ? static_cast<char>(digit - 'a' + 'A') : digit;
    }
    return out;
}

Sheet::Sheet(const FormData& data, Lang lang, const Term& title) : data_(data), speech_(lang) {
    document_.lang = lang;
    if (data.sample) document_.sample = speech_(words::sample);
    document_.institution = congress();
    document_.title = speech_(title);
    document_.foot = speech_.say(words::foot, grouped(data.record_sha256, foot_bytes));
    document_.minute = data.published;
}

void Sheet::heading(const Term& term) {
    add(Heading{speech_(term)});
}

void Sheet::paragraph(std::string text, Manner manner) {
    add(Paragraph{std::move(text), manner});
}

std::string Sheet::time_of(const RoundData& round) const {
    const auto& [opened, closed, announced] = round.times;
    if (!opened || !closed) return "—";
    const bool one_day = speech_.date(*opened) == speech_.date(*closed);
    return speech_.say(words::from_to, speech_.time(*opened),
                       one_day ? speech_.clock(*closed) : speech_.time(*closed));
}

void Sheet::round_head(const RoundData& round) {
    if (data_.rounds.size() + data_.voided.size() < 2) return;
    add(Heading{speech_.say(words::round, round.report.round, speech_.kind(round.report.kind))});
}

void Sheet::voided_rounds() {
    for (const VoidedRound& round : data_.voided) {
        paragraph(
            speech_.say(words::was_voided, round.round, speech_.name(round.title, round.title2)));
    }
}

void Sheet::round_end(const RoundData& round) {
    const RoundReport& report = round.report;
    if (report.paper && report.paper->too_many) {
        paragraph(speech_(words::papers_too_many));
    } else if (!report.is_opened()) {
        paragraph(speech_.say(words::not_opened, round.min_group));
    } else {
        const auto chosen =
            std::count_if(report.projects.begin(), report.projects.end(),
                          [](const ProjectReport& project) { return project.result.chosen; });
        paragraph(speech_.say(words::sum, chosen, report.places_left));
    }
    if (!report.next_round) return;
    std::vector<std::string> numbers;
    for (const ProjectNumber no : report.next_round->candidates)
        numbers.push_back(std::to_string(no.value()));
    paragraph(speech_.say(words::next, speech_.kind(report.next_round->kind), speech_.list(numbers),
                          report.next_round->places));
}

void Sheet::together() {
    if (!data_.final || data_.rounds.size() < 2) return;
    heading(words::all_rounds);
    Table table{{{speech_(words::number), 3, Align::right},
                 {speech_(words::project), 20, Align::left},
                 {speech_(words::round_column), 3, Align::right}},
                {}};
    for (const FinalResult::Chosen& project : data_.final->chosen) {
        table.rows.push_back({std::to_string(project.no.value()),
                              speech_.name(project.name, project.name2),
                              std::to_string(project.round)});
    }
    add(std::move(table));
}

void Sheet::fingerprint(std::string label, const Bytes32& hash) {
    add(Fingerprint{std::move(label), grouped(hash)});
}

void Sheet::proofs() {
    heading(words::proof);
    for (const RoundData& round : data_.rounds) {
        if (data_.rounds.size() > 1) {
            paragraph(
                speech_.say(words::round, round.report.round, speech_.kind(round.report.kind)),
                Manner::note);
        }
        fingerprint(speech_(words::manifest_hash), round.report.manifest.value());
        fingerprint(speech_(words::result_hash), round.result.value());
        fingerprint(speech_.say(words::root, round.closing_size), round.closing_root);
    }
    fingerprint(speech_(words::record_hash), data_.record_sha256);
    paragraph(speech_(words::verify_it), Manner::note);
}

void Sheet::short_proofs() {
    if (!data_.rounds.empty())
        fingerprint(speech_(words::manifest_hash), data_.rounds.back().report.manifest.value());
    fingerprint(speech_(words::record_hash), data_.record_sha256);
    paragraph(speech_(words::verify_it), Manner::note);
}

void Sheet::signatures(std::initializer_list<Term> who) {
    heading(words::signatures);
    Signatures block;
    for (const Term& one : who)
        block.labels.push_back(speech_(one));
    add(std::move(block));
}

}  // namespace piaojue::forms
