// ballot/forms/attendance.hpp — who was in the hall, as the signed statements of a record tell it
//
// By number: names are in no record. Pure; public data only.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "ballot/verify.hpp"

namespace piaojue::forms {

// A deputy of the roll that a round was held by.
struct AttendanceLine {
    DeputyNumber deputy;
    bool present = false;                    // counts as present of the round (PROTOCOL.md §9)
    std::optional<std::uint32_t> signed_in;  // minute of the sign-in by which it does
    std::optional<std::uint32_t> left;       // minute of a leave that no sign-in followed
};

// By manifest hash, of each round whose issuing has ended; by deputy number.
[[nodiscard]] std::map<Bytes32, std::vector<AttendanceLine>> attendance_of(
    const VerifiedRecord& record);

}  // namespace piaojue::forms
