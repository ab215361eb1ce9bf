// What officials at the door are told: names that only they get, and who came and left, as the log
// has it          PROTOCOL.md §9 §16
#include <algorithm>
#include <boost/json.hpp>

#include "server/log/files.hpp"
#include "tests/integration/congress.hpp"

// Site and archive are drawn by the server; fontconfig keeps a little of each font until the
// process ends.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libcairo\nleak:libfontconfig\nleak:libpango\n";
}

namespace piaojue::testing {
namespace {

namespace json = boost::json;

constexpr std::string_view names_path = "/api/v1/desk/names";
constexpr std::string_view attendance_path = "/api/v1/desk/attendance";
constexpr std::uint16_t an_official = 1;
constexpr std::uint16_t a_scrutineer = 2;
constexpr std::uint16_t a_teller = 3;

DeputiesBody only(std::uint32_t deputy) {
    return {{DeputyNumber{deputy}}};
}

class Door : public ::testing::Test {
protected:
    void SetUp() override {
        congress_.enrol();
        congress_.draw_up_roll();
        start_ = congress_.clock.now_minutes();
    }

    json::object ask(std::string_view path) {
        const Reply reply = congress_.post(path, congress_.query(an_official));
        EXPECT_EQ(reply.status, 200U) << reply;
        return json::parse(reply.text()).as_object();
    }
    // Who was signed in and who left, in minutes from the beginning of the test.
    std::string attendance() {
        std::string out;
        const json::object answer = ask(attendance_path);
        EXPECT_EQ(answer.at("log_size").to_number<std::uint64_t>(), congress_.state().size());
        for (const json::value& one : answer.at("deputies").as_array()) {
            out += std::to_string(one.at("no").to_number<std::uint32_t>());
            EXPECT_FALSE(one.at("drew").as_bool());
            for (const char* const name : {"signed_in", "left"}) {
                const json::value& minute = one.at(name);
                out += minute.is_null()
                           ? " -"
                           : ' ' + std::to_string(minute.to_number<std::uint32_t>() - start_);
            }
            out += ';';
        }
        return out;
    }
    std::uint32_t serial() { return ask(attendance_path).at("serial").to_number<std::uint32_t>(); }
    void write_names(std::string_view table) {
        log::write_file_whole(congress_.dir().file("names.csv"), as_bytes(table));
    }

    Congress congress_;
    std::uint32_t start_ = 0;
};

TEST_F(Door, officials_alone_are_told_and_for_fresh_queries_alone) {
    for (const std::string_view path : {names_path, attendance_path}) {
        const Bytes query = congress_.query(an_official);
        EXPECT_EQ(congress_.post(path, query).status, 200U);
        EXPECT_REFUSAL(congress_.post(path, congress_.query(a_scrutineer)), Errc::not_permitted);
        EXPECT_REFUSAL(congress_.post(path, congress_.query(a_teller)), Errc::not_permitted);
        Bytes forged = query;
        forged.back() ^= 1;
        EXPECT_REFUSAL(congress_.post(path, forged), Errc::signature_rejected);
        congress_.clock.pass_minutes(61);
        EXPECT_REFUSAL(congress_.post(path, query), Errc::not_permitted);
    }
}

TEST_F(Door, names_are_those_of_the_file_by_their_place_in_it) {
    EXPECT_TRUE(ask(names_path).at("deputies").as_array().empty());
    write_names("no,name,delegation,seat,note\n7,甲,东湖,\"1,2\",\n9,乙,,,早退\n");
    const json::value expected =
        json::parse(R"([{"no":1,"name":"甲","delegation":"东湖","seat":"1,2","note":""},)"
                    R"({"no":2,"name":"乙","delegation":"","seat":"","note":"早退"}])");
    EXPECT_EQ(ask(names_path).at("deputies"), expected);
    write_names("no,name\n1,甲\n2\n");
    const Reply damaged = congress_.post(names_path, congress_.query(an_official));
    EXPECT_REFUSAL(damaged, Errc::internal);
}

TEST_F(Door, attendance_follows_sign_in_leave_and_return) {
    EXPECT_EQ(attendance(), "");
    congress_.sign_in(2, 3);
    EXPECT_EQ(attendance(), "2 0 -;3 0 -;");
    congress_.clock.pass_minutes(2);
    EXPECT_EQ(congress_.act(Act::leave, only(2)).status, 201U);
    EXPECT_EQ(congress_.act(Act::leave, only(5)).status, 201U);
    congress_.sign_in(3, 3);  // a second time: the first counts
    EXPECT_EQ(attendance(), "2 0 2;3 0 -;5 - 2;");
    congress_.clock.pass_minutes(1);
    congress_.sign_in(2, 2);
    EXPECT_EQ(attendance(), "2 0 -;3 0 -;5 - 2;");
    congress_.restart();
    EXPECT_EQ(attendance(), "2 0 -;3 0 -;5 - 2;");
}

TEST_F(Door, another_roll_ends_every_sign_in_before_it) {
    congress_.sign_in(1, 2);
    congress_.draw_up_roll();
    EXPECT_EQ(attendance(), "");
    congress_.sign_in(4, 4);
    EXPECT_EQ(attendance(), "4 0 -;");
}

TEST_F(Door, who_drew_or_declared_is_told_to_every_desk_and_of_blind_papers_nothing) {
    Congress hall{CongressPlan{.slips = 4}};
    hall.prepare();
    hall.open();
    static_cast<void>(hall.paper(1));
    EXPECT_EQ(hall.draw(2).status, 200U);
    static_cast<void>(hall.paper(3));
    EXPECT_EQ(hall.declare(3).status, 200U);
    hall.restart();
    const Reply reply = hall.post(attendance_path, hall.query(an_official));
    const json::value answer = json::parse(reply.text());
    std::string drew;
    std::string declared;
    for (const json::value& one : answer.at("deputies").as_array()) {
        drew += one.at("drew").as_bool() ? 'x' : '-';
        declared += one.at("declared").as_bool() ? 'x' : '-';
    }
    EXPECT_EQ(declared.substr(0, 4), "--x-");
    EXPECT_EQ(drew.substr(0, 4), "-x--");
    EXPECT_EQ(std::count(drew.begin(), drew.end(), 'x'), 1);
}

TEST_F(Door, the_serial_is_the_largest_that_the_asking_person_used) {
    EXPECT_EQ(serial(), 0U);
    congress_.sign_in(1, 1);
    const std::uint32_t used = serial();
    EXPECT_GT(used, 0U);
    EXPECT_REFUSAL(congress_.post("/api/v1/statements",
                                  congress_.statement_by(Act::sign_in, only(2), {a_scrutineer})),
                   Errc::not_permitted);
    EXPECT_EQ(serial(), used);
    congress_.sign_in(2, 2);
    EXPECT_GT(serial(), used);
}

}  // namespace
}  // namespace piaojue::testing
