#include "ballot/tools/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "crypto/base/encoding.hpp"

namespace piaojue::tools {

namespace {

constexpr std::size_t name_columns_most = 40;

struct CheckWords {
    Check check;
    std::string_view zh;
    std::string_view en;
};

constexpr std::array<CheckWords, check_count> check_words{{
    {Check::log_root, "日志树根与检查点一致", "log root"},
    {Check::log_signature, "检查点签名有效", "log signature"},
    {Check::log_order, "条目顺序合乎程序", "order of entries"},
    {Check::enrolment, "人员登记及本人签名", "enrolment"},
    {Check::ceremony, "密钥仪式证书", "key ceremony"},
    {Check::roll, "代表名册", "roll"},
    {Check::manifest, "选票底稿前后一致", "manifest"},
    {Check::issuer_key, "发票密钥证明", "issuing key"},
    {Check::rounds, "每一轮接续上一轮", "rounds"},
    {Check::statements, "各项签署及双人规则", "statements"},
    {Check::quorum, "开始时到会人数足够", "quorum"},
    {Check::issuance, "每位签到代表领一票", "issuance"},
    {Check::tokens, "每张票为真", "ballot papers"},
    {Check::slips, "票条不多用、不错用", "slips"},
    {Check::ballot_keys, "无一票两用", "ballot keys"},
    {Check::ballot_signatures, "选票签名", "ballot signatures"},
    {Check::ballot_proofs, "选票有效性证明", "ballot proofs"},
    {Check::duplicate_ciphertexts, "无复制的选票", "no copied ciphertexts"},
    {Check::tracking_codes, "查询码互不相同", "tracking codes"},
    {Check::opened, "验过的票未投入票箱", "opened ballots"},
    {Check::counts, "计数与条目相符", "counts"},
    {Check::paper, "纸票计数及签署", "sheets of paper"},
    {Check::claims, "声明与认领不超过发票", "claims"},
    {Check::cosignatures, "监票人联署封箱", "cosignatures"},
    {Check::shares, "解密份额及证明", "decryption shares"},
    {Check::tally, "得票数重算相符", "tally"},
    {Check::balance, "票数平衡", "balance"},
    {Check::decision, "结果重算相符", "decision"},
    {Check::report, "监票人签署报告", "tellers' report"},
    {Check::publication, "宣布并公布", "publication"},
    {Check::expected_manifest, "与给定指纹相符", "expected manifest"},
    {Check::previous, "接续先前的记录", "earlier record"},
}};

const CheckWords& words_of(Check check) {
    const CheckWords& words = check_words[static_cast<std::size_t>(check)];
    PJ_ASSERT(words.check == check, "the words stand in the order of the checks");
    return words;
}

std::string_view kind_zh(RoundKind kind) {
    switch (kind) {
    case RoundKind::first: return "首次投票";
    case RoundKind::tie: return "同票再投";
    case RoundKind::shortfall: return "不足名额再投";
    case RoundKind::presidium: return "由主席团决定";
    case RoundKind::set_invalid: return "本次无效再投";
    case RoundKind::ordered: return "另行投票";
    case RoundKind::too_few: return "票数过少再投";
    }
    PJ_UNREACHABLE("a kind of round without a name");
}

std::string padded(std::string_view text, std::size_t columns) {
    const std::size_t width = columns_of(text);
    return std::string{text} + std::string(columns > width ? columns - width : 0, ' ');
}

std::string number_list(const std::vector<ProjectNumber>& numbers) {
    std::string out;
    for (const ProjectNumber no : numbers)
        out += (out.empty() ? "" : ", ") + std::to_string(no.value());
    return out;
}

std::string project_line(const RoundReport& round, const ProjectReport& project,
                         std::size_t name_columns) {
    std::string out = fmt::format("  {:>4}  {}  {:>6}", project.no.value(),
                                  padded(project.name, name_columns), project.result.approve);
    if (round.three_way) {
        out += fmt::format("  {:>6}  {:>6}", project.result.oppose, project.result.abstain);
    }
    if (project.result.chosen) out += "  ✓ 选定 / chosen";
    if (project.result.tied) out += "  ＝ 同票 / tied";
    return out + "\n";
}

// Labels of different scripts, one above the other.
std::string counts_text(const RoundCounts& counts) {
    const std::array<std::pair<std::string_view, std::uint32_t>, 10> lines{{
        {"应到 due", counts.due},
        {"实到 present", counts.present},
        {"发出 issued", counts.issued},
        {"投票 cast", counts.cast},
        {"退票 handed back", counts.handed_back},
        {"收回 returned", counts.returned},
        {"未交回 outstanding", counts.outstanding},
        {"空白 blank", counts.blank},
        {"无效 void", counts.voided},
        {"有效 valid", counts.valid},
    }};
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool ends = i % 2 == 1;
        out += fmt::format("  {}{:>7}{}", padded(lines[i].first, 20), lines[i].second,
                           ends ? "\n" : "    ");
    }
    return out;
}

// How many sheets there were, and what became of them.
std::string sheets_text(const PaperPart& paper) {
    const Sheets& sheets = paper.sheets;
    std::string out = fmt::format(
        "  纸票 sheets: 发出 handed out {}（领取 taken {}，换领 exchanged {}，未注销 uncancelled "
        "{}），"
        "收回 returned {}\n",
        sheets.handed_out(), sheets.taken, sheets.exchanged, sheets.uncancelled, sheets.returned);
    out += fmt::format(
        "  无效纸票 void sheets: {}（超选 over {}，无法辨认 unreadable {}，有记号 marked {}，"
        "空白 blank {}）\n",
        sheets.voided.all(), sheets.voided.over, sheets.voided.unreadable, sheets.voided.marked,
        sheets.voided.blank);
    if (paper.entered > 0) {
        out += fmt::format("  在票箱录入的纸票 sheets entered at a booth: {}\n", paper.entered);
    }
    if (paper.too_many) {
        out +=
            "  收回的票多于发出的票：票箱未解密，本次无效，须重新投票 / more papers came back than "
            "were issued: the box stays closed, the vote is void and held again\n";
    }
    return out;
}

// Three columns of a project: of the box, of the sheets, together.
std::string parts_text(const RoundReport& round, std::size_t name_columns) {
    const auto numbers = [&round](const SheetVotes& votes) {
        std::string out = fmt::format("{:>6}", votes.approve);
        if (round.three_way) out += fmt::format(" /{:>5} /{:>5}", votes.oppose, votes.abstain);
        return out;
    };
    std::string out =
        fmt::format("  {:>4}  {}  {}\n", "no", padded("项目 project", name_columns),
                    round.three_way ? "电子 box（赞成/反对/弃权）  纸票 sheets（同左）"
                                    : "电子 box  纸票 sheets");
    const auto minus = [](std::uint32_t a, std::uint32_t b) { return a > b ? a - b : 0; };
    for (std::size_t i = 0; i < round.projects.size(); ++i) {
        const ProjectReport& project = round.projects[i];
        const SheetVotes& sheet = round.paper->sheets.projects[i];
        const SheetVotes box{minus(project.result.approve, sheet.approve),
                             minus(project.result.oppose, sheet.oppose),
                             minus(project.result.abstain, sheet.abstain)};
        out += fmt::format("  {:>4}  {}  {}  {}\n", project.no.value(),
                           padded(project.name, name_columns), numbers(box), numbers(sheet));
    }
    return out;
}

std::string not_opened_text(const RoundReport& round) {
    if (round.opened == OpenedAs::sheets_alone) {
        return "  票箱为空，结果只由纸票而来 / the box is empty, the result is that of the "
               "sheets\n";
    }
    if (round.opened == OpenedAs::decrypted || (round.paper && round.paper->too_many)) return {};
    return "  票数过少，未解密，须重新投票 / too few ballots, not decrypted, to be held again\n";
}

// An answer that may be missing, and is then never written as a number.
std::string bound_text(const std::optional<Bound>& bound) {
    constexpr std::string_view label = "  可能的伪造票 E / invented ballots E: ";
    if (!bound) return std::string{label} + "未评估 / not established\n";
    return fmt::format(
        "{}至多 {} 张，{} / at most {}, {}\n", label, bound->invented_at_most,
        bound->could_change ? "可能改变结果" : "不改变结果", bound->invented_at_most,
        bound->could_change ? "could change the decision" : "could not change the decision");
}

}  // namespace

