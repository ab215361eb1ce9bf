#include "server/imports/workbook.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "server/imports/dates.hpp"
#include "server/imports/text.hpp"
#include "server/imports/xml.hpp"

namespace piaojue::imports {

namespace {

using Document = std::unique_ptr<pugi::xml_document>;

constexpr std::uint32_t column_max = 16'383;  // XFD
constexpr std::uint32_t row_max = 1'048'576;
constexpr std::size_t merges_max = 20'000;

struct Reference {
    std::uint32_t column;
    std::uint32_t row;
};

// C7
std::optional<Reference> reference(std::string_view text) {
    std::uint32_t column = 0;
    std::size_t at = 0;
    for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && at < 3; ++at)
        column = column * 26 + static_cast<std::uint32_t>(text[at] - 'A') + 1;
    const auto row = decimal(text.substr(at));
    if (at == 0 || column - 1 > column_max || !row || *row == 0 || *row > row_max) return {};
    return Reference{column - 1, *row};
}

struct Sheet {
    std::string name;
    std::string entry;
    bool hidden;
};

// A relationship's target: from the root, or from xl/.
std::string entry_of(std::string_view folder, std::string_view target) {
    if (target.starts_with('/')) return std::string{target.substr(1)};
    return std::string{folder} + std::string{target};
}

class Workbook {
public:
    explicit Workbook(Archive archive) : archive_(std::move(archive)) {}

    Readable<Table> read(const std::string& wanted) {
        if (!archive_.has("[Content_Types].xml")) {
            return unreadable(FaultCode::not_a_table, "ZIP");
        }
        if (auto bad = read_sheets()) return tl::unexpected<Fault>{*std::move(bad)};
        const Sheet* const sheet = choose(wanted);
        if (sheet == nullptr) {
            return unreadable(FaultCode::no_sheet, wanted.empty() ? "…" : wanted, visible_names());
        }
        if (auto bad = read_strings()) return tl::unexpected<Fault>{*std::move(bad)};
        if (auto bad = read_styles()) return tl::unexpected<Fault>{*std::move(bad)};
        table_.format = "xlsx";
        table_.sheet = sheet->name;
        for (const Sheet& other : sheets_)
            if (&other != sheet && !other.hidden && holds_something(other)) {
                table_.other_sheets.push_back(other.name);
            }
        if (auto bad = read_sheet(sheet->entry)) return tl::unexpected<Fault>{*std::move(bad)};
        return std::move(table_);
    }

private:
    // Each of these gives the fault that ended it, if one did.
    using Bad = std::optional<Fault>;

    Bad read_sheets() {
        constexpr std::string_view folder = "xl/";
        auto book = read_xml(archive_, "xl/workbook.xml");
        if (!book) return book.error();
        if (*book == nullptr) return fault(FaultCode::not_a_table, {}, "ZIP");
        auto relations = read_xml(archive_, "xl/_rels/workbook.xml.rels");
        if (!relations) return relations.error();
        if (*relations == nullptr) return fault(FaultCode::damaged, {}, "workbook.xml.rels");
        std::map<std::string, std::string, std::less<>> target_of;
        for (const pugi::xml_node& one : child(**relations, "Relationships").children()) {
            const std::string entry = entry_of(folder, attribute(one, "Target"));
            const std::string_view type = attribute(one, "Type");
            if (type.ends_with("/worksheet")) target_of.emplace(attribute(one, "Id"), entry);
            if (type.ends_with("/sharedStrings")) strings_entry_ = entry;
            if (type.ends_with("/styles")) styles_entry_ = entry;
            const bool asked = type.ends_with("/sharedStrings") || type.ends_with("/styles");
            if (asked && !archive_.has(entry)) return fault(FaultCode::damaged, {}, entry);
        }
        const pugi::xml_node root = child(**book, "workbook");
        from_1904_ = is_true(attribute(child(root, "workbookPr"), "date1904"));
        for (const pugi::xml_node& one : child(root, "sheets").children()) {
            const auto found = target_of.find(attribute(one, "id"));
            if (found == target_of.end()) continue;  // a sheet of charts
            const std::string_view state = attribute(one, "state");
            sheets_.push_back({std::string{attribute(one, "name")}, found->second,
                               state == "hidden" || state == "veryHidden"});
        }
        return {};
    }

