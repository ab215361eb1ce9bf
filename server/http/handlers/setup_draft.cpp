// server/http/handlers/setup_draft.cpp — a round, composed and given back; nothing is kept
//                                                                            PROTOCOL.md §16
// Whoever asked shows what was composed, compares it and posts it: nothing rests on this server.
#include <array>
#include <boost/json.hpp>

#include "crypto/base/encoding.hpp"
#include "server/http/handlers/setup_routes.hpp"
#include "server/http/json_body.hpp"
#include "server/imports/draft.hpp"
#include "server/imports/method_file.hpp"
#include "server/imports/projects.hpp"

namespace piaojue::http {
namespace {

namespace json = boost::json;

// Projects and source of 1 MiB each, with what JSON adds to them.
constexpr std::size_t draft_bytes_max = 4 * 1024 * 1024;
constexpr std::uint32_t min_group_max = 65'535;
constexpr std::uint32_t project_number_max = 65'535;

constexpr std::array<std::string_view, 10> draft_members{
    "title",  "title2", "phases", "min_group", "projects",
    "method", "source", "slips",  "further",   "candidates"};

struct Wanted {
    ManifestFields fields;
    imports::RoundTexts texts;
};

Result<Wanted> first_round(const JsonBody& body) {
    if (body.has("candidates"))
        return fail(Errc::malformed, "candidates are of a further round: say further");
    Wanted out;
    const std::string projects = PJ_TRY(body.text("projects"));
    imports::ProjectsFile read = PJ_TRY(imports::parse_projects(projects, "projects"));
    out.fields.projects = std::move(read.candidates);
    out.texts.projects = std::move(read.canonical);
    out.texts.method = PJ_TRY(body.text("method"));
    const imports::MethodFile method =
        PJ_TRY(imports::parse_method_toml(out.texts.method, "method.toml"));
    out.fields.method = PJ_TRY(imports::method_for(method, out.fields.projects.size()));
    const auto min_group = PJ_TRY(body.number("min_group", min_group_max));
    out.fields.min_group = static_cast<std::uint16_t>(min_group.value_or(1));
    return out;
}

Result<Wanted> next_round(const JsonBody& body, const CongressState& state) {
    for (const std::string_view name : {"projects", "method", "min_group"}) {
        if (body.has(name))
            return fail(Errc::malformed, std::string{name} +
                                             " of a further round follow from the "
                                             "round before: leave it away");
    }
    const RoundState* const round = state.round();
    if (round == nullptr || !(round->announced || round->voided))
        return fail(Errc::wrong_phase, "no round that is over");
    const RoundBefore before = round->as_before();
    const auto wanted = PJ_TRY(body.numbers("candidates", project_number_max));
    const auto candidates = PJ_TRY(imports::kept_candidates(before, wanted));
    ManifestFields fields = PJ_TRY(further_round(before, candidates));
    return Wanted{std::move(fields), {}};
}

Result<Wanted> wanted_round(const JsonBody& body, const CongressState& state) {
    const bool further = PJ_TRY(body.flag("further"));
    Wanted out = PJ_TRY(further ? next_round(body, state) : first_round(body));
    if (const std::string title = PJ_TRY(body.text("title")); !title.empty()) {
        out.fields.title = title;
        out.fields.title2 = PJ_TRY(body.text("title2"));
    }
    const std::string phases = PJ_TRY(body.text("phases"));
    if (phases != "split" && phases != "joint")
        return fail(Errc::malformed, "phases is split or joint");
    out.fields.phases = phases == "split" ? Phases::split : Phases::joint;
    out.texts.source = PJ_TRY(body.text("source"));
    const std::string encoded_slips = PJ_TRY(body.text("slips"));
    const Bytes slips = PJ_TRY(decode_base64(encoded_slips));
    out.texts.slips = as_text(slips);
    return out;
}

json::object drafted_json(const imports::DraftedRound& drafted) {
    json::array attachments;
    for (const auto& [kind, entry] : drafted.attachments)
        attachments.push_back(json::object{{"kind", imports::attachment_name(kind)},
                                           {"entry", encode_base64(entry)}});
    json::object out;
    out["manifest"] = encode_base64(drafted.manifest.bytes());
    out["attachments"] = std::move(attachments);
    return out;
}

Result<Response> draft(const Request& request, const log::Log& log, ByteView keys) {
    PJ_TRY(require_public(log));
    const JsonBody body = PJ_TRY(JsonBody::read(request.body, draft_members));
    const log::ViewPtr view = log.view();
    Wanted wanted = PJ_TRY(wanted_round(body, view->state));
    const auto attached = PJ_TRY(imports::attach(std::move(wanted.texts)));
    const imports::ServerKeys own = PJ_TRY(imports::decode_server_keys(keys));
    const imports::Ground ground = PJ_TRY(imports::ground_of(view->state, own));
    const imports::DraftedRound drafted =
        PJ_TRY(imports::compose(std::move(wanted.fields), ground, attached));
    return Response::of(200, media_json, json::serialize(drafted_json(drafted)));
}

}  // namespace

void add_setup_draft_route(std::vector<Route>& routes, const IssueServices& services) {
    const Handler handler = [&log = services.log, keys = services.keys](
                                const Request& request, const Params&) -> Result<Response> {
        return draft(request, log, keys);
    };
    routes.push_back({Method::post, "/api/v1/setup/draft", draft_bytes_max, std::string{media_json},
                      explaining(handler), setup_gate(services.setup_code_hash)});
}

}  // namespace piaojue::http
