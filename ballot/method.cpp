#include "ballot/method.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "ballot/wire.hpp"

namespace piaojue {

namespace {

template <class E>
struct Names;  // ::of: name of each enumerator, from 1 on

template <>
struct Names<Style> {
    static constexpr std::string_view what = "style";
    static constexpr std::array<std::string_view, 4> of{"choose_up_to", "choose_exactly",
                                                        "three_way", "three_way_capped"};
};
template <>
struct Names<Body> {
    static constexpr std::string_view what = "body";
    static constexpr std::array<std::string_view, 3> of{"plenary", "standing_committee",
                                                        "residents"};
};
template <>
struct Names<BlankRule> {
    static constexpr std::string_view what = "blank rule";
    static constexpr std::array<std::string_view, 2> of{"abstain", "void"};
};
template <>
struct Names<Base> {
    static constexpr std::string_view what = "base";
    static constexpr std::array<std::string_view, 4> of{"all", "present", "returned", "valid"};
};
template <>
struct Names<TieRule> {
    static constexpr std::string_view what = "tie rule";
    static constexpr std::array<std::string_view, 5> of{"runoff", "presidium", "include_all",
                                                        "ballot_order", "exclude"};
};
template <>
struct Names<ShortfallRule> {
    static constexpr std::string_view what = "shortfall rule";
    static constexpr std::array<std::string_view, 4> of{"presidium", "further_round", "vacant",
                                                        "fill_by_rank"};
};
template <>
struct Names<ListOrder> {
    static constexpr std::string_view what = "order";
    static constexpr std::array<std::string_view, 2> of{"votes", "candidate"};
};
template <>
struct Names<Notice> {
    static constexpr std::string_view what = "notice";
    static constexpr std::array<std::string_view, 2> of{"names", "names_and_votes"};
};
template <>
struct Names<RoundKind> {
    static constexpr std::string_view what = "kind";
    static constexpr std::array<std::string_view, 7> of{
        "first", "tie", "shortfall", "presidium", "set_invalid", "ordered", "too_few"};
};

Result<void> check_fraction(const FractionRule& rule, std::string_view what, bool of_all) {
    if (rule.a < 1 || rule.a > rule.b) {
        return fail(Errc::malformed, std::string{what} + " is no fraction a/b with 1 <= a <= b");
    }
    if (of_all && rule.base != Base::all) {
        return fail(Errc::malformed, std::string{what} + " is of all deputies");
    }
    return {};
}

// What holds of a method whatever the projects are.
Result<void> check_rules(const Method& method) {
    PJ_TRY(check_fraction(method.quorum, "the quorum", true));
    if (method.participation) {
        PJ_TRY(check_fraction(*method.participation, "the participation rule", true));
    }
    if (method.threshold) {
        PJ_TRY(check_fraction(*method.threshold, "the threshold", false));
    }
    if (method.places < 1) return fail(Errc::malformed, "no places");
    if (method.hi < 1 || method.hi > limit::approvals) {
        return fail(Errc::malformed, "hi is 1 to 100");
    }
    if (method.lo != lowest_approvals(method.style, method.hi))
        return fail(Errc::malformed, "lo does not fit the style");
    return {};
}

Result<std::optional<FractionRule>> decode_fraction(Reader& reader) {
    const std::uint8_t a = PJ_TRY(reader.u8());
    const std::uint8_t b = PJ_TRY(reader.u8());
    const std::uint8_t base_code = PJ_TRY(reader.u8());
    const std::uint8_t strict = PJ_TRY(reader.u8());
    if (a == 0 && b == 0 && base_code == 0 && strict == 0) return std::optional<FractionRule>{};
    if (strict > 1) return fail(Errc::malformed, "strict is 0 or 1");
    const Base base = PJ_TRY(enum_from_code<Base>(base_code));
    return std::optional{FractionRule{a, b, base, strict == 1}};
}

void encode_fraction(Writer& writer, const std::optional<FractionRule>& rule) {
    if (!rule) {
        writer.u32(0);
        return;
    }
    writer.u8(rule->a).u8(rule->b).u8(enum_code(rule->base)).u8(rule->strict ? 1 : 0);
}

template <class E>
Result<E> read_enum(Reader& reader) {
    const std::uint8_t code = PJ_TRY(reader.u8());
    return enum_from_code<E>(code);
}

}  // namespace

template <class E>
std::string_view enum_name(E value) {
    const auto index = static_cast<std::size_t>(value) - 1;
    PJ_ASSERT(index < Names<E>::of.size(), "a value outside its enumeration");
    return Names<E>::of[index];
}

template <class E>
Result<E> enum_from_name(std::string_view name) {
    const auto& names = Names<E>::of;
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
        return fail(Errc::malformed, "no such " + std::string{Names<E>::what});
    }
    return static_cast<E>(found - names.begin() + 1);
}

