// What is published of a record, what the house keeps, and the sheets that are no report.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "ballot/derived.hpp"
#include "ballot/forms/bundle.hpp"
#include "ballot/forms/render.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"
#include "tests/support/congress_builder.hpp"

namespace piaojue::forms {
namespace {

using testing::CongressBuilder;
using testing::CongressOptions;
using testing::value_of;

struct Published {
    Bytes file;
    FormData data;
};

Published published(const CongressBuilder& congress) {
    Published out{congress.record(), {}};
    SystemRng rng;
    const auto verdict = value_of(verify_record(out.file, rng));
    out.data = form_data(std::get<VerifiedRecord>(verdict));
    return out;
}

const Published& sample() {
    static const Published one = published(testing::finished_congress());
    return one;
}

const Fonts& fonts() {
    static const Fonts found = value_of(Fonts::find({}));
    return found;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string file_of(const Bundle& bundle, const std::string& name) {
    for (const BundleFile& file : bundle) {
        if (file.name == name) return file.bytes;
    }
    return {};
}

Bundle site(const FormData& data) {
    return value_of(site_of(data, sample().file, Lang::zh, fonts()));
}

std::string text_of(const FormData& data, const Wish& wish) {
    return csv_of(compose(data, wish));
}

std::vector<std::string> losers(const FormData& data) {
    std::vector<std::string> out;
    for (const ProjectReport& project : data.rounds.at(0).report.projects) {
        if (!project.result.chosen) out.push_back(project.name);
    }
    return out;
}

// ── the site ──

TEST(Site, names_alone_means_no_vote_and_no_loser_outside_the_record) {
    FormData data = sample().data;
    data.notice = Notice::names;
    ASSERT_FALSE(losers(data).empty());
    for (const BundleFile& file : site(data)) {
        EXPECT_FALSE(holds(file.name, "result")) << file.name;
        if (!file.name.ends_with(".html")) continue;
        for (const std::string& loser : losers(data))
            EXPECT_FALSE(holds(file.bytes, loser)) << file.name;
        EXPECT_FALSE(holds(file.bytes, "得票率")) << file.name;
    }
    EXPECT_TRUE(holds(file_of(site(data), "index.html"), "票决记录本身含有每个项目的票数"));
}

TEST(Site, names_and_votes_shows_the_votes_of_every_project) {
    FormData data = sample().data;
    data.notice = Notice::names_and_votes;
    const Bundle made = site(data);
    const std::string index = file_of(made, "index.html");
    for (const std::string& loser : losers(data))
        EXPECT_TRUE(holds(index, loser));
    EXPECT_TRUE(holds(index, "得票率"));
    EXPECT_FALSE(file_of(made, "forms/result.pdf").empty());
}

TEST(Site, the_internal_form_is_never_in_it) {
    for (const Notice notice : {Notice::names, Notice::names_and_votes}) {
        FormData data = sample().data;
        data.notice = notice;
        for (const BundleFile& file : site(data)) {
            for (const std::string_view name : {"internal", "chair", "attendance", "destruction"})
                EXPECT_FALSE(holds(file.name, std::string{name})) << file.name;
        }
    }
}

TEST(Site, its_page_loads_nothing_and_leads_to_every_file) {
    const Bundle made = site(sample().data);
    const std::string index = file_of(made, "index.html");
    EXPECT_TRUE(holds(index, "default-src 'none'; style-src 'sha256-"));
    for (const std::string_view never : {"<script", "http://", "https://", "url(", "src="})
        EXPECT_FALSE(holds(index, std::string{never})) << never;
    for (const BundleFile& file : made) {
        if (file.name == "index.html") continue;
        EXPECT_TRUE(holds(index, "<a href=\"" + file.name + "\">")) << file.name;
        if (file.name == sums_name) continue;
        EXPECT_TRUE(holds(index, encode_hex(sha256(as_bytes(file.bytes))))) << file.name;
    }
    EXPECT_TRUE(holds(index, "piaojue-verify record.piaojue --expect-manifest " +
                                 encode_hex(sample().data.manifest.value())));
}

TEST(Site, the_same_record_gives_the_same_bytes_and_sums_name_every_other_file) {
    const Bundle made = site(sample().data);
    const Bundle again = site(sample().data);
    ASSERT_EQ(made.size(), again.size());
    for (std::size_t i = 0; i < made.size(); ++i)
        EXPECT_EQ(made[i].bytes, again[i].bytes) << made[i].name;
    const std::string sums = file_of(made, "SHA256SUMS");
    EXPECT_EQ(std::count(sums.begin(), sums.end(), '\n'),
              static_cast<std::ptrdiff_t>(made.size() - 1));
    for (const BundleFile& file : made) {
        if (file.name == sums_name) continue;
        const std::string digest = encode_hex(sha256(as_bytes(file.bytes)));
        EXPECT_TRUE(holds(sums, digest + "  " + file.name + "\n"));
    }
    EXPECT_EQ(file_of(made, "record.piaojue"), as_text(sample().file));
}

// ── the archive ──

TEST(Archive, holds_every_form_in_both_languages_and_says_who_made_it) {
    const ArchiveWish wish{{{"piaojue", "0.1.0", 3, sha256(as_bytes("abc"))}}, {}};
    const Bundle made = value_of(archive_of(sample().data, sample().file, wish, fonts()));
    for (const std::string_view name : form_names) {
        const std::string round = name == "ballot" ? "-1" : "";
        for (const std::string_view lang : {"zh", "en"}) {
            const auto file = fmt::format("forms/{}{}-{}.pdf", name, round, lang);
            EXPECT_EQ(file_of(made, file).substr(0, 5), "%PDF-") << file;
        }
    }
    const auto programs = boost::json::parse(file_of(made, "programs.json"));
    EXPECT_EQ(programs.at("programs").at(0).at("sha256").as_string(),
              encode_hex(sha256(as_bytes("abc"))));
    const auto papers = boost::json::parse(file_of(made, "papers.json"));
    EXPECT_TRUE(papers.at("rounds").at(0).at("sheets").is_null());
    EXPECT_TRUE(papers.at("destroy_on").is_null());
    EXPECT_EQ(file_of(made, "record.json"), json_of(sample().data));
}

TEST(Archive, a_projects_id_is_that_of_its_first_manifest_and_number) {
    const auto projects = boost::json::parse(projects_json(sample().data)).at("projects");
    const auto& chosen = sample().data.final->chosen;
    ASSERT_EQ(projects.as_array().size(), chosen.size());
    ASSERT_FALSE(chosen.empty());
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        EXPECT_EQ(projects.at(i).at("id").as_string(),
                  encode_hex(project_id(sample().data.rounds[0].report.manifest, chosen[i].no)));
    }
    const ManifestHash manifest = sample().data.manifest;
    EXPECT_NE(project_id(manifest, ProjectNumber{1}), project_id(manifest, ProjectNumber{2}));
    EXPECT_NE(project_id(manifest, ProjectNumber{1}), project_id({}, ProjectNumber{1}));
}

// ── attendance ──

TEST(Attendance, is_what_the_verifier_counted) {
    for (const RoundData& round : sample().data.rounds) {
        ASSERT_EQ(round.attendance.size(), round.report.counts.due);
        const auto present = std::count_if(round.attendance.begin(), round.attendance.end(),
                                           [](const AttendanceLine& line) { return line.present; });
        EXPECT_EQ(present, static_cast<std::ptrdiff_t>(round.report.counts.present));
    }
}

// Who left before the open is not present; who left after it is; who comes while papers are issued
// is.
TEST(Attendance, leaving_counts_only_before_the_open) {
    CongressBuilder congress;
    congress.draft();
    congress.sign_in({1, 2, 3, 4, 5, 6});
    congress.act(Act::leave, DeputiesBody{{DeputyNumber{1}}});
    congress.act(Act::seal);
    congress.act(Act::open);
    congress.act(Act::leave, DeputiesBody{{DeputyNumber{2}}});
    congress.sign_in({7});
    for (std::uint32_t deputy = 3; deputy <= 6; ++deputy)
        congress.issue(deputy);
    congress.end_issuing();
    congress.act(Act::void_round, ReasonBody{"试"});
    congress.act(Act::publish);
    const Bytes file = congress.record();
    SystemRng rng;
    const auto verdict = value_of(verify_record(file, rng));
    const auto lines = attendance_of(std::get<VerifiedRecord>(verdict))
                           .at(std::get<VerifiedRecord>(verdict).report().manifest->value());
    const std::vector<bool> present{false, true, true, true, true, true, true};
    ASSERT_EQ(lines.size(), present.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
        EXPECT_EQ(lines[i].present, present[i]) << i + 1;
    EXPECT_TRUE(lines[1].left.has_value());
    EXPECT_FALSE(lines[6].left.has_value());
}

TEST(Attendance, says_what_was_checked_of_the_names) {
    const FormData& data = sample().data;
    const Wish bare{Form::attendance, Lang::zh, {}};
    EXPECT_TRUE(holds(text_of(data, bare), "票决记录里没有代表姓名"));
    Wish named = bare;
    named.extras.roll = RollNames{};
    for (std::uint32_t i = 0; i < data.rounds[0].report.counts.due; ++i)
        named.extras.roll->names.push_back({"1", fmt::format("某某{}", i), "一团", "1排"});
    EXPECT_TRUE(holds(text_of(data, named), "某某0"));
    EXPECT_TRUE(holds(text_of(data, named), "未能按记录核对"));
    named.extras.roll->sealed = true;
    EXPECT_FALSE(holds(text_of(data, named), "未能按记录核对"));
    EXPECT_TRUE(holds(text_of(data, named), "其指纹与封存方案所附的指纹一致"));
}

TEST(Attendance, a_source_names_the_table_in_a_line_of_its_own) {
    const Bytes32 hash = sha256(as_bytes("table"));
    EXPECT_EQ(roll_table_in(roll_table_line(hash)), hash);
    EXPECT_EQ(roll_table_in("数据来自政府网站\r\n" + roll_table_line(hash)), hash);
    EXPECT_EQ(roll_table_in("x" + roll_table_line(hash)), std::nullopt);
    EXPECT_EQ(roll_table_in("roll-table-sha256: 00\n"), std::nullopt);
    EXPECT_EQ(roll_table_in(""), std::nullopt);
}

// ── the ballot paper ──

TEST(BallotPaper, has_a_box_for_each_answer_and_tells_nothing_of_the_result) {
    CongressOptions options;
    options.style = Style::three_way;
    options.hi = options.projects;
    const FormData each = published(CongressBuilder::finished(options)).data;
    const auto boxes = [](const FormData& data) {
        const std::string text = text_of(data, {Form::ballot, Lang::zh, {}});
        std::size_t out = 0;
        for (std::size_t at = text.find("□"); at != std::string::npos; at = text.find("□", at + 1))
            ++out;
        return out;
    };
    EXPECT_EQ(boxes(sample().data), sample().data.rounds[0].report.projects.size());
    EXPECT_EQ(boxes(each), 3 * each.rounds[0].report.projects.size());
    FormData other = sample().data;
    for (ProjectReport& project : other.rounds[0].report.projects)
        project.result = {};
    other.record_sha256 = {};
    const Wish wish{Form::ballot, Lang::en, {}};
    EXPECT_EQ(html_of(compose(other, wish)), html_of(compose(sample().data, wish)));
}

TEST(BallotPaper, its_rule_is_the_methods) {
    FormData data = sample().data;
    const Wish wish{Form::ballot, Lang::zh, {}};
    EXPECT_TRUE(holds(text_of(data, wish), "最多 2 项"));
    EXPECT_TRUE(holds(text_of(data, wish), "整张未画的票有效"));
    data.rounds[0].method.style = Style::choose_exactly;
    data.rounds[0].method.blank = BlankRule::void_ballot;
    EXPECT_TRUE(holds(text_of(data, wish), "恰好 2 项"));
    EXPECT_TRUE(holds(text_of(data, wish), "整张未画的票无效"));
}

TEST(Destruction, tells_the_day_that_was_given_or_leaves_it_to_be_written) {
    Wish wish{Form::destruction, Lang::zh, {}};
    EXPECT_TRUE(holds(text_of(sample().data, wish), "闭会后一个月"));
    wish.extras.papers_on = "2026-04-05";
    EXPECT_TRUE(holds(text_of(sample().data, wish), "2026年4月5日"));
    EXPECT_FALSE(holds(text_of(sample().data, wish), "闭会后一个月"));
}

// ── formats of an office ──

TEST(Office, the_same_document_is_the_same_bytes) {
    const Document document = compose(sample().data, {Form::result, Lang::zh, {}});
    for (const auto& render : {docx_of, xlsx_of}) {
        const std::string once = render(document);
        EXPECT_EQ(once.substr(0, 4), "PK\x03\x04");
        EXPECT_EQ(once, render(document));
    }
}

}  // namespace
}  // namespace piaojue::forms
