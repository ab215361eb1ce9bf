#include "server/cli/program.hpp"

#include <sodium.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <exception>

namespace piaojue::cli {

namespace {

void forbid_core_dumps() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

// The flag may stand behind what could not be parsed.
bool wants_json(int argc, char** argv) {
    return std::any_of(argv, argv + argc,
                       [](std::string_view argument) { return argument == "--json"; });
}

int parse_and_run(const Program& program, int argc, char** argv) {
    const std::string version = program.name + " " PJ_VERSION;
    CLI::App app{program.summary, program.name};
    app.set_version_flag("--version", version);
    app.require_subcommand(1);
    Run chosen;
    for (const Command& row : program.commands) {
        CLI::App* const command =
            app.add_subcommand(std::string{row.name}, std::string{row.summary});
        command->set_version_flag("--version", version);
        Options options{*command};
        const Run run = row.add(options);
        command->final_callback([&chosen, run] { chosen = run; });
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool asked = error.get_exit_code() == 0;  // --help, --version
        if (asked || !wants_json(argc, argv)) return app.exit(error) == 0 ? held : misused;
        return report_error(true, {Errc::malformed, error.what()}, misused);
    }
    return chosen();
}

}  // namespace

int run_program(const Program& program, int argc, char** argv) {
    forbid_core_dumps();
    std::signal(SIGPIPE, SIG_IGN);
    if (sodium_init() < 0) {
        return report_error(wants_json(argc, argv),
                            {Errc::internal, "libsodium can not start on this machine"}, misused);
    }
    try {
        return parse_and_run(program, argc, argv);
    } catch (const std::exception& failure) {
        return report_error(wants_json(argc, argv), {Errc::internal, failure.what()}, misused);
    }
}

}  // namespace piaojue::cli
