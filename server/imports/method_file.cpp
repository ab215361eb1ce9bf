#include "server/imports/method_file.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace piaojue::imports {

namespace {

using Json = boost::json::value;
using JsonObject = boost::json::object;

constexpr std::int64_t claim_minutes_max = 1440;  // a day

// Says where a key stands: "method.toml:7: ", or only the file.
class Places {
public:
    explicit Places(std::string name) : name_(std::move(name)) {}

    void set(const std::string& key, std::uint32_t line) { lines_[key] = line; }

    [[nodiscard]] tl::unexpected<Error> refuse(const std::string& key,
                                               const std::string& what) const {
        const auto line = lines_.find(key);
        const std::string where =
            line == lines_.end() ? name_ : fmt::format("{}:{}", name_, line->second);
        return fail(Errc::malformed, fmt::format("{}: {}: {}", where, key, what));
    }

private:
    std::string name_;
    std::map<std::string, std::uint32_t> lines_;
};

template <class E>
std::string words_of() {
    std::string out;
    for (std::uint8_t code = 1;; ++code) {
        const auto one = enum_from_code<E>(code);
        if (!one) return out;
        out += (out.empty() ? "" : ", ") + std::string{enum_name(*one)};
    }
}

class Keys {
public:
    Keys(const JsonObject& keys, const Places& places) : keys_(keys), places_(places) {}

    Result<void> only(std::initializer_list<std::string_view> known,
                      const std::string& prefix = {}) const {
        for (const auto& entry : keys_) {
            const std::string_view key = entry.key();
            if (std::find(known.begin(), known.end(), key) != known.end()) continue;
            std::string all;
            for (const std::string_view one : known)
                all += (all.empty() ? "" : ", ") + std::string{one};
            return places_.refuse(prefix + std::string{key}, "no such key; there are " + all);
        }
        return {};
    }

    [[nodiscard]] const Json* find(std::string_view key) const { return keys_.if_contains(key); }

    Result<std::optional<std::string>> text(const std::string& key) const {
        const Json* found = find(key);
        if (found == nullptr) return std::optional<std::string>{};
        if (!found->is_string()) return places_.refuse(key, "write a text in quotes");
        return std::optional{std::string{found->as_string()}};
    }

    Result<std::optional<std::uint8_t>> number(const std::string& key) const {
        const Json* found = find(key);
        if (found == nullptr || found->is_null()) return std::optional<std::uint8_t>{};
        const std::int64_t number = found->is_int64() ? found->as_int64() : 0;
        if (number < 1 || number > std::int64_t{limit::projects}) {
            return places_.refuse(
                key, fmt::format("write a whole number from 1 to {}", limit::projects));
        }
        return std::optional{static_cast<std::uint8_t>(number)};
    }

    Result<std::uint16_t> minutes(const std::string& key) const {
        const Json* found = find(key);
        if (found == nullptr || found->is_null()) return std::uint16_t{0};
        const std::int64_t number = found->is_int64() ? found->as_int64() : -1;
        if (number < 0 || number > claim_minutes_max) {
            return places_.refuse(key, fmt::format("write a whole number of minutes from 0 to {}",
                                                   claim_minutes_max));
        }
        return static_cast<std::uint16_t>(number);
    }

