// A form as a text document that the office goes on with
#include <array>

#include "ballot/forms/package.hpp"
#include "ballot/forms/render.hpp"

namespace piaojue::forms {

namespace {

constexpr std::string_view word_schema =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

// Twentieths of a point, GB/T 9704: A4, 156 mm wide, 37 mm from the top, 28 mm from the left.
constexpr unsigned text_width = 8845;
constexpr std::string_view page_xml =
    "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" "
    "w:bottom=\"1984\" w:left=\"1587\" w:header=\"851\" w:footer=\"1417\" w:gutter=\"0\"/>";

// Half points.
unsigned size_of(Gauge gauge) {
    switch (gauge) {
    case Gauge::form: return 24;
    case Gauge::letter: return 32;
    case Gauge::speech: return 36;
    case Gauge::ballot: return 26;
    }
    PJ_UNREACHABLE("a gauge outside its enumeration");
}

std::string run(const std::string& text) {
    return fmt::format("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", xml_text(text));
}

std::string paragraph(std::string_view named, const std::string& text, std::string_view more = {}) {
    return fmt::format("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{}</w:pPr>{}</w:p>", named, more,
                       text.empty() ? "" : run(text));
}

std::string_view style_of(Manner manner) {
    switch (manner) {
    case Manner::body: return "Body";
    case Manner::item: return "Item";
    case Manner::center: return "Center";
    case Manner::signer: return "Signer";
    case Manner::note: return "Note";
    }
    PJ_UNREACHABLE("a manner outside its enumeration");
}

struct Grid {
    std::vector<unsigned> widths;
    std::vector<Align> aligns;
};

constexpr std::array<std::string_view, 3> justified{"left", "center", "right"};

std::string row_xml(const Grid& grid, const std::vector<std::string>& cells, std::string_view named,
                    bool is_head = false) {
    std::string out = "<w:tr><w:trPr><w:cantSplit/>";
    if (is_head) out += "<w:tblHeader/>";
    out += "</w:trPr>";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string jc = fmt::format("<w:jc w:val=\"{}\"/>",
                                           justified.at(static_cast<std::size_t>(grid.aligns[i])));
        out += fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
                           grid.widths[i], paragraph(named, cells[i], jc));
    }
    return out + "</w:tr>";
}

// A table is followed by a paragraph, or the next one would be joined to it.
std::string table_xml(const Grid& grid, const std::string& rows) {
    std::string out = fmt::format(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>"
        "<w:top w:val=\"single\" w:sz=\"8\"/><w:bottom w:val=\"single\" w:sz=\"8\"/>"
        "<w:insideH w:val=\"single\" w:sz=\"4\"/></w:tblBorders>"
        "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
        text_width);
    for (const unsigned one : grid.widths)
        out += fmt::format("<w:gridCol w:w=\"{}\"/>", one);
    return out + "</w:tblGrid>" + rows + "</w:tbl>" + paragraph("Note", "");
}

std::string docx(const Heading& heading) {
    return paragraph("Heading1", heading.text);
}

std::string docx(const Paragraph& one) {
    return paragraph(style_of(one.manner), one.text);
}

std::string docx(const FieldList& list) {
    const Grid grid{{text_width / 4, text_width - text_width / 4}, {Align::left, Align::left}};
    std::string rows;
    for (const Field& field : list.fields)
        rows += row_xml(grid, {field.label, field.value}, "Cell");
    return table_xml(grid, rows);
}

std::string docx(const Table& table) {
    unsigned whole = 0;
    for (const Column& column : table.columns)
        whole += column.width;
    Grid grid;
    std::vector<std::string> heads;
    for (const Column& column : table.columns) {
        grid.widths.push_back(text_width * column.width / whole);
        grid.aligns.push_back(column.align);
        heads.push_back(column.head);
    }
    std::string rows = row_xml(grid, heads, "Head", true);
    for (const auto& row : table.rows)
        rows += row_xml(grid, row, "Cell");
    return table_xml(grid, rows);
}

std::string docx(const Fingerprint& fingerprint) {
    return paragraph("Note", fingerprint.label) + paragraph("Code", fingerprint.groups);
}

std::string docx(const Signatures& signatures) {
    const Grid grid{{text_width / 5, text_width / 2 - text_width / 5, text_width / 5,
                     text_width / 2 - text_width / 5},
                    {Align::left, Align::left, Align::left, Align::left}};
    std::string rows;
    for (std::size_t i = 0; i < signatures.labels.size(); i += 2) {
        const bool pair = i + 1 < signatures.labels.size();
        rows += row_xml(grid, {signatures.labels[i], "", pair ? signatures.labels[i + 1] : "", ""},
                        "Sign");
    }
    return table_xml(grid, rows);
}

