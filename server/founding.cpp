#include "server/founding.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "crypto/base/encoding.hpp"
#include "server/http/handlers/routes.hpp"
#include "server/http/json_body.hpp"
#include "server/net/own_names.hpp"

namespace piaojue {
namespace {

constexpr std::array<std::string_view, 4> founding_members{"name", "name2", "sample", "tls_names"};
constexpr std::size_t founding_bytes_max = 16 * 1024;
constexpr std::size_t tls_names_max = 64;

// One worker: of two that found at once the second finds it done.
net::Limits limits_of_one_founder() {
    net::Limits limits;
    limits.connections_max = 16;
    limits.queue_max = 16;
    limits.workers = 1;
    limits.io_threads = 1;
    return limits;
}

boost::json::array texts_json(const std::vector<std::string>& texts) {
    return boost::json::array(texts.begin(), texts.end());
}

// The names that were given first: those are how devices come here.
boost::json::array links_json(std::vector<std::string> names, std::uint16_t port) {
    if (std::find(names.begin(), names.end(), "localhost") == names.end())
        names.emplace_back("localhost");
    boost::json::array out;
    for (const std::string& name : names) {
        const std::string host = name.find(':') == std::string::npos ? name : "[" + name + "]";
        out.emplace_back("https://" + host + ":" + std::to_string(port) + "/setup");
    }
    return out;
}

}  // namespace

Founding::Founding(const DataDir& dir, std::vector<http::PageFile> pages, std::uint16_t port,
                   Rng& rng, const Clock& clock, std::function<void()> on_founded)
    : dir_(dir), rng_(rng), clock_(clock), on_founded_(std::move(on_founded)), link_(rng) {
    std::vector<http::Route> routes =
        http::local_page_routes(std::move(pages), http::founding_page, link_.for_pages());
    for (http::Route& route : api())
        routes.push_back(std::move(route));
    net::OriginConfig origin;
    origin.port = port;
    origin.router = std::make_shared<const http::Router>(std::move(routes));
    server_ = std::make_unique<net::HttpServer>(limits_of_one_founder(), std::vector{origin});
    link_.set_port(server_->port(0));
    server_->start();
}

std::vector<http::Route> Founding::api() {
    http::Route ask;
    ask.pattern = "/api/v1/founding";
    ask.handler = [this](const http::Request&, const http::Params&) -> Result<http::Response> {
        boost::json::object out;
        out["tls_names"] = texts_json(net::own_names());
        out["rehearsal_of_before"] = !newest_rehearsal(dir_).empty();
        return http::Response::of(200, http::media_json, boost::json::serialize(out));
    };
    ask.gate = link_.for_api();
    http::Route make = ask;
    make.method = http::Method::post;
    make.body_limit = founding_bytes_max;
    make.content_type = http::media_json;
    make.handler = http::explaining(
        [this](const http::Request& request, const http::Params&) { return found(request); });
    return {std::move(ask), std::move(make)};
}

Result<http::Response> Founding::found(const http::Request& request) {
    if (founded_)
        return fail(Errc::not_permitted,
                    "大会已经建立：请用服务器印出的链接打开筹备页\n"
                    "the congress was founded: open the page of the setting up by a link that "
                    "the server printed");
    const http::JsonBody body = PJ_TRY(http::JsonBody::read(request.body, founding_members));
    NewCongress congress;
    congress.name = PJ_TRY(body.text("name"));
    congress.name2 = PJ_TRY(body.text("name2"));
    congress.sample = PJ_TRY(body.flag("sample"));
    congress.tls_names = PJ_TRY(body.texts("tls_names"));
    if (congress.tls_names.size() > tls_names_max)
        return fail(Errc::malformed,
                    "服务器的名称和地址最多 64 个，请删去用不到的\n"
                    "names and addresses of the server: at most 64, leave out what nobody uses");
    congress.authority_from = newest_rehearsal(dir_);
    const MadeDataDir made = PJ_TRY(make_data_dir(dir_, congress, rng_, clock_));
    founded_ = true;
    on_founded_();
    boost::json::object out;
    out["congress_id"] = encode_hex(made.congress.value());
    out["sample"] = congress.sample;
    out["authority_sha256"] = encode_hex(made.authority_fingerprint);
    out["certificate_sha256"] = encode_hex(made.certificate_fingerprint);
    out["setup_code"] = made.setup_code;
    out["links"] = links_json(std::move(congress.tls_names), port());
    return http::Response::of(200, http::media_json, boost::json::serialize(out));
}

}  // namespace piaojue
