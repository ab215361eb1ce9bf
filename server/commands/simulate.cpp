// server/commands/simulate.cpp — `piaojue simulate`: a whole vote with real clients
//
// Exit 0: it ran and its record verifies, whatever was decided. 1: the server refused (too few
// present) or the record does not verify. 2: misuse, or an input file that can not be used.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "ballot/tools/report_json.hpp"
#include "ballot/tools/report_text.hpp"
#include "server/commands/attachments.hpp"
#include "server/commands/command.hpp"
#include "server/commands/rules.hpp"
#include "server/commands/simulate_paper.hpp"
#include "server/imports/projects.hpp"
#include "server/simulate/simulation.hpp"

namespace piaojue::commands {
namespace {

struct SimulateOptions {
    simulate::Options simulation;
    std::string projects;
    std::string ballots;
    std::vector<std::string> next_ballots;
    PaperFiles paper;
    imports::RoundTexts texts;
    AttachedFiles attached;
    std::string data;
    std::string record;
    RuleOptions rules;
    bool random = false;
    bool wait = false;
    bool json = false;
};

// A folder of this run's own, gone at its end unless it was named.
class DataFolder {
public:
    explicit DataFolder(const std::string& named) : named_(!named.empty()) {
        if (named_) {
            path_ = named;
            return;
        }
        std::string pattern = (std::filesystem::temp_directory_path() / "piaojue-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw EnvError("no temporary folder can be made");
        parent_ = pattern;
        path_ = parent_ / "server";
    }
    ~DataFolder() {
        std::error_code ignored;
        if (!named_) std::filesystem::remove_all(parent_, ignored);
    }
    DataFolder(const DataFolder&) = delete;
    DataFolder& operator=(const DataFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    bool named_;
    std::filesystem::path parent_;
    std::filesystem::path path_;
};

void wait_for_enter(std::string_view prompt) {
    fmt::print(stderr, "{}", prompt);
    std::fflush(stderr);
    for (int c = std::getchar(); c != '\n' && c != EOF;)
        c = std::getchar();
}

// The part behind the # stays in the browser.
void invite(const simulate::Invitation& invitation) {
    fmt::print(stderr,
               "\n请您投票（{0} 号代表）  Vote yourself, as deputy {0}:\n  {1}/{3}#{2}\n"
               "浏览器会提示证书由本机自制  The browser will say that the certificate is "
               "home-made\n\n",
               invitation.deputy.value(), invitation.site, as_text(invitation.code.expose()),
               invitation.slip ? "booth" : "vote");
}

// Once, before the first link: the other pages of the same vote.
std::function<void(const simulate::Invitation&)> inviting() {
    return [first = true](const simulate::Invitation& invitation) mutable {
        if (std::exchange(first, false))
            fmt::print(stderr,
                       "\n各个页面  All pages:  {0}/rooms\n大屏  The hall's screen:  {0}/hall\n",
                       invitation.site);
        invite(invitation);
    };
}

// Of the present, those who are not guests.
std::size_t simulated(const simulate::Options& out) {
    return out.present - std::min(out.present, out.all_guests());
}

// Of these, those who may cast: nobody has a sheet and a row.
std::size_t casting(const simulate::Options& out) {
    const std::uint64_t sheets = out.sheets_issued();
    return simulated(out) > sheets ? simulated(out) - sheets : 0;
}

// The method is for so many projects: called when those are known.
Result<void> take_rules(SimulateOptions& options, const Rules& rules) {
    simulate::Options& out = options.simulation;
    out.method = PJ_TRY(rules.method(out.vote.candidates.size()));
    out.min_group = options.rules.min_group;
    options.texts.method = rules.text();
    return {};
}

Result<void> read_random(SimulateOptions& options, const Rules& rules) {
    simulate::Options& out = options.simulation;
    if (out.vote.candidates.empty()) {
        return fail(Errc::malformed, "--random needs --projects FILE");
    }
    PJ_TRY(read_paper(options.paper, out));
    PJ_TRY(take_rules(options, rules));
    PJ_TRY(check_paper(options.paper, static_cast<std::uint32_t>(simulated(out)), out));
    out.vote.rows =
        simulate::random_rows(casting(out), out.vote.candidates.size(), out.method, out.seed);
    return {};
}

Result<void> check_rows(const std::string& file, std::size_t rows, std::size_t most) {
    if (rows <= most) return {};
    return fail(Errc::malformed,
                fmt::format("{}: {} rows of ballots, but only {} deputies present to cast them",
                            file, rows, most));
}

Result<void> read_ballots(SimulateOptions& options, const Rules& rules) {
    simulate::Options& out = options.simulation;
    const std::string text = PJ_TRY(simulate::read_text(options.ballots));
    if (std::filesystem::path{options.ballots}.extension() != ".pb") {
        std::optional<std::vector<Project>> candidates;
        if (!options.projects.empty()) candidates = out.vote.candidates;
        out.vote =
            PJ_TRY(simulate::parse_ballots_csv(text, options.ballots, candidates, rules.style()));
        return take_rules(options, rules);
    }
    if (!options.projects.empty()) {
        return fail(Errc::malformed, "a .pb file names its own projects; leave --projects away");
    }
    if (grades_of(rules.style()) != 2) {
        return fail(Errc::malformed, "a .pb file holds approvals; use --style approve");
    }
    out.vote = PJ_TRY(simulate::parse_pabulib(text, options.ballots));
    out.due = out.present = static_cast<std::uint32_t>(out.vote.rows.size());
    return take_rules(options, rules);
}

// Without a row: nobody casts, the sheets are the whole vote.
Result<void> read_sheets_alone(SimulateOptions& options, const Rules& rules) {
    if (options.projects.empty()) return fail(Errc::malformed, "--paper needs --projects FILE");
    return take_rules(options, rules);
}

Result<void> check_people(const simulate::Options& out) {
    if (out.present > out.due) {
        return fail(Errc::malformed,
                    fmt::format("{} present, but only {} deputies are due", out.present, out.due));
    }
    if (out.due == 0 || out.due > limit::deputies) {
        return fail(Errc::malformed,
                    fmt::format("{} deputies; from 1 to {} can vote", out.due, limit::deputies));
    }
    if (out.threshold > out.tellers) {
        return fail(Errc::malformed, "--threshold is above --tellers");
    }
    return {};
}

// One file a further round, in their order. Who its candidates are is known when it comes.
Result<void> read_next_ballots(SimulateOptions& options) {
    simulate::Options& out = options.simulation;
    std::vector<std::string> texts;
    for (const std::string& file : options.next_ballots)
        texts.push_back(PJ_TRY(simulate::read_text(file)));
    const Style style = out.method.style;
    const std::size_t most = simulated(out);
    using Rows = std::optional<std::vector<simulate::MarkedRow>>;
    out.next_rows = [texts, files = options.next_ballots, style,
                     most](const VoteManifest& next) -> Result<Rows> {
        const std::size_t place = next.fields().round - 2U;
        if (place >= files.size()) return Rows{};
        simulate::Vote vote = PJ_TRY(
            simulate::parse_ballots_csv(texts[place], files[place], next.fields().projects, style));
        PJ_TRY(check_rows(files[place], vote.rows.size(), most));
        return Rows{std::move(vote.rows)};
    };
    return {};
}

Result<void> read_inputs(SimulateOptions& options) {
    simulate::Options& out = options.simulation;
    const bool sheets_alone =
        !options.random && options.ballots.empty() && !options.paper.first.empty();
    if (options.random == !options.ballots.empty() && !sheets_alone) {
        return fail(Errc::malformed, "give either --ballots FILE or --random");
    }
    const Rules rules = PJ_TRY(Rules::read(options.rules));
    if (!options.projects.empty()) {
        const std::string text = PJ_TRY(simulate::read_text(options.projects));
        imports::ProjectsFile projects = PJ_TRY(imports::parse_projects(text, options.projects));
        out.vote.candidates = std::move(projects.candidates);
        options.texts.projects = std::move(projects.canonical);
    }
    if (out.all_guests() > out.present) {
        return fail(Errc::malformed, fmt::format("{} guests, but only {} deputies present",
                                                 out.all_guests(), out.present));
    }
    if (out.drawn > simulated(out)) {
        return fail(Errc::malformed, fmt::format("{} draw slips, but only {} are simulated",
                                                 out.drawn, simulated(out)));
    }
    if (options.random) {
        PJ_TRY(read_random(options, rules));
    } else {
        PJ_TRY(sheets_alone ? read_sheets_alone(options, rules) : read_ballots(options, rules));
        PJ_TRY(read_paper(options.paper, out));
        PJ_TRY(check_paper(options.paper, static_cast<std::uint32_t>(simulated(out)), out));
    }
    PJ_TRY(check_people(out));
    PJ_TRY(check_rows(options.ballots, out.vote.rows.size(), casting(out)));
    out.attachments = PJ_TRY(read_attached(options.texts, options.attached));
    return read_next_ballots(options);
}

void print_outcome(const SimulateOptions& options, const simulate::Outcome& outcome) {
    boost::json::object report = tools::report_json(outcome.report);
    boost::json::object out;
    out["record"] = options.record;
    out["manifest_sha256"] = report["manifest_sha256"];
    out["record_sha256"] = report["record_sha256"];
    out["rounds"] = report["rounds"];
    out["final"] = report["final"];
    out["refused"] = boost::json::object{{"over_cap", outcome.over_cap}};
    out["verify"] = boost::json::object{{"valid", outcome.report.valid}};
    print_json(out);
}

// The poll closes on Enter. If people voted, the server then stays until they have looked.
void wait_for_people(SimulateOptions& options) {
    options.simulation.before_close = [] {
        wait_for_enter("按回车键截止投票  Press Enter to close the poll… ");
    };
    if (options.simulation.all_guests() == 0) return;
    options.simulation.before_end = [](const std::string& site) {
        wait_for_enter(fmt::format(
            "\n结果已公布  The result is published:  {}/\n按回车键结束  Press Enter to end… ",
            site));
    };
}

int run(SimulateOptions& options) {
    if (const auto inputs = read_inputs(options); !inputs) {
        return report_error(options.json, inputs.error(), misused);
    }
    const DataFolder data{options.data};
    options.simulation.program = std::filesystem::read_symlink("/proc/self/exe");
    options.simulation.data = data.path();
    options.simulation.record = options.record;
    options.simulation.invite = inviting();
    if (options.wait) wait_for_people(options);

    const Result<simulate::Outcome> outcome = simulate::run(options.simulation);
    if (!outcome) {
        // Only a file of marks for a further round is read as late as this.
        const bool misuse = outcome.error().code == Errc::malformed;
        return report_error(options.json, outcome.error(), misuse ? misused : not_held);
    }
    const std::size_t further = outcome->rounds_held - 1;
    if (further < options.next_ballots.size()) {
        fmt::print(stderr, "没有第 {0} 轮：{1} 未用  No round {0} follows: {1} is not used\n",
                   further + 2, options.next_ballots[further]);
    }
    if (options.json) {
        print_outcome(options, *outcome);
    } else {
        fmt::print("{}\n记录 Record: {}\n", tools::report_text(outcome->report), options.record);
    }
    return outcome->report.valid ? held : not_held;
}

void add_inputs(Options& command, SimulateOptions& options) {
    command.add("--projects", options.projects,
                "候选项目 / candidate projects, as `piaojue import projects` takes them");
    command.add("--ballots", options.ballots,
                "选票 / marks: CSV (a row a deputy) or a Pabulib .pb election");
    command.add(
        "--next-ballots", options.next_ballots,
        "下一轮的选票，可多次给出 / marks of a further round, CSV; once for each, in order");
    command.add("--paper", options.paper.first,
                "纸票计数，一行一批 / sheets as the first person keyed them: CSV, a row a batch");
    command.add("--paper-second", options.paper.second,
                "第二人所录的同样各批 / the same batches as the second person keyed them");
    command
        .add("--exchanged", options.simulation.sheets_exchanged,
             "纸票中以电子票换领的张数 / of the sheets issued, those exchanged for a token")
        .shows_default();
    command
        .add("--uncancelled", options.simulation.sheets_uncancelled,
             "纸票中未注销电子票的张数 / of the sheets issued, those beside a token that was not "
             "cancelled")
        .shows_default();
    command.flag("--random", options.random, "按 --seed 随机 / marks decided by --seed");
    command
        .add("--seed", options.simulation.seed,
             "定划票与次序，不定密钥 / decides marks and order, never keys")
        .shows_default();
    add_source_options(command, options.attached);
}

void add_people(Options& command, simulate::Options& out) {
    command.add("--deputies", out.due, "应到代表 / deputies due").shows_default();
    command.add("--present", out.present, "实到代表 / deputies present").shows_default();
    command
        .add("--guests", out.guests,
             "实到代表中由真人用浏览器投票的人数 / of the present, people who vote in a browser")
        .shows_default();
    command
        .add("--drawn", out.drawn,
             "其余代表中抽票条、在共用终端投票的人数 / of the simulated, those who draw a slip and "
             "vote at a booth")
        .shows_default();
    command
        .add("--booth-guests", out.booth_guests,
             "实到代表中由真人持票条投票的人数 / of the present, people who vote with a slip")
        .shows_default();
    command.flag(
        "--claims", out.claims,
        "模拟代表交卡声明，未投者认领，并结束认领 / the simulated declare what they used, claim "
        "what they did not, and both are ended");
    command.add("--tellers", out.tellers, "掌钥监票人 / holders of the joint key")
        .between(2, 32)
        .shows_default();
    command.add("--threshold", out.threshold, "开箱所需人数 / tellers who open the box together")
        .between(2, 32)
        .shows_default();
}

}  // namespace

Run add_simulate(Options& command) {
    auto options = std::make_shared<SimulateOptions>();
    add_inputs(command, *options);
    add_rule_options(command, options->rules);
    add_people(command, options->simulation);
    command.add("--record", options->record, "记录写到此处 / where the record goes").required();
    command.add("--data", options->data,
                "服务器文件夹，保留；缺省为临时 / a new folder for the server, kept; a temporary "
                "one if not "
                "given");
    command.flag("--wait", options->wait, "按回车截止 / close the poll on Enter");
    add_json_flag(command, options->json);
    return [options] { return run(*options); };
}

}  // namespace piaojue::commands
