// The pages: which files they are, at which address, and under which content policy.
#include "server/http/pages.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "server/http/page_folder.hpp"
#include "tests/unit/server/temp_folder.hpp"

namespace piaojue {
namespace {

using http::read_pages;
using testing::TempFolder;

void write(const std::filesystem::path& file, std::string_view text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
}

void write_pages(const TempFolder& folder) {
    write(folder / "deputy.html", "<p>deputy");
    write(folder / "public.html", "<p>public");
    write(folder / "booth.html", "<p>booth");
    write(folder / "check.html", "<p>check");
    write(folder / "hall.html", "<p>hall");
    write(folder / "official.html", "<p>official");
    write(folder / "setup.html", "<p>setup");
    write(folder / "trust.html", "<p>trust");
    write(folder / "rooms.html", "<p>rooms");
    write(folder / "desk.html", "<p>desk");
    write(folder / "teller.html", "<p>teller");
    write(folder / "found.html", "<p>found");
    write(folder / "favicon.svg", "<svg/>");
    write(folder / "assets/deputy-3f_A.js", "1");
}

class Pages : public ::testing::Test {
protected:
    Pages() {
        write_pages(folder_);
        origins_->hosts = {"localhost", "[::1]"};
        origins_->issue_port = 8443;
        origins_->box_port = 8444;
        router_.emplace(http::page_routes(read_pages(folder_ / ""), origins_));
    }

    http::Response get(std::string path) {
        http::Request request;
        request.path = std::move(path);
        return router_->handle(request);
    }
    static std::string header(const http::Response& response, std::string_view name) {
        for (const http::Header& one : response.headers)
            if (one.name == name) return one.value;
        return {};
    }

    TempFolder folder_;
    std::shared_ptr<http::Origins> origins_ = std::make_shared<http::Origins>();
    std::optional<http::Router> router_;
};

TEST_F(Pages, each_file_is_at_its_address) {
    EXPECT_EQ(as_text(get("/").body), "<p>public");
    EXPECT_EQ(as_text(get("/vote").body), "<p>deputy");
    EXPECT_EQ(as_text(get("/booth").body), "<p>booth");
    EXPECT_EQ(as_text(get("/check").body), "<p>check");
    EXPECT_EQ(as_text(get("/hall").body), "<p>hall");
    EXPECT_EQ(as_text(get("/official").body), "<p>official");
    EXPECT_EQ(as_text(get("/setup").body), "<p>setup");
    EXPECT_EQ(as_text(get("/trust").body), "<p>trust");
    EXPECT_EQ(as_text(get("/rooms").body), "<p>rooms");
    EXPECT_EQ(as_text(get("/assets/deputy-3f_A.js").body), "1");
    EXPECT_EQ(get("/favicon.svg").content_type, "image/svg+xml");
    EXPECT_EQ(get("/deputy.html").status, 404U);
    EXPECT_EQ(get("/assets").status, 404U);
}

TEST_F(Pages, a_page_may_reach_this_origin_and_the_box_and_nothing_else) {
    const http::Response page = get("/vote");
    EXPECT_EQ(header(page, "Content-Security-Policy"),
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
              "connect-src 'self' https://localhost:8444; base-uri 'none'; form-action 'none'; "
              "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
    EXPECT_EQ(header(page, "Cache-Control"), "") << "a page is asked for each time";
    EXPECT_EQ(header(get("/assets/deputy-3f_A.js"), "Cache-Control"),
              "public, max-age=31536000, immutable");
}

TEST_F(Pages, a_tellers_console_serves_its_page_and_the_congress_does_not) {
    EXPECT_EQ(get("/teller.html").status, 404U);
    EXPECT_EQ(get("/found.html").status, 404U);
    bool passes = true;
    const http::Gate gate = [&passes](const http::RequestHead&) -> Result<void> {
        if (passes) return {};
        return fail(Errc::not_permitted);
    };
    router_.emplace(http::local_page_routes(read_pages(folder_ / ""), http::console_page, gate));
    EXPECT_EQ(as_text(get("/").body), "<p>teller");
    EXPECT_EQ(header(get("/"), "Content-Security-Policy"),
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
              "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
              "require-trusted-types-for 'script'; trusted-types 'none'");
    EXPECT_EQ(as_text(get("/assets/deputy-3f_A.js").body), "1");
    EXPECT_EQ(get("/vote").status, 404U);
    EXPECT_EQ(get("/hall.html").status, 404U);
    passes = false;
    EXPECT_EQ(get("/").status, 403U);
    EXPECT_EQ(get("/favicon.svg").status, 403U);
}

TEST_F(Pages, origins_say_where_the_box_is) {
    EXPECT_EQ(as_text(get("/origins.json").body), R"({"box_port":8444})");
}

TEST(PageFiles, a_folder_that_is_none_of_pages_is_refused) {
    TempFolder folder;
    EXPECT_THROW((void)read_pages(folder / "missing"), EnvError);
    EXPECT_THROW((void)read_pages(folder / ""), EnvError) << "no deputy.html";
    write_pages(folder);
    EXPECT_EQ(read_pages(folder / "").size(), 14U);
    write(folder / "assets/notes.txt", "x");
    EXPECT_THROW((void)read_pages(folder / ""), EnvError);
}

TEST(PageFiles, names_are_plain_and_of_a_known_type) {
    for (const char* good : {"a.html", "assets/b-_9.js", "c.css", "d.svg"})
        EXPECT_TRUE(http::is_page_file(good)) << good;
    for (const char* bad : {"", "a", "a.txt", "a b.js", "a%2e.js", "票.html", "a.js.map"})
        EXPECT_FALSE(http::is_page_file(bad)) << bad;
}

TEST(Origins, issue_is_known_by_every_name_with_its_port) {
    http::Origins origins{{"localhost", "[::1]"}, 8443, 8444};
    EXPECT_TRUE(origins.is_issue("https://localhost:8443"));
    EXPECT_TRUE(origins.is_issue("https://[::1]:8443"));
    for (const char* other : {"https://localhost:8444", "http://localhost:8443", "null", "",
                              "https://localhost", "https://localhost:84430"})
        EXPECT_FALSE(origins.is_issue(other)) << other;
    origins.issue_port = 443;
    EXPECT_TRUE(origins.is_issue("https://localhost"));
    EXPECT_FALSE(origins.is_issue("https://localhost:443"));
}

}  // namespace
}  // namespace piaojue
