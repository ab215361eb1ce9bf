#include "server/imports/csv.hpp"

#include <algorithm>

#include "server/imports/delimited.hpp"
#include "server/imports/text.hpp"

namespace piaojue::imports {

namespace {

Readable<Table> with_separator(std::string_view text, char separator) {
    const auto cells = static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [separator](char c) { return c == separator || c == '\n'; }));
    if (cells > cells_max) {
        return unreadable(FaultCode::too_large, fmt::format("{} cells", cells));
    }
    auto parsed = parse_delimited(text, separator);
    if (!parsed) return unreadable(FaultCode::open_quote, parsed.error().detail);
    Table table;
    table.format = "csv";
    std::uint32_t number = 0;
    for (Row& row : *parsed) {
        TableRow out{++number, false, {}};
        for (std::size_t i = 0; i < row.fields.size(); ++i) {
            if (row.fields[i].empty()) continue;
            out.cells.push_back(
                {static_cast<std::uint32_t>(i), CellKind::text, std::move(row.fields[i])});
        }
        if (!out.cells.empty()) table.rows.push_back(std::move(out));
    }
    if (table.rows.size() > rows_max) {
        return unreadable(FaultCode::too_large, fmt::format("{} rows", table.rows.size()));
    }
    return table;
}

}  // namespace

Readable<Table> read_csv(ByteView bytes, Kind kind) {
    auto decoded = decode_text(bytes);
    if (!decoded) return tl::unexpected<Fault>{decoded.error()};
    std::string& text = decoded->text;
    if (text.find('\0') != std::string::npos) return unreadable(FaultCode::not_a_table, "NUL");
    // A Mac's line ends, which the parser does not know.
    if (text.find('\n') == std::string::npos) std::replace(text.begin(), text.end(), '\r', '\n');
    Readable<Table> best = with_separator(text, ',');
    int best_score = best ? header_score(*best, kind) : 0;
    for (const char separator : {';', '\t'}) {
        Readable<Table> other = with_separator(text, separator);
        const int score = other ? header_score(*other, kind) : 0;
        if (score <= best_score) continue;
        best = std::move(other);
        best_score = score;
    }
    if (best) best->encoding = decoded->encoding;
    return best;
}

}  // namespace piaojue::imports
