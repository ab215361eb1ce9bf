// server/imports/header_words.hpp — what offices write above their columns
#pragma once

#include <optional>
#include <string_view>

#include "server/imports/header.hpp"

namespace piaojue::imports {

// `word`: without spaces and brackets, ASCII in lower case. Chinese beside English that says the
// same, or beside the script of a minority, is known by its Chinese.
[[nodiscard]] std::optional<Field> field_of(std::string_view word, Kind kind);

// 选举单位 is the delegation where no column 代表团 stands beside it.
[[nodiscard]] std::optional<Field> likely_field_of(std::string_view word, Kind kind);

}  // namespace piaojue::imports
