// The journal: a closed catalogue, lines of JSON, no time beside what must not be timed
#include "server/audit/event.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

namespace piaojue::audit {
namespace {

class StillClock final : public Clock {
public:
    [[nodiscard]] std::uint64_t now_seconds() const override { return 1'795'000'041; }
};

std::string line_of(const Event& event) {
    const StillClock clock;
    std::string out;
    Journal journal{[&out](std::string_view line) { out = line; }, clock};
    journal.write(event);
    return out;
}

TEST(Audit, every_event_has_one_name_and_a_meaning) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < event_kinds; ++i) {
        const EventRow& row = event_row(static_cast<EventKind>(i));
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        EXPECT_FALSE(row.meaning.empty());
    }
}

TEST(Audit, a_line_is_one_json_object_whatever_its_text) {
    const std::string line = line_of(incident("abc", "quote \" backslash \\ line\nfeed 票"));
    const boost::json::object object = boost::json::parse(line).as_object();
    EXPECT_EQ(object.at("event"), "incident");
    EXPECT_EQ(object.at("what"), "quote \" backslash \\ line\nfeed 票");
    EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(Audit, times_are_minutes) {
    const boost::json::object object = boost::json::parse(line_of(stopped())).as_object();
    EXPECT_EQ(object.at("minute"), "2026-11-18T11:07Z");
}

TEST(Audit, what_could_stand_beside_a_cast_or_an_issue_has_no_time) {
    for (const Event& event :
         {incident("abc", "x"), second_request(), write_failed("box", "disk full")})
        EXPECT_EQ(line_of(event).find("minute"), std::string::npos);
}

TEST(Audit, a_refused_second_request_names_nobody) {
    EXPECT_EQ(line_of(second_request()), R"({"event":"second_request"})");
}

TEST(Audit, numbers_and_booleans_stay_what_they_are) {
    const boost::json::object object =
        boost::json::parse(line_of(share_received(3, false))).as_object();
    EXPECT_EQ(object.at("teller").to_number<int>(), 3);
    EXPECT_EQ(object.at("verifies"), false);
}

TEST(Audit, a_sink_that_throws_stops_nothing) {
    const StillClock clock;
    Journal journal{[](std::string_view) { throw std::runtime_error("full"); }, clock};
    EXPECT_NO_THROW(journal.write(stopped()));
}

}  // namespace
}  // namespace piaojue::audit
