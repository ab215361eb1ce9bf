// server/commands/report.cpp — errors on the command line
#include <boost/json.hpp>
#include <cstdio>

#include "server/commands/command.hpp"

namespace piaojue::commands {

int report_error(bool json, Errc code, std::string_view message, int exit_code) {
    const std::string line = "piaojue: " + std::string{message} + '\n';
    std::fputs(line.c_str(), stderr);
    if (json) {
        boost::json::object error;
        error["code"] = errc_name(code);
        error["message"] = message;
        boost::json::object out;
        out["error"] = std::move(error);
        std::puts(boost::json::serialize(out).c_str());
    }
    return exit_code;
}

int run_reporting(bool json, const Run& run) {
    try {
        return run();
    } catch (const EnvError& failure) {
        return report_error(json, Errc::internal, failure.what(), misused);
    }
}

}  // namespace piaojue::commands
