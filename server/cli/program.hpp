// server/cli/program.hpp — a tool of several subcommands, from its first instruction to its exit
#pragma once

#include <span>
#include <string>

#include "server/cli/command.hpp"

namespace piaojue::cli {

struct Program {
    std::string name;
    std::string summary;
    std::span<const Command> commands;
};

// What main gives back. Keys will be in this memory: no copy of it goes to a disk.
int run_program(const Program& program, int argc, char** argv);

}  // namespace piaojue::cli
