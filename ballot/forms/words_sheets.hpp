// ballot/forms/words_sheets.hpp — the words of attendance, ballot paper and destruction
#pragma once

#include "ballot/forms/words.hpp"

namespace piaojue::forms::words {

// ── attendance ──
inline constexpr Term attendance{"代表出席情况表", "Attendance"};
inline constexpr Term card_number{"代表证号", "Card no."};
inline constexpr Term delegation{"代表团", "Delegation"};
inline constexpr Term seat{"座位", "Seat"};
inline constexpr Term signed_in{"签到时间", "Signed in"};
inline constexpr Term attended{"出席", "Attendance"};
inline constexpr Term present_left{"实到，后离场", "Present, left"};
inline constexpr Term roll_none{
    "票决记录里没有代表姓名，本表只有名册序号；出席情况已按记录核验。",
    "The record holds no names: deputies stand here by their number on the roll. Presence is "
    "verified by the record."};
inline constexpr Term roll_sealed{
    "姓名取自名册文件；其指纹与封存方案所附的指纹一致，人数与名册一致。出席情况已按记录核验。",
    "Names are those of the table of the roll, whose fingerprint is the one that was sealed with "
    "the "
    "vote; it has as many rows as the roll. Presence is verified by the record."};
inline constexpr Term roll_counted{
    "姓名取自名册文件，共 {0} "
    "行，与名册人数相同；票决记录没有载明该文件的指纹，姓名与序号是否对应未"
    "能按记录核对。出席情况（按序号）已按记录核验。",
    "Names are those of the table of the roll; it has {0} rows, as many as the roll. The record "
    "does "
    "not name that table: whether each name belongs to its number could not be checked by it. "
    "Presence, by number, is verified by the record."};
inline constexpr Term roll_table{"名册文件指纹", "Table of the roll, SHA-256"};

// ── the ballot paper ──
inline constexpr Term ballot_paper{"票决票", "Ballot paper"};
inline constexpr Term mark_up_to{
    "从下列 {0} 个候选项目中选择，赞成的在“赞成”格内画“〇”，最多 {1} 项；少于 {1} 项有效，多于 {1} "
    "项整张票无效。",
    "Of these {0} candidate projects mark those that you approve with 〇, at most {1}. Fewer are "
    "valid; with more the whole ballot is void."};
inline constexpr Term mark_exactly{
    "从下列 {0} 个候选项目中选择，赞成的在“赞成”格内画“〇”，恰好 {1} 项；多于或少于 {1} 项整张票无"
    "效。",
    "Of these {0} candidate projects mark those that you approve with 〇, exactly {1}. With more "
    "or "
    "fewer the whole ballot is void."};
inline constexpr Term mark_each{
    "对每个项目，在“赞成”“反对”“弃权”中选一格画“〇”；未画的按弃权计。",
    "For each project mark one of the three boxes with 〇. Unmarked counts as abstaining."};
inline constexpr Term mark_each_up_to{
    "对每个项目，在“赞成”“反对”“弃权”中选一格画“〇”；未画的按弃权计。赞成最多 {0} 项，多于 {0} 项整"
    "张票无效。",
    "For each project mark one of the three boxes with 〇. Unmarked counts as abstaining. Approve "
    "at "
    "most {0}; with more the whole ballot is void."};
inline constexpr Term blank_paper_abstains{"整张未画的票有效，计为弃权。",
                                           "A ballot without a mark is valid and abstains."};
inline constexpr Term blank_paper_void{"整张未画的票无效。", "A ballot without a mark is void."};
inline constexpr Term no_other_marks{
    "不得另写项目；请勿写姓名、号码或其他记号，写了的票无效。",
    "No other project may be written in. A name, a number or another mark makes the ballot void."};
inline constexpr Term seal_here{"（主席团盖章）", "(Seal of the presidium)"};
inline constexpr Term same_sheets{"同一轮的票完全相同，不编号。",
                                  "All papers of a round are alike; none has a number."};
inline constexpr Term manifest_foot{"底稿 {0}", "Manifest {0}"};

// ── what is to be destroyed ──
inline constexpr Term destruction{"销毁登记表", "Record of destruction"};
inline constexpr Term destruction_intro{"下列物品到期后由两人当场销毁，各在该行签名，并写明日期。",
                                        "When its time has come, each of these is destroyed by two "
                                        "persons, who sign and date its row."};
inline constexpr Term thing{"物品", "What"};
inline constexpr Term lies{"所在", "Where"};
inline constexpr Term due_on{"期限", "When"};
inline constexpr Term destroyed_on{"销毁日期", "Done on"};
inline constexpr Term destroyed_by{"销毁人", "By"};
inline constexpr Term month_after{"闭会后一个月：　　年　　月　　日", "a month after the session:"};
inline constexpr Term at_once{"记录公布后", "once the record is published"};
inline constexpr Term appeal_over{"异议期满：　　年　　月　　日",
                                  "when the appeal period is over:"};
inline constexpr Term things_papers{"票决票和票条，含未用和作废的",
                                    "Ballot papers and slips, also unused and voided ones"};
inline constexpr Term things_codes{"代表卡和票条的号码文件、打印用文件",
                                   "Files of card and slip codes, files made for printing"};
inline constexpr Term things_names{"代表姓名文件；签到台、填票终端和大屏的站点数据",
                                   "Names of deputies; site data of desks, booths and screens"};
inline constexpr Term things_server{"服务器的密钥和数据库（整个数据文件夹）",
                                    "The server's keys and databases: its whole folder"};
inline constexpr Term things_shares{"监票人的密钥文件、开箱份额文件及其纸质备份",
                                    "Tellers' key files, share files and their copies on paper"};
inline constexpr Term things_copies{"以上各项的备份", "Copies of any of these"};
inline constexpr Term lies_sealed{"封存袋", "sealed bag"};
inline constexpr Term lies_tellers{"打印人员的电脑", "computer they were printed from"};
inline constexpr Term lies_desks{"各台设备", "each device"};
inline constexpr Term lies_server{"服务器", "the server"};
inline constexpr Term lies_each{"各监票人", "each teller"};
inline constexpr Term lies_backup{"备份介质", "backup media"};
inline constexpr Term record_stays{
    "票决记录和本档案的其他文件长期保存，不在此列。",
    "The record and the other files of this archive are kept and not among these."};

}  // namespace piaojue::forms::words
