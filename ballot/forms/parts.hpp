// ballot/forms/parts.hpp — what several forms have in common
#pragma once

#include "ballot/forms/compose.hpp"

namespace piaojue::forms {

inline constexpr std::size_t foot_bytes = 12;  // of a hash, at the foot of a page

// A form being written: what it is of, in which language, and how far it has come.
class Sheet {
public:
    Sheet(const FormData& data, Lang lang, const Term& title);

    [[nodiscard]] const FormData& data() const { return data_; }
    [[nodiscard]] const Speech& speech() const { return speech_; }
    [[nodiscard]] Document take() && { return std::move(document_); }
    void set_in(Gauge gauge) { document_.gauge = gauge; }

    void heading(const Term& term);
    void paragraph(std::string text, Manner manner = Manner::body);
    void add(Block block) { document_.blocks.push_back(std::move(block)); }

    // ── of every round ──
    // Which round it is, where there are several or one was voided.
    void round_head(const RoundData& round);
    void voided_rounds();
    // How many were chosen, and what follows.
    void round_end(const RoundData& round);
    // All that rounds have chosen together, where there are several.
    void together();

    // ── at the end ──
    // The fingerprints by which all this can be verified.
    void proofs();
    void short_proofs();  // of the last round and the record alone
    void signatures(std::initializer_list<Term> who);

    void fingerprint(std::string label, const Bytes32& hash);
    // Instead of the record's hash.
    void foot(std::string text) { document_.foot = std::move(text); }

    [[nodiscard]] std::string congress() const {
        return speech_.name(data_.congress, data_.congress2);
    }
    [[nodiscard]] std::string title_of(const RoundData& round) const {
        return speech_.name(round.report.title, round.report.title2);
    }
    [[nodiscard]] std::string name_of(const ProjectReport& project) const {
        return speech_.name(project.name, project.name2);
    }
    // From the open to the close, both by their signers.
    [[nodiscard]] std::string time_of(const RoundData& round) const;

private:
    const FormData& data_;
    Speech speech_;
    Document document_;
};

// Hexadecimal in groups of four, upper case; the first so many bytes.
[[nodiscard]] std::string grouped(const Bytes32& hash, std::size_t bytes = 32);

void compose_result(Sheet& sheet);
void compose_internal(Sheet& sheet);
void compose_notice(Sheet& sheet, Notice notice);
void compose_count(Sheet& sheet);
void compose_chair(Sheet& sheet);
void compose_attendance(Sheet& sheet, const FormExtras& extras);
void compose_ballot(Sheet& sheet, std::uint8_t number);
void compose_destruction(Sheet& sheet, const FormExtras& extras);

// The votes for each project of a round, in the order of the list.
[[nodiscard]] Table votes_table(const Sheet& sheet, const RoundData& round, bool reasons);
// Head, counts and votes of a round, as the result form has them; the internal one adds reasons.
void round_facts(Sheet& sheet, const RoundData& round, bool reasons);

// What became of the sheets of paper, and each project's votes in the box and on sheets; nothing in
// a round without them.
void add_sheets(Sheet& sheet, const RoundData& round);
// Each batch of sheets that counts, and who keyed it; nothing in a round without batches.
void add_batches(Sheet& sheet, const RoundData& round);

}  // namespace piaojue::forms
