// server/imports/records.hpp — the rows of a table as what they mean, with every fault of theirs
#pragma once

#include <array>
#include <string>
#include <vector>

#include "server/imports/header.hpp"
#include "server/imports/table.hpp"

namespace piaojue::imports {

struct Record {
    std::uint32_t row = 0;
    std::uint32_t no = 0;  // 0: it has none that is one
    std::array<std::string, fields> values;

    [[nodiscard]] const std::string& of(Field field) const {
        return values.at(static_cast<std::size_t>(field));
    }
    [[nodiscard]] std::string& of(Field field) {
        return values.at(static_cast<std::size_t>(field));
    }
};

// Every row below the header in which something stands. What is merged downwards counts for each
// row; numbers from 1 to `number_max`, none twice. too_large.
[[nodiscard]] Readable<std::vector<Record>> read_records(Table& table, const Header& header,
                                                         Kind kind, std::vector<Fault>& faults);

[[nodiscard]] std::uint32_t number_max(Kind kind);

}  // namespace piaojue::imports