    template <class E>
    Result<void> word(const std::string& key, E& out) const {
        const auto text = PJ_TRY(this->text(key));
        if (!text) return {};
        const auto read = enum_from_name<E>(*text);
        if (!read) {
            return places_.refuse(key, fmt::format("'{}' is none of {}", *text, words_of<E>()));
        }
        out = *read;
        return {};
    }

private:
    const JsonObject& keys_;
    const Places& places_;
};

std::optional<std::uint8_t> part_of_fraction(std::string_view text) {
    std::uint8_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

Result<void> read_fraction(const Places& places, const std::string& key, std::string_view text,
                           FractionRule& rule) {
    const std::size_t slash = text.find('/');
    if (slash != std::string_view::npos) {
        const auto a = part_of_fraction(text.substr(0, slash));
        const auto b = part_of_fraction(text.substr(slash + 1));
        if (a && b && *a >= 1 && *a <= *b) {
            rule.a = *a;
            rule.b = *b;
            return {};
        }
    }
    return places.refuse(
        key, fmt::format("'{}' is no fraction; write \"a/b\" with 1 <= a <= b <= 255", text));
}

// {fraction, base, strict}: what is left out stays as it was. `none`: the rule may be absent.
Result<std::optional<FractionRule>> read_rule(const Keys& keys, const Places& places,
                                              const std::string& key,
                                              std::optional<FractionRule> usual, bool any_base) {
    const Json* found = keys.find(key);
    if (found == nullptr) return usual;
    if (found->is_null()) return std::optional<FractionRule>{};
    if (!found->is_object()) {
        return places.refuse(key, R"(write { fraction = "1/2", base = "all", strict = true })");
    }
    const Keys parts{found->as_object(), places};
    PJ_TRY(parts.only({"fraction", "base", "strict"}, key + "."));
    FractionRule rule = usual.value_or(FractionRule{1, 2, Base::all, true});
    const auto fraction = PJ_TRY(parts.text("fraction"));
    if (fraction) PJ_TRY(read_fraction(places, key, *fraction, rule));
    const auto base = PJ_TRY(parts.text("base"));
    if (base == "none" && any_base) return std::optional<FractionRule>{};
    if (base) {
        const auto read = enum_from_name<Base>(*base);
        if (!read || (!any_base && *read != Base::all)) {
            return places.refuse(key, fmt::format("base '{}' is none of {}", *base,
                                                  any_base ? words_of<Base>() + ", none" : "all"));
        }
        rule.base = *read;
    }
    if (const Json* strict = parts.find("strict")) {
        if (!strict->is_bool()) return places.refuse(key, "strict is true or false");
        rule.strict = strict->as_bool();
    }
    return std::optional{rule};
}

Result<MethodFile> read_keys(const JsonObject& found, const Places& places) {
    const Keys keys{found, places};
    PJ_TRY(keys.only({"title", "body", "places", "ballot", "max_approvals", "blank", "quorum",
                      "participation", "threshold", "tie", "shortfall", "order", "notice",
                      "secrecy", "claim_minutes"}));
    MethodFile out;
    out.rules = default_method();
    Method& rules = out.rules;
    const auto title = PJ_TRY(keys.text("title"));
    out.title = title.value_or("");
    const auto number = PJ_TRY(keys.number("places"));
    rules.places = number.value_or(rules.places);
    out.max_approvals = PJ_TRY(keys.number("max_approvals"));
    PJ_TRY(keys.word("body", rules.body));
    PJ_TRY(keys.word("ballot", rules.style));
    PJ_TRY(keys.word("blank", rules.blank));
    PJ_TRY(keys.word("tie", rules.tie));
    PJ_TRY(keys.word("shortfall", rules.shortfall));
    PJ_TRY(keys.word("order", rules.order));
    PJ_TRY(keys.word("notice", rules.notice));
    const auto quorum = PJ_TRY(read_rule(keys, places, "quorum", rules.quorum, false));
    if (!quorum)
        return places.refuse("quorum", "a method has a quorum; leave the key away for 2/3");
    rules.quorum = *quorum;
    rules.participation =
        PJ_TRY(read_rule(keys, places, "participation", rules.participation, false));
    rules.threshold = PJ_TRY(read_rule(keys, places, "threshold", rules.threshold, true));
    const auto secrecy = PJ_TRY(keys.text("secrecy"));
    if (secrecy && *secrecy != "secret") {
        return places.refuse("secrecy", "every vote here is secret; write \"secret\"");
    }
    out.claim_minutes = PJ_TRY(keys.minutes("claim_minutes"));
    if (rules.style == Style::three_way_capped && !out.max_approvals) {
        return places.refuse("ballot", "three_way_capped needs max_approvals, or write three_way");
    }
    return out;
}

Json plain(const toml::node& node) {
    if (const auto* text = node.as_string()) return Json(text->get());
    if (const auto* number = node.as_integer()) return Json(number->get());
    if (const auto* flag = node.as_boolean()) return Json(flag->get());
    if (const auto* table = node.as_table()) {
        JsonObject out;
        for (const auto& [key, inner] : *table)
            out[std::string{key.str()}] = plain(inner);
        return out;
    }
    return boost::json::array{};  // of no key's type, and refused as such
}

}  // namespace

Result<MethodFile> parse_method_toml(std::string_view text, const std::string& name) {
    Places places{name};
    JsonObject keys;
    try {
        for (const toml::table table = toml::parse(text); const auto& [key, node] : table) {
            places.set(std::string{key.str()}, key.source().begin.line);
            keys[std::string{key.str()}] = plain(node);
        }
    } catch (const toml::parse_error& error) {
        return fail(Errc::malformed, fmt::format("{}:{}: not TOML: {}", name,
                                                 error.source().begin.line, error.description()));
    }
    return read_keys(keys, places);
}

Result<MethodFile> read_method_json(const JsonObject& object, const std::string& name) {
    return read_keys(object, Places{name});
}

Result<Method> method_for(const MethodFile& file, std::size_t projects) {
    const Style style = file.rules.style;
    if (style == Style::three_way && file.max_approvals && *file.max_approvals != projects) {
        return fail(
            Errc::malformed,
            fmt::format("max_approvals {} with ballot three_way, which has no cap: leave it "
                        "away, or write three_way_capped",
                        *file.max_approvals));
    }
    const std::uint8_t places = file.rules.places;
    const Method method =
        with_bounds(file.rules, places, file.max_approvals.value_or(places), projects);
    PJ_TRY(check_method(method, projects));
    return method;
}

}  // namespace piaojue::imports
