#include "server/teller/act_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "server/teller/files.hpp"

namespace piaojue::teller {

namespace {

constexpr std::size_t deputies_in_a_statement = 200;
constexpr std::string_view slips_head = "no,code";

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
    const std::array<Option, 9> options{{
        {"--deputies", words.deputies, kind == BodyKind::deputies || kind == BodyKind::card},
        {"--reason", words.reason, kind == BodyKind::reason || kind == BodyKind::card},
        {"--result", words.result, kind == BodyKind::result || kind == BodyKind::next_round},
        {"--kind", words.kind, kind == BodyKind::next_round},
        {"--tellers", words.tellers, kind == BodyKind::absent_tellers},
        {"--cards", words.cards, kind == BodyKind::card},
        {"--slips", words.slips, kind == BodyKind::slips},
        {"--uncancelled", words.uncancelled, kind == BodyKind::paper},
        {"--used-slips", words.used_slips, kind == BodyKind::used_slips},
    }};
    for (const Option& option : options) {
        if (!option.value.empty() && !option.fits) {
            return fail(Errc::malformed,
                        fmt::format("{} does not belong to {}", option.name, act_name(act)));
        }
    }
    return {};
}

Result<void> check_reason(Act act, const std::string& text) {
    const bool needed = act != Act::pause && act != Act::replace_card;
    if (needed && text.empty()) {
        return fail(Errc::malformed, fmt::format("{} needs --reason TEXT", act_name(act)));
    }
    if (text.size() > limit::statement_reason || !is_plain_text(as_bytes(text))) {
        return fail(Errc::malformed, "--reason: at most 200 bytes of UTF-8 on one line");
    }
    return {};
}

Result<void> read_deputies(const ActWords& words, ActBrief& out) {
    if (words.deputies.empty()) return fail(Errc::malformed, "give --deputies, as 1-314,320");
    out.deputies = PJ_TRY(parse_numbers(words.deputies, limit::deputies));
    return {};
}

Result<void> read_card(const ActWords& words, ActBrief& out) {
    PJ_TRY(read_deputies(words, out));
    if (out.deputies.size() != 1) return fail(Errc::malformed, "--deputies: one for one card");
    if (words.cards.empty()) return fail(Errc::malformed, "give --cards FILE for the new card");
    PJ_TRY(check_reason(out.act, words.reason));
    out.reason = words.reason;
    return {};
}

Result<void> read_slips(const ActWords& words, ActBrief& out) {
    if (words.slips.empty()) return fail(Errc::malformed, "give --slips FILE with their codes");
    const SecretBuffer file = PJ_TRY(read_secret_file(words.slips));
    auto slips = parse_slips(as_text(file.expose()));
    if (!slips) return fail(Errc::malformed, words.slips + ", " + slips.error().detail);
    out.slips = std::move(*slips);
    return {};
}

Result<void> read_paper(const ActWords& words, ActBrief& out) {
    if (words.uncancelled.empty()) {
        return fail(Errc::malformed,
                    "give --uncancelled N: sheets handed out though a token is out there; 0 if "
                    "there were none");
    }
    if (words.uncancelled == "0") return {};
    out.uncancelled = PJ_TRY(parse_number(words.uncancelled, limit::sheets));
    return {};
}

// 0 is a count too: nobody leaves it out by mistake.
Result<void> read_used_slips(const ActWords& words, ActBrief& out) {
    if (words.used_slips.empty()) {
        return fail(Errc::malformed,
                    "give --used-slips N, how many were counted in the box where booths drop them; "
                    "0 where there are none");
    }
    if (words.used_slips == "0") return {};
    const auto used = parse_number(words.used_slips, limit::slips);
    if (!used) return fail(Errc::malformed, "--used-slips: " + used.error().detail + ", or 0");
    out.used_slips = *used;
    return {};
}

Result<void> read_result(const ActWords& words, ActBrief& out) {
    const auto given = decode_hex_fixed<32>(words.result);
    if (!given) {
        return fail(Errc::malformed, "give --result HEX, the hash that the tellers reported");
    }
    out.result = ResultHash{*given};
    return {};
}

Result<void> read_next_round(const ActWords& words, ActBrief& out) {
    if (!words.result.empty()) PJ_TRY(read_result(words, out));
    const auto kind = enum_from_name<RoundKind>(words.kind);
    if (!kind || *kind == RoundKind::first) {
        return fail(Errc::malformed,
                    "give --kind tie, shortfall, presidium, set_invalid, ordered or too_few");
    }
    out.kind = *kind;
    return {};
}

std::vector<StatementBody> slips_bodies(const std::vector<SlipHash>& slips) {
    std::vector<StatementBody> out;
    for (std::size_t i = 0; i < slips.size(); i += limit::slips_voided_at_once) {
        const std::size_t end = std::min(slips.size(), i + limit::slips_voided_at_once);
        out.emplace_back(SlipsBody{{slips.begin() + static_cast<std::ptrdiff_t>(i),
                                    slips.begin() + static_cast<std::ptrdiff_t>(end)}});
    }
    return out;
}

std::vector<StatementBody> deputies_bodies(const std::vector<std::uint32_t>& numbers) {
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

Result<void> check_result(const ActBrief& brief, const ResultHash& in_log) {
    if (!brief.result || *brief.result == in_log) return {};
    return fail(Errc::wrong_manifest,
                fmt::format("the log holds the result {}; compare with the tellers",
                            encode_hex(in_log.value())));
}

Result<StatementBody> result_body(const ActBrief& brief, const RoundState& round) {
    if (!round.result_index) return fail(Errc::wrong_phase, "there is no result yet");
    PJ_TRY(check_result(brief, round.result));
    return ResultBody{round.result};
}

Result<StatementBody> next_round_body(const ActBrief& brief, const RoundState& round) {
    if (!(round.announced || round.voided)) {
        return fail(Errc::wrong_phase,
                    "a further round follows a result that was announced, or a "
                    "round that was voided");
    }
    const RoundBefore before = round.as_before();
    PJ_TRY(check_result(brief, before.parent));
    const auto kind = further_kind(before);
    if (kind != brief.kind) {
        return fail(Errc::malformed,
                    kind ? fmt::format("--kind {}: that is what follows", enum_name(*kind))
                         : "no round follows: no place or no project is left");
    }
    return NextRoundBody{before.parent, *kind};
}

// Of the acts that speak of the newest round.
Result<StatementBody> round_body(const ActBrief& brief, const CongressState& state) {
    const RoundState* const round = state.round();
    if (round == nullptr) return fail(Errc::wrong_phase, "there is no round yet");
    if (act_rule(brief.act).body == BodyKind::paper) {
        return round->paper_body(brief.uncancelled);
    }
    return act_rule(brief.act).body == BodyKind::result ? result_body(brief, *round)
                                                        : next_round_body(brief, *round);
}

Result<ActBodies> card_body(const ActBrief& brief, const std::optional<RollId>& roll_id, Rng& rng) {
    if (!roll_id) return fail(Errc::wrong_phase, "there is no roll yet");
    NewCard card{DeputyNumber{brief.deputies.front()}, make_card_secret(rng)};
    ActBodies out;
    out.bodies.emplace_back(
        CardBody{card.deputy, identity_key(card.secret, *roll_id).verify_key(), brief.reason});
    out.card = std::move(card);
    return out;
}

AbsentBody absent_body(const std::vector<std::uint32_t>& tellers) {
    AbsentBody body;
    for (const std::uint32_t number : tellers)
        body.tellers.emplace_back(static_cast<std::uint8_t>(number));
    return body;
}

}  // namespace

Result<std::vector<SlipHash>> parse_slips(std::string_view text) {
    std::vector<SlipHash> out;
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::size_t end = text.find('\n');
        std::string_view row = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        while (!row.empty() && (row.back() == '\r' || row.back() == ' '))
            row.remove_suffix(1);
        if (row.empty() || row == slips_head) continue;
        const auto seed = decode_slip_code(row.substr(row.rfind(',') + 1));
        if (!seed) {
            return fail(Errc::malformed, fmt::format("line {}: {}", line, seed.error().detail));
        }
        out.push_back(slip_hash(*seed));
    }
    std::sort(out.begin(), out.end());
    if (out.empty()) return fail(Errc::malformed, "no code of a slip");
    if (std::adjacent_find(out.begin(), out.end()) != out.end()) {
        return fail(Errc::malformed, "a slip stands in it twice");
    }
    return out;
}

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

