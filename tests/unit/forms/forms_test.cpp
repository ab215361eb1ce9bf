// What the forms tell of a record, and what they keep to themselves.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdio>
#include <fstream>

#include "ballot/forms/compose.hpp"
#include "ballot/forms/pdf.hpp"
#include "ballot/forms/render.hpp"
#include "tests/support/congress_builder.hpp"

// Cairo and fontconfig keep a little of each font until the process ends.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libcairo\nleak:libfontconfig\nleak:libpango\n";
}

namespace piaojue::forms {
namespace {

using testing::CongressBuilder;
using testing::CongressOptions;
using testing::value_of;

FormData data_of(const CongressBuilder& congress) {
    const Bytes file = congress.record();
    SystemRng rng;
    const auto verdict = value_of(verify_record(file, rng));
    return form_data(std::get<VerifiedRecord>(verdict));
}

const FormData& sample_data() {
    static const FormData data = data_of(testing::finished_congress());
    return data;
}

std::string text_of(const FormData& data, Form form, Lang lang,
                    std::optional<Notice> notice = std::nullopt) {
    return csv_of(compose(data, {form, lang, notice}));
}

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// ── who may be printed ──

TEST(Forms, of_a_record_that_does_not_verify_there_is_no_form) {
    Bytes file = testing::finished_congress().record();
    file[file.size() / 2] ^= 1;
    SystemRng rng;
    const auto verdict = value_of(verify_record(file, rng));
    ASSERT_TRUE(std::holds_alternative<Report>(verdict));
    EXPECT_FALSE(std::get<Report>(verdict).valid);
}

// ── the data ──

TEST(Forms, the_data_are_those_of_the_verifiers_report) {
    const FormData& data = sample_data();
    EXPECT_TRUE(data.sample);
    ASSERT_EQ(data.rounds.size(), 1U);
    const RoundData& round = data.rounds[0];
    EXPECT_EQ(round.report.counts.due, 7U);
    EXPECT_EQ(round.report.counts.cast, 5U);
    EXPECT_EQ(round.ruling.quorum_needed, 5U);     // two thirds of seven
    EXPECT_EQ(round.ruling.approvals_needed, 4U);  // more than half of seven
    EXPECT_EQ(round.ruling.share_of, 7U);
    EXPECT_EQ(round.checked, 1U);
    EXPECT_EQ(round.reporters.size(), 2U);
    EXPECT_TRUE(round.times.opened && round.times.closed && round.times.announced);
    EXPECT_EQ(data.people.size(), 5U);
    EXPECT_EQ(data.acts.back().act, Act::publish);
}

TEST(Forms, projects_stand_in_the_order_of_the_method) {
    const RoundData& round = sample_data().rounds[0];
    ASSERT_EQ(round.report.order, ListOrder::votes);
    for (std::size_t i = 1; i < round.listed.size(); ++i) {
        EXPECT_GE(round.report.projects[round.listed[i - 1]].result.approve,
                  round.report.projects[round.listed[i]].result.approve);
    }
}

TEST(Forms, a_share_is_rounded_half_up_and_of_nobody_there_is_none) {
    RoundData round;
    round.ruling.share_of = 45;
    EXPECT_EQ(round.share(42), 933U);
    round.ruling.share_of = 2000;
    EXPECT_EQ(round.share(1), 1U);  // 0.05 %
    EXPECT_EQ(round.share(0), 0U);
    round.ruling.share_of = 327;
    EXPECT_EQ(round.share(327), 1000U);
    round.ruling.share_of = 0;
    EXPECT_EQ(round.share(0), std::nullopt);
}

TEST(Forms, a_minute_is_told_in_beijing_time) {
    const auto is = [](std::uint32_t minute, int year, int month, int day, int hour, int past) {
        const Moment at = beijing(minute);
        EXPECT_EQ(at.year, year);
        EXPECT_EQ(at.month, month);
        EXPECT_EQ(at.day, day);
        EXPECT_EQ(at.hour, hour);
        EXPECT_EQ(at.minute, past);
    };
    is(0, 1970, 1, 1, 8, 0);
    is(15'863'310, 2000, 2, 29, 12, 30);
    is(28'487'039, 2024, 2, 29, 23, 59);
    is(28'487'040, 2024, 3, 1, 0, 0);
    is(29'453'279, 2025, 12, 31, 23, 59);
    is(29'453'280, 2026, 1, 1, 0, 0);
    EXPECT_EQ(Speech{Lang::zh}.time(29'453'280), "2026年1月1日 00:00");
    EXPECT_EQ(Speech{Lang::en}.time(29'453'280), "1 January 2026, 00:00");
}

// ── what each form tells ──

TEST(Forms, the_result_names_losers_and_the_notice_does_not) {
    const FormData& data = sample_data();
    std::string loser;
    std::string winner;
    for (const ProjectReport& project : data.rounds[0].report.projects)
        (project.result.chosen ? winner : loser) = project.name;
    ASSERT_FALSE(loser.empty());
    ASSERT_FALSE(winner.empty());
    for (const Lang lang : {Lang::zh, Lang::en}) {
        for (const Form form : {Form::result, Form::internal}) {
            EXPECT_TRUE(says(text_of(data, form, lang), loser));
            EXPECT_TRUE(says(text_of(data, form, lang), winner));
        }
        const std::string notice = text_of(data, Form::notice, lang, Notice::names);
        EXPECT_TRUE(says(notice, winner));
        EXPECT_FALSE(says(notice, loser));
        EXPECT_FALSE(says(text_of(data, Form::count, lang), winner));
        EXPECT_TRUE(says(text_of(data, Form::chair, lang), winner));
    }
}

TEST(Forms, the_notice_tells_votes_only_where_it_is_to) {
    const FormData& data = sample_data();
    ASSERT_EQ(data.notice, Notice::names);
    EXPECT_EQ(text_of(data, Form::notice, Lang::zh),
              text_of(data, Form::notice, Lang::zh, Notice::names));
    EXPECT_FALSE(says(text_of(data, Form::notice, Lang::zh), "赞成"));
    EXPECT_TRUE(
        says(text_of(data, Form::notice, Lang::zh, Notice::names_and_votes), "（赞成 4 票）"));
}

TEST(Forms, a_sample_says_so_on_every_form_and_a_real_vote_on_none) {
    FormData data = sample_data();
    for (const std::string_view name : form_names) {
        const Form form = *form_from_name(name);
        data.sample = true;
        EXPECT_TRUE(says(text_of(data, form, Lang::zh), "非真实票决"));
        EXPECT_TRUE(says(html_of(compose(data, {form, Lang::en, {}})), "SAMPLE CONGRESS"));
        data.sample = false;
        EXPECT_FALSE(says(text_of(data, form, Lang::zh), "非真实票决"));
    }
    EXPECT_EQ(form_from_name("attendence"), std::nullopt);
}

TEST(Forms, a_voided_round_is_named_and_has_no_result) {
    CongressBuilder congress;
    congress.draft();
    congress.open();
    congress.act(Act::void_round, ReasonBody{"撤回"});
    congress.act(Act::publish);
    const FormData data = data_of(congress);
    EXPECT_TRUE(data.rounds.empty());
    ASSERT_EQ(data.voided.size(), 1U);
    for (const std::string_view name : form_names) {
        if (name == "destruction") continue;  // tells of things, whichever round they were of
        const std::string text = text_of(data, *form_from_name(name), Lang::zh);
        EXPECT_TRUE(says(text, "作废，不计结果")) << name;
    }
    EXPECT_TRUE(says(text_of(data, Form::internal, Lang::zh), "撤回"));
}

TEST(Forms, too_few_ballots_are_told_and_no_vote_is) {
    CongressOptions options;
    options.min_group = 6;
    CongressBuilder congress{options};
    congress.draft();
    congress.open();
    congress.vote();
    congress.shut();
    congress.decide({});
    congress.report(1);
    congress.report(2);
    congress.announce();
    congress.act(Act::publish);
    const FormData data = data_of(congress);
    ASSERT_FALSE(data.rounds.at(0).report.is_opened());
    const std::string text = text_of(data, Form::result, Lang::zh);
    EXPECT_TRUE(says(text, "投票不足 6 张"));
    EXPECT_FALSE(says(text, "得票率"));
}

TEST(Forms, three_answers_have_three_columns) {
    CongressOptions options;
    options.style = Style::three_way;
    options.hi = options.projects;
    const FormData data = data_of(CongressBuilder::finished(options));
    EXPECT_TRUE(says(text_of(data, Form::result, Lang::zh), "赞成,反对,弃权"));
    EXPECT_FALSE(says(text_of(sample_data(), Form::result, Lang::zh), "反对,弃权"));
}

// ── formats ──

// Keys ascend at every depth, so that there is one text of an object.
void expect_sorted(const boost::json::value& value) {
    if (const auto* array = value.if_array()) {
        for (const auto& item : *array)
            expect_sorted(item);
    }
    const auto* object = value.if_object();
    if (object == nullptr) return;
    std::string before;
    for (const auto& [key, member] : *object) {
        EXPECT_LT(before, std::string{key});
        before = std::string{key};
        expect_sorted(member);
    }
}

TEST(Forms, json_is_canonical_and_whole) {
    FormData data = sample_data();
    data.congress = "a\"b\\c\n\x01";
    const std::string text = json_of(data);
    const boost::json::value value = boost::json::parse(text);
    expect_sorted(value);
    EXPECT_EQ(boost::json::serialize(value) + "\n", text);
    EXPECT_EQ(value.at("congress").as_string(), data.congress);
    EXPECT_EQ(value.at("rounds").at(0).at("counts").at("cast").to_number<int>(), 5);
    EXPECT_TRUE(value.at("rounds").at(0).at("projects").at(0).at("oppose").is_null());
    EXPECT_EQ(value.at("checks").as_array().size(), data.checks.size());
    EXPECT_EQ(json_of(data), text);
}

TEST(Forms, the_full_report_alone_tells_the_bound_and_what_it_rests_on) {
    CongressOptions options;
    options.claims = true;
    const FormData told = data_of(CongressBuilder::finished(options));
    ASSERT_TRUE(told.rounds[0].report.bound.has_value());
    const std::string full = text_of(told, Form::internal, Lang::en);
    EXPECT_TRUE(says(full, "1 (in the box 6, declared by deputies 5, used slips 0)"));
    EXPECT_TRUE(says(full, "could change the decision"));
    EXPECT_TRUE(says(full, "the maker of the cards kept none"));
    EXPECT_TRUE(says(text_of(sample_data(), Form::internal, Lang::en), "not established"));
    EXPECT_TRUE(says(text_of(sample_data(), Form::internal, Lang::zh), "未评估"));
    for (const Form form : {Form::result, Form::notice, Form::count, Form::chair}) {
        for (const FormData* data : {&told, &sample_data()}) {
            EXPECT_FALSE(says(text_of(*data, form, Lang::en), "invented"));
            EXPECT_FALSE(says(text_of(*data, form, Lang::zh), "伪造"));
        }
    }
    const boost::json::value json = boost::json::parse(json_of(told));
    EXPECT_EQ(json.at("rounds").at(0).at("bound").at("invented_at_most").to_number<int>(), 1);
    const boost::json::value without = boost::json::parse(json_of(sample_data()));
    EXPECT_TRUE(without.at("rounds").at(0).at("bound").is_null());
}

Document small(std::vector<Block> blocks) {
    Document out;
    out.institution = "<&\">";
    out.title = "票";
    out.blocks = std::move(blocks);
    return out;
}

TEST(Forms, html_runs_nothing_loads_nothing_and_escapes) {
    const std::string text = html_of(small({Paragraph{"<script>", Manner::body}}));
    EXPECT_TRUE(says(text, "default-src 'none'; style-src 'sha256-"));
    EXPECT_TRUE(says(text, "&lt;&amp;&quot;&gt;"));
    EXPECT_TRUE(says(text, "&lt;script&gt;"));
    EXPECT_FALSE(says(text, "<script"));
    EXPECT_FALSE(says(text, "http://"));
    EXPECT_FALSE(says(text, "url("));
}

TEST(Forms, csv_is_quoted_and_no_cell_is_a_formula) {
    const std::string text = csv_of(small({Table{{{"a", 1, Align::left}, {"b", 1, Align::left}},
                                                 {{"=1+1", "x,\"y\""}, {"-2", "two\nlines"}}}}));
    EXPECT_EQ(text.substr(0, 3), "\xEF\xBB\xBF");
    EXPECT_TRUE(says(text, "\r\n'=1+1,\"x,\"\"y\"\"\"\r\n"));
    EXPECT_TRUE(says(text, "'-2,\"two\nlines\"\r\n"));
}

TEST(Forms, a_pdf_is_the_same_bytes_and_its_pages_are_numbered) {
    const Fonts fonts = value_of(Fonts::find({}));
    const Document document = compose(sample_data(), {Form::internal, Lang::zh, {}});
    const Pdf once = value_of(pdf_of(document, fonts));
    EXPECT_EQ(once.bytes, value_of(pdf_of(document, fonts)).bytes);
    EXPECT_EQ(once.bytes, value_of(pdf_of(document, value_of(Fonts::find({})))).bytes);
    EXPECT_EQ(once.bytes.substr(0, 5), "%PDF-");
    EXPECT_GE(once.pages, 2U);
    EXPECT_FALSE(once.fonts.empty());
}

// The text of each page, by pdftotext.
std::vector<std::string> pages_of(const std::vector<Block>& blocks) {
    static const Fonts fonts = value_of(Fonts::find({}));
    const Pdf pdf = value_of(pdf_of(small(blocks), fonts));
    const std::string file = ::testing::TempDir() + "pages.pdf";
    std::ofstream{file, std::ios::binary} << pdf.bytes;
    FILE* const pipe = ::popen(("pdftotext -raw '" + file + "' -").c_str(), "r");
    std::vector<std::string> pages(1);
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
        if (c == '\f') {
            pages.emplace_back();
        } else {
            pages.back() += static_cast<char>(c);
        }
    }
    EXPECT_EQ(::pclose(pipe), 0);
    pages.pop_back();
    EXPECT_EQ(pages.size(), pdf.pages);
    return pages;
}

std::vector<Block> lines_before(std::size_t count) {
    return std::vector<Block>(count, Paragraph{"filler", Manner::body});
}

TEST(Forms, a_heading_stands_on_the_page_of_the_places_to_sign) {
    for (std::size_t lines = 10; lines < 45; ++lines) {
        std::vector<Block> blocks = lines_before(lines);
        blocks.emplace_back(Heading{"HEADING"});
        blocks.emplace_back(Signatures{{"one", "two", "three", "four", "five", "LAST"}});
        for (const std::string& page : pages_of(blocks))
            EXPECT_EQ(says(page, "HEADING"), says(page, "LAST")) << lines << " lines before";
    }
}

TEST(Forms, no_row_of_a_table_is_alone_on_a_page_and_its_note_stays_with_it) {
    for (const std::size_t rows : {2U, 3U, 5U}) {
        for (std::size_t lines = 10; lines < 45; ++lines) {
            std::vector<Block> blocks = lines_before(lines);
            Table table{{{"head", 1, Align::left}}, {}};
            for (std::size_t i = 0; i < rows; ++i)
                table.rows.push_back({"row" + std::to_string(i + 1)});
            const std::string last = table.rows.back().front();
            blocks.emplace_back(Heading{"HEADING"});
            blocks.emplace_back(std::move(table));
            blocks.emplace_back(Paragraph{"NOTE", Manner::note});
            for (const std::string& page : pages_of(blocks)) {
                SCOPED_TRACE(std::to_string(rows) + " rows behind " + std::to_string(lines));
                EXPECT_EQ(says(page, "HEADING"), says(page, "row1"));
                EXPECT_EQ(says(page, "row1"), says(page, "row2"));
                EXPECT_EQ(says(page, "row" + std::to_string(rows - 1)), says(page, last));
                EXPECT_EQ(says(page, last), says(page, "NOTE"));
            }
        }
    }
}

TEST(Forms, a_character_that_no_font_has_is_refused_with_its_text) {
    const Fonts fonts = value_of(Fonts::find({}));
    const auto pdf = pdf_of(small({Paragraph{"名\xF4\x8F\xBF\xBD", Manner::body}}), fonts);
    ASSERT_FALSE(pdf);
    EXPECT_EQ(pdf.error().code, Errc::malformed);
    EXPECT_TRUE(says(pdf.error().detail, "名\xF4\x8F\xBF\xBD"));
}

TEST(Forms, a_named_family_that_is_not_there_is_refused) {
    FontWishes wishes;
    wishes.families[0] = "No Such Family";
    const auto fonts = Fonts::find(wishes);
    ASSERT_FALSE(fonts);
    EXPECT_EQ(fonts.error().code, Errc::malformed);
}

}  // namespace
}  // namespace piaojue::forms
