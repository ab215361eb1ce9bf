// A form as a workbook of one sheet
#include <algorithm>

#include "ballot/forms/package.hpp"
#include "ballot/forms/render.hpp"
#include "ballot/forms/rows.hpp"

namespace piaojue::forms {

namespace {

constexpr std::string_view sheet_schema =
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::size_t digits_max = 15;   // that a spreadsheet keeps
constexpr std::size_t width_max = 42;    // characters; two such columns fill a page
constexpr std::size_t line_height = 15;  // points

// A number is one for the spreadsheet too, so that it can be summed.
bool is_number(const std::string& cell) {
    if (cell.empty() || cell.size() > digits_max) return false;
    if (cell.size() > 1 && cell.front() == '0') return false;
    return cell.find_first_not_of("0123456789") == std::string::npos;
}

// About as wide as it is drawn: a character beyond ASCII counts two.
std::size_t width_of(const std::string& cell) {
    std::size_t out = 0;
    for (const char c : cell) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x80 ? 1 : byte >= 0xC0 ? 2 : 0;
    }
    return out;
}

using Rows = std::vector<std::vector<std::string>>;

std::vector<std::size_t> widths_of(const Rows& rows) {
    std::vector<std::size_t> out;
    for (const auto& row : rows) {
        if (row.size() < 2) continue;  // a line of text goes over its neighbours
        out.resize(std::max(out.size(), row.size()), 8);
        for (std::size_t i = 0; i < row.size(); ++i)
            out[i] = std::clamp(width_of(row[i]) + 2, out[i], width_max);
    }
    return out;
}

std::string columns_of(const std::vector<std::size_t>& widths) {
    if (widths.empty()) return {};
    std::string out = "<cols>";
    for (std::size_t i = 0; i < widths.size(); ++i)
        out += fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>", i + 1,
                           widths[i]);
    return out + "</cols>";
}

// Not every program makes a row higher by itself where a cell of it wraps.
std::string height_of(const std::vector<std::string>& row, const std::vector<std::size_t>& widths) {
    std::size_t lines = 1;
    if (row.size() > 1) {
        for (std::size_t i = 0; i < row.size(); ++i)
            lines = std::max(lines, (width_of(row[i]) + widths[i]) / widths[i]);
    }
    if (lines == 1) return {};
    return fmt::format(" ht=\"{}\" customHeight=\"1\"", lines * line_height);
}

std::string cell_xml(const std::string& cell, std::string_view style_index) {
    if (cell.empty()) return "<c/>";
    if (is_number(cell)) return fmt::format("<c s=\"{}\"><v>{}</v></c>", style_index, cell);
    return fmt::format("<c s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                       style_index, xml_text(cell));
}

std::string sheet_xml(const Document& document) {
    const Rows rows = rows_of(document);
    const std::vector<std::size_t> widths = widths_of(rows);
    // Printed as wide as one page.
    std::string out = fmt::format(
        "{}<worksheet xmlns=\"{}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>{}<sheetData>",
        office::xml_head, sheet_schema, columns_of(widths));
    for (const auto& row : rows) {
        out += fmt::format("<row{}>", height_of(row, widths));
        // A cell beside others wraps, a line of text does not.
        for (const std::string& cell : row)
            out += cell_xml(cell, row.size() > 1 ? "1" : "0");
        out += "</row>";
    }
    return out +
           "</sheetData><pageSetup paperSize=\"9\" orientation=\"portrait\" fitToWidth=\"1\" "
           "fitToHeight=\"0\"/></worksheet>";
}

}  // namespace

std::string xlsx_of(const Document& document) {
    const std::string workbook = fmt::format(
        "{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets><sheet name=\"{}\" sheetId=\"1\" "
        "r:id=\"rId1\"/></sheets></workbook>",
        office::xml_head, sheet_schema, office::relations, xml_text(document.title));
    const std::string styles = fmt::format(
        "{}<styleSheet xmlns=\"{}\"><fonts count=\"1\"><font><sz val=\"11\"/></font></fonts>"
        "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
        "patternType=\"gray125\"/></fill></fills>"
        "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf xfId=\"0\"/>"
        "<xf xfId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
        "</cellXfs></styleSheet>",
        office::xml_head, sheet_schema);
    return package_of(
        {content_types({{"xl/workbook.xml", "officedocument.spreadsheetml.sheet.main"},
                        {"xl/worksheets/sheet1.xml", "officedocument.spreadsheetml.worksheet"},
                        {"xl/styles.xml", "officedocument.spreadsheetml.styles"}}),
         relations_part("_rels/.rels", {{"officeDocument", "xl/workbook.xml"}}),
         {"xl/workbook.xml", workbook},
         relations_part("xl/_rels/workbook.xml.rels",
                        {{"worksheet", "worksheets/sheet1.xml"}, {"styles", "styles.xml"}}),
         {"xl/worksheets/sheet1.xml", sheet_xml(document)},
         {"xl/styles.xml", styles}});
}

}  // namespace piaojue::forms