Result<ActBrief> read_words(Act act, const ActWords& words) {
    PJ_TRY(refuse_others(act, words));
    ActBrief out{act, {}, {}, {}, RoundKind::ordered, {}, {}, 0};
    switch (act_rule(act).body) {
    case BodyKind::empty:
    case BodyKind::log_position: break;
    case BodyKind::deputies: PJ_TRY(read_deputies(words, out)); break;
    case BodyKind::card: PJ_TRY(read_card(words, out)); break;
    case BodyKind::reason:
        PJ_TRY(check_reason(act, words.reason));
        out.reason = words.reason;
        break;
    case BodyKind::absent_tellers:
        if (words.tellers.empty()) return fail(Errc::malformed, "give --tellers, as 4,5");
        out.tellers = PJ_TRY(parse_numbers(words.tellers, limit::tellers));
        break;
    case BodyKind::result: PJ_TRY(read_result(words, out)); break;
    case BodyKind::next_round: PJ_TRY(read_next_round(words, out)); break;
    case BodyKind::slips: PJ_TRY(read_slips(words, out)); break;
    case BodyKind::paper: PJ_TRY(read_paper(words, out)); break;
    case BodyKind::used_slips: PJ_TRY(read_used_slips(words, out)); break;
    }
    return out;
}

Result<ActBodies> make_bodies(const ActBrief& brief, const CongressState& state,
                              const std::optional<RollId>& roll_id, Rng& rng) {
    ActBodies out;
    switch (act_rule(brief.act).body) {
    case BodyKind::empty: out.bodies.emplace_back(); break;
    case BodyKind::log_position:
        out.bodies.emplace_back(LogPositionBody{state.size(), state.tree().root()});
        break;
    case BodyKind::deputies: out.bodies = deputies_bodies(brief.deputies); break;
    case BodyKind::card: return card_body(brief, roll_id, rng);
    case BodyKind::reason: out.bodies.emplace_back(ReasonBody{brief.reason}); break;
    case BodyKind::slips: out.bodies = slips_bodies(brief.slips); break;
    case BodyKind::used_slips: out.bodies.emplace_back(UsedSlipsBody{brief.used_slips}); break;
    case BodyKind::absent_tellers: out.bodies.emplace_back(absent_body(brief.tellers)); break;
    case BodyKind::paper:
    case BodyKind::result:
    case BodyKind::next_round: out.bodies.push_back(PJ_TRY(round_body(brief, state))); break;
    }
    return out;
}

}  // namespace piaojue::teller
