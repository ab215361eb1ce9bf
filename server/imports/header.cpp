#include "server/imports/header.hpp"

#include <algorithm>
#include <utility>

#include "server/imports/header_words.hpp"

namespace piaojue::imports {

namespace {

// In the order of Field. A name of a project is as long as a manifest takes (limit::project_name).
constexpr std::array<FieldFacts, fields> facts{{
    {Field::no, "no", "序号", 20, Spacing::line},
    {Field::name, "name", "姓名", 300, Spacing::person},
    {Field::delegation, "delegation", "代表团", 300, Spacing::line},
    {Field::seat, "seat", "座位", 100, Spacing::line},
    {Field::note, "note", "备注", 1000, Spacing::block},
    {Field::name2, "name2", "第二语言名称", 300, Spacing::line},
    {Field::unit, "unit", "实施单位", 600, Spacing::line},
    {Field::content, "content", "建设内容", 4000, Spacing::block},
    {Field::investment, "investment", "投资规模", 600, Spacing::line},
    {Field::funding, "funding", "资金来源", 1000, Spacing::block},
    {Field::deadline, "deadline", "完成时限", 300, Spacing::line},
}};

constexpr std::array roll_fields{Field::no, Field::name, Field::delegation, Field::seat,
                                 Field::note};
constexpr std::array project_fields{Field::no,      Field::name,    Field::name2,
                                    Field::unit,    Field::content, Field::investment,
                                    Field::funding, Field::deadline};

struct Title {
    std::string word;
    std::string measure;
};

// "投资规模 （万元）:" → 投资规模, 万元
Title title_of(std::string_view text) {
    std::u32string word;
    std::u32string measure;
    bool bracket = false;
    for (char32_t c : points_of(cleaned(text, Spacing::line))) {
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width ASCII
        if (c == U' ' || c == U':' || c == U'*') continue;
        if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
        if (c == U'(') {
            bracket = true;
        } else if (c == U')') {
            bracket = false;
        } else {
            (bracket ? measure : word).push_back(c);
        }
    }
    return {text_of(word), text_of(measure)};
}

struct Score {
    int known = 0;
    bool no = false;
    bool name = false;

