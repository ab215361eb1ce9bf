// Plain HTTP: request targets, the table of refusals, the router. No socket here.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>
#include <stdexcept>

#include "crypto/base/encoding.hpp"
#include "server/http/errors.hpp"
#include "server/http/router.hpp"
#include "server/http/target.hpp"

namespace piaojue::http {
namespace {

namespace json = boost::json;

json::object parse(const Response& response) {
    return json::parse(std::string{as_text(response.body)}).as_object();
}

std::string header(const Response& response, std::string_view name) {
    for (const Header& item : response.headers)
        if (item.name == name) return item.value;
    return "";
}

// ---- targets

TEST(Target, path_and_query_are_separated_and_decoded) {
    const auto target = parse_target("/api/v1/x-._~9?from=10&name=%E7%A5%A8%20a&empty=");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/api/v1/x-._~9");
    const std::vector<QueryItem> expected{{"from", "10"}, {"name", "票 a"}, {"empty", ""}};
    EXPECT_EQ(target->query, expected);
    ASSERT_TRUE(parse_target("/"));
    ASSERT_TRUE(parse_target("/a?"));
}

TEST(Target, one_resource_has_one_spelling) {
    for (const char* text :
         {"",           "a",        "*",        "http://host/a", "//",       "/a/",
          "/a//b",      "/.",       "/..",      "/a/../b",       "/a/./b",   "/%61",
          "/a b",       "/a\\b",    "/a#b",     "/a;b",          "/票",      "/a?b",
          "/a?=b",      "/a?b=c&",  "/a?b=%4",  "/a?b=%zz",      "/a?b=%00", "/a?b=%ff",
          "/a?b=1&b=2", "/a?b=c+d", "/a?b=c=d", "/a?b=\x7f"}) {
        const auto target = parse_target(text);
        ASSERT_FALSE(target) << text;
        EXPECT_EQ(target.error().code, Errc::malformed) << text;
    }
    EXPECT_FALSE(parse_target(std::string_view{"/a\0b", 4}));
}

TEST(Target, length_and_count_are_bounded) {
    const std::string longest = "/" + std::string(target_bytes_max - 1, 'a');
    EXPECT_TRUE(parse_target(longest));
    const auto longer = parse_target(longest + "a");
    ASSERT_FALSE(longer);
    EXPECT_EQ(longer.error().code, Errc::too_large);

    std::string query = "/a?";
    for (std::size_t i = 0; i < query_items_max; ++i)
        query += (i == 0 ? "k" : "&k") + std::to_string(i) + "=v";
    EXPECT_TRUE(parse_target(query));
    EXPECT_FALSE(parse_target(query + "&more=v"));
}

TEST(Target, media_type_loses_parameters_and_case) {
    EXPECT_EQ(media_type_of("Application/JSON ; charset=utf-8"), "application/json");
    EXPECT_EQ(media_type_of("application/octet-stream"), media_binary);
    EXPECT_EQ(media_type_of(""), "");
}

// ---- refusals

TEST(Problem, every_refusal_has_a_status_a_title_and_a_body_of_the_fixed_members) {
    const std::set<unsigned> allowed{400, 403, 404, 409, 413, 422, 503};
    std::set<std::string> titles;
    for (std::uint16_t number = errc_first; number <= errc_last; ++number) {
        const auto code = static_cast<Errc>(number);
        const std::string name{errc_name(code)};
        const Response response =
            code == Errc::internal ? internal_failure("0123456789abcdef") : refusal(code);
        const json::object body = parse(response);
        EXPECT_EQ(response.content_type, "application/problem+json") << name;
        EXPECT_EQ(response.status, status_of(code)) << name;
        EXPECT_EQ(body.at("type").as_string(), "urn:piaojue:refusal:" + name);
        EXPECT_EQ(body.at("title").as_string(), title_of(code)) << name;
        EXPECT_EQ(body.at("status").to_number<unsigned>(), response.status) << name;
        EXPECT_EQ(body.at("code").to_number<unsigned>(), number) << name;
        EXPECT_EQ(body.at("name").as_string(), name);
        if (code == Errc::internal) {
            EXPECT_EQ(body.size(), 6U);
            EXPECT_EQ(body.at("incident").as_string(), "0123456789abcdef");
            EXPECT_EQ(response.status, 500U);
        } else {
            EXPECT_EQ(body.size(), 5U) << name;
            EXPECT_TRUE(allowed.contains(response.status)) << name;
        }
        EXPECT_NE(std::string{title_of(code)}.find(" / "), std::string::npos) << name;
        EXPECT_TRUE(titles.emplace(title_of(code)).second) << name;
    }
}

TEST(Problem, statuses_are_those_of_the_specification) {
    EXPECT_EQ(status_of(Errc::malformed), 400U);
    EXPECT_EQ(status_of(Errc::too_large), 413U);
    EXPECT_EQ(status_of(Errc::unknown_round), 404U);
    EXPECT_EQ(status_of(Errc::wrong_phase), 409U);
    EXPECT_EQ(status_of(Errc::not_on_roll), 403U);
    EXPECT_EQ(status_of(Errc::proof_rejected), 422U);
    EXPECT_EQ(status_of(Errc::share_rejected), 422U);
    EXPECT_EQ(status_of(Errc::duplicate_ciphertext), 409U);
    EXPECT_EQ(status_of(Errc::busy), 503U);
    EXPECT_EQ(status_of(Errc::internal), 500U);
}

TEST(Problem, busy_says_when_to_come_again) {
    EXPECT_EQ(header(refusal(Errc::busy), "Retry-After"), "1");
}

TEST(Problem, evidence_travels_in_base64) {
    const Bytes evidence{0, 1, 2, 250, 251, 252, 253};
    const json::object cast = parse(refusal_with(Errc::already_cast, Evidence::promise, evidence));
    EXPECT_EQ(cast.at("promise").as_string(), encode_base64(evidence));
    EXPECT_EQ(cast.at("name").as_string(), "already_cast");
    EXPECT_EQ(cast.size(), 6U);
    const json::object phase = parse(refusal_with(Errc::wrong_phase, Evidence::refusal, evidence));
    EXPECT_EQ(phase.at("refusal").as_string(), encode_base64(evidence));
}

TEST(Problem, what_http_refuses_is_no_refusal_of_ours) {
    for (const unsigned status : {400U, 404U, 405U, 411U, 415U, 417U, 431U}) {
        const json::object body = parse(http_refusal(status));
        EXPECT_EQ(body.at("type").as_string(), "about:blank");
        EXPECT_EQ(body.at("status").to_number<unsigned>(), status);
        EXPECT_FALSE(body.contains("code"));
    }
}

// ---- router

class Routing : public testing::Test {
protected:
    static Handler named(std::string name) {
        return [name = std::move(name)](const Request&, const Params&) -> Result<Response> {
            return Response::of(200, media_text, name);
        };
    }

