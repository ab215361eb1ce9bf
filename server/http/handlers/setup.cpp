// server/http/handlers/setup.cpp — before the round: the server's keys, setup entries, and how far
// the setup is                                                               PROTOCOL.md §16
#include <sodium.h>

#include <boost/json.hpp>

#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"
#include "server/hall/public_view.hpp"
#include "server/http/errors.hpp"
#include "server/http/handlers/setup_routes.hpp"

namespace piaojue::http {
namespace {

namespace json = boost::json;

constexpr std::string_view bearer = "Bearer ";

// The hashes are compared, in constant time: neither the code nor its length shows.
bool has_setup_code(const RequestHead& request, const Bytes32& expected) {
    if (!request.authorization.starts_with(bearer)) return false;
    const Bytes32 given = sha256(as_bytes(request.authorization).subspan(bearer.size()));
    return sodium_memcmp(given.data(), expected.data(), Bytes32::size_bytes) == 0;
}

json::object entries_json(const log::View& view) {
    json::object out;
    for (const EntryType type :
         {EntryType::enrolment, EntryType::ceremony, EntryType::roll, EntryType::manifest}) {
        const std::optional<std::uint64_t> index = view.newest_of(type);
        out[entry_type_name(type)] = index ? json::value(*index) : json::value(nullptr);
    }
    return out;
}

// No entry of these kinds can come while the public is told less than the log has.
json::object setup_state(const IssueServices& services) {
    const log::ViewPtr view = services.log.view();
    const hall::PublicView shown = hall::public_view(services.log);
    const CongressState& state = view->state;
    json::object out;
    out["congress_id"] = encode_hex(state.congress_id().value());
    out["name"] = state.congress()->name;
    out["name2"] = state.congress()->name2;
    out["sample"] = state.congress()->sample;
    out["phase"] = phase_name(shown.phase);
    out["log_size"] = shown.log_size;
    out["entries"] = entries_json(*view);
    out["due"] = nullptr;
    if (state.deputies() > 0) out["due"] = state.deputies();
    out["names"] = services.desk.listed().size();
    out["may"] = state.open_for_setup();
    return out;
}

}  // namespace

Gate setup_gate(const Bytes32& setup_code_hash) {
    return [setup_code_hash](const RequestHead& head) -> Result<void> {
        if (has_setup_code(head, setup_code_hash)) return {};
        return fail(Errc::not_permitted, "setup code");
    };
}

void add_setup_routes(std::vector<Route>& routes, const IssueServices& services) {
    const Gate gate = setup_gate(services.setup_code_hash);
    routes.push_back({Method::get,
                      "/api/v1/keys",
                      0,
                      {},
                      [keys = services.keys](const Request&, const Params&) -> Result<Response> {
                          return Response::of(200, media_binary, keys);
                      }});
    routes.push_back(
        {Method::post, "/api/v1/setup/entries", limit::entry_bytes, std::string{media_binary},
         explaining([&hall = services.hall](const Request& request, const Params&)
                        -> Result<Response> { return created(PJ_TRY(hall.setup(request.body))); }),
         gate});
    routes.push_back({Method::get,
                      "/api/v1/setup/state",
                      0,
                      {},
                      [services](const Request&, const Params&) -> Result<Response> {
                          return Response::of(200, media_json,
                                              json::serialize(setup_state(services)));
                      },
                      gate});
    add_setup_read_routes(routes, services);
    add_setup_draft_route(routes, services);
    add_setup_line_routes(routes, services);
    add_setup_machine_routes(routes, services);
}

}  // namespace piaojue::http
