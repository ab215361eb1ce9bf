// server/teller/main.cpp — `piaojue-teller`: the table of subcommands
#include <array>

#include "server/cli/program.hpp"
#include "server/teller/commands/command.hpp"

namespace {

namespace commands = piaojue::teller::commands;
using piaojue::cli::Command;

constexpr std::array table{
    Command{"keys", "生成本人密钥 / make one's own keys, sealed under a passphrase",
            commands::add_keys},
    Command{"line", "签署登记行 / sign the line that enrols one's keys", commands::add_line},
    Command{"enrolment", "汇总登记行 / compose the enrolment from everybody's lines",
            commands::add_enrolment},
    Command{"fingerprint", "登记指纹 / the fingerprint of an enrolment, to be read aloud",
            commands::add_fingerprint},
    Command{"ceremony", "生成联合密钥 / take part in making the tellers' joint key",
            commands::add_ceremony},
    Command{"cards", "制作代表卡和名册 / make the deputies' cards and the roll",
            commands::add_cards},
    Command{"slips", "制作票条 / make the sealed slips for shared booths and the list of them",
            commands::add_slips},
    Command{"act", "签署程序行为 / sign and post an act: sign_in, seal, open, close, announce…",
            commands::add_act},
    Command{"cosign", "核验票箱并会签 / verify the closed box and cosign it", commands::add_cosign},
    Command{"sheets", "录入纸票计数（两人各录一遍）/ key batches of sheets; two people each",
            commands::add_sheets},
    Command{"doubtful", "裁定存疑纸票（总监票人）/ decide on doubtful sheets; the chief scrutineer",
            commands::add_doubtful},
    Command{"enter", "零星纸票录入票箱（两人）/ enter few sheets as ballots; two people",
            commands::add_enter},
    Command{"share", "交出解密份额 / give one's share for the closed box", commands::add_share},
    Command{"report", "重算结果并报告 / recompute the result and report it", commands::add_report},
    Command{"recount", "复核记录 / verify a published record and count it again",
            commands::add_recount},
    Command{"console", "监票台：本机网页 / the same by clicks: a page on this machine",
            commands::add_console},
};

}  // namespace

int main(int argc, char** argv) {
    return piaojue::cli::run_program(
        {"piaojue-teller",
         "监票人工具：不信任服务器 / the tool of tellers, scrutineers and officials; trusts the "
         "server for nothing",
         table},
        argc, argv);
}
