// Which pages may read the answers of an origin (Fetch Standard, CORS).
#include "tests/integration/loopback.hpp"

namespace piaojue::net {
namespace {

std::string answer_to(std::uint16_t port, const std::string& request) {
    Probe probe{port};
    EXPECT_TRUE(probe.handshake());
    EXPECT_TRUE(probe.send(request));
    return probe.read_to_end();
}

std::string from_page(std::string_view line, std::string_view page) {
    return std::string{line} +
           " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nOrigin: " + std::string{page} + "\r\n\r\n";
}

const std::string permission =
    "Access-Control-Allow-Origin: " + std::string{friendly_page} + "\r\n";

bool allows(std::string_view answer) {
    return answer.find("Access-Control-Allow-Origin") != answer.npos;
}

TEST_F(Loopback, a_friendly_page_may_read_answers_and_refusals_alike) {
    start();
    for (const char* line : {"GET /hello", "GET /none", "POST /hello", "GET /throws"}) {
        const std::string answer = answer_to(box(), from_page(line, friendly_page));
        EXPECT_NE(answer.find(permission), answer.npos) << answer;
        EXPECT_NE(answer.find("Vary: Origin\r\n"), answer.npos) << answer;
    }
}

TEST_F(Loopback, another_page_and_no_page_are_given_nothing) {
    start();
    for (const char* page : {"https://evil.example", "null", "https://pages.example",
                             "https://pages.example:8443.evil.example"})
        EXPECT_FALSE(allows(answer_to(box(), from_page("GET /hello", page)))) << page;
    EXPECT_FALSE(allows(answer_to(box(), "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")));
    // The other origin of the same server has no friends.
    EXPECT_FALSE(allows(answer_to(keeping(), from_page("GET /hello", friendly_page))));
}

TEST_F(Loopback, a_friendly_page_that_asks_first_is_told_what_it_may_send) {
    start();
    const std::string answer = answer_to(box(), from_page("OPTIONS /echo/x", friendly_page));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 204 No Content\r\n")) << answer;
    EXPECT_NE(answer.find(permission), answer.npos) << answer;
    EXPECT_NE(answer.find("Access-Control-Allow-Methods: POST\r\n"), answer.npos) << answer;
    EXPECT_NE(answer.find("Access-Control-Allow-Headers: content-type\r\n"), answer.npos) << answer;
}

TEST_F(Loopback, another_page_that_asks_first_is_refused) {
    start();
    const std::string answer =
        answer_to(box(), from_page("OPTIONS /echo/x", "https://evil.example"));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 405 ")) << answer;
    EXPECT_FALSE(allows(answer)) << answer;
}

TEST_F(Loopback, a_request_of_two_pages_is_none) {
    start();
    const std::string two =
        "GET /hello HTTP/1.1\r\nHost: a\r\nOrigin: " + std::string{friendly_page} +
        "\r\nOrigin: https://b\r\n\r\n";
    EXPECT_TRUE(answer_to(box(), two).starts_with("HTTP/1.1 400 "));
}

TEST_F(Loopback, hosts_of_a_certificate_are_its_names_and_addresses) {
    const MadeCertificate made = make_certificate(
        {"hall", {"localhost", "vote.example"}, {"127.0.0.1", "::1"}}, SystemClock{}.now_seconds());
    write_certificate(made, folder_ / "own.pem", folder_ / "own.key");
    const std::vector<std::string> hosts{"localhost", "vote.example", "127.0.0.1", "[::1]"};
    EXPECT_EQ(hosts_of_certificate(folder_ / "own.pem"), hosts);
}

}  // namespace
}  // namespace piaojue::net
