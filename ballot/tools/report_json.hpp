// ballot/tools/report_json.hpp — a verifier's report as JSON, for programs
//
// One object; numbers are exact, hashes lower-case hex. JSON is only a view: nothing of it is
// hashed or signed.
#pragma once

#include <boost/json.hpp>

#include "ballot/verify.hpp"

namespace piaojue::tools {

// {"valid","anchored","sample","record_sha256","manifest_sha256","checks":[…],
//  "rounds":[…]}
[[nodiscard]] boost::json::object report_json(const Report& report);
// One element of "rounds": what GET /api/v1/round and `piaojue simulate` give as well.
[[nodiscard]] boost::json::object round_json(const RoundReport& round);
// {"valid":false,"error":{"code","message"}}
[[nodiscard]] boost::json::object unreadable_json(const Error& error);

}  // namespace piaojue::tools
