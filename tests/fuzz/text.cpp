// Codes, tables and numbers that people write: what is read is what stands there.
#include <algorithm>

#include "ballot/ids.hpp"
#include "crypto/base/reader.hpp"
#include "server/imports/delimited.hpp"
#include "server/imports/projects.hpp"
#include "server/simulate/vote_file.hpp"
#include "server/teller/act_body.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"

namespace piaojue::fuzz {

namespace {

// As Crockford's alphabet takes what a person typed.
std::string as_typed(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '-' || c == ' ') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        out.push_back(c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c);
    }
    return out;
}

bool tracking_laws(std::string_view text) {
    const auto code = TrackingCode::decode(text);
    if (!code) return false;
    law_same(as_typed(code->text()), as_typed(text), "a tracking code is the one typed");
    law(TrackingCode::decode(code->text()).value() == *code, "a tracking code prints itself");
    return true;
}

bool card_laws(std::string_view text) {
    const auto card = decode_card_code(text);
    if (!card) return false;
    const SecretBuffer printed = encode_card_code(*card);
    law_same(as_typed(as_text(printed.expose())), as_typed(text), "a card code is the one typed");
    return true;
}

bool encoding_laws(std::string_view text) {
    const auto hex = decode_hex(text);
    if (hex) law_same(encode_hex(*hex), text, "hex has a second text");
    const auto base64 = decode_base64(text);
    if (base64) law_same(encode_base64(*base64), text, "base64 has a second text");
    const std::size_t bits = 5 * text.size();
    const auto crockford = decode_crockford(text, bits, Separators::refused);
    if (crockford) {
        law_same(encode_crockford(*crockford, bits), as_typed(text), "Crockford's second text");
    }
    return hex || base64 || crockford;
}

// Every field quoted.
std::string quoted(const std::vector<imports::Row>& rows, char separator) {
    std::string out;
    for (const imports::Row& row : rows) {
        for (std::size_t i = 0; i < row.fields.size(); ++i) {
            if (i != 0) out.push_back(separator);
            out.push_back('"');
            for (const char c : row.fields[i])
                out.append(c == '"' ? 2 : 1, c);
            out.push_back('"');
        }
        out.push_back('\n');
    }
    return out;
}

bool table_laws(std::string_view text, char separator) {
    const auto rows = imports::parse_delimited(text, separator);
    if (!rows) return false;
    const auto again = imports::parse_delimited(quoted(*rows, separator), separator);
    law(again && again->size() == rows->size(), "a table written out is the same table");
    for (std::size_t i = 0; i < rows->size(); ++i)
        law((*rows)[i].fields == (*again)[i].fields, "a row written out is the same row");
    return true;
}

void candidate_laws(const std::vector<Project>& candidates) {
    law(!candidates.empty() && candidates.size() <= limit::projects, "candidates within the limit");
    std::vector<ProjectNumber> numbers;
    for (const Project& project : candidates) {
        law(is_plain_text(as_bytes(project.name)) && project.name.size() <= limit::project_name &&
                !project.name.empty(),
            "a name that a manifest takes");
        law(is_plain_text(as_bytes(project.ref)) && project.ref.size() <= limit::project_ref,
            "a reference that a manifest takes");
        numbers.push_back(project.no);
    }
    std::sort(numbers.begin(), numbers.end());
    law(numbers.front().value() >= 1, "numbers from 1 on");
    law(std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end(), "no number twice");
}

bool vote_laws(const Result<simulate::Vote>& vote, std::uint8_t greatest) {
    if (!vote) return false;
    candidate_laws(vote->candidates);
    for (const simulate::MarkedRow& row : vote->rows) {
        law(row.grades.size() == vote->candidates.size(), "a mark for every candidate");
        for (const std::uint8_t grade : row.grades)
            law(grade <= greatest && (grade == 0 || !row.blank), "marks that a ballot takes");
    }
    return true;
}

bool numbers_laws(std::string_view text) {
    const auto numbers = teller::parse_numbers(text, limit::deputies);
    if (!numbers) return false;
    law(std::is_sorted(numbers->begin(), numbers->end()), "ascending");
    law(std::adjacent_find(numbers->begin(), numbers->end()) == numbers->end(), "none twice");
    law(numbers->front() >= 1 && numbers->back() <= limit::deputies, "within the roll");
    std::string spelt;
    for (const std::uint32_t number : *numbers)
        spelt += (spelt.empty() ? "" : ",") + std::to_string(number);
    law(teller::parse_numbers(spelt, limit::deputies).value() == *numbers, "spelt out the same");
    return true;
}

bool projects_laws(std::string_view text) {
    const auto projects = imports::parse_projects(text, "projects");
    if (projects) candidate_laws(projects->candidates);
    return projects.has_value();
}

}  // namespace

bool text(ByteView input) {
    if (input.empty()) return false;
    const std::string_view rest = as_text(input.subspan(1));
    switch (input[0] % 9) {
    case 0: return tracking_laws(rest);
    case 1: return card_laws(rest);
    case 2: return encoding_laws(rest);
    case 3: return table_laws(rest, ',');
    case 4: return projects_laws(rest);
    case 5:
        return vote_laws(simulate::parse_ballots_csv(rest, "ballots", {}, Style::choose_up_to), 1);
    case 6: return vote_laws(simulate::parse_ballots_csv(rest, "ballots", {}, Style::three_way), 2);
    case 7: return vote_laws(simulate::parse_pabulib(rest, "file.pb"), 1);
    default: return numbers_laws(rest);
    }
}

}  // namespace piaojue::fuzz