std::size_t columns_of(std::string_view utf8) {
    std::size_t columns = 0;
    for (const char byte : utf8) {
        const auto code = static_cast<Byte>(byte);
        if (code >= 0xE3) {
            columns += 2;  // the first byte of U+3000 and above: ideographs, full-width forms
        } else if (code < 0x80 || code >= 0xC0) {
            columns += 1;
        }
    }
    return columns;
}

std::string round_text(const RoundReport& round) {
    std::string out = fmt::format("第 {} 轮 / round {}: {} / {}\n", round.round, round.round,
                                  kind_zh(round.kind), enum_name(round.kind));
    out += "  " + round.title + (round.title2.empty() ? "" : " / " + round.title2) + "\n";
    out += counts_text(round.counts);
    if (round.paper) out += sheets_text(*round.paper);
    out += not_opened_text(round);
    std::size_t name_columns = columns_of("项目 project");
    for (const ProjectReport& project : round.projects)
        name_columns = std::max(name_columns, columns_of(project.name));
    name_columns = std::min(name_columns, name_columns_most);
    out += fmt::format("  {:>4}  {}  {}", "no", padded("项目 project", name_columns),
                       round.three_way ? "  赞成    反对    弃权" : "  得票");
    out += "\n";
    for (const ProjectReport& project : round.projects)
        out += project_line(round, project, name_columns);
    if (round.paper && round.opened != OpenedAs::nothing) out += parts_text(round, name_columns);
    out += bound_text(round.bound);
    if (round.places_left > 0) {
        out += fmt::format("  尚缺名额 / places left: {}\n", round.places_left);
    }
    if (round.next_round) {
        out += fmt::format("  下一轮 / next round: {} / {}, {} 名额 / places, {}\n",
                           kind_zh(round.next_round->kind), enum_name(round.next_round->kind),
                           round.next_round->places, number_list(round.next_round->candidates));
    }
    return out;
}