// ── styles ──

struct Look {
    std::string_view name;
    std::string_view font;  // of Chinese
    unsigned size;
    std::string_view more;  // of its paragraphs
    bool bold = false;
};

std::string style_xml(const Look& look) {
    return fmt::format(
        "<w:style w:type=\"paragraph\" w:styleId=\"{0}\"><w:name w:val=\"{0}\"/><w:pPr>{1}</w:pPr>"
        "<w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" "
        "w:eastAsia=\"{2}\"/>{3}<w:sz w:val=\"{4}\"/></w:rPr></w:style>",
        look.name, look.more, look.font, look.bold ? "<w:b/>" : "", look.size);
}

std::string styles_xml(Gauge gauge) {
    constexpr std::string_view song = "方正小标宋简体";
    constexpr std::string_view fang = "仿宋_GB2312";
    constexpr std::string_view hei = "黑体";
    const unsigned text = size_of(gauge);
    std::string out = fmt::format("{}<w:styles xmlns:w=\"{}\">", office::xml_head, word_schema);
    const std::vector<Look> looks{
        {"Sample", hei, 24, "<w:jc w:val=\"center\"/>", true},
        {"Institution", song, 44,
         "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"18\" w:space=\"4\" "
         "w:color=\"9E1B1F\"/></w:pBdr>"
         "<w:jc w:val=\"center\"/>"},
        {"Title", song, 44,
         "<w:spacing w:before=\"240\" w:after=\"240\"/><w:jc w:val=\"center\"/>"},
        {"Heading1", hei, text + 2, "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"80\"/>",
         true},
        {"Body", fang, text, "<w:ind w:firstLineChars=\"200\"/>"},
        {"Item", fang, text, "<w:ind w:leftChars=\"200\"/>"},
        {"Center", fang, text, "<w:jc w:val=\"center\"/>"},
        {"Signer", fang, text, "<w:ind w:rightChars=\"400\"/><w:jc w:val=\"right\"/>"},
        {"Note", fang, 21, ""},
        {"Code", fang, 18, ""},
        {"Cell", fang, 21, "<w:spacing w:before=\"40\" w:after=\"40\"/>"},
        {"Head", hei, 21, "<w:spacing w:before=\"40\" w:after=\"40\"/>"},
        {"Sign", fang, 24, "<w:spacing w:before=\"360\"/>"},
    };
    for (const Look& look : looks)
        out += style_xml(look);
    return out + "</w:styles>";
}

std::string footer_xml(const Document& document) {
    return fmt::format(
        "{}<w:ftr xmlns:w=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"Code\"/><w:tabs><w:tab "
        "w:val=\"right\" w:pos=\"{}\"/></w:tabs></w:pPr>{}<w:r><w:tab/></w:r>"
        "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>",
        office::xml_head, word_schema, text_width, run(document.foot));
}

std::string body_xml(const Document& document) {
    std::string out;
    if (!document.sample.empty()) out += paragraph("Sample", document.sample);
    out += paragraph("Institution", document.institution) + paragraph("Title", document.title);
    for (const Block& block : document.blocks)
        out += std::visit([](const auto& one) { return docx(one); }, block);
    return out;
}

}  // namespace

std::string docx_of(const Document& document) {
    const std::string text = fmt::format(
        "{}<w:document xmlns:w=\"{}\" xmlns:r=\"{}\"><w:body>{}<w:sectPr><w:footerReference "
        "w:type=\"default\" r:id=\"rId2\"/>{}</w:sectPr></w:body></w:document>",
        office::xml_head, word_schema, office::relations, body_xml(document), page_xml);
    return package_of(
        {content_types({{"word/document.xml", "officedocument.wordprocessingml.document.main"},
                        {"word/styles.xml", "officedocument.wordprocessingml.styles"},
                        {"word/footer1.xml", "officedocument.wordprocessingml.footer"}}),
         relations_part("_rels/.rels", {{"officeDocument", "word/document.xml"}}),
         {"word/document.xml", text},
         relations_part("word/_rels/document.xml.rels",
                        {{"styles", "styles.xml"}, {"footer", "footer1.xml"}}),
         {"word/styles.xml", styles_xml(document.gauge)},
         {"word/footer1.xml", footer_xml(document)}});
}

}  // namespace piaojue::forms
