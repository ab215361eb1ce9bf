// server/main.cpp — `piaojue`: the table of subcommands
#include <sodium.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>

#include "server/commands/clients.hpp"
#include "server/commands/command.hpp"

namespace {

using piaojue::commands::Command;
using piaojue::commands::Run;

constexpr std::array table{
    Command{"init", "make the folder of a new congress: keys, databases, certificate",
            piaojue::commands::add_init},
    Command{"serve", "run the server of a congress", piaojue::commands::add_serve},
    Command{"simulate", "a whole vote with real clients, ending in a verified record",
            piaojue::commands::add_simulate},
    Command{"manifest", "draft a round: projects, rules, keys; prints the manifest hash",
            piaojue::commands::add_manifest},
    Command{"post", "post a setup entry: enrolment, roll, attachment or manifest",
            piaojue::commands::add_post},
    Command{"vote", "one deputy: take a ballot paper, cast it", piaojue::commands::add_vote},
    Command{"hand-back", "one deputy: give the ballot paper back unused",
            piaojue::commands::add_hand_back},
    Command{"record", "fetch the published record", piaojue::commands::add_record},
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
    CLI::App program{"Piaojue: votes of a people's congress that anyone can verify"};
    program.set_version_flag("--version", "piaojue " PJ_VERSION);
    program.require_subcommand(1);
    Run chosen;
    for (const Command& row : table) {
        CLI::App* const command =
            program.add_subcommand(std::string{row.name}, std::string{row.summary});
        command->set_version_flag("--version", "piaojue " PJ_VERSION);
        const Run run = row.add(*command);
        command->final_callback([&chosen, run] { chosen = run; });
    }
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool asked = error.get_exit_code() == 0;  // --help, --version
        if (asked || !wants_json(argc, argv)) {
            return program.exit(error) == 0 ? piaojue::commands::held : piaojue::commands::misused;
        }
        return piaojue::commands::report_error(true, piaojue::Errc::malformed, error.what(),
                                               piaojue::commands::misused);
    }
    return chosen();
}

}  // namespace

int main(int argc, char** argv) {
    forbid_core_dumps();
    if (sodium_init() < 0) {
        std::fputs("piaojue: libsodium can not start on this machine\n", stderr);
        return piaojue::commands::misused;
    }
    try {
        return run_main(argc, argv);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "piaojue: %s\n", failure.what());
        return piaojue::commands::misused;
    }
}