    [[nodiscard]] const Sheet* choose(const std::string& wanted) const {
        const auto found = std::find_if(sheets_.begin(), sheets_.end(), [&](const Sheet& sheet) {
            return wanted.empty() ? !sheet.hidden : sheet.name == wanted;
        });
        return found == sheets_.end() ? nullptr : &*found;
    }

    [[nodiscard]] std::string visible_names() const {
        std::string out;
        for (const Sheet& sheet : sheets_)
            if (!sheet.hidden) out += (out.empty() ? "" : ", ") + sheet.name;
        return out;
    }

    // Excel long gave every new file two empty sheets. What can not be read is taken for full.
    [[nodiscard]] bool holds_something(const Sheet& sheet) const {
        const auto content = archive_.read(sheet.entry);
        if (!content || !*content) return true;
        // <v>1</v> or <x:v>1</x:v>, and <is> of a string that is not shared
        return (*content)->find("v>") != std::string::npos ||
               (*content)->find("is>") != std::string::npos;
    }

    Bad read_strings() {
        auto document = read_xml(archive_, strings_entry_);
        if (!document) return document.error();
        if (*document == nullptr) return {};
        for (const pugi::xml_node& item : child(**document, "sst").children())
            if (local_name(item.name()) == "si") strings_.push_back(string_of(item));
        return {};
    }

    Bad read_styles() {
        auto document = read_xml(archive_, styles_entry_);
        if (!document) return document.error();
        if (*document == nullptr) return {};
        const pugi::xml_node root = child(**document, "styleSheet");
        std::map<std::uint32_t, std::string> code_of;
        for (const pugi::xml_node& one : child(root, "numFmts").children())
            if (const auto id = decimal(attribute(one, "numFmtId")))
                code_of[*id] = attribute(one, "formatCode");
        for (const pugi::xml_node& one : child(root, "cellXfs").children()) {
            const std::uint32_t id = decimal(attribute(one, "numFmtId")).value_or(0);
            const auto own = code_of.find(id);
            const std::string code =
                own != code_of.end() ? own->second : std::string{builtin_date_format(id)};
            date_formats_.push_back(is_date_format(code) ? code : std::string{});
        }
        return {};
    }

    Bad read_sheet(const std::string& entry) {
        auto document = read_xml(archive_, entry);
        if (!document) return document.error();
        if (*document == nullptr) return fault(FaultCode::damaged, {}, entry);
        const pugi::xml_node root = child(**document, "worksheet");
        read_columns(child(root, "cols"));
        std::uint32_t number = 0;
        for (const pugi::xml_node& row : child(root, "sheetData").children()) {
            if (local_name(row.name()) != "row") continue;
            const std::string_view given = attribute(row, "r");
            const auto next = given.empty() ? number + 1 : decimal(given).value_or(0);
            if (next <= number || next > row_max) return fault(FaultCode::damaged, {}, "row");
            number = next;
            if (auto bad = read_row(row, number)) return bad;
        }
        return read_merges(child(root, "mergeCells"));
    }

    void read_columns(const pugi::xml_node& list) {
        for (const pugi::xml_node& one : list.children()) {
            const auto first = decimal(attribute(one, "min"));
            const auto last = decimal(attribute(one, "max"));
            if (!first || !last || *first == 0 || *last < *first) continue;
            if (!is_true(attribute(one, "hidden"))) continue;
            if (table_.hidden_columns.size() > column_max) return;
            table_.hidden_columns.emplace_back(*first - 1, *last - 1);
        }
    }

