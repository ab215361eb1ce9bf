// server/imports/import.hpp — a roll or a list of projects, as an office's file has it
//
// CSV or XLSX, whatever its encoding, separator, titles and stray spaces; either every row is
// understood, or every fault is named. Pure: bytes in, Import out.
//
// Canonical: UTF-8, LF, RFC 4180, the English header, every column of the kind. It imports as
// itself.
#pragma once

#include <string>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "server/imports/records.hpp"

namespace piaojue::imports {

struct Import {
    Kind kind = Kind::roll;
    std::string_view format;
    std::string_view encoding;
    std::string sheet;
    Header header;
    std::vector<Record> records;
    std::vector<Fault> faults;  // by row and column

    [[nodiscard]] std::vector<Fault> of(Severity severity) const;
    // The gravest of its faults; `warning` also without any.
    [[nodiscard]] Severity verdict() const;
    [[nodiscard]] bool ok() const { return verdict() == Severity::warning; }
};

// `sheet`: of a workbook; empty for the first that can be seen.
[[nodiscard]] Import import_table(ByteView bytes, Kind kind, const std::string& sheet = {});

// A field as RFC 4180 writes it.
[[nodiscard]] std::string quoted_field(const std::string& text);
[[nodiscard]] std::string canonical(Kind kind, const std::vector<Record>& records);

// "row 7, column C 姓名: …" of every error, for one line.
[[nodiscard]] std::string spoken_errors(const Import& import);

// In both languages: "第 7 行 C 列“姓名” / row 7, column C 姓名".
[[nodiscard]] std::string spoken_place(const Place& place, std::string_view title);
// What stands above its column; empty if nothing does.
[[nodiscard]] std::string title_of(const Import& import, const Fault& fault);

}  // namespace piaojue::imports
