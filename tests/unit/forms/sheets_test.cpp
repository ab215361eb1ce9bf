// What the forms tell of sheets of paper: their own numbers beside those of the box, and too many.
#include "ballot/forms/compose.hpp"
#include "ballot/forms/render.hpp"
#include "tests/support/paper_round.hpp"

namespace piaojue::forms {
namespace {

class FormsOfPaper : public testing::PaperRound {
protected:
    [[nodiscard]] FormData data_of() const {
        const Bytes file = builder.record();
        SystemRng rng;
        const auto verdict = testing::value_of(verify_record(file, rng));
        return form_data(std::get<VerifiedRecord>(verdict));
    }
    // As CSV, by line.
    [[nodiscard]] std::string text_of(Form form, Lang lang) const {
        return csv_of(compose(data_of(), {form, lang, std::nullopt}));
    }
    void expect_said(Form form, Lang lang, const std::vector<std::string>& parts) const {
        const std::string text = text_of(form, lang);
        for (const std::string& part : parts)
            EXPECT_NE(text.find(part), std::string::npos) << part << " is not in\n" << text;
    }
};

TEST_F(FormsOfPaper, box_and_sheets_and_their_sum_stand_side_by_side) {
    to_counted();
    builder.state_paper(1);
    builder.finish();
    for (const Form form : {Form::result, Form::internal}) {
        expect_said(form, Lang::zh,
                    {"发出纸票,4 张", "收回纸票,4 张", "领取的纸票,2 张", "以电子票换领的纸票,1 张",
                     "电子票未注销而发出的纸票,1 张", "无效纸票：赞成超过规定,1 张",
                     "1,项目1,2,2,4\r\n", "2,项目2,1,2,3\r\n"});
    }
    expect_said(Form::count, Lang::en,
                {"Sheets returned,4", "Void sheets: too many approvals,1",
                 "Cast and handed back + sheets returned = returned,3 + 4 = 7,yes"});
    expect_said(Form::chair, Lang::zh, {"其中发出纸票 4 张，收回 4 张，无效 1 张。"});
    EXPECT_EQ(text_of(Form::notice, Lang::zh).find("纸票"), std::string::npos);
    EXPECT_EQ(text_of(Form::result, Lang::zh).find(" / "), std::string::npos);
}

TEST_F(FormsOfPaper, three_answers_stand_in_each_column_and_are_named) {
    testing::CongressOptions options;
    options.style = Style::three_way;
    options.hi = options.projects;
    builder = testing::CongressBuilder{options};
    to_closed();
    cosign();
    PaperBatch sheets = batch(1, 4, 4, {}, {2, 1, 0});
    sheets.projects[0] = {2, 1, 1};
    builder.add_batch(sheets);
    builder.state_paper(1);
    builder.finish();
    for (const Form form : {Form::result, Form::internal}) {
        expect_said(form, Lang::zh,
                    {"1,项目1,2 / 0 / 1,2 / 1 / 1,4 / 1 / 2\r\n", "赞成 / 反对 / 弃权。"});
        expect_said(form, Lang::en, {"In each column: approve / oppose / abstain."});
    }
}

TEST_F(FormsOfPaper, the_full_report_alone_tells_each_batch_and_who_keyed_it) {
    to_counted();
    builder.state_paper(1);
    builder.finish();
    const FormData data = data_of();
    ASSERT_EQ(data.rounds.size(), 1U);
    const std::vector<BatchLine>& lines = data.rounds[0].batches;
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_FALSE(lines[0].chief);
    ASSERT_TRUE(lines[1].chief);
    const auto name = [&data](PersonNumber person) { return data.person(person).name; };
    const std::string first = name(lines[0].keyed[0]) + "、" + name(lines[0].keyed[1]);
    const std::string second = name(lines[1].keyed[0]) + "、" + name(lines[1].keyed[1]);
    expect_said(Form::internal, Lang::zh,
                {"1,2,2,0,0,0,0," + first + ",—\r\n",
                 "2,2,2,1,0,0,0," + second + ",2 张，" + name(*lines[1].chief) + "\r\n"});
    expect_said(Form::internal, Lang::en, {"Batches of sheets\r\n", "by " + name(*lines[1].chief)});
    EXPECT_EQ(text_of(Form::result, Lang::zh).find("纸票各批"), std::string::npos);
    const std::string json = json_of(data);
    EXPECT_NE(json.find(R"("batch":2,"chief":)"), std::string::npos) << json;
}

TEST_F(FormsOfPaper, too_many_are_told_plainly_and_no_vote_is) {
    to_closed();
    cosign();
    builder.add_batch(batch(1, 4, 5, {}, {2, 1, 0}));
    builder.state_paper(1);
    without_shares();
    for (const Form form : {Form::result, Form::count, Form::internal}) {
        expect_said(form, Lang::zh, {"收回的票（含纸票）多于发出的票：不开箱，本次票决无效"});
        expect_said(form, Lang::en, {"came back than were issued: the box is not opened"});
    }
    expect_said(Form::chair, Lang::zh, {"多于发出票", "本次票决无效"});
    EXPECT_EQ(text_of(Form::result, Lang::zh).find("项目1"), std::string::npos);
}

}  // namespace
}  // namespace piaojue::forms