    Bad read_row(const pugi::xml_node& row, std::uint32_t number) {
        TableRow out{number, is_true(attribute(row, "hidden")), {}};
        std::uint32_t next = 0;
        for (const pugi::xml_node& node : row.children()) {
            if (local_name(node.name()) != "c") continue;
            std::uint32_t column = next;
            if (const std::string_view given = attribute(node, "r"); !given.empty()) {
                const auto at = reference(given);
                if (!at || at->column < next) return fault(FaultCode::damaged, {}, given);
                column = at->column;
            }
            if (column > column_max) return fault(FaultCode::damaged, {}, "c");
            next = column + 1;
            Cell cell{column, CellKind::text, {}};
            if (auto bad = read_cell(node, cell)) return bad;
            if (cell.text.empty() && cell.kind == CellKind::text) continue;
            if (!is_utf8(cell.text)) return fault(FaultCode::damaged, {}, "UTF-8");
            out.cells.push_back(std::move(cell));
            if (++cells_ > cells_max) return fault(FaultCode::too_large, {}, "cells");
        }
        if (!out.cells.empty()) table_.rows.push_back(std::move(out));
        if (table_.rows.size() > rows_max) return fault(FaultCode::too_large, {}, "rows");
        return {};
    }

    Bad read_cell(const pugi::xml_node& node, Cell& cell) {
        const std::string_view type = attribute(node, "t");
        const std::string_view value = child(node, "v").text().get();
        if (type == "inlineStr") {
            cell.text = string_of(child(node, "is"));
        } else if (type == "s") {
            if (value.empty()) return {};
            const auto index = decimal(value);
            if (!index || *index >= strings_.size()) {
                return fault(FaultCode::damaged, {}, "sharedStrings");
            }
            cell.text = strings_[*index];
            text_bytes_ += cell.text.size();
        } else if (value.empty() && type != "str" && child(node, "f")) {
            cell.kind = CellKind::no_value;
        } else if (type == "e") {
            cell.kind = CellKind::error;
            cell.text = value;
        } else if (type == "str") {
            cell.text = value;
        } else if (type == "b") {
            cell.text = is_true(value) ? "TRUE" : "FALSE";
        } else if (type == "d") {
            cell.text = value.substr(0, value.find('T'));
        } else {
            cell.text = number_text(value, decimal(attribute(node, "s")).value_or(0));
        }
        // One shared string may stand in a million cells.
        if (text_bytes_ > 2 * entry_bytes_max) return fault(FaultCode::too_large, {}, "text");
        return {};
    }

    [[nodiscard]] std::string number_text(std::string_view value, std::uint32_t style) const {
        double number = 0;
        const char* const end = value.data() + value.size();
        const auto [stop, error] = std::from_chars(value.data(), end, number);
        if (value.empty() || error != std::errc{} || stop != end) return std::string{value};
        if (style < date_formats_.size() && !date_formats_[style].empty()) {
            if (auto date = format_date(number, date_formats_[style], from_1904_)) return *date;
        }
        return fmt::format("{:.15g}", number);
    }

    Bad read_merges(const pugi::xml_node& list) {
        for (const pugi::xml_node& one : list.children()) {
            if (local_name(one.name()) != "mergeCell") continue;
            const std::string_view range = attribute(one, "ref");
            const std::size_t colon = std::min(range.find(':'), range.size());
            const auto first = reference(range.substr(0, colon));
            const auto last = reference(range.substr(std::min(colon + 1, range.size())));
            if (!first || !last || last->row < first->row || last->column < first->column) {
                continue;  // one cell, or nothing that Excel would show as merged
            }
            table_.merges.push_back({first->row, first->column, last->row, last->column});
            if (table_.merges.size() > merges_max) return fault(FaultCode::too_large, {}, "merges");
        }
        return {};
    }

    Archive archive_;
    std::vector<Sheet> sheets_;
    std::string strings_entry_ = "xl/sharedStrings.xml";
    std::string styles_entry_ = "xl/styles.xml";
    std::vector<std::string> strings_;
    std::vector<std::string> date_formats_;  // by style; empty: no date
    bool from_1904_ = false;
    std::size_t cells_ = 0;
    std::size_t text_bytes_ = 0;
    Table table_;
};

}  // namespace

Readable<Table> read_workbook(ByteView bytes, const std::string& sheet) {
    auto archive = Archive::open(bytes);
    if (!archive) return tl::unexpected<Fault>{archive.error()};
    return Workbook{*std::move(archive)}.read(sheet);
}

}  // namespace piaojue::imports
