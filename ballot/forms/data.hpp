// ballot/forms/data.hpp — what the official forms tell, as one plain object
//
// Made of a verified record and nothing else; every form in every format is a rendering of it.
// Minutes are those that the signers told (PROTOCOL.md §9); shares are in tenths of a percent.
// Pure; public data only.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "ballot/forms/attendance.hpp"

namespace piaojue::forms {

struct PersonLine {
    PersonNumber number;
    Role role;
    std::string name;
    std::optional<TellerNumber> teller;
};

// A signed act of the round, or of the congress between its rounds.
struct ActLine {
    Act act;
    std::uint8_t round = 0;  // 0: of the congress
    std::uint32_t minute = 0;
    std::vector<PersonNumber> signers;
    std::string reason;                // where the act has one
    std::size_t deputies = 0;          // of sign_in and leave
    std::vector<TellerNumber> absent;  // of absent
};

struct RoundTimes {
    std::optional<std::uint32_t> opened;
    std::optional<std::uint32_t> closed;
    std::optional<std::uint32_t> announced;
};

// What the method asks of the counts, in numbers.
struct Ruling {
    bool set_valid = false;
    bool quorum_met = false;
    std::optional<bool> participation_met;
    std::uint32_t quorum_needed = 0;     // present
    std::uint64_t approvals_needed = 0;  // 0: any approval passes
    Base share_base = Base::all;         // of what the share of the votes is taken
    std::uint64_t share_of = 0;          // its value
};

// A batch of sheets that counts, and who signed it (PROTOCOL.md §11.8).
struct BatchLine {
    BatchNumber batch;
    std::uint32_t issued = 0;
    std::uint32_t returned = 0;
    VoidSheets voided;
    std::uint32_t doubtful = 0;         // sheets that the chief scrutineer decided
    std::array<PersonNumber, 2> keyed;  // apart from each other
    std::optional<PersonNumber> chief;  // iff a sheet was doubtful
};

struct RoundData {
    RoundReport report;  // recomputed by the verifier
    Method method;
    Ruling ruling;
    RoundTimes times;
    std::vector<std::size_t> listed;  // places in report.projects, in the order of the list
    ResultHash result;
    Bytes32 closing_root;
    std::uint64_t closing_size = 0;
    std::uint16_t min_group = 1;  // fewer ballots are not opened
    std::uint8_t threshold = 0;   // shares needed
    std::uint8_t tellers = 0;
    std::vector<TellerNumber> absent;
    std::vector<TellerNumber> reporters;  // who signed the result
    std::uint32_t checked = 0;            // ballots opened for checking
    std::uint32_t drawn = 0;              // papers issued on a drawn slip
    std::uint32_t slips_voided = 0;
    std::vector<BatchLine> batches;  // ascending
    std::vector<AttendanceLine> attendance;

    // Of the votes for a project, in tenths of a percent, rounded half up; nothing of nobody.
    [[nodiscard]] std::optional<std::uint32_t> share(std::uint32_t approve) const;
};

struct VoidedRound {
    std::uint8_t round = 0;
    RoundKind kind = RoundKind::first;
    std::string title;
    std::string title2;
    ManifestHash manifest;
};

struct FormData {
    bool sample = false;
    std::string congress;
    std::string congress2;
    Body body = Body::plenary;
    Notice notice = Notice::names;
    CongressId congress_id;
    EnrolmentHash enrolment;
    ManifestHash first_manifest;  // of the log's first round
    ManifestHash manifest;        // of the newest round
    Bytes32 record_sha256;
    std::vector<PersonLine> people;
    std::vector<RoundData> rounds;  // that count
    std::vector<VoidedRound> voided;
    std::optional<FinalResult> final;  // of one round at least
    std::vector<ActLine> acts;         // in log order
    std::vector<CheckResult> checks;
    std::uint32_t published = 0;  // minute
    // Of the names' table, where the newest round's source of data names it (PROTOCOL.md §18).
    std::optional<Bytes32> roll_table;

    // The name of the teller with this number.
    [[nodiscard]] const std::string& teller_name(TellerNumber teller) const;
    [[nodiscard]] const PersonLine& person(PersonNumber number) const;
};

[[nodiscard]] FormData form_data(const VerifiedRecord& record);

}  // namespace piaojue::forms
