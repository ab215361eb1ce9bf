// server/imports/header.hpp — which column of a table holds what
//
// Headers are known in Chinese (simplified, traditional, spaced out as 序 号) and in English; what
// stands in brackets behind one, 投资规模（万元）, is not part of its name. One table of words, in
// header_words.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/imports/table.hpp"
#include "server/imports/text.hpp"

namespace piaojue::imports {

enum class Kind : std::uint8_t { roll, projects };

// no and name belong to both kinds.
enum class Field : std::uint8_t {
    no,
    name,
    delegation,
    seat,
    note,
    name2,
    unit,
    content,
    investment,
    funding,
    deadline,
};
inline constexpr std::size_t fields = 11;

struct FieldFacts {
    Field field;
    std::string_view english;  // the header of the canonical file
    std::string_view chinese;
    std::size_t bytes_max;
    Spacing spacing;
};
[[nodiscard]] FieldFacts field_facts(Field field, Kind kind);
// In the order of the canonical file.
[[nodiscard]] std::span<const Field> fields_of(Kind kind);

struct Column {
    std::uint32_t column;
    std::optional<Field> field;
    std::string title;    // as the file has it
    std::string measure;  // 万元 of 投资规模（万元）
};

struct Header {
    std::uint32_t row = 0;
    std::uint32_t last_row = 0;   // of a header that is merged downwards
    std::vector<Column> columns;  // every one with a title, ascending

    [[nodiscard]] const Column* of(Field field) const;
    [[nodiscard]] const Column* at(std::uint32_t column) const;
};

inline constexpr std::uint32_t header_rows_max = 20;
inline constexpr std::uint32_t columns_max = 256;  // what stands further right has no header

// How sure the header is, 0: there is none.
[[nodiscard]] int header_score(const Table& table, Kind kind);

// Looked for in the first rows; titles above it are passed over. Says which columns it lacks, has
// twice or does not know. no_header.
[[nodiscard]] Readable<Header> find_header(const Table& table, Kind kind,
                                           std::vector<Fault>& faults);

}  // namespace piaojue::imports