    std::vector<std::pair<std::string, std::string>> incidents_;
    Router router_{
        {
            {Method::get, "/", 0, "", named("root")},
            {Method::get, "/v1/{kind}/{id}", 0, "",
             [](const Request&, const Params& params) -> Result<Response> {
                 return Response::of(200, media_text,
                                     std::string{params["kind"]} + "," + std::string{params["id"]});
             }},
            {Method::get, "/v1/rounds/{id}", 0, "", named("round")},
            {Method::get, "/v1/rounds/newest", 0, "", named("newest")},
            {Method::post, "/v1/rounds/{id}", 8, "application/octet-stream",
             [](const Request& request, const Params&) -> Result<Response> {
                 return Response::of(201, media_binary, request.body);
             }},
            {Method::post, "/refuse", 8, "application/octet-stream",
             [](const Request&, const Params&) -> Result<Response> {
                 return fail(Errc::wrong_phase, "a detail for the log");
             }},
            {Method::post, "/locked", 8, "application/octet-stream", named("locked"),
             [](const RequestHead& head) -> Result<void> {
                 if (head.authorization == "open") return {};
                 return fail(Errc::not_permitted);
             }},
            {Method::get, "/env", 0, "",
             [](const Request&, const Params&) -> Result<Response> {
                 throw EnvError("the disk is full");
             }},
            {Method::get, "/int", 0, "",
             [](const Request&, const Params&) -> Result<Response> { throw 7; }},
            {Method::get, "/internal", 0, "",
             [](const Request&, const Params&) -> Result<Response> {
                 return fail(Errc::internal, "told by a result");
             }},
        },
        [this](std::string_view id, std::string_view what) { incidents_.emplace_back(id, what); }};

