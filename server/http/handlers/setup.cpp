// server/http/handlers/setup.cpp — before the round: the server's keys and setup entries
//                                                                            PROTOCOL.md §16
#include <sodium.h>

#include "crypto/hash.hpp"
#include "server/http/handlers/routes.hpp"

namespace piaojue::http {
namespace {

constexpr std::string_view bearer = "Bearer ";

// The hashes are compared, in constant time: neither the code nor its length shows.
bool has_setup_code(const RequestHead& request, const Bytes32& expected) {
    if (!request.authorization.starts_with(bearer)) return false;
    const Bytes32 given = sha256(as_bytes(request.authorization).subspan(bearer.size()));
    return sodium_memcmp(given.data(), expected.data(), Bytes32::size_bytes) == 0;
}

}  // namespace

void add_setup_routes(std::vector<Route>& routes, const IssueServices& services) {
    routes.push_back({Method::get,
                      "/api/v1/keys",
                      0,
                      {},
                      [keys = services.keys](const Request&, const Params&) -> Result<Response> {
                          return Response::of(200, media_binary, keys);
                      }});
    routes.push_back(
        {Method::post, "/api/v1/setup/entries", limit::entry_bytes, std::string{media_binary},
         [&hall = services.hall](const Request& request, const Params&) -> Result<Response> {
             return created(PJ_TRY(hall.setup(request.body)));
         },
         [code = services.setup_code_hash](const RequestHead& head) -> Result<void> {
             if (has_setup_code(head, code)) return {};
             return fail(Errc::not_permitted, "setup code");
         }});
}

}  // namespace piaojue::http
