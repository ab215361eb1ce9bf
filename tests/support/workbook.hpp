// tests/support/workbook.hpp — a small XLSX, made as a test needs it
//
// As Excel writes it (shared strings, styles) or with whatever XML a test says itself.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "crypto/base/bytes.hpp"

namespace piaojue::testing {

// The files of a ZIP, in this order, deflated.
[[nodiscard]] Bytes zip_of(const std::vector<std::pair<std::string, std::string>>& files);

struct WorkbookMaker {
    struct Sheet {
        std::string name;
        std::string xml;  // what stands inside <worksheet>
        std::string state = "visible";
    };
    std::vector<Sheet> sheets;
    std::vector<std::string> strings;       // shared; XML inside <si>
    std::vector<std::string> format_codes;  // style 1, 2 … ; style 0 is General

    [[nodiscard]] Bytes bytes() const;
};

// One sheet of inline strings; an empty text is no cell. `extra`: what follows sheetData.
[[nodiscard]] Bytes workbook_of(const std::vector<std::vector<std::string>>& rows,
                                const std::string& extra = {});

// <sheetData> of these rows.
[[nodiscard]] std::string sheet_data(const std::vector<std::vector<std::string>>& rows);

}  // namespace piaojue::testing
