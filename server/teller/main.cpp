// server/teller/main.cpp — `piaojue-teller`: the table of subcommands
#include <sodium.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <exception>

#include "server/teller/commands/command.hpp"

namespace {

using piaojue::teller::commands::Command;
using piaojue::teller::commands::Run;

namespace commands = piaojue::teller::commands;

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
    Command{"act", "签署程序行为 / sign and post an act: sign_in, seal, open, close, announce…",
            commands::add_act},
    Command{"cosign", "核验票箱并会签 / verify the closed box and cosign it", commands::add_cosign},
    Command{"share", "交出解密份额 / give one's share for the closed box", commands::add_share},
    Command{"report", "重算结果并报告 / recompute the result and report it", commands::add_report},
    Command{"recount", "复核记录 / verify a published record and count it again",
            commands::add_recount},
};

// Keys are in this memory: no copy of it goes to a disk.
void forbid_core_dumps() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

bool wants_json(int argc, char** argv) {
    return std::any_of(argv, argv + argc,
                       [](std::string_view argument) { return argument == "--json"; });
}

int run_main(int argc, char** argv) {
    CLI::App program{
        "监票人工具：不信任服务器 / the tool of tellers, scrutineers and officials; trusts the "
        "server for nothing"};
    program.set_version_flag("--version", "piaojue-teller " PJ_VERSION);
    program.require_subcommand(1);
    Run chosen;
    for (const Command& row : table) {
        CLI::App* const command =
            program.add_subcommand(std::string{row.name}, std::string{row.summary});
        command->set_version_flag("--version", "piaojue-teller " PJ_VERSION);
        const Run run = row.add(*command);
        command->final_callback([&chosen, run] { chosen = run; });
    }
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool asked = error.get_exit_code() == 0;  // --help, --version
        if (asked || !wants_json(argc, argv)) {
            return program.exit(error) == 0 ? commands::held : commands::misused;
        }
        return commands::report_error(true, {piaojue::Errc::malformed, error.what()},
                                      commands::misused);
    }
    return chosen();
}

}  // namespace

int main(int argc, char** argv) {
    forbid_core_dumps();
    std::signal(SIGPIPE, SIG_IGN);
    if (sodium_init() < 0) {
        std::fputs("piaojue-teller: libsodium can not start on this machine\n", stderr);
        return commands::misused;
    }
    try {
        return run_main(argc, argv);
    } catch (const std::exception& failure) {
        return commands::report_error(wants_json(argc, argv),
                                      {piaojue::Errc::internal, failure.what()}, commands::misused);
    }
}
