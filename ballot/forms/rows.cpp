#include "ballot/forms/rows.hpp"

#include "ballot/forms/render.hpp"

namespace piaojue::forms {

namespace {

using Rows = std::vector<std::vector<std::string>>;

void add_rows(Rows& rows, const Heading& heading) {
    rows.push_back({});
    rows.push_back({heading.text});
}

void add_rows(Rows& rows, const Paragraph& paragraph) {
    rows.push_back({paragraph.text});
}

void add_rows(Rows& rows, const FieldList& list) {
    for (const Field& field : list.fields)
        rows.push_back({field.label, field.value});
}

void add_rows(Rows& rows, const Table& table) {
    rows.push_back({});
    std::vector<std::string> head;
    for (const Column& column : table.columns)
        head.push_back(column.head);
    rows.push_back(std::move(head));
    rows.insert(rows.end(), table.rows.begin(), table.rows.end());
}

void add_rows(Rows& rows, const Fingerprint& fingerprint) {
    rows.push_back({fingerprint.label, fingerprint.groups});
}

void add_rows(Rows& rows, const Signatures& signatures) {
    for (const std::string& label : signatures.labels)
        rows.push_back({label, ""});
}

std::string quoted(const std::string& cell) {
    const bool formula =
        !cell.empty() && std::string_view{"=+-@\t\r"}.find(cell.front()) != std::string_view::npos;
    const std::string text = formula ? "'" + cell : cell;
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? "\"\"" : std::string{c};
    return out + "\"";
}

}  // namespace

std::vector<std::vector<std::string>> rows_of(const Document& document) {
    Rows rows;
    if (!document.sample.empty()) rows.push_back({document.sample});
    rows.push_back({document.institution});
    rows.push_back({document.title});
    for (const Block& block : document.blocks)
        std::visit([&rows](const auto& one) { add_rows(rows, one); }, block);
    return rows;
}

std::optional<std::string> file_of(const Document& document, std::string_view format) {
    if (format == "html") return html_of(document);
    if (format == "csv") return csv_of(document);
    if (format == "docx") return docx_of(document);
    if (format == "xlsx") return xlsx_of(document);
    return std::nullopt;
}

std::string csv_of(const Document& document) {
    std::string out = "\xEF\xBB\xBF";
    for (const auto& row : rows_of(document)) {
        for (std::size_t i = 0; i < row.size(); ++i)
            out += (i == 0 ? "" : ",") + quoted(row[i]);
        out += "\r\n";
    }
    return out;
}

}  // namespace piaojue::forms
