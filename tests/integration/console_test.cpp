// A teller's console: its local server lets nobody else in, and by its orders three tellers come
// from their enrolment to a record counted again                               docs/adr/0020
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "server/teller/console/describe.hpp"
#include "server/teller/console/local_server.hpp"
#include "tests/integration/consoles.hpp"

namespace piaojue::live {
namespace {

// Sends this to a port of the loopback and reads what comes until the end; nothing if nobody is
// there.
std::string say_to(const char* address, std::uint16_t port, std::string_view request) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    ::inet_pton(AF_INET, address, &to.sin_addr);
    std::string answer;
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0 &&
        ::send(fd, request.data(), request.size(), MSG_NOSIGNAL) ==
            static_cast<::ssize_t>(request.size())) {
        std::array<char, 4096> piece{};
        for (;;) {
            const ::ssize_t got = ::recv(fd, piece.data(), piece.size(), 0);
            if (got <= 0) break;
            answer.append(piece.data(), static_cast<std::size_t>(got));
        }
    }
    ::close(fd);
    return answer;
}

TEST_F(Consoles, the_local_server_lets_in_the_printed_link_alone) {
    start(1);
    std::vector<http::PageFile> pages{{"teller.html", Bytes{'p', 'a', 'g', 'e'}},
                                      {"hall.html", Bytes{'h'}}};
    const teller::console::LocalServer local{*consoles_[1], std::move(pages), 0, rng_};
    const std::string own = "127.0.0.1:" + std::to_string(local.port());
    const std::string token = local.link().substr(local.link().find('#') + 1);
    EXPECT_EQ(local.link(), "http://" + own + "/#" + token);
    EXPECT_EQ(token.size(), 32U);
    const auto ask = [&](std::string_view first, const std::string& host, const std::string& more,
                         const std::string& body = {}) {
        return say_to("127.0.0.1", local.port(),
                      std::string{first} + " HTTP/1.1\r\nHost: " + host +
                          "\r\nConnection: close\r\n" + more + "\r\n" + body);
    };
    const std::string key = "Authorization: Bearer " + token + "\r\n";
    const auto is = [](const std::string& answer, std::string_view status) {
        return answer.starts_with("HTTP/1.1 " + std::string{status});
    };
    EXPECT_TRUE(ask("GET /", own, "").ends_with("page"));
    EXPECT_TRUE(is(ask("GET /hall.html", own, ""), "404"));
    const std::string board = ask("GET /api/board", own, key);
    EXPECT_TRUE(is(board, "200")) << board;
    EXPECT_NE(board.find("\"alarm\":null"), std::string::npos);
    EXPECT_EQ(board.find("Access-Control"), std::string::npos);
    EXPECT_TRUE(is(ask("GET /api/board", own, key + "Origin: http://" + own + "\r\n"), "200"));

    for (const std::string& host : {"localhost:" + std::to_string(local.port()),
                                    std::string{"rebound.example"}, std::string{"127.0.0.1"}}) {
        EXPECT_TRUE(is(ask("GET /api/board", host, key), "403")) << host;
        EXPECT_TRUE(is(ask("GET /", host, ""), "403")) << host;
    }
    for (const char* const origin : {"http://evil.example", "null", "https://127.0.0.1"}) {
        const std::string header = "Origin: " + std::string{origin} + "\r\n";
        EXPECT_TRUE(is(ask("GET /api/board", own, key + header), "403")) << origin;
        EXPECT_TRUE(is(ask("OPTIONS /api/orders", own, header), "405")) << origin;
    }
    EXPECT_TRUE(is(ask("GET /api/board", own, ""), "403"));
    EXPECT_TRUE(is(ask("GET /api/board", own, key.substr(0, key.size() - 3) + "\r\n"), "403"));
    EXPECT_TRUE(is(ask("GET /api/board?token=" + token, own, ""), "403"));

    const std::string text = R"({"order":"recount"})";
    const std::string length = "Content-Length: " + std::to_string(text.size()) + "\r\n";
    const std::string json = "Content-Type: application/json\r\n" + length;
    EXPECT_TRUE(is(ask("POST /api/orders", own, json, text), "403"));
    EXPECT_TRUE(is(ask("GET /api/sheet", own, ""), "403"));
    EXPECT_TRUE(ask("GET /api/sheet", own, key).ends_with("null"));
    const std::string table = "Content-Type: application/octet-stream\r\nContent-Length: 3\r\n";
    EXPECT_TRUE(is(ask("POST /api/names", own, table, "a,b"), "403"));
    EXPECT_TRUE(is(ask("POST /api/names", own, key + table, "a,b"), "202"));
    wait_for(1, [](const Board& now) { return now.at("working").is_null(); });
    EXPECT_TRUE(is(
        ask("POST /api/orders", own, key + "Content-Type: text/plain\r\n" + length, text), "415"));
    EXPECT_TRUE(is(ask("POST /api/orders", own, key + json, R"({"order":"unknown"})"), "400"));
    EXPECT_TRUE(is(ask("POST /api/orders", own, key + json, text), "202"));
    EXPECT_EQ(say_to("127.0.0.2", local.port(), "GET / HTTP/1.1\r\n\r\n"), "")
        << "it listens on one address";
}

