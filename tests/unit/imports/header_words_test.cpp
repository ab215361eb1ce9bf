#include "server/imports/header_words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace piaojue::imports {
namespace {

using Words = std::vector<std::string>;

struct Known {
    Field field;
    Words of_rolls;
    Words of_projects;
    Words of_both;
};

// Each word by itself: a column that is no longer known, or known as another, is a column of an
// office that is not imported.
const std::vector<Known> sure{
    {Field::no,
     {"代表序号", "代表编号", "代表序號", "代表編號"},
     {"项目序号", "项目编号"},
     {"no", "no.", "number", "序号", "序號", "编号", "編號", "号", "號", "号码", "號碼"}},
    {Field::name,
     {"姓名", "代表姓名", "代表", "fullname"},
     {"项目名称", "項目名稱", "候选项目", "候选项目名称", "projectname", "项目", "項目", "project"},
     {"name", "名称", "名稱"}},
    {Field::delegation, {"delegation", "代表团", "代表團", "团组", "團組", "代表团名称"}, {}, {}},
    {Field::seat,
     {"seat", "座位", "座位号", "座號", "座号", "座次", "座次号", "座位编号", "seatno", "seatno."},
     {},
     {}},
    {Field::note, {"note", "notes", "remark", "remarks", "备注", "備註", "備注"}, {}, {}},
    {Field::name2,
     {},
     {"name2", "第二语言名称", "第二語言名稱", "英文名称", "英文名稱", "民族文字", "民族文字名称"},
     {}},
    {Field::unit,
     {},
     {"unit", "实施单位", "實施單位", "责任单位", "責任單位", "牵头单位", "牽頭單位"},
     {}},
    {Field::content,
     {},
     {"content", "建设内容", "建設內容", "主要内容", "主要內容", "内容", "內容"},
     {}},
    {Field::investment,
     {},
     {"investment", "投资", "投資", "投资规模", "投資規模", "总投资", "總投資", "投资额", "投資額"},
     {}},
    {Field::funding, {}, {"funding", "资金来源", "資金來源"}, {}},
    {Field::deadline,
     {},
     {"deadline", "完成时限", "完成時限", "完成时间", "完成時間", "时限", "時限"},
     {}},
};

const std::vector<Known> likely{
    {Field::no, {"代表证号", "代表证编号", "代表号"}, {"项目号"}, {"id", "顺序号", "順序號"}},
    {Field::name,
     {"名字", "委员姓名"},
     {"项目名", "实事项目", "实事项目名称", "民生实事项目", "民生实事项目名称"},
     {}},
    {Field::delegation,
     {"所在代表团", "所属代表团", "代表小组", "小组", "组别", "分组", "团别", "选举单位",
      "選舉單位"},
     {},
     {}},
    {Field::seat, {"座席", "席位"}, {}, {}},
    {Field::unit, {}, {"责任部门", "牵头部门", "主管部门", "承办单位", "实施主体", "责任主体"}, {}},
    {Field::content,
     {},
     {"项目内容", "实施内容", "主要建设内容", "建设内容及规模", "建设规模及内容"},
     {}},
    {Field::investment, {}, {"总投资额", "计划投资", "投资估算", "估算投资"}, {}},
    {Field::funding, {}, {"资金渠道", "资金筹措"}, {}},
    {Field::deadline, {}, {"完成期限", "计划完成时间", "预计完成时间", "完成时间节点"}, {}},
};

using Asked = std::optional<Field> (*)(std::string_view, Kind);

void expect_known(const std::vector<Known>& all, Asked asked) {
    const auto expect = [asked](const std::string& word, std::optional<Field> in_rolls,
                                std::optional<Field> in_projects) {
        EXPECT_EQ(asked(word, Kind::roll), in_rolls) << word << " in a roll";
        EXPECT_EQ(asked(word, Kind::projects), in_projects) << word << " among projects";
    };
    for (const Known& of : all) {
        for (const std::string& word : of.of_rolls)
            expect(word, of.field, {});
        for (const std::string& word : of.of_projects)
            expect(word, {}, of.field);
        for (const std::string& word : of.of_both)
            expect(word, of.field, of.field);
    }
}

TEST(HeaderWords, name_their_column_in_their_kind_of_table_alone) {
    expect_known(sure, field_of);
    expect_known(likely, likely_field_of);
}

TEST(HeaderWords, are_sure_or_likely_and_nothing_between) {
    for (const Kind kind : {Kind::roll, Kind::projects}) {
        for (const Known& of : likely)
            for (const Words& words : {of.of_rolls, of.of_projects, of.of_both})
                for (const std::string& word : words)
                    EXPECT_EQ(field_of(word, kind), std::nullopt) << word;
        for (const std::string_view word : {"", "~", "合计", "序", "nos", "序号姓名", "電話"}) {
            EXPECT_EQ(field_of(word, kind), std::nullopt) << word;
            EXPECT_EQ(likely_field_of(word, kind), std::nullopt) << word;
        }
    }
}

TEST(HeaderWords, beside_another_script_the_chinese_counts_and_english_that_says_the_same) {
    const auto in_roll = [](std::string_view word) { return field_of(word, Kind::roll); };
    EXPECT_EQ(in_roll("序号no."), Field::no);
    EXPECT_EQ(in_roll("no.序号"), Field::no);
    EXPECT_EQ(in_roll("姓名/fullname"), Field::name);
    EXPECT_EQ(in_roll("代表团ᠪᠦᠯᠦᠭ"), Field::delegation);
    EXPECT_EQ(in_roll("序号:"), Field::no);
    EXPECT_EQ(in_roll("{序号}"), Field::no);
    EXPECT_EQ(in_roll("序号name"), std::nullopt);
    EXPECT_EQ(in_roll("序号az"), std::nullopt);
    EXPECT_EQ(in_roll("序号0"), std::nullopt);
    EXPECT_EQ(in_roll("序号9"), std::nullopt);
    EXPECT_EQ(in_roll("序号a"), std::nullopt);
    EXPECT_EQ(in_roll("序号z"), std::nullopt);
    EXPECT_EQ(in_roll("序号seat"), std::nullopt);
    EXPECT_EQ(in_roll("名称name2"), std::nullopt);
    EXPECT_EQ(field_of("英文名称name2", Kind::projects), Field::name2);
    EXPECT_EQ(in_roll("電話no"), std::nullopt);
}

}  // namespace
}  // namespace piaojue::imports
