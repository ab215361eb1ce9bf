#include "ballot/forms/words.hpp"

#include <array>

namespace piaojue::forms {

namespace {

constexpr std::uint32_t beijing_minutes = 8 * 60;
constexpr std::uint32_t day_minutes = 24 * 60;

constexpr std::array<Term, act_last + 1> act_terms{{
    {"—", "-"},
    {"签到", "sign in"},
    {"离场", "leave"},
    {"换卡", "replace a card"},
    {"封存方案", "seal"},
    {"解封方案", "unseal"},
    {"开始领票", "open"},
    {"结束领票", "end issuing"},
    {"暂停", "pause"},
    {"恢复", "resume"},
    {"结束投票", "close"},
    {"记下缺席监票人", "name absent tellers"},
    {"签署结果", "sign the result"},
    {"宣布结果", "announce"},
    {"另行一轮", "further round"},
    {"作废本轮", "void the round"},
    {"公布记录", "publish"},
    {"作废票条", "void slips"},
    {"确认纸票计数", "count the sheets"},
    {"结束认领", "end claims"},
}};

}  // namespace

// Howard Hinnant's days-to-civil algorithm; every date here is behind 1970.
Moment beijing(std::uint32_t minute) {
    const std::uint64_t local = std::uint64_t{minute} + beijing_minutes;
    const std::uint64_t days = local / day_minutes + 719468;
    const std::uint64_t era = days / 146097;
    const std::uint64_t of_era = days - era * 146097;
    const std::uint64_t year_of_era =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const std::uint64_t of_year =
        of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::uint64_t march_month = (5 * of_year + 2) / 153;
    const std::uint64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
    const std::uint64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    const std::uint64_t of_day = local % day_minutes;
    return {static_cast<int>(year), static_cast<int>(month),
            static_cast<int>(of_year - (153 * march_month + 2) / 5 + 1),
            static_cast<int>(of_day / 60), static_cast<int>(of_day % 60)};
}

std::string Speech::date(std::uint32_t minute) const {
    const Moment at = beijing(minute);
    if (lang_ == Lang::zh) return fmt::format("{}年{}月{}日", at.year, at.month, at.day);
    constexpr std::array<std::string_view, 12> months{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    return fmt::format("{} {} {}", at.day, months[static_cast<std::size_t>(at.month - 1)], at.year);
}

std::string Speech::day(const std::string& iso) const {
    if (lang_ == Lang::en) return iso;
    const auto number = [&iso](std::size_t at, std::size_t count) {
        return std::stoi(iso.substr(at, count));
    };
    return fmt::format("{}年{}月{}日", number(0, 4), number(5, 2), number(8, 2));
}

std::string Speech::clock(std::uint32_t minute) const {
    const Moment at = beijing(minute);
    return fmt::format("{:02}:{:02}", at.hour, at.minute);
}

std::string Speech::time(std::uint32_t minute) const {
    return date(minute) + (lang_ == Lang::zh ? " " : ", ") + clock(minute);
}

std::string Speech::share(std::uint32_t tenths) const {
    return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

std::string Speech::list(const std::vector<std::string>& items) const {
    std::string out;
    for (const std::string& item : items)
        out += (out.empty() ? "" : lang_ == Lang::zh ? "、" : ", ") + item;
    return out;
}

std::string Speech::role(Role role) const {
    switch (role) {
    case Role::official: return (*this)(words::official);
    case Role::scrutineer: return (*this)(words::scrutineer);
    case Role::teller: return (*this)(words::teller_role);
    }
    PJ_UNREACHABLE("a role outside its enumeration");
}

std::string Speech::act(Act act) const {
    return (*this)(act_terms[static_cast<std::size_t>(act)]);
}

std::string Speech::kind(RoundKind kind) const {
    switch (kind) {
    case RoundKind::first: return (*this)(Term{"首次票决", "first vote"});
    case RoundKind::tie: return (*this)(Term{"票数相等，再次投票", "vote among the tied"});
    case RoundKind::shortfall:
        return (*this)(Term{"名额不足，另行票决", "vote for missing places"});
    case RoundKind::presidium: return (*this)(Term{"由主席团决定", "ordered by the presidium"});
    case RoundKind::set_invalid: return (*this)(Term{"上次无效，重新票决", "held again: void"});
    case RoundKind::ordered: return (*this)(Term{"另行票决", "ordered anew"});
    case RoundKind::too_few: return (*this)(Term{"票数过少，重新票决", "held again: too few"});
    }
    PJ_UNREACHABLE("a kind of round outside its enumeration");
}

std::string Speech::base(Base base) const {
    switch (base) {
    case Base::all: return (*this)(Term{"全体代表", "all deputies"});
    case Base::present: return (*this)(Term{"实到代表", "deputies present"});
    case Base::returned: return (*this)(Term{"收回票", "ballots returned"});
    case Base::valid: return (*this)(Term{"有效票", "valid ballots"});
    }
    PJ_UNREACHABLE("a base outside its enumeration");
}

std::string Speech::style(const Method& method) const {
    switch (method.style) {
    case Style::choose_up_to: return say(words::up_to, method.hi);
    case Style::choose_exactly: return say(words::exactly, method.hi);
    case Style::three_way: return (*this)(words::each);
    case Style::three_way_capped: return say(words::each_up_to, method.hi);
    }
    PJ_UNREACHABLE("a style outside its enumeration");
}

std::string Speech::tie_rule(TieRule rule) const {
    switch (rule) {
    case TieRule::runoff: return (*this)(Term{"再次投票", "voted on again"});
    case TieRule::presidium: return (*this)(Term{"由主席团决定", "the presidium decides"});
    case TieRule::include_all: return (*this)(Term{"一并入选", "all the tied are chosen"});
    case TieRule::ballot_order: return (*this)(Term{"按票面序号", "by ballot order"});
    case TieRule::exclude: return (*this)(Term{"均不入选", "none of the tied is chosen"});
    }
    PJ_UNREACHABLE("a tie rule outside its enumeration");
}

std::string Speech::shortfall_rule(ShortfallRule rule) const {
    switch (rule) {
    case ShortfallRule::presidium: return (*this)(Term{"由主席团决定", "the presidium decides"});
    case ShortfallRule::further_round: return (*this)(Term{"另行票决", "voted on separately"});
    case ShortfallRule::vacant: return (*this)(Term{"空缺", "left vacant"});
    case ShortfallRule::fill_by_rank: return (*this)(Term{"按名次补足", "filled by rank"});
    }
    PJ_UNREACHABLE("a shortfall rule outside its enumeration");
}

}  // namespace piaojue::forms
