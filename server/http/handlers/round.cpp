// server/http/handlers/round.cpp — the view of a round, and entries of the log   PROTOCOL.md §16
#include <boost/json.hpp>

#include "ballot/tools/report_json.hpp"
#include "crypto/base/encoding.hpp"
#include "server/hall/public_view.hpp"
#include "server/http/handlers/routes.hpp"

namespace piaojue::http {
namespace {

namespace json = boost::json;

// The result entry as piaojue-verify prints it.
json::value result_json(const hall::PublicView& view) {
    if (!view.result || !view.manifest) return nullptr;
    const ManifestFields& fields = view.manifest->fields();
    const ResultEntry& result = *view.result;
    RoundReport report;
    report.manifest = view.manifest->hash();
    report.round = fields.round;
    report.kind = fields.kind;
    report.three_way = view.manifest->shape().three_way();
    report.opened = result.opened;
    report.counts = result.counts;
    for (std::size_t i = 0; i < fields.projects.size(); ++i)
        report.projects.push_back({fields.projects[i].no, fields.projects[i].name,
                                   fields.projects[i].name2, result.projects[i]});
    if (const auto kind = enum_from_code<RoundKind>(result.next_kind))
        report.next_round = NextRound{*kind, result.next_candidates, result.next_places};
    return tools::round_json(report);
}

json::object round_json(const hall::PublicView& view) {
    json::object counts;
    counts["due"] = view.due;
    counts["present"] = view.present;
    counts["issued"] = view.issued;
    counts["cast"] = view.cast;
    counts["handed_back"] = view.handed_back;
    counts["outstanding"] = view.outstanding();
    json::object out;
    out["phase"] = phase_name(view.phase);
    out["round"] = view.manifest ? view.manifest->fields().round : 0;
    out["manifest_sha256"] = nullptr;
    if (view.manifest) out["manifest_sha256"] = encode_hex(view.manifest->hash().value());
    out["sample"] = view.sample;
    out["title"] = view.title;
    out["counts"] = std::move(counts);
    out["log_size"] = view.log_size;
    out["result"] = result_json(view);
    return out;
}

}  // namespace

void add_round_route(std::vector<Route>& routes, const log::Log& log) {
    routes.push_back({Method::get,
                      "/api/v1/round",
                      0,
                      {},
                      [&log](const Request&, const Params&) -> Result<Response> {
                          const json::object body = round_json(hall::public_view(log));
                          return Response::of(200, media_json, json::serialize(body));
                      }});
}

void add_entry_route(std::vector<Route>& routes, const log::Log& log, EntryType type) {
    routes.push_back({Method::get,
                      "/api/v1/entries/" + std::string{entry_type_name(type)},
                      0,
                      {},
                      [&log, type](const Request&, const Params&) -> Result<Response> {
                          PJ_TRY(require_public(log));
                          const auto index = log.view()->newest_of(type);
                          if (!index) return fail(Errc::unknown_round, "no such entry yet");
                          return Response::of(200, media_binary, log.entry(*index));
                      }});
}

}  // namespace piaojue::http
