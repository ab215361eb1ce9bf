// method.toml: what each key becomes, and what is refused with line and remedy.
#include "server/imports/method_file.hpp"

#include <tuple>

#include "server/imports/method_json.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue::imports {
namespace {

using testing::code_of;

constexpr std::size_t twelve = 12;

Method method_from(std::string_view text, std::size_t projects = twelve) {
    const auto file = parse_method_toml(text, "method.toml");
    EXPECT_TRUE(file.has_value()) << (file ? "" : file.error().detail);
    const auto method = file ? method_for(*file, projects) : Result<Method>{Method{}};
    EXPECT_TRUE(method.has_value()) << (method ? "" : method.error().detail);
    return method.value_or(Method{});
}

std::string refusal_of(std::string_view text, std::size_t projects = twelve) {
    const auto file = parse_method_toml(text, "method.toml");
    if (!file) {
        EXPECT_EQ(file.error().code, Errc::malformed);
        return file.error().detail;
    }
    const auto method = method_for(*file, projects);
    EXPECT_EQ(code_of(method), Errc::malformed) << text;
    return method ? "" : method.error().detail;
}

TEST(MethodFile, an_empty_file_is_the_default_method) {
    EXPECT_EQ(method_from(""), default_method());
}

TEST(MethodFile, every_key_is_read) {
    const auto file = parse_method_toml(R"(
title = "本市票决办法"
body = "standing_committee"
places = 7
ballot = "three_way_capped"
max_approvals = 5
blank = "void"
quorum = { fraction = "1/2", base = "all", strict = true }
participation = { fraction = "1/2", base = "all", strict = true }
threshold = { fraction = "3/5", base = "valid", strict = false }
tie = "ballot_order"
shortfall = "fill_by_rank"
order = "candidate"
notice = "names_and_votes"
secrecy = "secret"
)",
                                        "method.toml");
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(file->title, "本市票决办法");
    const auto method = method_for(*file, twelve);
    ASSERT_TRUE(method);
    Method expected;
    expected.style = Style::three_way_capped;
    expected.body = Body::standing_committee;
    expected.places = 7;
    expected.lo = 0;
    expected.hi = 5;
    expected.blank = BlankRule::void_ballot;
    expected.quorum = {1, 2, Base::all, true};
    expected.participation = FractionRule{1, 2, Base::all, true};
    expected.threshold = FractionRule{3, 5, Base::valid, false};
    expected.tie = TieRule::ballot_order;
    expected.shortfall = ShortfallRule::fill_by_rank;
    expected.order = ListOrder::candidate;
    expected.notice = Notice::names_and_votes;
    EXPECT_EQ(*method, expected);
}

TEST(MethodFile, the_cap_is_the_places_unless_given_and_all_candidates_in_three_way) {
    EXPECT_EQ(method_from("places = 4").hi, 4);
    EXPECT_EQ(method_from("places = 4\nmax_approvals = 6").hi, 6);
    EXPECT_EQ(method_from("ballot = 'three_way'").hi, twelve);
    EXPECT_EQ(method_from("ballot = 'three_way'\nmax_approvals = 12").hi, twelve);
    EXPECT_EQ(method_from("ballot = 'choose_exactly'\nplaces = 3").lo, 3);
}

TEST(MethodFile, no_threshold_is_base_none) {
    EXPECT_FALSE(method_from("threshold = { base = 'none' }").threshold.has_value());
    EXPECT_FALSE(
        method_from("threshold = { fraction = '1/2', base = 'none' }").threshold.has_value());
}

TEST(MethodFile, a_refusal_names_line_key_and_remedy) {
    EXPECT_EQ(refusal_of("places = 3\n\ntie = 'lottery'"),
              "method.toml:3: tie: 'lottery' is none of runoff, presidium, include_all, "
              "ballot_order, exclude");
    EXPECT_EQ(refusal_of("places = 0"),
              "method.toml:1: places: write a whole number from 1 to 100");
    EXPECT_EQ(refusal_of("\nseats = 3").substr(0, 34), "method.toml:2: seats: no such key;");
    EXPECT_EQ(refusal_of("places = ").substr(0, 24), "method.toml:1: not TOML:");
    EXPECT_EQ(refusal_of("places = 3\nplaces = 4").substr(0, 24), "method.toml:2: not TOML:");
}

