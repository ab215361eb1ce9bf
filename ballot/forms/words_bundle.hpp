// ballot/forms/words_bundle.hpp — the words of the published site and of the archive
#pragma once

#include "ballot/forms/words.hpp"

namespace piaojue::forms::words {

// ── the site ──
inline constexpr Term site_of_vote{"票决结果", "Result of the vote"};
inline constexpr Term to_other{"English", "中文"};
inline constexpr Term no_votes_here{
    "按票决办法，这里和公告只列入选项目的名称。票决记录本身含有每个项目的票数，因为票数要能核验："
    "谁核验记录，谁就看得到。记录里没有任何人的选择，也没有代表的姓名。",
    "As the voting method says, this page and the notice name the chosen projects alone. The "
    "record "
    "itself holds the votes of every project, because they are to be verified: whoever verifies it "
    "sees them. It holds nobody's choice and no deputy's name."};
inline constexpr Term votes_here{
    "按票决办法，这里列出各项目的票数。票决记录里没有任何人的选择，也没有代表的姓名。",
    "As the voting method says, the votes of every project stand here. The record holds nobody's "
    "choice and no deputy's name."};
inline constexpr Term how{"怎样核验", "How to verify"};
inline constexpr Term how_why{
    "任何人都可以用自己的电脑核验，不必相信本网站、服务器或工作人员。核验查明：每张票都来自一位已"
    "签到的代表，一人一票；每张票都计入，没有多计；公布的结果正是这些票之和。",
    "Anyone can verify this on a computer of their own, without trusting this site, the server or "
    "the staff: every ballot is from a deputy who was signed in, one each; every ballot was "
    "counted, "
    "none was added; the result is the sum of these ballots."};
inline constexpr Term how_note{
    "找到您在会场大屏、票条或纸质公告上看到的“票决底稿指纹”。不要从本页抄：本页可能被人改过。",
    "Take the fingerprint of the manifest as it was shown in the hall, or on a slip or a printed "
    "notice. Do not take it from this page, which somebody may have changed."};
inline constexpr Term how_get{
    "下载本页的票决记录 {0}，并取得核验程序 piaojue-verify（从您信任的来源，或用源代码自行编译）。",
    "Download the record {0} from this page, and get the program piaojue-verify (from a source you "
    "trust, or built from its source code)."};
inline constexpr Term how_run{"在下载的文件夹里运行：", "In the folder of the download, run:"};
inline constexpr Term how_compare{
    "命令里的 64 位指纹应与您看到的一致。最后一行是“✓ 成立；指纹相符”即为通过；程序列出的结果应与"
    "公告相同。",
    "The 64 digits in it must be the fingerprint that you were shown. It held if the last line "
    "says "
    "“valid; fingerprint matches”; the result that the program prints must be that of the notice."};
inline constexpr Term how_groups{"本页所载指纹（供比对）：",
                                 "The fingerprint, as this page has it:"};
inline constexpr Term how_files{
    "文件是否完整：在同一文件夹里运行 sha256sum -c {0}；Windows 上用 certutil -hashfile 文件 "
    "SHA256，"
    "与下表比对。",
    "Whether the files are whole: run sha256sum -c {0} in the same folder; on Windows certutil "
    "-hashfile FILE SHA256, and compare with the table below."};
inline constexpr Term files{"文件", "Files"};
inline constexpr Term file{"文件", "File"};
inline constexpr Term bytes{"字节", "Bytes"};
inline constexpr Term record_file{"票决记录（核验用）", "The record, to be verified"};

// ── the archive ──
inline constexpr Term archive{"票决档案", "Archive of the vote"};
inline constexpr Term archive_record{"票决记录，一切由它核验",
                                     "the record, by which all else is verified"};
inline constexpr Term archive_json{"各表所依据的全部数据", "all data behind the forms"};
inline constexpr Term archive_forms{
    "各表，中文（-zh）和英文（-en）；internal、attendance 仅供内部",
    "the forms, Chinese (-zh) and English (-en); internal and attendance are for the house alone"};
inline constexpr Term archive_projects{
    "票决确定的项目及其固定编号，供跟踪监督和来年满意度测评引用",
    "the chosen projects with ids that stay, for supervision and next year's satisfaction vote"};
inline constexpr Term archive_papers{"纸质票批次；本次没有纸质票，各轮均为空",
                                     "batches of paper ballots; there was no paper, each list is "
                                     "empty"};
inline constexpr Term archive_destruction{"应销毁的物品、期限和签名处",
                                          "what is to be destroyed, when, and where to sign"};
inline constexpr Term archive_programs{"制作本档案的程序及同一文件夹内程序的版本和 SHA-256",
                                       "version and SHA-256 of the program that made this archive "
                                       "and of those beside it"};
inline constexpr Term archive_sums{"本档案其他文件的 SHA-256；核对：sha256sum -c SHA256SUMS",
                                   "SHA-256 of every other file here: sha256sum -c SHA256SUMS"};
inline constexpr Term archive_verify{
    "核验记录（指纹以会场抄下的为准，不以本文件为准）：",
    "To verify the record, with the fingerprint as it was noted in the hall and not as it stands "
    "here:"};
inline constexpr Term archive_private{
    "本文件夹含内部表格，不对外公布；对外公布用 piaojue publish 所出的网站。",
    "This folder holds internal forms and is not for the public: that is what piaojue publish "
    "makes."};

}  // namespace piaojue::forms::words
