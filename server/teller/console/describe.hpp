// server/teller/console/describe.hpp — what this device has read and checked, as sections of the
// board
//
// Pure functions of public data. Numbers are exact, hashes lower-case hex, names those of
// PROTOCOL.md. The page knows their form by kiosk/src/rooms/teller/board.ts.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ballot/congress_state.hpp"
#include "ballot/verify.hpp"
#include "server/teller/log_copy.hpp"

namespace piaojue::teller::console {

// {"code","name","detail"}
[[nodiscard]] boost::json::object describe_error(const Error& error);

// {"name","role","person","teller"}: both null before the enrolment has this person.
[[nodiscard]] boost::json::object describe_keys(const PersonKeys& keys,
                                                const std::optional<Seat>& seat);

// {"fingerprint": four groups, "confirmed", "persons": [{"teller","role","name"}]}
[[nodiscard]] boost::json::object describe_enrolment(const Enrolment& enrolment,
                                                     const EnrolmentHash& hash, bool confirmed);

// {"congress","congress2","sample","size","heads"}: how many checkpoints were seen, each of them
// extending the one before.
[[nodiscard]] boost::json::object describe_log(const CongressState& state, std::uint64_t heads);

// {"number","kind","title","title2","phase","compared","fingerprint","counts","threshold",
// "tellers","quorum"}: the fingerprint only after it was compared. Null before a manifest.
[[nodiscard]] boost::json::value describe_round(const CongressState& state, bool compared);

// [{"name","passed","detail"}]
[[nodiscard]] boost::json::array describe_checks(const std::vector<CheckResult>& checks);

// {"complete","by"}: numbers of the tellers on the cosigned entry. Of a closed round.
[[nodiscard]] Result<boost::json::object> describe_cosignatures(const CongressState& state,
                                                                const RecordView& log);

// {"hash","reporters","opened","counts","order","notice","missed","places_left",
// "next": null or {"kind","places","candidates"},"projects": [{"no","name","name2","approve",
// "oppose","abstain","chosen","tied"}]}: of a round with a result, which the caller has recomputed.
[[nodiscard]] boost::json::object describe_result(const RoundState& round);

// {"act","by","reason","deputies","tellers","kind","slips"}: what the act does not have is null.
[[nodiscard]] boost::json::object describe_statement(const Statement& statement,
                                                     const Enrolment& enrolment);

// The manifest's fingerprint as the hall shows it: 24 digits of its hash, in capitals.
[[nodiscard]] std::string hall_fingerprint(const ManifestHash& manifest);

}  // namespace piaojue::teller::console
