// ballot/forms/words.hpp — the words of the forms, Chinese and English, in one catalogue
//
// Chinese terms are those of the procedure. A term with {0} is a sentence for say(). That neither
// language is missing is asked by the compiler.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "ballot/decide.hpp"
#include "ballot/entries/enrolment.hpp"
#include "ballot/entries/statement.hpp"

namespace piaojue::forms {

enum class Lang { zh, en };

struct Term {
    std::string_view zh;
    std::string_view en;

    consteval Term(std::string_view chinese, std::string_view english) : zh(chinese), en(english) {
        if (chinese.empty() || english.empty()) throw "a term in one language alone";
    }
};

// A language, and what is said in it.
class Speech {
public:
    explicit Speech(Lang lang) : lang_(lang) {}

    [[nodiscard]] Lang lang() const { return lang_; }
    [[nodiscard]] std::string operator()(const Term& term) const {
        return std::string{lang_ == Lang::zh ? term.zh : term.en};
    }
    template <class... Values>
    [[nodiscard]] std::string say(const Term& term, const Values&... values) const {
        return fmt::format(fmt::runtime(lang_ == Lang::zh ? term.zh : term.en), values...);
    }
    // The second language of a name stands for English, where there is one.
    [[nodiscard]] const std::string& name(const std::string& first,
                                          const std::string& second) const {
        return lang_ == Lang::en && !second.empty() ? second : first;
    }

    // Beijing time, the one time of the country: 2026年3月5日 09:30.
    [[nodiscard]] std::string time(std::uint32_t minute) const;
    [[nodiscard]] std::string date(std::uint32_t minute) const;
    [[nodiscard]] std::string clock(std::uint32_t minute) const;
    // Of YYYY-MM-DD.
    [[nodiscard]] std::string day(const std::string& iso) const;
    // "93.3%"
    [[nodiscard]] std::string share(std::uint32_t tenths) const;
    // 、 or a comma between them.
    [[nodiscard]] std::string list(const std::vector<std::string>& items) const;

