#include "server/commands/decide_case.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "server/imports/table.hpp"
#include "tests/unit/server/temp_folder.hpp"

namespace piaojue::commands {
namespace {

using Strings = std::vector<std::string>;

// "file:code@row/column" of each fault; a hyphen where there is none.
Strings faults_of(const CaseOrFaults& read) {
    Strings out;
    if (read) return out;
    for (const auto& [path, one] : read.error()) {
        const auto& [row, column] = one.place;
        out.push_back(fmt::format(
            "{}:{}@{}/{}", path.empty() ? "-" : std::filesystem::path{path}.filename().string(),
            one.name(), row ? std::to_string(*row) : "-",
            column ? imports::column_letters(*column) : "-"));
    }
    return out;
}

std::string messages_of(const CaseOrFaults& read) {
    std::string out;
    if (read) return out;
    for (const FaultIn& one : read.error())
        out += one.fault.message + "\n";
    return out;
}

constexpr DecisionCounts five{5, 5, 5, 5, 5};

// A case as two files; read_case() is asked about them with figures.
class CaseFiles {
public:
    CaseFiles(std::string_view method, std::string_view rows) {
        write("method.toml", method);
        write("totals.csv", "no,name,approve,oppose,abstain\n" + std::string{rows});
    }

    void write(std::string_view name, std::string_view text) const {
        std::ofstream{folder_ / name, std::ios::binary} << text;
    }

