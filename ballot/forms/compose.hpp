// ballot/forms/compose.hpp — which form tells what of the data, and in what order
//
// Pure: the same data and language give the same document.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "ballot/forms/data.hpp"
#include "ballot/forms/document.hpp"

namespace piaojue::forms {

enum class Form { result, internal, notice, count, chair, attendance, ballot, destruction };

inline constexpr std::array<std::string_view, 8> form_names{
    "result", "internal", "notice", "count", "chair", "attendance", "ballot", "destruction"};
[[nodiscard]] std::optional<Form> form_from_name(std::string_view name);

// A row of the roll's table: who the deputy of the same place in the record is.
struct RollName {
    std::string no;
    std::string name;
    std::string delegation;
    std::string seat;
};
struct RollNames {
    std::vector<RollName> names;  // as many as the roll has keys
    Bytes32 sha256;               // of the canonical table
    bool sealed = false;          // the record names this very table (PROTOCOL.md §18)
};

// What no record holds.
struct FormExtras {
    std::optional<RollNames> roll;  // of the attendance
    std::string papers_on;          // when papers are destroyed; empty: to be written by hand
};

struct Wish {
    Form form = Form::result;
    Lang lang = Lang::zh;
    // Of the notice; absent: as the voting method has it.
    std::optional<Notice> notice;
    FormExtras extras = {};
    // Of the ballot paper; none that counts: the newest.
    std::uint8_t round = 0;
};

[[nodiscard]] Document compose(const FormData& data, const Wish& wish);

}  // namespace piaojue::forms