TEST(MethodFile, what_can_not_be_is_refused) {
    for (const std::string_view text : {"quorum = { fraction = '3/2' }",
                                        "quorum = { fraction = '0/2' }",
                                        "quorum = { fraction = '1/0' }",
                                        "quorum = { fraction = '1/256' }",
                                        "quorum = { fraction = '-1/2' }",
                                        "quorum = { fraction = 'half' }",
                                        "quorum = { fraction = 0.5 }",
                                        "quorum = { base = 'present' }",
                                        "quorum = '2/3'",
                                        "quorum = { fraction = '2/3', more = 1 }",
                                        "participation = { base = 'none' }",
                                        "threshold = { base = 'voters' }",
                                        "threshold = { strict = 'yes' }",
                                        "title = 3",
                                        "places = 3.5",
                                        "places = 101",
                                        "secrecy = 'named'",
                                        "ballot = 'three_way_capped'",
                                        "ballot = 'three_way'\nmax_approvals = 5",
                                        "ballot = 'choose_exactly'\nplaces = 13"}) {
        EXPECT_NE(refusal_of(text), "") << text;
    }
}

TEST(MethodFile, numbers_are_read_up_to_their_bounds) {
    EXPECT_EQ(method_from("places = 1").places, 1);
    EXPECT_EQ(method_from("places = 100", 100).places, 100);
    EXPECT_EQ(method_from("max_approvals = 1").hi, 1);
    EXPECT_EQ(method_from("max_approvals = 100", 100).hi, 100);
    for (const std::string key : {"places", "max_approvals"}) {
        for (const std::string value :
             {"0", "101", "-1", "257", "9223372036854775807", "1.0", "true", "'1'", "[]", "{}"}) {
            EXPECT_EQ(refusal_of(key + " = " + value),
                      "method.toml:1: " + key + ": write a whole number from 1 to 100")
                << value;
        }
    }
}

TEST(MethodFile, minutes_to_claim_are_none_to_a_day_and_no_rule_of_the_vote) {
    for (const auto& [text, minutes] : std::initializer_list<std::pair<std::string_view, int>>{
             {"", 0}, {"claim_minutes = 0", 0}, {"claim_minutes = 1440", 1440}}) {
        const auto file = parse_method_toml(text, "method.toml");
        ASSERT_TRUE(file) << file.error().detail;
        EXPECT_EQ(file->claim_minutes, minutes) << text;
        EXPECT_EQ(method_from(text), default_method());
    }
    for (const std::string_view value : {"-1", "1441", "1.5", "'15'", "true"}) {
        EXPECT_EQ(refusal_of("claim_minutes = " + std::string{value}),
                  "method.toml:1: claim_minutes: write a whole number of minutes from 0 to 1440");
    }
}

TEST(MethodFile, fractions_are_read_up_to_their_bounds) {
    const auto quorum = [](const std::string& fraction) {
        return "quorum = { fraction = '" + fraction + "' }";
    };
    for (const auto& [text, a, b] : {std::tuple{"1/1", 1, 1}, std::tuple{"255/255", 255, 255},
                                     std::tuple{"1/255", 1, 255}, std::tuple{"04/5", 4, 5}}) {
        const FractionRule rule = method_from(quorum(text)).quorum;
        EXPECT_EQ(int{rule.a}, a) << text;
        EXPECT_EQ(int{rule.b}, b) << text;
    }
    for (const std::string text :
         {"", "1", "/", "1/", "/1", "0/1", "1/0", "2/1", "256/256", "1/256", "1/2/3", "1x/2",
          "1/2x", " 1/2", "1 /2", "+1/2", "1/-2", "１/２"}) {
        EXPECT_EQ(refusal_of(quorum(text)), "method.toml:1: quorum: '" + text +
                                                "' is no fraction; write \"a/b\" with "
                                                "1 <= a <= b <= 255");
    }
}

TEST(MethodFile, what_a_rule_leaves_out_stays_as_it_was) {
    EXPECT_EQ(method_from("quorum = { strict = true }").quorum,
              (FractionRule{2, 3, Base::all, true}));
    EXPECT_EQ(method_from("threshold = { fraction = '2/3' }").threshold,
              (FractionRule{2, 3, Base::all, true}));
    // There is no participation to begin with: more than half of all.
    EXPECT_EQ(method_from("participation = {}").participation,
              (FractionRule{1, 2, Base::all, true}));
    EXPECT_EQ(method_from("").participation, std::nullopt);
}