    [[nodiscard]] CaseOrFaults read(const DecisionCounts& counts = five) const {
        return read_case((folder_ / "method.toml").string(), (folder_ / "totals.csv").string(),
                         counts);
    }

    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
        return folder_ / name;
    }

private:
    piaojue::testing::TempFolder folder_;
};

TEST(DecideCase, has_what_its_files_and_figures_say) {
    const CaseFiles files{"places = 2\nmax_approvals = 1\ntie = 'presidium'", "7,甲,3,,\n2,,1,,\n"};
    const CaseOrFaults read = files.read({10, 9, 8, 7, 6});
    ASSERT_TRUE(read) << messages_of(read);
    EXPECT_EQ(read->method.places, 2);
    EXPECT_EQ(read->method.hi, 1);
    EXPECT_EQ(read->method.tie, TieRule::presidium);
    EXPECT_EQ(read->counts.due, 10U);
    EXPECT_EQ(read->counts.present, 9U);
    EXPECT_EQ(read->counts.issued, 8U);
    EXPECT_EQ(read->counts.returned, 7U);
    EXPECT_EQ(read->counts.valid, 6U);
    EXPECT_EQ(read->names, (Strings{"甲", ""}));
    ASSERT_EQ(read->candidates.size(), 2U);
    EXPECT_EQ(read->candidates[0].no, ProjectNumber{7});
    EXPECT_EQ(read->candidates[0].approve, 3U);
    EXPECT_EQ(read->candidates[1].no, ProjectNumber{2});
    EXPECT_EQ(read->candidates[1].approve, 1U);
}

struct Files {
    std::string_view method;
    std::string_view rows;
    DecisionCounts counts;
    Strings faults;
};

TEST(DecideCase, figures_and_totals_are_refused_beyond_their_bounds) {
    constexpr std::string_view one = "places = 1";
    constexpr std::string_view three = "places = 1\nballot = 'three_way'";
    constexpr std::string_view row = "1,甲,3,,\n";
    const std::vector<Files> all{
        {one, row, {5, 5, 5, 5, 5}, {}},
        {one, row, {5, 5, 4, 5, 5}, {}},  // more returned than issued: a void set is a decision
        {one, row, {5, 6, 5, 5, 5}, {"-:figure_above@-/-"}},
        {one, row, {5, 4, 5, 5, 5}, {"-:figure_above@-/-"}},
        {one, row, {5, 5, 5, 4, 5}, {"-:figure_above@-/-"}},
        {one, "1,甲,0,,\n", {0, 0, 0, 0, 0}, {"-:nobody_due@-/-"}},
        {one, "1,甲,5,,\n", five, {}},
        {one, "1,甲,6,,\n", five, {"totals.csv:figure_above@2/C"}},
        {one, "1,甲,3,,0\n", five, {"totals.csv:unasked_count@2/E"}},
        {one, "1,甲,3,,\n1,乙,2,,\n", five, {"totals.csv:duplicate_number@3/A"}},
        {one, "", five, {"totals.csv:no_rows@-/-"}},
        {three, "1,甲,3,1,1\n", five, {}},
        {three, "1,甲,3,1,0\n", five, {"totals.csv:not_the_sum@2/-"}},
        {three, "1,甲,3,1,2\n", five, {"totals.csv:not_the_sum@2/-"}},
        {three, "1,甲,3,2,\n", five, {"totals.csv:missing_count@2/E"}},
    };
    for (const Files& given : all) {
        const CaseOrFaults read = CaseFiles{given.method, given.rows}.read(given.counts);
        EXPECT_EQ(faults_of(read), given.faults) << given.method << '\n' << given.rows;
        EXPECT_EQ(read.has_value(), given.faults.empty());
    }
}

TEST(DecideCase, a_rule_is_a_fraction_up_to_one) {
    for (const std::string_view rule : {"quorum", "participation", "threshold"}) {
        const auto read = [&](std::string_view fraction) {
            return CaseFiles{fmt::format("places = 1\n{} = {{ fraction = '{}' }}", rule, fraction),
                             "1,甲,3,,\n"}
                .read();
        };
        for (const std::string_view right : {"1/1", "1/255", "255/255", "2/3"})
            EXPECT_EQ(faults_of(read(right)), Strings{}) << rule << ' ' << right;
        for (const std::string_view wrong :
             {"0/1", "3/2", "1/256", "1", "1/", "/2", "a/b", "1/2/3", " 1/2", "-1/2", "0.5", ""}) {
            EXPECT_EQ(faults_of(read(wrong)), Strings{"method.toml:bad_method@-/-"})
                << rule << ' ' << wrong;
            EXPECT_NE(messages_of(read(wrong)).find(fmt::format("method.toml:2: {}: ", rule)),
                      std::string::npos);
        }
    }
}

TEST(DecideCase, a_method_is_held_against_how_many_projects_there_are) {
    const std::string_view exactly = "places = 2\nballot = 'choose_exactly'";
    EXPECT_EQ(faults_of(CaseFiles{exactly, "1,甲,3,,\n2,乙,3,,\n"}.read()), Strings{});
    EXPECT_EQ(faults_of(CaseFiles{exactly, "1,甲,3,,\n"}.read()),
              Strings{"method.toml:bad_method@-/-"});
    const CaseFiles capped{"places = 2\nballot = 'three_way'\nmax_approvals = 2", "1,甲,x,1,1\n"};
    EXPECT_EQ(faults_of(capped.read()),
              (Strings{"totals.csv:bad_count@2/C", "method.toml:bad_method@-/-"}));
    EXPECT_NE(messages_of(capped.read()).find("three_way_capped"), std::string::npos);
}

TEST(DecideCase, names_all_that_is_wrong_with_every_part) {
    const CaseFiles files{"places = 0", "0,甲,6,,1\n"};
    EXPECT_EQ(faults_of(files.read({5, 6, 7, 5, 5})),
              (Strings{"method.toml:bad_method@-/-", "-:figure_above@-/-", "-:figure_above@-/-",
                       "totals.csv:bad_number@2/A", "totals.csv:figure_above@2/C"}));
    std::filesystem::remove(files / "method.toml");
    EXPECT_EQ(faults_of(files.read()),
              (Strings{"method.toml:no_file@-/-", "totals.csv:bad_number@2/A",
                       "totals.csv:figure_above@2/C"}));
    std::filesystem::remove(files / "totals.csv");
    EXPECT_EQ(faults_of(files.read({0, 0, 0, 0, 0})),
              (Strings{"method.toml:no_file@-/-", "-:nobody_due@-/-", "totals.csv:no_file@-/-"}));
}

TEST(DecideCase, files_are_read_up_to_16_mib) {
    const CaseFiles files{"places = 1", "1,甲,3,,\n"};
    std::string method = "places = 1\n#";
    method.resize(imports::file_bytes_max, '-');
    files.write("method.toml", method);
    EXPECT_EQ(faults_of(files.read()), Strings{});
    files.write("method.toml", method + "-");
    EXPECT_EQ(faults_of(files.read()), Strings{"method.toml:too_large@-/-"});
    EXPECT_NE(messages_of(files.read()).find("16 MiB"), std::string::npos);
}

constexpr std::string_view counts_of_five =
    R"({"due": 5, "present": 5, "issued": 5, "returned": 5, "valid": 5})";

CaseOrFaults line_of(std::string_view totals, std::string_view counts = counts_of_five,
                     std::string_view method = R"({"places": 1})") {
    return read_case_line(
        fmt::format(R"({{"method": {}, "totals": {}, "counts": {}}})", method, totals, counts));
}

TEST(DecideLine, has_what_it_says) {
    const CaseOrFaults read =
        line_of(R"([{"no": 65535, "approve": 2, "oppose": 1, "abstain": 1}, {"no": 2, "approve": 3,
                    "oppose": 0, "abstain": 1}])",
                R"({"due": 4294967295, "present": 9, "issued": 8, "returned": 7, "valid": 4})",
                R"({"places": 2, "ballot": "three_way", "notice": "names_and_votes"})");
    ASSERT_TRUE(read) << messages_of(read);
    EXPECT_EQ(read->method.places, 2);
    EXPECT_EQ(read->method.hi, 2);
    EXPECT_EQ(read->method.notice, Notice::names_and_votes);
    EXPECT_EQ(read->counts.due, 4'294'967'295U);
    EXPECT_EQ(read->counts.present, 9U);
    EXPECT_EQ(read->counts.issued, 8U);
    EXPECT_EQ(read->counts.returned, 7U);
    EXPECT_EQ(read->counts.valid, 4U);
    EXPECT_EQ(read->names, (Strings{"", ""}));
    ASSERT_EQ(read->candidates.size(), 2U);
    EXPECT_EQ(read->candidates[0].no, ProjectNumber{65'535});
    EXPECT_EQ(read->candidates[0].approve, 2U);
    EXPECT_EQ(read->candidates[1].approve, 3U);
    EXPECT_TRUE(line_of(R"([{"no": 1, "approve": 3, "oppose": null}])", counts_of_five,
                        R"("places = 1\ntie = 'runoff'")"));
}

struct Line {
    std::string_view totals;
    Strings faults;
};

TEST(DecideLine, names_faults_by_the_place_in_the_list) {
    const std::vector<Line> all{
        {R"([{"no": 1, "approve": 5}])", {}},
        {R"([{"no": 0, "approve": 5}])", {"-:bad_number@1/A"}},
        {R"([{"no": 65536, "approve": 5}])", {"-:bad_number@1/A"}},
        {R"([{"no": "1", "approve": 5}])", {"-:bad_number@1/A"}},
        {R"([{"no": null, "approve": 5}])", {"-:missing_number@1/A"}},
        {R"([{"approve": 5}])", {"-:missing_number@1/A"}},
        {R"([{"no": 1}])", {"-:missing_count@1/C"}},
        {R"([{"no": 1, "approve": 6}])", {"-:figure_above@1/C"}},
        {R"([{"no": 1, "approve": -1}])", {"-:bad_count@1/C"}},
        {R"([{"no": 1, "approve": 4294967296}])", {"-:bad_count@1/C"}},
        {R"([{"no": 1, "approve": 2.0}])", {"-:bad_count@1/C"}},
        {R"([{"no": 1, "approve": 2, "oppose": 0}])", {"-:unasked_count@1/D"}},
        {R"([{"no": 1, "approve": 2, "oppose": "x"}])", {"-:bad_count@1/D"}},
        {R"([{"no": 1, "approve": 2, "abstain": "x"}])", {"-:bad_count@1/E"}},
        {R"([{"no": 1, "approve": 0}, 3, {"no": 1, "approve": 0}])",
         {"-:bad_case@2/-", "-:duplicate_number@3/A"}},
        {"[]", {"-:no_rows@-/-"}},
        {"{}", {"-:bad_case@-/-"}},
    };
    for (const Line& given : all) {
        const CaseOrFaults read = line_of(given.totals);
        EXPECT_EQ(faults_of(read), given.faults) << given.totals;
        EXPECT_EQ(read.has_value(), given.faults.empty());
    }
    EXPECT_NE(messages_of(line_of(R"([{"no": [7], "approve": 1}])")).find("[7]"),
              std::string::npos);
    EXPECT_NE(messages_of(line_of(R"([{"no": 1, "approve": "many"}])")).find("many"),
              std::string::npos);
}

TEST(DecideLine, its_counts_are_five_whole_numbers) {
    const std::string_view row = R"([{"no": 1, "approve": 5}])";
    const Strings bad_case{"-:bad_case@-/-"};
    for (const std::string_view key : {"due", "present", "issued", "returned", "valid"}) {
        const auto said = [&](std::string_view instead) {
            std::string counts{counts_of_five};
            const std::string five_of = fmt::format(R"("{}": 5)", key);
            counts.replace(counts.find(five_of), five_of.size(), instead);
            const CaseOrFaults read = line_of(row, counts);
            EXPECT_EQ(faults_of(read), bad_case) << counts;
            return messages_of(read);
        };
        const std::string name = fmt::format("counts.{} ", key);
        EXPECT_NE(said(R"("more": 5)").find(name + "is missing"), std::string::npos);
        for (const std::string_view wrong : {"-1", "5.0", "4294967296", "true", R"("5")"}) {
            EXPECT_NE(said(fmt::format(R"("{}": {})", key, wrong)).find(name + "is no count"),
                      std::string::npos);
        }
    }
    EXPECT_EQ(faults_of(line_of(row, "{}")), Strings(5, bad_case.front()));
    EXPECT_EQ(faults_of(line_of(row, "[5, 5, 5, 5, 5]")), bad_case);
    EXPECT_EQ(faults_of(line_of(
                  row, R"({"due": 4, "present": 5, "issued": 5, "returned": 5, "valid": 5})")),
              Strings{"-:figure_above@-/-"});
}

TEST(DecideLine, is_one_object_of_three_parts) {
    const Strings bad_case{"-:bad_case@-/-"};
    for (const std::string_view text : {"", "nonsense", "[]", "3", "{} {}"})
        EXPECT_EQ(faults_of(read_case_line(text)), bad_case) << text;
    EXPECT_EQ(faults_of(read_case_line("{}")), Strings(3, bad_case.front()));
    for (const std::string_view key : {"method", "counts", "totals"})
        EXPECT_NE(messages_of(read_case_line("{}")).find(fmt::format("{} is missing", key)),
                  std::string::npos);
    const std::string_view row = R"([{"no": 1, "approve": 5}])";
    EXPECT_EQ(faults_of(line_of(row, counts_of_five, "[]")), bad_case);
    for (const auto& [method, place] :
         {std::pair{R"({"places": 0})", "method: places:"},
          std::pair{R"("tie = 'runoff'\nplaces = 0")", "method:2: places:"}}) {
        const CaseOrFaults read = line_of(row, counts_of_five, method);
        EXPECT_EQ(faults_of(read), Strings{"-:bad_method@-/-"});
        EXPECT_NE(messages_of(read).find(place), std::string::npos) << messages_of(read);
    }
    EXPECT_EQ(
        faults_of(line_of(row, counts_of_five, R"({"places": 2, "ballot": "choose_exactly"})")),
        Strings{"-:bad_method@-/-"});
    EXPECT_EQ(faults_of(line_of(R"([{"no": 1, "approve": 6, "oppose": "x"}])", "7", "7")),
              (Strings{"-:bad_case@-/-", "-:bad_case@-/-", "-:bad_count@1/D"}));
}

}  // namespace
}  // namespace piaojue::commands
