// server/http/handlers/setup_read.cpp — what an office wrote, as this program understands it
//                                                                            PROTOCOL.md §16
// Nothing is kept but the names of the roll, where they are asked to be.
#include <boost/json.hpp>
#include <charconv>

#include "server/http/handlers/setup_routes.hpp"
#include "server/imports/fault_json.hpp"
#include "server/imports/fonts.hpp"
#include "server/imports/method_file.hpp"
#include "server/imports/method_json.hpp"
#include "server/imports/table.hpp"

namespace piaojue::http {
namespace {

namespace json = boost::json;
using imports::Field;
using imports::Import;
using imports::Severity;

constexpr std::string_view method_media = "text/plain";
constexpr std::string_view method_name_said = "method.toml";

json::object understood_json(const Import& import) {
    json::object out;
    out["ok"] = import.ok();
    json::array errors = imports::faults_json(import.of(Severity::unreadable));
    for (auto& one : imports::faults_json(import.of(Severity::error)))
        errors.push_back(std::move(one));
    out["errors"] = std::move(errors);
    out["warnings"] = imports::faults_json(import.of(Severity::warning));
    return out;
}

// With the fields under the names of the canonical file; empty unless all was understood.
json::array records_json(const Import& import) {
    json::array out;
    if (!import.ok()) return out;
    for (const imports::Record& record : import.records) {
        json::object row;
        for (const Field field : imports::fields_of(import.kind))
            row[imports::field_facts(field, import.kind).english] = record.of(field);
        row["no"] = record.no;
        out.push_back(std::move(row));
    }
    return out;
}

// Deputies are numbered by their place, whatever their row says.
json::array deputies_json(const Import& import) {
    json::array out = records_json(import);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i].as_object()["no"] = i + 1;
    return out;
}

Import read_import(const Request& request, imports::Kind kind) {
    const std::string sheet{request.query_value("sheet").value_or("")};
    return imports::import_with_fonts(request.body, kind, sheet);
}

Response said(const json::object& object) {
    return Response::of(200, media_json, json::serialize(object));
}

Result<Response> read_roll(const Request& request) {
    const Import import = read_import(request, imports::Kind::roll);
    json::object out = understood_json(import);
    out["deputies"] = deputies_json(import);
    return said(out);
}

Result<Response> read_projects(const Request& request) {
    const Import import = read_import(request, imports::Kind::projects);
    json::object out = understood_json(import);
    out["projects"] = records_json(import);
    out["text"] = import.ok() ? imports::canonical(import.kind, import.records) : "";
    return said(out);
}

Result<std::size_t> projects_of_query(const Request& request) {
    const std::string_view text = request.query_value("projects").value_or("");
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size() || count < 1 ||
        count > limit::projects)
        return fail(Errc::malformed, "the query is ?projects=N, how many there are, 1 to 100");
    return count;
}

Result<Response> read_method(const Request& request) {
    const std::size_t projects = PJ_TRY(projects_of_query(request));
    json::object out;
    const auto understood = [&]() -> Result<json::object> {
        const imports::MethodFile file = PJ_TRY(
            imports::parse_method_toml(as_text(request.body), std::string{method_name_said}));
        const piaojue::Method method = PJ_TRY(imports::method_for(file, projects));
        return imports::method_json(method, file);
    }();
    out["ok"] = understood.has_value();
    out["errors"] = json::array{};
    out["method"] = nullptr;
    if (understood) {
        out["method"] = *understood;
    } else {
        const imports::Fault fault =
            imports::method_fault(understood.error().detail, method_name_said);
        out["errors"] = imports::faults_json({fault});
    }
    return said(out);
}

Result<Response> keep_names(const Request& request, hall::Desk& desk) {
    const Import import = read_import(request, imports::Kind::roll);
    json::object out = understood_json(import);
    out["deputies"] = deputies_json(import);
    out["count"] = 0;
    if (import.ok()) {
        desk.keep(imports::canonical(import.kind, import.records));
        out["count"] = import.records.size();
    }
    return said(out);
}

}  // namespace

void add_setup_read_routes(std::vector<Route>& routes, const IssueServices& services) {
    const Gate gate = setup_gate(services.setup_code_hash);
    const auto add = [&](std::string_view path, std::size_t limit, std::string_view media,
                         const std::function<Result<Response>(const Request&)>& read) {
        const Handler handler = [read](const Request& request, const Params&) {
            return read(request);
        };
        routes.push_back({Method::post, std::string{path}, limit, std::string{media},
                          explaining(handler), gate});
    };
    add("/api/v1/setup/roll/read", imports::file_bytes_max, media_binary, read_roll);
    add("/api/v1/setup/projects/read", imports::file_bytes_max, media_binary, read_projects);
    add("/api/v1/setup/method/read", limit::attachment_bytes, method_media, read_method);
    add("/api/v1/setup/names", imports::file_bytes_max, media_binary,
        [&desk = services.desk](const Request& request) { return keep_names(request, desk); });
}

}  // namespace piaojue::http
