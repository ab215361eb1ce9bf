#include "server/imports/import.hpp"

#include <algorithm>

#include "server/imports/csv.hpp"
#include "server/imports/projects.hpp"
#include "server/imports/roll.hpp"
#include "server/imports/workbook.hpp"

namespace piaojue::imports {

namespace {

// A compound file of old: an .xls, or an .xlsx inside its password.
Readable<Table> refuse_compound(std::string_view bytes) {
    std::string wide;
    for (const char c : std::string_view{"EncryptedPackage"})
        wide += {c, '\0'};
    if (bytes.find(wide) != std::string_view::npos) return unreadable(FaultCode::encrypted);
    return unreadable(FaultCode::old_xls);
}

Readable<Table> read_table(ByteView bytes, Kind kind, const std::string& sheet) {
    const std::string_view text = as_text(bytes);
    if (bytes.size() > file_bytes_max) {
        return unreadable(FaultCode::too_large, fmt::format("{} bytes", bytes.size()));
    }
    if (text.starts_with("PK")) return read_workbook(bytes, sheet);
    if (text.starts_with("\xD0\xCF\x11\xE0")) return refuse_compound(text);
    if (text.starts_with("%PDF")) return unreadable(FaultCode::not_a_table, "PDF");
    // Web systems give a page the name of a table.
    const std::size_t begin = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (begin != std::string_view::npos && text[begin] == '<') {
        return unreadable(FaultCode::not_a_table, "HTML");
    }
    return read_csv(bytes, kind);
}

Readable<std::vector<Record>> understand(ByteView bytes, const std::string& sheet, Import& out) {
    auto table = read_table(bytes, out.kind, sheet);
    if (!table) return tl::unexpected<Fault>{table.error()};
    out.format = table->format;
    out.encoding = table->encoding;
    out.sheet = table->sheet;
    if (!table->other_sheets.empty() && sheet.empty()) {
        out.faults.push_back(fault(FaultCode::other_sheets, {}, table->sheet,
                                   fmt::format("{}", fmt::join(table->other_sheets, ", "))));
    }
    auto header = find_header(*table, out.kind, out.faults);
    if (!header) return tl::unexpected<Fault>{header.error()};
    out.header = *std::move(header);
    return read_records(*table, out.header, out.kind, out.faults);
}

}  // namespace

std::vector<Fault> Import::of(Severity severity) const {
    std::vector<Fault> out;
    std::copy_if(faults.begin(), faults.end(), std::back_inserter(out),
                 [severity](const Fault& one) { return one.severity() == severity; });
    return out;
}

Severity Import::verdict() const {
    Severity gravest = Severity::warning;
    for (const Fault& one : faults)
        gravest = std::min(gravest, one.severity());
    return gravest;
}

Import import_table(ByteView bytes, Kind kind, const std::string& sheet) {
    Import out;
    out.kind = kind;
    auto records = understand(bytes, sheet, out);
    if (!records) {
        out.faults.push_back(records.error());
        return out;
    }
    out.records = *std::move(records);
    if (out.records.empty()) out.faults.push_back(fault(FaultCode::no_rows, {}));
    if (kind == Kind::roll) {
        check_roll(out.header, out.records, out.faults);
    } else {
        check_projects(out.header, out.records, out.faults);
    }
    sort_faults(out.faults);
    return out;
}

std::string quoted_field(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string out{'"'};
    for (const char c : text)
        out.append(c == '"' ? 2 : 1, c);
    out.push_back('"');
    return out;
}

std::string canonical(Kind kind, const std::vector<Record>& records) {
    std::string out;
    const auto row = [&](const auto& text_of_field) {
        bool first = true;
        for (const Field field : fields_of(kind)) {
            if (!std::exchange(first, false)) out.push_back(',');
            out += quoted_field(text_of_field(field));
        }
        out.push_back('\n');
    };
    row([kind](Field field) { return std::string{field_facts(field, kind).english}; });
    for (const Record& record : records)
        row([&record](Field field) { return record.of(field); });
    return out;
}

std::string spoken_errors(const Import& import) {
    std::string out;
    for (const Fault& one : import.faults) {
        if (one.severity() == Severity::warning) continue;
        if (!out.empty()) out += "; ";
        if (one.place.row) out += fmt::format("row {}", *one.place.row);
        if (one.place.column) {
            out += fmt::format(", column {} {}", column_letters(*one.place.column),
                               title_of(import, one));
        }
        out += (one.place.row ? ": " : "") + one.message;
    }
    return out;
}

std::string spoken_place(const Place& place, std::string_view title) {
    if (!place.row) return {};
    if (!place.column) return fmt::format("第 {0} 行 / row {0}", *place.row);
    return fmt::format("第 {0} 行 {1} 列“{2}” / row {0}, column {1} {2}", *place.row,
                       column_letters(*place.column), title);
}

std::string title_of(const Import& import, const Fault& fault) {
    if (!fault.place.column) return {};
    const Column* const column = import.header.at(*fault.place.column);
    return column == nullptr ? std::string{} : column->title;
}

}  // namespace piaojue::imports