    static Request request(Method method, std::string path, std::string type = "",
                           std::size_t body = 0) {
        Request out;
        out.method = method;
        out.path = std::move(path);
        out.content_type = std::move(type);
        out.body = Bytes(body, 0x5A);
        return out;
    }
    [[nodiscard]] std::string text(Method method, const std::string& path) const {
        const Response response = router_.handle(request(method, path));
        return std::string{as_text(response.body)};
    }
};

TEST_F(Routing, a_literal_goes_before_a_name) {
    EXPECT_EQ(text(Method::get, "/"), "root");
    EXPECT_EQ(text(Method::get, "/v1/rounds/newest"), "newest");
    EXPECT_EQ(text(Method::get, "/v1/rounds/7"), "round");
    EXPECT_EQ(text(Method::get, "/v1/other/7"), "other,7");
}

TEST_F(Routing, head_is_answered_by_the_get_row) {
    EXPECT_EQ(text(Method::head, "/v1/rounds/newest"), "newest");
}

TEST_F(Routing, an_unknown_path_is_404) {
    for (const char* path : {"/v1", "/v1/rounds", "/v1/rounds/7/8", "/nothing", "/v1/rounds/"}) {
        EXPECT_EQ(router_.handle(request(Method::get, path)).status, 404U) << path;
        EXPECT_EQ(router_.body_limit(Method::get, path), 0U) << path;
    }
}

TEST_F(Routing, a_wrong_method_is_405_and_told_the_right_ones) {
    const Response both = router_.handle(request(Method::put, "/v1/rounds/7"));
    EXPECT_EQ(both.status, 405U);
    EXPECT_EQ(header(both, "Allow"), "GET, HEAD, POST");
    EXPECT_EQ(header(router_.handle(request(Method::get, "/refuse")), "Allow"), "POST");
    EXPECT_EQ(router_.handle(request(Method::other, "/")).status, 405U);
}

TEST_F(Routing, a_wrong_type_is_415_and_says_which_is_right) {
    const Response none = router_.handle(request(Method::post, "/v1/rounds/7", "", 1));
    const std::string detail{parse(none).at("detail").as_string()};
    EXPECT_NE(detail.find("请求头里写明"), std::string::npos);
    EXPECT_NE(detail.find("Content-Type: " + std::string{media_binary}), std::string::npos);
    EXPECT_NE(detail.find("send the request again"), std::string::npos);
    for (const char* type : {"", "application/json", "application/octet"})
        EXPECT_EQ(router_.handle(request(Method::post, "/v1/rounds/7", type, 1)).status, 415U);
    EXPECT_EQ(
        router_.handle(request(Method::post, "/v1/rounds/7", std::string{media_binary}, 1)).status,
        201U);
}

TEST_F(Routing, a_body_above_the_limit_of_its_row_is_too_large) {
    const std::string type{media_binary};
    EXPECT_EQ(router_.body_limit(Method::post, "/v1/rounds/7"), 8U);
    EXPECT_EQ(router_.handle(request(Method::post, "/v1/rounds/7", type, 8)).status, 201U);
    const Response response = router_.handle(request(Method::post, "/v1/rounds/7", type, 9));
    EXPECT_EQ(response.status, 413U);
    EXPECT_EQ(parse(response).at("name").as_string(), "too_large");
    EXPECT_EQ(router_.handle(request(Method::get, "/", "", 1)).status, 413U);
}

TEST_F(Routing, screening_refuses_before_the_body_what_handling_refuses_after_it) {
    const Request good = request(Method::post, "/v1/rounds/7", std::string{media_binary});
    EXPECT_FALSE(router_.screen(good, 8));
    EXPECT_EQ(router_.screen(good, 9)->status, 413U);
    EXPECT_EQ(router_.screen(request(Method::post, "/v1/rounds/7"), 1)->status, 415U);
    EXPECT_EQ(router_.screen(request(Method::get, "/none"), 0)->status, 404U);
    EXPECT_EQ(router_.screen(request(Method::post, "/"), 0)->status, 405U);
    RequestHead locked = request(Method::post, "/locked");
    locked.content_type = "application/octet-stream";
    EXPECT_EQ(router_.screen(locked, 8)->status, 403U);
    locked.authorization = "open";
    EXPECT_FALSE(router_.screen(locked, 8));
}

TEST_F(Routing, a_refusal_becomes_its_problem_and_keeps_its_detail_inside) {
    const Response response =
        router_.handle(request(Method::post, "/refuse", std::string{media_binary}));
    EXPECT_EQ(response.status, 409U);
    EXPECT_EQ(parse(response).at("name").as_string(), "wrong_phase");
    EXPECT_EQ(as_text(response.body).find("detail"), std::string_view::npos);
    EXPECT_TRUE(incidents_.empty());
}

TEST_F(Routing, an_exception_becomes_an_incident_and_tells_the_client_only_its_id) {
    for (const auto& [path, what] : std::vector<std::pair<std::string, std::string>>{
             {"/env", "the disk is full"},
             {"/int", "an exception of an unknown type"},
             {"/internal", "told by a result"}}) {
        incidents_.clear();
        const Response response = router_.handle(request(Method::get, path));
        EXPECT_EQ(response.status, 500U);
        ASSERT_EQ(incidents_.size(), 1U) << path;
        EXPECT_EQ(incidents_[0].second, what);
        EXPECT_EQ(parse(response).at("incident").as_string(), incidents_[0].first);
        EXPECT_EQ(incidents_[0].first.size(), 16U);
        EXPECT_EQ(as_text(response.body).find(what), std::string_view::npos);
    }
}

TEST(RoutingTable, two_rows_for_the_same_requests_are_a_programming_error) {
    const Handler handler = [](const Request&, const Params&) -> Result<Response> {
        return Response{};
    };
    EXPECT_DEATH((Router{{{Method::get, "/a/{x}", 0, "", handler},
                          {Method::get, "/a/{y}", 0, "", handler}}}),
                 "two rows");
    EXPECT_DEATH((Router{{{Method::post, "/a", 8, "", handler}}}), "a row takes a body");
}

}  // namespace
}  // namespace piaojue::http
