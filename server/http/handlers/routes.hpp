// server/http/handlers/routes.hpp — the tables of both origins          PROTOCOL.md §16
//
// server/http/openapi.json describes every row; a test compares the two. After a checkpoint was
// brought that this log does not extend, every row but /healthz refuses with log_rollback.
#pragma once

#include <vector>

#include "server/http/handlers/services.hpp"
#include "server/http/router.hpp"

namespace piaojue::http {

[[nodiscard]] std::vector<Route> issue_routes(const IssueServices& services);
[[nodiscard]] std::vector<Route> box_routes(const BoxServices& services);

// ── one file each ──
void add_operation_routes(std::vector<Route>& routes, const IssueServices& services);
void add_setup_routes(std::vector<Route>& routes, const IssueServices& services);
void add_ceremony_routes(std::vector<Route>& routes, const IssueServices& services);
void add_desk_routes(std::vector<Route>& routes, const IssueServices& services);
void add_bundle_routes(std::vector<Route>& routes, const IssueServices& services);
void add_device_routes(std::vector<Route>& routes, const IssueServices& services);
void add_sheet_routes(std::vector<Route>& routes, const IssueServices& services);
void add_proposal_routes(std::vector<Route>& routes, const IssueServices& services);
void add_teller_routes(std::vector<Route>& routes, const IssueServices& services);
void add_result_routes(std::vector<Route>& routes, const IssueServices& services);

void add_health_route(std::vector<Route>& routes);
void add_round_route(std::vector<Route>& routes, const log::Log& log);
void add_events_route(std::vector<Route>& routes, std::shared_ptr<const Feed> round);
void add_attachment_route(std::vector<Route>& routes, const log::Log& log);
void add_replacements_route(std::vector<Route>& routes, const log::Log& log);
void add_entry_route(std::vector<Route>& routes, const log::Log& log, EntryType type);

// ── what several of them need ──
// A body of 64 KiB, the fixed fields and two signers (PROTOCOL.md §9).
inline constexpr std::size_t statement_bytes_max = 65 * 1024;
inline constexpr std::size_t query_bytes = 2 + size::hash + 2 + 4 + size::signature;
// The JSON of GET /api/v1/round, which is also what the feed of events publishes.
[[nodiscard]] std::string round_text(const log::Log& log);
// After this every row but /healthz asks the log first: one with two faces serves nobody.
void guard_rollback(std::vector<Route>& routes, const log::Log& log);
// 201 with the entry's index.
[[nodiscard]] Response created(std::uint64_t index);
// Of a handler's refusals the detail goes with the answer, but of `internal` and `busy`. For what
// is asked with the setup code or signed by somebody enrolled: no detail there tells of a vote.
[[nodiscard]] Handler explaining(Handler handler);
// From the close until announce public requests get nothing: `wrong_phase`.
[[nodiscard]] Result<void> require_public(const log::Log& log);
// The {teller} segment. Refuses `malformed`.
[[nodiscard]] Result<TellerNumber> teller_of(std::string_view segment);

}  // namespace piaojue::http