TEST(MethodFile, a_rule_of_another_shape_is_told_what_to_write) {
    EXPECT_EQ(refusal_of("threshold = { base = 'voters' }"),
              "method.toml:1: threshold: base 'voters' is none of all, present, returned, valid, "
              "none");
    for (const std::string base : {"present", "none", "voters"}) {
        EXPECT_EQ(refusal_of("quorum = { base = '" + base + "' }"),
                  "method.toml:1: quorum: base '" + base + "' is none of all");
    }
    EXPECT_EQ(refusal_of("quorum = '2/3'"),
              "method.toml:1: quorum: write { fraction = \"1/2\", base = \"all\", strict = true }");
    EXPECT_EQ(refusal_of("threshold = { strict = 1 }"),
              "method.toml:1: threshold: strict is true or false");
    EXPECT_EQ(refusal_of("quorum = { part = '2/3' }"),
              "method.toml: quorum.part: no such key; there are fraction, base, strict");
    EXPECT_EQ(refusal_of("title = 3"), "method.toml:1: title: write a text in quotes");
    EXPECT_EQ(refusal_of("secrecy = 'named'"),
              "method.toml:1: secrecy: every vote here is secret; write \"secret\"");
}

TEST(MethodFile, null_leaves_a_key_away_and_a_method_has_a_quorum) {
    const auto read = [](std::string_view text) {
        return read_method_json(boost::json::parse(text).as_object(), "line 1");
    };
    const auto file = read(R"({"places": null, "max_approvals": null, "threshold": null})");
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(file->title, "");
    EXPECT_EQ(file->rules.places, default_method().places);
    EXPECT_EQ(file->max_approvals, std::nullopt);
    EXPECT_EQ(file->rules.threshold, std::nullopt);
    const auto none = read(R"({"quorum": null})");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().detail,
              "line 1: quorum: a method has a quorum; leave the key away for 2/3");
}

TEST(MethodFile, the_same_keys_are_read_from_json) {
    constexpr std::string_view text = R"({"places": 2, "ballot": "three_way", "participation": null,
        "threshold": {"fraction": "1/2", "base": "valid", "strict": true}})";
    const auto file = read_method_json(boost::json::parse(text).as_object(), "line 1");
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(file->rules.threshold, (FractionRule{1, 2, Base::valid, true}));
    EXPECT_FALSE(read_method_json(boost::json::object{{"places", "2"}}, "line 1"));
}

TEST(MethodJson, a_resolved_method_reads_as_itself) {
    for (const std::string_view text :
         {"", "ballot = 'three_way'", "ballot = 'three_way_capped'\nmax_approvals = 5",
          "ballot = 'choose_exactly'\nplaces = 3\nthreshold = { base = 'none' }",
          "participation = { fraction = '1/2' }\nblank = 'void'\nbody = 'residents'"}) {
        const Method method = method_from(text);
        const MethodFile named{"办法", {}, {}, 20};
        const auto again = read_method_json(method_json(method, named), "again");
        ASSERT_TRUE(again) << again.error().detail;
        EXPECT_EQ(again->title, "办法");
        EXPECT_EQ(again->claim_minutes, 20);
        const auto resolved = method_for(*again, twelve);
        ASSERT_TRUE(resolved) << resolved.error().detail;
        EXPECT_EQ(*resolved, method) << text;
    }
}

TEST(MethodJson, a_fault_names_its_row_where_the_file_has_one) {
    const auto row_of = [](std::string_view text) {
        return method_fault(refusal_of(text), "method.toml").place.row;
    };
    EXPECT_EQ(row_of("title = 'x'\nplaces = 0"), 2U);
    EXPECT_EQ(row_of("places ="), 1U);
    EXPECT_EQ(row_of("ballot = 'three_way'\nmax_approvals = 2"), std::nullopt);
    EXPECT_EQ(method_fault("method.toml:7", "method.toml").place.row, std::nullopt);
    EXPECT_EQ(method_fault("method.toml: 7: x", "method.toml").place.row, std::nullopt);
}

}  // namespace
}  // namespace piaojue::imports
