// server/http/handlers/round.cpp — the view of a round, and entries of the log   PROTOCOL.md §16
#include <boost/json.hpp>

#include "ballot/entries/roll.hpp"
#include "ballot/tools/report_json.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/base/writer.hpp"
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
    if (result.sheets) report.paper = PaperPart{*result.sheets, 0, 0, false};
    for (std::size_t i = 0; i < fields.projects.size(); ++i)
        report.projects.push_back({fields.projects[i].no, fields.projects[i].name,
                                   fields.projects[i].name2, result.projects[i]});
    if (const auto kind = enum_from_code<RoundKind>(result.next_kind))
        report.next_round = NextRound{*kind, result.next_candidates, result.next_places};
    report.bound = view.bound;
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
    counts["sheets"] = view.sheets;
    json::object out;
    out["phase"] = phase_name(view.phase);
    out["round"] = view.manifest ? view.manifest->fields().round : 0;
    out["manifest_sha256"] = nullptr;
    if (view.manifest) out["manifest_sha256"] = encode_hex(view.manifest->hash().value());
    out["congress_id"] = encode_hex(view.congress.value());
    out["sample"] = view.sample;
    out["title"] = view.title;
    out["counts"] = std::move(counts);
    out["log_size"] = view.log_size;
    out["result"] = result_json(view);
    return out;
}

// deputy ‖ identity key for each card that is another than on the roll.
Bytes replacements(const log::Log& log) {
    const log::ViewPtr view = log.view();
    Writer out;
    const auto index = view->newest_of(EntryType::roll);
    if (!index) return std::move(out).bytes();
    const Result<Roll> roll = decode_roll(log.entry(*index));
    PJ_ASSERT(roll.has_value(), "a roll in the log");
    for (std::size_t i = 0; i < roll->identity_keys.size(); ++i) {
        const DeputyNumber deputy{static_cast<std::uint32_t>(i + 1)};
        const VerifyKey& key = *view->state.identity_key(deputy);
        if (key != roll->identity_keys[i]) out.u32(deputy.value()).raw(key.bytes());
    }
    return std::move(out).bytes();
}

}  // namespace

std::string round_text(const log::Log& log) {
    return json::serialize(round_json(hall::public_view(log)));
}

void add_round_route(std::vector<Route>& routes, const log::Log& log) {
    routes.push_back({Method::get,
                      "/api/v1/round",
                      0,
                      {},
                      [&log](const Request&, const Params&) -> Result<Response> {
                          return Response::of(200, media_json, round_text(log));
                      }});
}

void add_events_route(std::vector<Route>& routes, std::shared_ptr<const Feed> round) {
    routes.push_back(
        {Method::get,
         "/api/v1/events",
         0,
         {},
         [round = std::move(round)](const Request&, const Params&) -> Result<Response> {
             Response response = Response::of(200, media_events, Bytes{});
             response.feed = round;
             return response;
         }});
}

void add_attachment_route(std::vector<Route>& routes, const log::Log& log) {
    routes.push_back({Method::get,
                      "/api/v1/attachments/{hash}",
                      0,
                      {},
                      [&log](const Request&, const Params& params) -> Result<Response> {
                          PJ_TRY(require_public(log));
                          const AttachmentHash hash{PJ_TRY(decode_hex_fixed<32>(params["hash"]))};
                          const auto index = log.find_attachment(hash);
                          if (!index) return fail(Errc::unknown_round, "no such attachment");
                          return Response::of(200, media_binary, log.entry(*index));
                      }});
}

void add_replacements_route(std::vector<Route>& routes, const log::Log& log) {
    routes.push_back({Method::get,
                      "/api/v1/replacements",
                      0,
                      {},
                      [&log](const Request&, const Params&) -> Result<Response> {
                          PJ_TRY(require_public(log));
                          return Response::of(200, media_binary, replacements(log));
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
