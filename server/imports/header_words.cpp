#include "server/imports/header_words.hpp"

#include <array>
#include <span>

namespace piaojue::imports {

namespace {

enum class Of : std::uint8_t { roll, projects, both };

struct Word {
    std::string_view word;  // without spaces, ASCII in lower case
    Field field;
    Of of;
};

constexpr auto words = std::to_array<Word>({
    {"no", Field::no, Of::both},
    {"no.", Field::no, Of::both},
    {"number", Field::no, Of::both},
    {"序号", Field::no, Of::both},
    {"序號", Field::no, Of::both},
    {"编号", Field::no, Of::both},
    {"編號", Field::no, Of::both},
    {"号", Field::no, Of::both},
    {"號", Field::no, Of::both},
    {"号码", Field::no, Of::both},
    {"號碼", Field::no, Of::both},
    {"代表序号", Field::no, Of::roll},
    {"代表编号", Field::no, Of::roll},
    {"代表序號", Field::no, Of::roll},
    {"代表編號", Field::no, Of::roll},
    {"项目序号", Field::no, Of::projects},
    {"项目编号", Field::no, Of::projects},
    {"name", Field::name, Of::both},
    {"名称", Field::name, Of::both},
    {"名稱", Field::name, Of::both},
    {"姓名", Field::name, Of::roll},
    {"代表姓名", Field::name, Of::roll},
    {"代表", Field::name, Of::roll},
    {"fullname", Field::name, Of::roll},
    {"项目名称", Field::name, Of::projects},
    {"項目名稱", Field::name, Of::projects},
    {"候选项目", Field::name, Of::projects},
    {"候选项目名称", Field::name, Of::projects},
    {"projectname", Field::name, Of::projects},
    {"项目", Field::name, Of::projects},
    {"項目", Field::name, Of::projects},
    {"project", Field::name, Of::projects},
    {"delegation", Field::delegation, Of::roll},
    {"代表团", Field::delegation, Of::roll},
    {"代表團", Field::delegation, Of::roll},
    {"团组", Field::delegation, Of::roll},
    {"團組", Field::delegation, Of::roll},
    {"代表团名称", Field::delegation, Of::roll},
    {"seat", Field::seat, Of::roll},
    {"座位", Field::seat, Of::roll},
    {"座位号", Field::seat, Of::roll},
    {"座號", Field::seat, Of::roll},
    {"座号", Field::seat, Of::roll},
    {"座次", Field::seat, Of::roll},
    {"座次号", Field::seat, Of::roll},
    {"座位编号", Field::seat, Of::roll},
    {"seatno", Field::seat, Of::roll},
    {"seatno.", Field::seat, Of::roll},
    {"note", Field::note, Of::roll},
    {"notes", Field::note, Of::roll},
    {"remark", Field::note, Of::roll},
    {"remarks", Field::note, Of::roll},
    {"备注", Field::note, Of::roll},
    {"備註", Field::note, Of::roll},
    {"備注", Field::note, Of::roll},
    {"name2", Field::name2, Of::projects},
    {"第二语言名称", Field::name2, Of::projects},
    {"第二語言名稱", Field::name2, Of::projects},
    {"英文名称", Field::name2, Of::projects},
    {"英文名稱", Field::name2, Of::projects},
    {"民族文字", Field::name2, Of::projects},
    {"民族文字名称", Field::name2, Of::projects},
    {"unit", Field::unit, Of::projects},
    {"实施单位", Field::unit, Of::projects},
    {"實施單位", Field::unit, Of::projects},
    {"责任单位", Field::unit, Of::projects},
    {"責任單位", Field::unit, Of::projects},
    {"牵头单位", Field::unit, Of::projects},
    {"牽頭單位", Field::unit, Of::projects},
    {"content", Field::content, Of::projects},
    {"建设内容", Field::content, Of::projects},
    {"建設內容", Field::content, Of::projects},
    {"主要内容", Field::content, Of::projects},
    {"主要內容", Field::content, Of::projects},
    {"内容", Field::content, Of::projects},
    {"內容", Field::content, Of::projects},
    {"investment", Field::investment, Of::projects},
    {"投资", Field::investment, Of::projects},
    {"投資", Field::investment, Of::projects},
    {"投资规模", Field::investment, Of::projects},
    {"投資規模", Field::investment, Of::projects},
    {"总投资", Field::investment, Of::projects},
    {"總投資", Field::investment, Of::projects},
    {"投资额", Field::investment, Of::projects},
    {"投資額", Field::investment, Of::projects},
    {"funding", Field::funding, Of::projects},
    {"资金来源", Field::funding, Of::projects},
    {"資金來源", Field::funding, Of::projects},
    {"deadline", Field::deadline, Of::projects},
    {"完成时限", Field::deadline, Of::projects},
    {"完成時限", Field::deadline, Of::projects},
    {"完成时间", Field::deadline, Of::projects},
    {"完成時間", Field::deadline, Of::projects},
    {"时限", Field::deadline, Of::projects},
    {"時限", Field::deadline, Of::projects},
});

// What may as well be another column beside the one that is surely meant.
constexpr auto likely_words = std::to_array<Word>({
    {"id", Field::no, Of::both},
    {"代表证号", Field::no, Of::roll},
    {"代表证编号", Field::no, Of::roll},
    {"顺序号", Field::no, Of::both},
    {"順序號", Field::no, Of::both},
    {"代表号", Field::no, Of::roll},
    {"名字", Field::name, Of::roll},
    {"委员姓名", Field::name, Of::roll},
    {"项目号", Field::no, Of::projects},
    {"项目名", Field::name, Of::projects},
    {"实事项目", Field::name, Of::projects},
    {"实事项目名称", Field::name, Of::projects},
    {"民生实事项目", Field::name, Of::projects},
    {"民生实事项目名称", Field::name, Of::projects},
    {"所在代表团", Field::delegation, Of::roll},
    {"所属代表团", Field::delegation, Of::roll},
    {"代表小组", Field::delegation, Of::roll},
    {"小组", Field::delegation, Of::roll},
    {"组别", Field::delegation, Of::roll},
    {"分组", Field::delegation, Of::roll},
    {"团别", Field::delegation, Of::roll},
    {"选举单位", Field::delegation, Of::roll},
    {"選舉單位", Field::delegation, Of::roll},
    {"座席", Field::seat, Of::roll},
    {"席位", Field::seat, Of::roll},
    {"责任部门", Field::unit, Of::projects},
    {"牵头部门", Field::unit, Of::projects},
    {"主管部门", Field::unit, Of::projects},
    {"承办单位", Field::unit, Of::projects},
    {"实施主体", Field::unit, Of::projects},
    {"责任主体", Field::unit, Of::projects},
    {"项目内容", Field::content, Of::projects},
    {"实施内容", Field::content, Of::projects},
    {"主要建设内容", Field::content, Of::projects},
    {"建设内容及规模", Field::content, Of::projects},
    {"建设规模及内容", Field::content, Of::projects},
    {"总投资额", Field::investment, Of::projects},
    {"计划投资", Field::investment, Of::projects},
    {"投资估算", Field::investment, Of::projects},
    {"估算投资", Field::investment, Of::projects},
    {"资金渠道", Field::funding, Of::projects},
    {"资金筹措", Field::funding, Of::projects},
    {"完成期限", Field::deadline, Of::projects},
    {"计划完成时间", Field::deadline, Of::projects},
    {"预计完成时间", Field::deadline, Of::projects},
    {"完成时间节点", Field::deadline, Of::projects},
});

std::optional<Field> in(std::span<const Word> table, std::string_view word, Kind kind) {
    const Of wanted = kind == Kind::roll ? Of::roll : Of::projects;
    for (const Word& row : table)
        if (row.word == word && (row.of == wanted || row.of == Of::both)) return row.field;
    return {};
}

bool is_ascii_word(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
}

}  // namespace

std::optional<Field> field_of(std::string_view word, Kind kind) {
    if (const auto field = in(words, word, kind)) return field;
    std::u32string chinese;
    std::u32string english;
    for (const char32_t c : points_of(word)) {
        if (is_han(c)) chinese.push_back(c);
        if (is_ascii_word(c)) english.push_back(c);
    }
    const auto field = in(words, text_of(chinese), kind);
    if (english.empty() || in(words, text_of(english), kind) == field) return field;
    return {};
}

std::optional<Field> likely_field_of(std::string_view word, Kind kind) {
    return in(likely_words, word, kind);
}

}  // namespace piaojue::imports
