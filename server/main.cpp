// server/main.cpp — `piaojue`: the table of subcommands
#include <array>

#include "server/cli/program.hpp"
#include "server/commands/command.hpp"

namespace {

namespace commands = piaojue::commands;
using piaojue::cli::Command;

constexpr std::array table{
    Command{"init",
            "新建大会文件夹 / make the folder of a new congress: keys, databases, certificate",
            commands::add_init},
    Command{"certificate",
            "换发证书 / the server's certificate anew: after a changed address, or for more years",
            commands::add_certificate},
    Command{"serve", "运行服务器 / run the server of a congress", commands::add_serve},
    Command{"import",
            "导入代表名册或候选项目 / understand a roll or projects: CSV or XLSX, any encoding",
            commands::add_import},
    Command{"simulate",
            "模拟整场票决 / a whole vote with real clients, ending in a verified record",
            commands::add_simulate},
    Command{"decide", "按办法定结果 / a voting method applied to totals: what is chosen, and why",
            commands::add_decide},
    Command{"manifest",
            "起草票决底稿 / draft a round: projects, rules, keys; prints the manifest hash",
            commands::add_manifest},
    Command{"post", "提交会前条目 / post a setup entry: enrolment, roll, attachment or manifest",
            commands::add_post},
    Command{"draw", "代表抽取票条 / the desk: one deputy draws a sealed slip", commands::add_draw},
    Command{"vote", "代表领票投票 / one deputy: take a ballot paper, cast it; a booth: with a slip",
            commands::add_vote},
    Command{"hand-back", "代表退票 / one deputy: give the ballot paper back unused",
            commands::add_hand_back},
    Command{"exchange", "代表以电子票换纸票 / one deputy: give the ballot paper up for a sheet",
            commands::add_exchange},
    Command{"declare", "交卡时声明已投 / the desk: a card says that its paper is in the box",
            commands::add_declare},
    Command{"claim", "投票结束后认领未用的票 / one deputy: this paper was never used",
            commands::add_claim},
    Command{"kiosk",
            "会场机器只显示一个页面 / a machine of the hall: one page, full screen, nothing else",
            commands::add_kiosk},
    Command{"report", "出票决结果报告单、公告等表 / an official form of a verified record",
            commands::add_report},
    Command{"publish", "出可公开的静态网站 / a static site of a verified record, for everybody",
            commands::add_publish},
    Command{"archive", "出单位留存的档案 / what the house keeps: record, all forms, hashes, lists",
            commands::add_archive},
    Command{"record", "取回公布的记录 / fetch the published record", commands::add_record},
};

}  // namespace

int main(int argc, char** argv) {
    return piaojue::cli::run_program(
        {"piaojue",
         "票决：人人可核验的人大票决 / votes of a people's congress that anyone can verify", table},
        argc, argv);
}