TEST_F(Consoles, keys_in_a_console_are_used_by_no_second_one) {
    start(1);
    teller::console::DeskSettings settings;
    settings.endpoint = server_.endpoint();
    std::pair own{keys(1), need(teller::unlock_keys(keys(1), SecretBuffer{as_bytes(passphrase)}))};
    const auto second = Console::start(std::move(settings), std::move(own));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Errc::not_permitted);
}

TEST_F(Consoles, a_log_that_was_rolled_back_is_an_alarm_after_which_nothing_is_done) {
    start(1);
    wait_until_there(1, "log");
    server_.kill();
    server_.copy_data_to(folder_.path() / "older");
    server_.start();
    const Roll roll{congress_id(need(api_.entry("congress"))),
                    RollId{rng_.bytes<32>()},
                    {SigningKey::generate(rng_).verify_key()}};
    need(api_.post_setup_entry(server_.setup_code(), encode_roll(roll)));
    wait_for(1, [](const Board& now) {
        return now.at("log").is_object() && now.at("log").at("size").to_number<int>() == 3;
    });
    server_.kill();
    std::filesystem::remove_all(server_.data());
    std::filesystem::rename(folder_.path() / "older", server_.data());
    server_.start();
    const Board alarmed = wait_until_there(1, "alarm");
    EXPECT_EQ(alarmed.at("alarm").at("name").as_string(), "log_rollback");
    const Board before = order(1, OrderKind::ceremony, {}, 2);
    EXPECT_NE(stage(before), "running");
    EXPECT_FALSE(std::filesystem::exists(keys(1).replace_extension(".share.ceremony")));
}

class ConsolesOfAVote : public Consoles {
protected:
    // First another fingerprint than the hall's.
    void compare_everywhere() {
        const std::string fingerprint = teller::console::hall_fingerprint(congress_.round().hash());
        for (const std::size_t i : {1U, 2U, 3U}) {
            wait_until_there(i, "round");
            EXPECT_EQ(refusal(order(i, OrderKind::compare, std::string(24, '0'))),
                      "wrong_manifest");
            EXPECT_TRUE(board(i).at("round").at("fingerprint").is_null())
                << "shown before compared";
            obeyed(order(i, OrderKind::compare, fingerprint));
            EXPECT_EQ(board(i).at("round").at("fingerprint").as_string(), fingerprint);
            EXPECT_EQ(board(i).at("round").at("counts").at("cast").to_number<int>(), 0);
        }
    }
    void let_three_vote() {
        act(Act::seal);
        act(Act::sign_in, DeputiesBody{{DeputyNumber{1}, DeputyNumber{2}, DeputyNumber{3}}});
        act(Act::open);
        std::vector<Paper> papers;
        for (std::uint32_t deputy = 1; deputy <= 3; ++deputy) {
            papers.push_back(congress_.make_paper(deputy));
            congress_.take(papers.back(), need(api_.issue(papers.back().request)));
        }
        act(Act::end_issuing);
        for (const Paper& paper : papers)
            need(api_.cast(congress_.make_ballot(paper, 1).bytes()));
    }
};

