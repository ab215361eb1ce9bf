#include "server/teller/commands/act_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace piaojue::teller::commands {

namespace {

constexpr std::size_t deputies_in_a_statement = 200;

Result<std::uint32_t> parse_number(std::string_view text, std::uint32_t most) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value == 0 || value > most) {
        return fail(Errc::malformed, fmt::format("'{}' is not a number from 1 to {}", text, most));
    }
    return value;
}

// Options that the body of this act has no place for.
Result<void> refuse_others(Act act, const ActWords& words) {
    struct Option {
        std::string_view name;
        const std::string& value;
        bool fits;
    };
    const BodyKind kind = act_rule(act).body;
    const std::array<Option, 6> options{{
        {"--deputies", words.deputies, kind == BodyKind::deputies || kind == BodyKind::card},
        {"--reason", words.reason, kind == BodyKind::reason || kind == BodyKind::card},
        {"--result", words.result, kind == BodyKind::result || kind == BodyKind::next_round},
        {"--kind", words.kind, kind == BodyKind::next_round},
        {"--tellers", words.tellers, kind == BodyKind::absent_tellers},
        {"--cards", words.cards, kind == BodyKind::card},
    }};
    for (const Option& option : options) {
        if (!option.value.empty() && !option.fits) {
            return fail(Errc::malformed,
                        fmt::format("{} does not belong to {}", option.name, act_name(act)));
        }
    }
    return {};
}

Result<std::vector<StatementBody>> deputies_bodies(const ActWords& words) {
    if (words.deputies.empty()) return fail(Errc::malformed, "give --deputies 1-314,320");
    const auto numbers = PJ_TRY(parse_numbers(words.deputies, limit::deputies));
    std::vector<StatementBody> out;
    for (std::size_t i = 0; i < numbers.size(); i += deputies_in_a_statement) {
        DeputiesBody body;
        const std::size_t end = std::min(numbers.size(), i + deputies_in_a_statement);
        for (std::size_t j = i; j < end; ++j)
            body.deputies.emplace_back(numbers[j]);
        out.emplace_back(std::move(body));
    }
    return out;
}

Result<std::string> reason(Act act, const std::string& text) {
    const bool needed = act != Act::pause && act != Act::replace_card;
    if (needed && text.empty()) {
        return fail(Errc::malformed, fmt::format("{} needs --reason TEXT", act_name(act)));
    }
    if (text.size() > limit::statement_reason || !is_plain_text(as_bytes(text))) {
        return fail(Errc::malformed, "--reason: at most 200 bytes of UTF-8 on one line");
    }
    return text;
}

Result<ResultHash> result_of(const ActWords& words, const CongressState& state) {
    const auto given = decode_hex_fixed<32>(words.result);
    if (!given) {
        return fail(Errc::malformed, "give --result HEX, the hash that the tellers reported");
    }
    const RoundState* const round = state.round();
    if (round == nullptr || !round->result_index) {
        return fail(Errc::wrong_phase, "there is no result yet");
    }
    if (round->result.value() != *given) {
        return fail(Errc::wrong_manifest,
                    fmt::format("the log holds the result {}; compare with the tellers",
                                encode_hex(round->result.value())));
    }
    return ResultHash{*given};
}

Result<ActBodies> card_body(const ActWords& words, const std::optional<RollId>& roll_id, Rng& rng) {
    const std::uint32_t number = PJ_TRY(parse_number(words.deputies, limit::deputies));
    if (words.cards.empty()) return fail(Errc::malformed, "give --cards FILE for the new card");
    if (!roll_id) return fail(Errc::wrong_phase, "there is no roll yet");
    NewCard card{DeputyNumber{number}, make_card_secret(rng)};
    CardBody body{card.deputy, identity_key(card.secret, *roll_id).verify_key(),
                  PJ_TRY(reason(Act::replace_card, words.reason))};
    ActBodies out;
    out.bodies.emplace_back(std::move(body));
    out.card = std::move(card);
    return out;
}

Result<StatementBody> absent_body(const ActWords& words) {
    if (words.tellers.empty()) return fail(Errc::malformed, "give --tellers 4,5");
    AbsentBody body;
    for (const std::uint32_t number : PJ_TRY(parse_numbers(words.tellers, limit::tellers)))
        body.tellers.emplace_back(static_cast<std::uint8_t>(number));
    return body;
}

Result<StatementBody> next_round_body(const ActWords& words, const CongressState& state) {
    const ResultHash result = PJ_TRY(result_of(words, state));
    const auto kind = enum_from_name<RoundKind>(words.kind);
    if (!kind) {
        return fail(Errc::malformed,
                    "give --kind tie, shortfall, presidium, set_invalid, ordered "
                    "or too_few");
    }
    return NextRoundBody{result, *kind};
}

Result<StatementBody> single_body(Act act, const ActWords& words, const CongressState& state) {
    switch (act_rule(act).body) {
    case BodyKind::empty: return StatementBody{};
    case BodyKind::reason: return ReasonBody{PJ_TRY(reason(act, words.reason))};
    case BodyKind::log_position: return LogPositionBody{state.size(), state.tree().root()};
    case BodyKind::absent_tellers: return absent_body(words);
    case BodyKind::result: return ResultBody{PJ_TRY(result_of(words, state))};
    case BodyKind::next_round: return next_round_body(words, state);
    case BodyKind::deputies:
    case BodyKind::card: break;
    }
    PJ_UNREACHABLE("bodies that make_bodies() makes");
}

}  // namespace

Result<std::vector<std::uint32_t>> parse_numbers(std::string_view text, std::uint32_t most) {
    std::set<std::uint32_t> numbers;
    for (;;) {
        const std::size_t comma = text.find(',');
        const std::string_view part = text.substr(0, comma);
        const std::size_t dash = part.find('-');
        const std::uint32_t first = PJ_TRY(parse_number(part.substr(0, dash), most));
        std::uint32_t last = first;
        if (dash != std::string_view::npos) {
            last = PJ_TRY(parse_number(part.substr(dash + 1), most));
        }
        if (last < first) {
            return fail(Errc::malformed, fmt::format("'{}' runs backwards", part));
        }
        for (std::uint32_t number = first; number <= last; ++number) {
            if (!numbers.insert(number).second) {
                return fail(Errc::malformed, fmt::format("{} is named twice", number));
            }
        }
        if (comma == std::string_view::npos) break;
        text.remove_prefix(comma + 1);
    }
    return std::vector<std::uint32_t>{numbers.begin(), numbers.end()};
}

Result<ActBodies> make_bodies(Act act, const ActWords& words, const CongressState& state,
                              const std::optional<RollId>& roll_id, Rng& rng) {
    PJ_TRY(refuse_others(act, words));
    if (act_rule(act).body == BodyKind::card) return card_body(words, roll_id, rng);
    ActBodies out;
    if (act_rule(act).body == BodyKind::deputies) {
        out.bodies = PJ_TRY(deputies_bodies(words));
    } else {
        out.bodies.push_back(PJ_TRY(single_body(act, words, state)));
    }
    return out;
}

}  // namespace piaojue::teller::commands
