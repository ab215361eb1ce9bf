// server/http/handlers/setup_routes.hpp — what the rows before a round share      PROTOCOL.md §16
//
// Whoever asks here writes a draft and has to put it right: unlike everywhere else a refusal says
// in its `detail` what is wrong, and where. Nothing of it is about a deputy's ballot.
#pragma once

#include "server/http/handlers/routes.hpp"

namespace piaojue::http {

// Asked before the body is read: the setup code as `Authorization: Bearer`.
[[nodiscard]] Gate setup_gate(const Bytes32& setup_code_hash);

void add_setup_read_routes(std::vector<Route>& routes, const IssueServices& services);
void add_setup_line_routes(std::vector<Route>& routes, const IssueServices& services);
void add_setup_machine_routes(std::vector<Route>& routes, const IssueServices& services);
void add_setup_draft_route(std::vector<Route>& routes, const IssueServices& services);

}  // namespace piaojue::http