    [[nodiscard]] int value() const { return (no && name ? 1000 : 0) + known; }
};

Score score_of(const TableRow& row, Kind kind) {
    std::array<bool, fields> seen{};
    Score score;
    for (const Cell& cell : row.cells) {
        if (cell.column >= columns_max) break;
        const std::string word = title_of(cell.text).word;
        auto field = field_of(word, kind);
        if (!field) field = likely_field_of(word, kind);
        if (!field || std::exchange(seen.at(static_cast<std::size_t>(*field)), true)) continue;
        ++score.known;
    }
    score.no = seen[static_cast<std::size_t>(Field::no)];
    score.name = seen[static_cast<std::size_t>(Field::name)];
    return score;
}

// The best row, the first of equals; null if none is a header.
const TableRow* header_row(const Table& table, Kind kind, int& best) {
    const TableRow* found = nullptr;
    best = 0;
    for (const TableRow& row : table.rows) {
        if (row.number > header_rows_max) break;
        const Score score = score_of(row, kind);
        if (score.value() <= best || !(score.no || score.name)) continue;
        best = score.value();
        found = &row;
    }
    return found;
}

// A header in two rows: 投资规模 over 总投资 and 来源, beside cells merged over both.
std::uint32_t last_header_row(const Table& table, std::uint32_t row) {
    std::uint32_t last = row;
    for (const Merge& merge : table.merges)
        if (merge.first_row <= row && merge.last_row >= row)
            last = std::max(last, std::min(merge.last_row, row + 3));
    return last;
}

void add_columns(const TableRow& row, Kind kind, Header& header) {
    for (const Cell& cell : row.cells) {
        if (cell.column >= columns_max) break;
        if (header.at(cell.column) != nullptr) continue;
        std::string title = cleaned(cell.text, Spacing::line);
        if (title.empty()) continue;
        Title read = title_of(title);
        header.columns.push_back(
            {cell.column, field_of(read.word, kind), std::move(title), std::move(read.measure)});
    }
    std::sort(header.columns.begin(), header.columns.end(),
              [](const Column& a, const Column& b) { return a.column < b.column; });
}

void take_likely_columns(Kind kind, Header& header) {
    for (Column& column : header.columns) {
        if (column.field) continue;
        const auto field = likely_field_of(title_of(column.title).word, kind);
        if (field && header.of(*field) == nullptr) column.field = field;
    }
}

void say_unknown(const Header& header, std::vector<Fault>& faults) {
    std::optional<std::uint32_t> first;
    std::string titles;
    std::string letters;
    for (const Column& column : header.columns) {
        if (column.field) continue;
        if (!first) first = column.column;
        const std::string letter = column_letters(column.column);
        titles +=
            fmt::format("{}{}“{}”", titles.empty() ? "" : "、", letter, beginning(column.title));
        letters += (letters.empty() ? "" : ", ") + letter;
    }
    if (first) {
        faults.push_back(fault(FaultCode::unknown_header, {header.row, *first}, titles, letters));
    }
}

void say_hidden(const Table& table, const Header& header, std::vector<Fault>& faults) {
    std::optional<std::uint32_t> first;
    std::string titles;
    for (const Column& column : header.columns) {
        if (!column.field || !table.hides(column.column)) continue;
        if (!first) first = column.column;
        titles += fmt::format("{}{} {}", titles.empty() ? "" : ", ", column_letters(column.column),
                              beginning(column.title));
    }
    if (first) faults.push_back(fault(FaultCode::hidden_column, {header.row, *first}, titles));
}

// Two halves of one list side by side, as it is printed to save paper.
bool is_in_halves(const Header& header) {
    const auto twice = [&header](Field field) {
        return std::count_if(header.columns.begin(), header.columns.end(),
                             [field](const Column& one) { return one.field == field; }) > 1;
    };
    return twice(Field::no) && twice(Field::name);
}

void check_columns(Kind kind, Header& header, std::vector<Fault>& faults) {
    const bool halves = is_in_halves(header);
    const std::string_view what_to_do =
        halves ? "像是左右两栏排的表，请把右边各行移到左边下面" : "请删去或改名其一";
    const std::string_view what_to_do_english =
        halves ? "it looks like a list in two halves: move the right one below the left one"
               : "delete or rename one";
    std::array<const Column*, fields> first{};
    for (Column& column : header.columns) {
        const Place place{header.row, column.column};
        if (!column.field) continue;
        const Column*& earlier = first.at(static_cast<std::size_t>(*column.field));
        if (earlier == nullptr) {
            earlier = &column;
        } else {
            faults.push_back(fault(FaultCode::duplicate_column, place, column.title,
                                   column_letters(earlier->column), what_to_do,
                                   what_to_do_english));
        }
    }
    const Kind other = kind == Kind::roll ? Kind::projects : Kind::roll;
    const bool mistaken =
        std::any_of(header.columns.begin(), header.columns.end(), [&](const Column& column) {
            return !column.field && field_of(title_of(column.title).word, other) == Field::name;
        });
    const std::string hint = !mistaken            ? ""
                             : kind == Kind::roll ? "；像是项目表 is it a table of projects?"
                                                  : "；像是代表名册 is it a roll?";
    for (const Field field : {Field::no, Field::name}) {
        if (first.at(static_cast<std::size_t>(field)) != nullptr) continue;
        const FieldFacts about = field_facts(field, kind);
        faults.push_back(
            fault(FaultCode::missing_column, {header.row, {}}, about.chinese, about.english, hint));
    }
}

}  // namespace

FieldFacts field_facts(Field field, Kind kind) {
    FieldFacts out = facts.at(static_cast<std::size_t>(field));
    if (field == Field::name && kind == Kind::projects) {
        out.chinese = "项目名称";
        out.spacing = Spacing::line;
    }
    return out;
}

std::span<const Field> fields_of(Kind kind) {
    if (kind == Kind::roll) return roll_fields;
    return project_fields;
}

const Column* Header::of(Field field) const {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [field](const Column& one) { return one.field == field; });
    return found == columns.end() ? nullptr : &*found;
}

const Column* Header::at(std::uint32_t column) const {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [column](const Column& one) { return one.column == column; });
    return found == columns.end() ? nullptr : &*found;
}

int header_score(const Table& table, Kind kind) {
    int best = 0;
    header_row(table, kind, best);
    return best;
}

Readable<Header> find_header(const Table& table, Kind kind, std::vector<Fault>& faults) {
    int best = 0;
    const TableRow* const row = header_row(table, kind, best);
    if (row == nullptr) {
        const std::string_view hint = table.other_sheets.empty()
                                          ? ""
                                          : "；若在另一张工作表，请用 --sheet 指明 or --sheet "
                                            "NAME, if it is on another sheet";
        return unreadable(FaultCode::no_header, header_rows_max,
                          field_facts(Field::name, kind).chinese, hint);
    }
    Header header;
    header.row = row->number;
    header.last_row = last_header_row(table, row->number);
    add_columns(*row, kind, header);
    for (const TableRow& below : table.rows) {
        if (below.number <= header.row) continue;
        if (below.number > header.last_row) break;
        add_columns(below, kind, header);
    }
    take_likely_columns(kind, header);
    say_unknown(header, faults);
    say_hidden(table, header, faults);
    check_columns(kind, header, faults);
    return header;
}

}  // namespace piaojue::imports
