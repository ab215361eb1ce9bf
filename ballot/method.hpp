// ballot/method.hpp — the voting method: every rule as data          PROTOCOL.md §6
//
// 23 bytes inside the manifest. A Method that came from decode_method() or passed check_method()
// has only values of the format; what its numbers mean beside the projects is check_method()'s
// second half. Nothing here is secret; everything is safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "ballot/wire.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"

namespace piaojue {

enum class Style : std::uint8_t {
    choose_up_to = 1,      // approve at least one and at most hi
    choose_exactly = 2,    // approve exactly hi
    three_way = 3,         // approve, oppose or abstain on each
    three_way_capped = 4,  // the same, with at most hi approvals
};
// Answers to a project: 2 (approve, none) or 3 (approve, oppose, abstain).
[[nodiscard]] constexpr std::uint8_t grades_of(Style style) {
    return style == Style::three_way || style == Style::three_way_capped ? 3 : 2;
}
enum class Body : std::uint8_t { plenary = 1, standing_committee = 2, residents = 3 };
enum class BlankRule : std::uint8_t { abstain = 1, void_ballot = 2 };
enum class Base : std::uint8_t { all = 1, present = 2, returned = 3, valid = 4 };
enum class TieRule : std::uint8_t {
    runoff = 1,
    presidium = 2,
    include_all = 3,
    ballot_order = 4,
    exclude = 5,
};
enum class ShortfallRule : std::uint8_t {
    presidium = 1,
    further_round = 2,
    vacant = 3,
    fill_by_rank = 4,
};
enum class ListOrder : std::uint8_t { votes = 1, candidate = 2 };
enum class Notice : std::uint8_t { names = 1, names_and_votes = 2 };

// Why a round is held; also what a result entry asks for next.
enum class RoundKind : std::uint8_t {
    first = 1,
    tie = 2,
    shortfall = 3,
    presidium = 4,
    set_invalid = 5,
    ordered = 6,
    too_few = 7,
};

// The snake_case name of a value, as files and JSON have it ("void" for BlankRule::void_ballot),
// and back. For all enumerations above. Refuses `malformed`.
template <class E>
[[nodiscard]] std::string_view enum_name(E value);
template <class E>
[[nodiscard]] Result<E> enum_from_name(std::string_view name);
template <class E>
[[nodiscard]] Result<E> enum_from_code(std::uint8_t code);

// "at least a/b of the base", or "more than" when strict.
struct FractionRule {
    std::uint8_t a = 1;
    std::uint8_t b = 1;
    Base base = Base::all;
    bool strict = false;

    // Whether x meets the rule against its base's value y. Exact.
    [[nodiscard]] bool holds(std::uint64_t x, std::uint64_t y) const;

    friend bool operator==(const FractionRule&, const FractionRule&) = default;
};

struct Method {
    Style style = Style::choose_up_to;
    Body body = Body::plenary;
    std::uint8_t places = 10;
    std::uint8_t lo = 1;
    std::uint8_t hi = 10;
    BlankRule blank = BlankRule::abstain;
    FractionRule quorum{2, 3, Base::all, false};                     // present
    std::optional<FractionRule> participation;                       // returned, of all
    std::optional<FractionRule> threshold{{1, 2, Base::all, true}};  // approvals
    TieRule tie = TieRule::runoff;
    ShortfallRule shortfall = ShortfallRule::presidium;
    ListOrder order = ListOrder::votes;
    Notice notice = Notice::names;

    [[nodiscard]] std::uint8_t grades() const { return grades_of(style); }

    friend bool operator==(const Method&, const Method&) = default;
};

// How many approvals a ballot of this style must have at least, if it may have hi.
[[nodiscard]] std::uint8_t lowest_approvals(Style style, std::uint8_t hi);
// The same rules with these bounds; three_way has no cap, so that hi is the number of projects.
[[nodiscard]] Method with_bounds(Method method, std::uint8_t places, std::uint8_t hi,
                                 std::size_t projects);

// Choose up to ten, half of all deputies, runoff, presidium.
[[nodiscard]] Method default_method();

// Refuses `malformed`: a number that the format or this count of projects does not allow.
[[nodiscard]] Result<void> check_method(const Method& method, std::size_t projects);

// Reads 23 bytes. Refuses `malformed` and `wrong_version`; what depends on the number of projects
// is left to check_method().
[[nodiscard]] Result<Method> decode_method(Reader& reader);
// The method has passed check_method().
void encode_method(Writer& writer, const Method& method);

}  // namespace piaojue