// From the enrolment to the recount; one console ends in the middle of the ceremony and is started
// again.
TEST_F(ConsolesOfAVote,
       three_tellers_come_by_orders_from_their_enrolment_to_a_record_counted_again) {
    for (const std::size_t i : {1U, 2U}) {
        start(i);
        begin_ceremony(i);
    }
    const Board waits = wait_for(1, [](const Board& now) {
        return stage(now) == "running" && now.at("ceremony").at("missing") == boost::json::array{3};
    });
    EXPECT_EQ(waits.at("ceremony").at("step").as_string(), "commit");
    consoles_[1].reset();
    start(1);
    wait_for(1, [](const Board& now) { return stage(now) == "running"; });
    start(3);
    begin_ceremony(3);
    for (const std::size_t i : {1U, 2U, 3U}) {
        wait_for(i, [](const Board& now) { return stage(now) == "done"; });
        EXPECT_FALSE(std::filesystem::exists(keys(i).replace_extension(".share.ceremony")));
    }

    congress_.draft(server_);
    compare_everywhere();
    let_three_vote();
    EXPECT_EQ(refusal(order(1, OrderKind::cosign)), "wrong_phase");
    act(Act::close);

    for (const std::size_t i : {1U, 2U, 3U}) {
        const Board shut = wait_until_there(i, "box");
        EXPECT_TRUE(shut.at("box").at("held").as_bool()) << boost::json::serialize(shut);
        EXPECT_EQ(shut.at("box").at("cast").to_number<int>(), 3);
    }
    EXPECT_EQ(refusal(order(1, OrderKind::share)), "too_few_cosignatures");
    const std::size_t quorum = congress_.round().manifest().cosigner_quorum();
    for (std::size_t i = 1; i <= quorum; ++i)
        obeyed(order(i, OrderKind::cosign));
    for (const std::size_t i : {1U, 2U}) {
        wait_for(i, [&](const Board& now) {
            const boost::json::value& found = now.at("cosignatures");
            return found.is_object() && found.at("by").as_array().size() == quorum;
        });
        obeyed(order(i, OrderKind::share));
    }
    const Board counted = wait_until_there(3, "result");
    EXPECT_EQ(counted.at("result").at("projects").at(0).at("approve").to_number<int>(), 3);
    EXPECT_EQ(counted.at("shares").at("good"), (boost::json::array{1, 2}));
    EXPECT_EQ(counted.at("result").at("counts"), (boost::json::object{{"due", 4},
                                                                      {"present", 3},
                                                                      {"issued", 3},
                                                                      {"returned", 3},
                                                                      {"valid", 3},
                                                                      {"void", 0}}));
    for (const std::size_t i : {1U, 3U}) {
        wait_until_there(i, "result");
        obeyed(order(i, OrderKind::report));
    }
    const auto hash =
        need(decode_hex_fixed<32>(std::string_view{counted.at("result").at("hash").as_string()}));
    act(Act::announce, ResultBody{ResultHash{hash}});
    act(Act::publish);
    const Board again = order(2, OrderKind::recount);
    obeyed(again);
    EXPECT_TRUE(again.at("recount").at("valid").as_bool());
    EXPECT_TRUE(again.at("recount").at("anchored").as_bool());
}

}  // namespace
}  // namespace piaojue::live