    [[nodiscard]] std::string role(Role role) const;
    [[nodiscard]] std::string act(Act act) const;
    [[nodiscard]] std::string kind(RoundKind kind) const;
    [[nodiscard]] std::string base(Base base) const;
    [[nodiscard]] std::string style(const Method& method) const;
    [[nodiscard]] std::string tie_rule(TieRule rule) const;
    [[nodiscard]] std::string shortfall_rule(ShortfallRule rule) const;

private:
    Lang lang_;
};

// Whole minutes since 1970 as a moment of the day in Beijing.
struct Moment {
    int year;
    int month;
    int day;
    int hour;
    int minute;
};
[[nodiscard]] Moment beijing(std::uint32_t minute);

namespace words {

// ── titles ──
inline constexpr Term result{"票决结果报告单", "Result report form"};
inline constexpr Term internal{"票决情况完整报告（内部）", "Full report (internal)"};
inline constexpr Term notice{"公告", "Public notice"};
inline constexpr Term count{"选票清点报告", "Count of the ballots"};
inline constexpr Term chair{"宣布票决结果", "Announcement of the result"};
inline constexpr Term chair_note{"执行主席宣读", "To be read by the executive chair"};
inline constexpr Term sample{"样例大会　非真实票决", "SAMPLE CONGRESS, not a real vote"};
inline constexpr Term round{"第 {0} 轮　{1}", "Round {0}: {1}"};
inline constexpr Term all_rounds{"各轮合计确定的项目", "Chosen in all rounds together"};

// ── the head ──
inline constexpr Term matter{"票决事项", "Matter"};
inline constexpr Term time{"票决时间", "Time of voting"};
inline constexpr Term from_to{"{0} 至 {1}", "{0} to {1}"};
inline constexpr Term place{"地点", "Place"};
inline constexpr Term manner{"票决方式", "Manner of voting"};
inline constexpr Term rules{"票决规则", "Rules"};
inline constexpr Term rules_are{"票数相等：{0}；名额不足：{1}", "A tie: {0}; places unfilled: {1}"};
inline constexpr Term candidates{"候选项目", "Candidate projects"};
inline constexpr Term places{"应选项目", "To be chosen"};
inline constexpr Term secret{"无记名投票，{0}", "Secret ballot; {0}"};
inline constexpr Term up_to{"每票赞成不超过 {0} 项", "each ballot approves at most {0}"};
inline constexpr Term exactly{"每票赞成恰好 {0} 项", "each ballot approves exactly {0}"};
inline constexpr Term each{"逐项赞成、反对或弃权", "approve, oppose or abstain on each"};
inline constexpr Term each_up_to{"逐项赞成、反对或弃权，赞成不超过 {0} 项",
                                 "approve, oppose or abstain on each, at most {0} approvals"};

// ── counts ──
inline constexpr Term counts{"人数和票数", "People and ballots"};
inline constexpr Term due{"应到", "Due"};
inline constexpr Term present{"实到", "Present"};
inline constexpr Term absent{"缺席", "Absent"};
inline constexpr Term quorum{"法定人数", "Quorum"};
inline constexpr Term quorum_met{"{0} 人，已达到", "{0}, met"};
inline constexpr Term quorum_missed{"{0} 人，未达到", "{0}, not met"};
inline constexpr Term issued{"发出票", "Ballots issued"};
inline constexpr Term cast{"投入票箱", "Cast"};
inline constexpr Term handed_back{"交回未投", "Handed back unused"};
inline constexpr Term returned{"收回票", "Ballots returned"};
inline constexpr Term outstanding{"未交回", "Outstanding"};
inline constexpr Term valid{"有效票", "Valid ballots"};
inline constexpr Term invalid{"无效票", "Void ballots"};
inline constexpr Term blank{"未作选择的票", "Blank ballots"};
inline constexpr Term blank_abstains{"{0} 张，计为弃权", "{0}, counted as abstaining"};
inline constexpr Term blank_void{"{0} 张，计为无效", "{0}, counted as void"};
inline constexpr Term set_valid{"本次票决", "This vote"};
inline constexpr Term set_holds{"有效：收回票不多于发出票",
                                "valid: no more ballots returned than issued"};
inline constexpr Term set_void{"无效：收回票多于发出票", "void: more ballots returned than issued"};
inline constexpr Term participation{"参加人数", "Participation"};
inline constexpr Term met{"已达到办法规定", "as the method asks"};
inline constexpr Term missed{"未达到办法规定", "less than the method asks"};
inline constexpr Term needed{"通过所需赞成票", "Approvals needed"};
inline constexpr Term needed_of{"{0} 票（以{1}计）", "{0} (of {1})"};
inline constexpr Term needed_any{"不设最低票数", "no least number"};
inline constexpr Term people_unit{"{0} 人", "{0}"};
inline constexpr Term ballots_unit{"{0} 张", "{0}"};
inline constexpr Term projects_unit{"{0} 项", "{0}"};
inline constexpr Term checked{"封好后改为核验、未投的票", "Sealed, then checked instead of cast"};
inline constexpr Term drawn{"凭票条领取的票", "Issued on a drawn slip"};
inline constexpr Term slips_voided{"作废的票条", "Slips voided"};

// ── sheets of paper ──
inline constexpr Term sheets{"纸票", "Sheets of paper"};
inline constexpr Term sheets_handed_out{"发出纸票", "Sheets handed out"};
inline constexpr Term sheets_taken{"领取的纸票", "Sheets taken instead of a token"};
inline constexpr Term sheets_exchanged{"以电子票换领的纸票", "Sheets in exchange for a token"};
inline constexpr Term sheets_uncancelled{"电子票未注销而发出的纸票",
                                         "Sheets beside a token not cancelled"};
inline constexpr Term sheets_entered{"在票箱录入的纸票", "Sheets entered at a booth"};
inline constexpr Term sheets_returned{"收回纸票", "Sheets returned"};
inline constexpr Term void_over{"无效纸票：赞成超过规定", "Void sheets: too many approvals"};
inline constexpr Term void_unreadable{"无效纸票：无法辨认", "Void sheets: unreadable"};
inline constexpr Term void_marked{"无效纸票：有记号", "Void sheets: marked"};
inline constexpr Term void_blank{"无效纸票：空白", "Void sheets: blank"};
inline constexpr Term batches{"纸票各批", "Batches of sheets"};
inline constexpr Term batch{"批次", "No."};
inline constexpr Term batch_issued{"发出", "Out"};
inline constexpr Term batch_returned{"收回", "Back"};
inline constexpr Term batch_over{"超选", "Over"};
inline constexpr Term batch_unreadable{"难辨", "Unclear"};
inline constexpr Term batch_marked{"有记号", "Marked"};
inline constexpr Term batch_blank{"空白", "Blank"};
inline constexpr Term keyed_by{"清点录入", "Keyed by"};
inline constexpr Term doubtful_by{"疑问票裁定", "Doubtful, decided"};
inline constexpr Term doubtful_is{"{0} 张，{1}", "{0}, by {1}"};
inline constexpr Term batches_note{
    "“超选”至“空白”为无效纸票。每批由两人各自清点录入，数字一致才记入；疑问票由总监票人裁定。",
    "Out and back: sheets handed out and returned. From “over” to “blank”: void sheets. Two people "
    "keyed each batch apart, and only equal figures were recorded; the chief scrutineer decided on "
    "doubtful sheets."};
inline constexpr Term in_box{"电子票", "Box"};
inline constexpr Term on_sheets{"纸票", "Sheets"};
inline constexpr Term together{"合计", "Together"};
inline constexpr Term three_votes{"各栏依次为：赞成 / 反对 / 弃权。",
                                  "In each column: approve / oppose / abstain."};
inline constexpr Term sheets_alone{"票箱为空，结果只由纸票而来。",
                                   "The box is empty; the result is that of the sheets."};
inline constexpr Term papers_too_many{
    "收回的票（含纸票）多于发出的票：不开箱，本次票决无效，重新票决。",
    "More papers, sheets among them, came back than were issued: the box is not opened, the vote "
    "is void and held again."};
inline constexpr Term chair_sheets{"其中发出纸票 {0} 张，收回 {1} 张，无效 {2} 张。",
                                   "Of these, sheets of paper handed out: {0}; returned: {1}; "
                                   "void: {2}."};

// ── projects ──
inline constexpr Term votes{"各项目得票", "Votes for each project"};
inline constexpr Term number{"序号", "No."};
inline constexpr Term project{"项目名称", "Project"};
inline constexpr Term approve{"赞成", "Approve"};
inline constexpr Term oppose{"反对", "Oppose"};
inline constexpr Term abstain{"弃权", "Abstain"};
inline constexpr Term share{"得票率", "Share"};
inline constexpr Term share_note{"得票率：赞成票占{0}的比例。", "Share: approvals of {0}."};
inline constexpr Term rank{"名次", "Rank"};
inline constexpr Term outcome{"结果", "Result"};
inline constexpr Term chosen{"入选", "Chosen"};
inline constexpr Term not_chosen{"未入选", "Not chosen"};
inline constexpr Term because{"{0}：{1}", "{0}: {1}"};
inline constexpr Term tied{"与末位票数相等", "tied at the last place"};
inline constexpr Term full{"达到所需票数，名额已满", "passed; the places are full"};
inline constexpr Term too_few{"未达到所需票数", "too few approvals"};
inline constexpr Term filled{"未达到所需票数，按名次补足",
                             "too few to pass; fills a place by rank"};
inline constexpr Term enough{"达到所需票数", "passed"};
inline constexpr Term undecided{"本轮不作决定", "nothing is decided in this round"};
inline constexpr Term round_column{"轮次", "Round"};
inline constexpr Term sum{"票决确定 {0} 项，空缺 {1} 项。", "Chosen: {0}. Places left: {1}."};
inline constexpr Term next{"下一轮（{0}）：候选项目 {1}，应选 {2} 项。",
                           "Next round ({0}): candidates {1}; to be chosen: {2}."};
inline constexpr Term not_opened{"投票不足 {0} 张，为保密不开箱，本轮重新投票。",
                                 "Fewer than {0} ballots: for secrecy the box is not opened, and "
                                 "the round is held again."};
inline constexpr Term was_voided{"第 {0} 轮（{1}）作废，不计结果。",
                                 "Round {0} ({1}) was voided and has no result."};

// ── who and what proves it ──
inline constexpr Term proof{"核验信息", "How to verify this"};
inline constexpr Term opened_by{"开箱", "Box opened by"};
inline constexpr Term opened_with{"{1} 位监票人中 {0} 位合力：{2}",
                                  "{0} of {1} tellers together: {2}"};
inline constexpr Term reported_by{"电子签署结果", "Result signed by"};
inline constexpr Term manifest_hash{"票决底稿指纹", "Fingerprint of the manifest"};
inline constexpr Term result_hash{"结果指纹", "Fingerprint of the result"};
inline constexpr Term root{"封箱时日志根（{0} 条）", "Log root at the close ({0} entries)"};
inline constexpr Term record_hash{"票决记录（文件）SHA-256", "Record (file), SHA-256"};
inline constexpr Term verify_it{"任何人可用 piaojue-verify 核验票决记录，并与以上指纹比对。",
                                "Anyone can verify the record with piaojue-verify and compare it "
                                "with these fingerprints."};
inline constexpr Term foot{"记录 {0}", "Record {0}"};
inline constexpr Term page{"第 {0} 页　共 {1} 页", "Page {0} of {1}"};

// ── signatures ──
inline constexpr Term signatures{"签名", "Signatures"};
inline constexpr Term chief{"总监票人", "Chief scrutineer"};
inline constexpr Term scrutineer{"监票人", "Scrutineer"};
inline constexpr Term counter{"计票人", "Counting staff"};
inline constexpr Term executive{"执行主席", "Executive chair"};
inline constexpr Term accepted{"主席团收讫", "Received for the presidium"};
inline constexpr Term signed_on{"签名日期", "Date"};

// ── count ──
inline constexpr Term item{"项目", "Item"};
inline constexpr Term figure{"数目", "Number"};
inline constexpr Term balance{"平衡关系", "Balance"};
inline constexpr Term figures{"数字", "Figures"};
inline constexpr Term holds{"是否成立", "Holds"};
inline constexpr Term yes{"成立", "yes"};
inline constexpr Term no{"不成立", "no"};
inline constexpr Term present_due{"实到不多于应到", "Present, at most due"};
inline constexpr Term issued_present{"发出票不多于实到", "Issued, at most present"};
inline constexpr Term returned_issued{"收回票不多于发出票", "Returned, at most issued"};
inline constexpr Term cast_back{"投入票箱＋交回未投＝收回票", "Cast + handed back = returned"};
inline constexpr Term cast_back_sheets{"投入票箱和交回未投＋收回纸票＝收回票",
                                       "Cast and handed back + sheets returned = returned"};
inline constexpr Term back_out{"收回票＋未交回＝发出票", "Returned + outstanding = issued"};
inline constexpr Term valid_void{"有效票＋无效票＝收回票", "Valid + void = returned"};

// ── internal ──
inline constexpr Term people{"人员", "People"};
inline constexpr Term name{"姓名", "Name"};
inline constexpr Term role{"身份", "Role"};
inline constexpr Term official{"工作人员", "Official"};
inline constexpr Term teller{"监票人（掌钥 {0}）", "Teller {0} (holds a share)"};
inline constexpr Term teller_role{"监票人（掌钥）", "Teller"};
inline constexpr Term acts{"签署的各项决定", "Signed acts"};
inline constexpr Term at{"时间", "Time"};
inline constexpr Term act{"事项", "Act"};
inline constexpr Term signers{"签署人", "Signed by"};
inline constexpr Term remark{"说明", "Remark"};
inline constexpr Term deputies_named{"{0} 人", "deputies: {0}"};
inline constexpr Term absent_tellers{"缺席监票人：{0}", "absent tellers: {0}"};
inline constexpr Term checks{"记录核验", "Checks of the record"};
inline constexpr Term check{"核验", "Check"};
inline constexpr Term finding{"所见", "Found"};
inline constexpr Term passed{"通过", "passed"};
inline constexpr Term minute_note{"时间由签署人的设备给出，为北京时间。",
                                  "Times are those of the signers' devices, in Beijing time."};

inline constexpr Term bound{"伪造票的上限 E", "At most so many invented ballots: E"};
inline constexpr Term bound_is{"{0} 张（票箱内 {1} 张，代表声明已投 {2} 张，已用票条 {3} 张）",
                               "{0} (in the box {1}, declared by deputies {2}, used slips {3})"};
inline constexpr Term bound_none{"未评估", "not established"};
inline constexpr Term bound_claims{"认领未用的票", "Papers claimed as unused"};
inline constexpr Term bound_effect{"对结果的影响", "Effect on the decision"};
inline constexpr Term bound_could{"可能改变结果", "could change the decision"};
inline constexpr Term bound_could_not{"不改变结果", "could not change the decision"};
inline constexpr Term bound_note{
    "E 成立的前提：声明者的票都在票箱内，未用的票条无一投入回收箱，制卡人未留存任何代表卡。",
    "E holds if nobody declared whose paper is not in the box, no slip was dropped unused, and the "
    "maker of the cards kept none."};

// ── notice ──
inline constexpr Term notice_number{"第　　　号", "No. ______"};
inline constexpr Term notice_text{
    "{3}于{1}以无记名投票方式进行，{0}从 {2} 个候选项目中确定下列 {4} 项：",
    "{3} was held by secret ballot on {1}. Of {2} candidate projects the {0} chose the following "
    "{4}:"};
inline constexpr Term notice_none{
    "{3}于{1}以无记名投票方式进行，{0}的 {2} 个候选项目均未入选。",
    "{3} was held by secret ballot on {1}. Of {2} candidate projects the {0} chose none."};
inline constexpr Term notice_item{"{0}.　{1}", "{0}.  {1}"};
inline constexpr Term notice_item_votes{"{0}.　{1}（赞成 {2} 票）", "{0}.  {1} (approvals: {2})"};
inline constexpr Term notice_left{"其余 {0} 项另行决定。",
                                  "The other {0} places are decided separately."};
inline constexpr Term hereby{"现予公告。", "This is hereby made public."};
inline constexpr Term presidium{"{0}主席团", "Presidium of the {0}"};

// ── chair ──
inline constexpr Term chair_open{"各位代表：现在宣布{0}的结果。",
                                 "Deputies, I announce the result of the vote: {0}."};
inline constexpr Term chair_present{"应到代表 {0} 人，实到 {1} 人，缺席 {2} 人，{3}。",
                                    "Due: {0}; present: {1}; absent: {2}; {3}."};
inline constexpr Term chair_quorum{"符合法定人数", "the quorum is met"};
inline constexpr Term chair_no_quorum{"不足法定人数", "the quorum is missed"};
inline constexpr Term chair_ballots{"发出选票 {0} 张，收回 {1} 张，收回票{2}，本次票决{3}。",
                                    "Ballots issued: {0}; returned: {1}, {2}; the vote is {3}."};
inline constexpr Term not_more{"不多于发出票", "not more than were issued"};
inline constexpr Term more{"多于发出票", "more than were issued"};
inline constexpr Term is_valid{"有效", "valid"};
inline constexpr Term is_void{"无效", "void"};
inline constexpr Term chair_valid{"有效票 {0} 张，无效票 {1} 张。",
                                  "Valid ballots: {0}; void: {1}."};
inline constexpr Term chair_needed{"赞成票达到 {0} 票（以{1}计）的项目通过，应选 {2} 项。",
                                   "A project passes with {0} approvals (of {1}); {2} are to be "
                                   "chosen."};
inline constexpr Term chair_places{"得赞成票多的项目入选，应选 {0} 项。",
                                   "The projects with most approvals are chosen; places: {0}."};
inline constexpr Term chair_chosen{"下列 {0} 项入选：", "Chosen ({0}):"};
inline constexpr Term chair_none{"没有项目入选。", "No project is chosen."};
inline constexpr Term chair_end{"票决结果宣布完毕。", "This is the whole result."};

}  // namespace words

}  // namespace piaojue::forms
