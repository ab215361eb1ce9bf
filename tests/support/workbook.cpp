#include "tests/support/workbook.hpp"

#include <fmt/format.h>
#include <zip.h>

#include "server/imports/fault.hpp"

namespace piaojue::testing {

Bytes zip_of(const std::vector<std::pair<std::string, std::string>>& files) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_t* const archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    PJ_ASSERT(archive != nullptr, "a ZIP in memory");
    zip_source_keep(target);
    for (const auto& [name, content] : files) {
        zip_source_t* const source = zip_source_buffer(archive, content.data(), content.size(), 0);
        const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        PJ_ASSERT(index >= 0, "a file of the ZIP");
        // The same bytes whenever it is made.
        zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), 1'000'000'000, 0);
    }
    PJ_ASSERT(zip_close(archive) == 0, "the ZIP is written");
    zip_stat_t facts;
    PJ_ASSERT(zip_source_stat(target, &facts) == 0 && zip_source_open(target) == 0, "its size");
    Bytes out(facts.size);
    PJ_ASSERT(
        zip_source_read(target, out.data(), out.size()) == static_cast<zip_int64_t>(out.size()),
        "its bytes");
    zip_source_close(target);
    zip_source_free(target);
    return out;
}

Bytes WorkbookMaker::bytes() const {
    std::vector<std::pair<std::string, std::string>> files;
    files.emplace_back("[Content_Types].xml", "<Types/>");
    std::string list;
    std::string relations;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        list += fmt::format(R"(<sheet name="{}" sheetId="{}" state="{}" r:id="rId{}"/>)",
                            sheets[i].name, i + 1, sheets[i].state, i + 1);
        relations += fmt::format(
            R"(<Relationship Id="rId{}" Type="http://x/worksheet" Target="worksheets/s{}.xml"/>)",
            i + 1, i + 1);
        files.emplace_back(fmt::format("xl/worksheets/s{}.xml", i + 1),
                           "<worksheet>" + sheets[i].xml + "</worksheet>");
    }
    files.emplace_back("xl/workbook.xml",
                       "<workbook><workbookPr/><sheets>" + list + "</sheets></workbook>");
    files.emplace_back("xl/_rels/workbook.xml.rels",
                       "<Relationships>" + relations + "</Relationships>");
    std::string shared;
    for (const std::string& one : strings)
        shared += "<si>" + one + "</si>";
    files.emplace_back("xl/sharedStrings.xml", "<sst>" + shared + "</sst>");
    std::string formats;
    std::string styles = R"(<xf numFmtId="0"/>)";
    for (std::size_t i = 0; i < format_codes.size(); ++i) {
        formats +=
            fmt::format(R"(<numFmt numFmtId="{}" formatCode="{}"/>)", 164 + i, format_codes[i]);
        styles += fmt::format(R"(<xf numFmtId="{}"/>)", 164 + i);
    }
    files.emplace_back("xl/styles.xml", "<styleSheet><numFmts>" + formats + "</numFmts><cellXfs>" +
                                            styles + "</cellXfs></styleSheet>");
    return zip_of(files);
}

std::string sheet_data(const std::vector<std::vector<std::string>>& rows) {
    std::string out = "<sheetData>";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out += fmt::format(R"(<row r="{}">)", i + 1);
        for (std::size_t j = 0; j < rows[i].size(); ++j) {
            if (rows[i][j].empty()) continue;
            out += fmt::format(R"(<c r="{}{}" t="inlineStr"><is><t>{}</t></is></c>)",
                               imports::column_letters(static_cast<std::uint32_t>(j)), i + 1,
                               rows[i][j]);
        }
        out += "</row>";
    }
    return out + "</sheetData>";
}

Bytes workbook_of(const std::vector<std::vector<std::string>>& rows, const std::string& extra) {
    WorkbookMaker maker;
    maker.sheets.push_back({"Sheet1", sheet_data(rows) + extra, "visible"});
    return maker.bytes();
}

}  // namespace piaojue::testing