std::string verdict_text(const Report& report) {
    if (!report.valid) return "✗ 不成立 / does not hold";
    if (!report.anchored) return "✓ 一致；未比对指纹 / consistent; fingerprint not compared";
    return "✓ 成立；指纹相符 / valid; fingerprint matches";
}

// Only several rounds need it: of one the table says the same.
std::string final_text(const FinalResult& final) {
    std::string out =
        fmt::format("合计各轮 / all rounds together: {} / {}\n", final.chosen.size(), final.places);
    for (const FinalResult::Chosen& project : final.chosen) {
        out += fmt::format("  {:>4}  {}（第 {} 轮 / round {}）\n", project.no.value(), project.name,
                           project.round, project.round);
    }
    return out;
}

std::string report_text(const Report& report) {
    std::string out;
    if (report.sample) out += "【样例大会，非真实表决 / SAMPLE CONGRESS, not a real vote】\n";
    out += report.congress + (report.congress2.empty() ? "" : " / " + report.congress2) + "\n\n";
    for (const CheckResult& check : report.checks) {
        const CheckWords& words = words_of(check.check);
        out += fmt::format("{} {}  {}{}\n", check.passed ? "✓" : "✗", padded(words.zh, 24),
                           padded(words.en, 24), check.detail);
    }
    for (const RoundReport& round : report.rounds)
        out += "\n" + round_text(round);
    if (report.rounds.size() > 1) out += "\n" + final_text(*report.final);
    out += fmt::format("\n文件 / record   SHA-256 {}\n", encode_hex(report.record_sha256));
    if (report.manifest) {
        out += fmt::format("底稿指纹 / manifest     {}\n", encode_hex(report.manifest->value()));
    }
    if (report.sample) out += "【样例大会 / SAMPLE CONGRESS】\n";
    return out + verdict_text(report) + "\n";
}

}  // namespace piaojue::tools
