// ballot/forms/document.hpp — a form before it is HTML, PDF or a table
//
// One layout description a form (ballot/forms/compose.hpp); all formats are renderings of it. All
// texts are UTF-8 and hold nothing of any format. Widths are parts of the table's width.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ballot/forms/words.hpp"

namespace piaojue::forms {

enum class Align { left, center, right };

struct Heading {
    std::string text;
};

enum class Manner {
    body,    // its first line is set in by two characters
    item,    // of a list: the lines after the first are set in
    center,  // under the title
    signer,  // who issues it and when: to the right
    note,    // small
};
struct Paragraph {
    std::string text;
    Manner manner = Manner::body;
};

struct Field {
    std::string label;
    std::string value;
    bool wide = false;  // takes a whole line
};
struct FieldList {
    std::vector<Field> fields;
};

// A cell that is to be marked by hand.
inline constexpr std::string_view mark_box = "□";

struct Column {
    std::string head;
    unsigned width = 1;
    Align align = Align::left;
};
struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;  // each as long as columns
};

// 64 hexadecimal digits, in upper case and groups of four.
struct Fingerprint {
    std::string label;
    std::string groups;
};

// Places to sign by hand.
struct Signatures {
    std::vector<std::string> labels;
};

using Block = std::variant<Heading, Paragraph, FieldList, Table, Fingerprint, Signatures>;

// How large it is set.
enum class Gauge {
    form,    // a report of tables
    letter,  // as GB/T 9704 has an official letter
    speech,  // is read aloud
    ballot,  // is marked by hand
};

struct Document {
    Lang lang = Lang::zh;
    std::string sample;       // said on every page; empty: a real vote
    std::string institution;  // over the red rule
    std::string title;
    std::vector<Block> blocks;
    std::string foot;          // at the foot of every page, beside its number
    std::uint32_t minute = 0;  // of the file's date
    Gauge gauge = Gauge::form;
};

}  // namespace piaojue::forms
