#include "ballot/method.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "ballot/wire.hpp"
#include "tests/support/vectors.hpp"

namespace piaojue {
namespace {

Bytes encoded(const Method& method) {
    Writer writer;
    encode_method(writer, method);
    return std::move(writer).bytes();
}

Result<Method> decoded(ByteView bytes) {
    Reader reader{bytes};
    return decode_method(reader);
}

TEST(Method, the_default_method_has_the_bytes_of_the_specification) {
    // version, style, body, places, lo, hi, blank | 2/3 all | none | 1/2 all strict | tie …
    EXPECT_EQ(encode_hex(encoded(default_method())),
              "01"
              "01010a010a01"
              "02030100"
              "00000000"
              "01020101"
              "01010101");
    EXPECT_EQ(encoded(default_method()).size(), size::method);
    EXPECT_TRUE(check_method(default_method(), 12).has_value());
}

TEST(Method, decode_is_the_inverse_of_encode) {
    Method method = default_method();
    method.style = Style::three_way_capped;
    method.body = Body::residents;
    method.places = 200;
    method.lo = 0;
    method.hi = 100;
    method.blank = BlankRule::void_ballot;
    method.participation = FractionRule{3, 4, Base::all, true};
    method.threshold = FractionRule{255, 255, Base::valid, false};
    method.tie = TieRule::exclude;
    method.shortfall = ShortfallRule::fill_by_rank;
    method.order = ListOrder::candidate;
    method.notice = Notice::names_and_votes;
    const auto back = decoded(encoded(method));
    ASSERT_TRUE(back.has_value());
    EXPECT_TRUE(*back == method);

    method.threshold.reset();
    method.participation.reset();
    EXPECT_TRUE(*decoded(encoded(method)) == method);
}

TEST(Method, every_byte_outside_its_enumeration_is_malformed) {
    const Bytes good = encoded(default_method());
    const std::vector<std::pair<std::size_t, std::vector<Byte>>> bad{
        {1, {0, 5, 255}},                // style
        {2, {0, 4}},                     // body
        {3, {0}},                        // places
        {4, {0, 2}},                     // lo of choose_up_to
        {5, {0, 101}},                   // hi
        {6, {0, 3}},                     // blank
        {7, {0, 4}},                     // quorum a: 0, or above b
        {8, {0, 1}},                     // quorum b
        {9, {0, 2, 5}},                  // quorum base is all
        {10, {2}},                       // strict
        {11, {1}},                       // participation: half a rule
        {15, {0, 3}},                    // threshold a
        {17, {0, 5}},                    // threshold base
        {18, {2}},        {19, {0, 6}},  // tie
        {20, {0, 5}},                    // shortfall
        {21, {0, 3}},                    // order
        {22, {0, 3}},                    // notice
    };
    for (const auto& [position, values] : bad) {
        for (const Byte value : values) {
            Bytes bytes = good;
            bytes[position] = value;
            EXPECT_REFUSED(decoded(bytes), Errc::malformed);
        }
    }
    for (std::size_t length = 1; length < good.size(); ++length)
        EXPECT_REFUSED(decoded(ByteView{good}.first(length)), Errc::malformed);
    Bytes other = good;
    other[0] = 2;
    EXPECT_REFUSED(decoded(other), Errc::wrong_version);
}

TEST(Method, a_method_without_quorum_is_malformed) {
    Bytes bytes = encoded(default_method());
    std::fill(bytes.begin() + 7, bytes.begin() + 11, Byte{0});
    EXPECT_REFUSED(decoded(bytes), Errc::malformed);
}

TEST(Method, participation_is_of_all_deputies) {
    Method method = default_method();
    method.participation = FractionRule{1, 2, Base::present, true};
    EXPECT_REFUSED(check_method(method, 12), Errc::malformed);
    method.participation->base = Base::all;
    EXPECT_TRUE(check_method(method, 12).has_value());
}

TEST(Method, bounds_follow_style_and_projects) {
    struct Case {
        Style style;
        std::uint8_t lo, hi;
        std::size_t projects;
        bool allowed;
    };
    const std::vector<Case> cases{
        {Style::choose_up_to, 1, 10, 12, true},     {Style::choose_up_to, 1, 10, 3, true},
        {Style::choose_up_to, 1, 100, 1, true},     {Style::choose_up_to, 0, 10, 12, false},
        {Style::choose_up_to, 2, 10, 12, false},    {Style::choose_exactly, 5, 5, 12, true},
        {Style::choose_exactly, 5, 5, 5, true},     {Style::choose_exactly, 5, 5, 4, false},
        {Style::choose_exactly, 1, 5, 12, false},   {Style::choose_exactly, 0, 0, 12, false},
        {Style::three_way, 0, 12, 12, true},        {Style::three_way, 0, 11, 12, false},
        {Style::three_way, 0, 13, 12, false},       {Style::three_way, 1, 12, 12, false},
        {Style::three_way_capped, 0, 1, 12, true},  {Style::three_way_capped, 0, 100, 12, true},
        {Style::three_way_capped, 0, 0, 12, false}, {Style::three_way_capped, 1, 4, 12, false},
    };
    for (const Case& c : cases) {
        Method method = default_method();
        method.style = c.style;
        method.lo = c.lo;
        method.hi = c.hi;
        EXPECT_EQ(check_method(method, c.projects).has_value(), c.allowed)
            << enum_name(c.style) << " " << int{c.lo} << " to " << int{c.hi} << " of "
            << c.projects;
    }
}

template <class E>
void expect_names(std::uint8_t count) {
    for (std::uint8_t code = 1; code <= count; ++code) {
        const E value = *enum_from_code<E>(code);
        EXPECT_EQ(enum_code(value), code);
        const auto back = enum_from_name<E>(enum_name(value));
        ASSERT_TRUE(back.has_value());
        EXPECT_TRUE(*back == value);
    }
    EXPECT_REFUSED(enum_from_code<E>(0), Errc::malformed);
    EXPECT_REFUSED(enum_from_code<E>(static_cast<std::uint8_t>(count + 1)), Errc::malformed);
    EXPECT_REFUSED(enum_from_name<E>("no such name"), Errc::malformed);
}

TEST(Method, names_and_codes_are_one_to_one) {
    expect_names<Style>(4);
    expect_names<Body>(3);
    expect_names<BlankRule>(2);
    expect_names<Base>(4);
    expect_names<TieRule>(5);
    expect_names<ShortfallRule>(4);
    expect_names<ListOrder>(2);
    expect_names<Notice>(2);
    expect_names<RoundKind>(7);
    EXPECT_EQ(enum_name(BlankRule::void_ballot), "void");
    EXPECT_EQ(enum_name(TieRule::ballot_order), "ballot_order");
    EXPECT_EQ(enum_name(RoundKind::too_few), "too_few");
}

TEST(FractionRule, half_of_327_strictly_needs_164) {
    const FractionRule half{1, 2, Base::all, true};
    EXPECT_FALSE(half.holds(163, 327));
    EXPECT_TRUE(half.holds(164, 327));
    EXPECT_FALSE(half.holds(163, 326));
    EXPECT_TRUE(half.holds(164, 326));
    const FractionRule at_least{1, 2, Base::all, false};
    EXPECT_TRUE(at_least.holds(163, 326));
}

TEST(FractionRule, two_thirds_is_exact_where_a_floating_point_number_is_not) {
    const FractionRule rule{2, 3, Base::all, false};
    EXPECT_TRUE(rule.holds(218, 327));
    EXPECT_FALSE(rule.holds(217, 327));
    // The largest counts there are: no overflow.
    const FractionRule whole{255, 255, Base::all, false};
    EXPECT_TRUE(whole.holds(0xFFFFFFFF, 0xFFFFFFFF));
    EXPECT_FALSE(whole.holds(0xFFFFFFFE, 0xFFFFFFFF));
}

}  // namespace
}  // namespace piaojue