template <class E>
Result<E> enum_from_code(std::uint8_t code) {
    if (code < 1 || code > Names<E>::of.size()) {
        return fail(Errc::malformed, "no such " + std::string{Names<E>::what});
    }
    return static_cast<E>(code);
}

// NOLINTBEGIN(cppcoreguidelines-macro-usage)
#define PJ_INSTANTIATE(E)                                \
    template std::string_view enum_name<E>(E);           \
    template Result<E> enum_from_name(std::string_view); \
    template Result<E> enum_from_code(std::uint8_t)
// NOLINTEND(cppcoreguidelines-macro-usage)
PJ_INSTANTIATE(Style);
PJ_INSTANTIATE(Body);
PJ_INSTANTIATE(BlankRule);
PJ_INSTANTIATE(Base);
PJ_INSTANTIATE(TieRule);
PJ_INSTANTIATE(ShortfallRule);
PJ_INSTANTIATE(ListOrder);
PJ_INSTANTIATE(Notice);
PJ_INSTANTIATE(RoundKind);
#undef PJ_INSTANTIATE

bool FractionRule::holds(std::uint64_t x, std::uint64_t y) const {
    // Counts are below 2^32 and a, b below 2^8: no product overflows.
    const std::uint64_t left = x * b;
    const std::uint64_t right = y * a;
    return strict ? left > right : left >= right;
}

std::uint8_t lowest_approvals(Style style, std::uint8_t hi) {
    switch (style) {
    case Style::choose_up_to: return 1;
    case Style::choose_exactly: return hi;
    case Style::three_way:
    case Style::three_way_capped: return 0;
    }
    PJ_UNREACHABLE("a ballot of no style");
}

Method with_bounds(Method method, std::uint8_t places, std::uint8_t hi, std::size_t projects) {
    const bool capped = method.style != Style::three_way;
    method.places = places;
    method.hi =
        capped ? hi : static_cast<std::uint8_t>(std::min<std::size_t>(projects, limit::projects));
    method.lo = lowest_approvals(method.style, method.hi);
    return method;
}

Method default_method() {
    return Method{};
}

Result<void> check_method(const Method& method, std::size_t projects) {
    PJ_TRY(check_rules(method));
    if (method.style == Style::three_way && method.hi != projects) {
        return fail(Errc::malformed, "three_way has no cap: hi is the number of projects");
    }
    if (method.lo > projects) return fail(Errc::malformed, "more approvals asked than projects");
    return {};
}

Result<Method> decode_method(Reader& reader) {
    if (PJ_TRY(reader.u8()) != version::method) return fail(Errc::wrong_version, "of the method");
    Method out;
    out.style = PJ_TRY(read_enum<Style>(reader));
    out.body = PJ_TRY(read_enum<Body>(reader));
    out.places = PJ_TRY(reader.u8());
    out.lo = PJ_TRY(reader.u8());
    out.hi = PJ_TRY(reader.u8());
    out.blank = PJ_TRY(read_enum<BlankRule>(reader));
    const auto quorum = PJ_TRY(decode_fraction(reader));
    if (!quorum) return fail(Errc::malformed, "a method has a quorum");
    out.quorum = *quorum;
    out.participation = PJ_TRY(decode_fraction(reader));
    out.threshold = PJ_TRY(decode_fraction(reader));
    out.tie = PJ_TRY(read_enum<TieRule>(reader));
    out.shortfall = PJ_TRY(read_enum<ShortfallRule>(reader));
    out.order = PJ_TRY(read_enum<ListOrder>(reader));
    out.notice = PJ_TRY(read_enum<Notice>(reader));
    PJ_TRY(check_rules(out));
    return out;
}

void encode_method(Writer& writer, const Method& method) {
    writer.u8(version::method)
        .u8(enum_code(method.style))
        .u8(enum_code(method.body))
        .u8(method.places)
        .u8(method.lo)
        .u8(method.hi)
        .u8(enum_code(method.blank));
    encode_fraction(writer, method.quorum);
    encode_fraction(writer, method.participation);
    encode_fraction(writer, method.threshold);
    writer.u8(enum_code(method.tie))
        .u8(enum_code(method.shortfall))
        .u8(enum_code(method.order))
        .u8(enum_code(method.notice));
}

}  // namespace piaojue
