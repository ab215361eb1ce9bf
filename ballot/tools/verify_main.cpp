// piaojue-verify — checks the record of a vote, offline
//
// Exit: 0 every check passed, 1 at least one did not, 2 the file can not be read or the command is
// misused. With --json exactly one object on stdout; everything else goes to stderr.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <fstream>
#include <iostream>
#include <string_view>

#include "ballot/tools/report_json.hpp"
#include "ballot/tools/report_text.hpp"
#include "ballot/tools/run_on_threads.hpp"
#include "ballot/verify.hpp"
#include "crypto/base/encoding.hpp"

namespace piaojue::tools {

namespace {

constexpr int exit_held = 0;
constexpr int exit_did_not_hold = 1;
constexpr int exit_unreadable = 2;

struct Arguments {
    std::string record;
    std::string expect_manifest;
    std::string previous;
    bool json = false;
};

Result<Bytes> read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary | std::ios::ate};
    if (!file) return fail(Errc::internal, "cannot open " + path);
    const std::streamoff size = file.tellg();
    if (size < 0) return fail(Errc::internal, "cannot read " + path);
    Bytes bytes(static_cast<std::size_t>(size));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(bytes.data()), size);
    if (!file) return fail(Errc::internal, "cannot read " + path);
    return bytes;
}

// `bytes` hold what the record looks into.
Result<RecordView> read_previous(const std::string& path, Bytes& bytes) {
    bytes = PJ_TRY(read_file(path));
    auto record = decode_record(bytes);
    if (!record) return fail(record.error().code, path + ": " + record.error().detail);
    return record;
}

void show_progress(std::size_t done, std::size_t total) {
    constexpr std::size_t width = 40;
    const std::size_t filled = total == 0 ? width : done * width / total;
    std::string bar;
    for (std::size_t i = 0; i < width; ++i)
        bar += i < filled ? "█" : "░";
    std::cerr << fmt::format("\r验票 / checking {} {}/{}", bar, done, total);
    if (done == total) std::cerr << "\r\x1b[K";
    std::cerr << std::flush;
}

int refuse(const Arguments& arguments, const Error& error) {
    if (arguments.json) {
        std::cout << boost::json::serialize(unreadable_json(error)) << "\n";
    } else {
        std::cerr << fmt::format("✗ 无法读取 / unreadable: {}: {}\n", errc_name(error.code),
                                 error.detail);
    }
    return exit_unreadable;
}

int run(const Arguments& arguments) {
    VerifyOptions options;
    options.run = run_on_threads;
    if (!arguments.expect_manifest.empty()) {
        const auto expected = decode_hex_fixed<32>(arguments.expect_manifest);
        if (!expected) {
            return refuse(arguments, {Errc::malformed,
                                      "--expect-manifest: 64 位小写十六进制 / 64 lower-case hex "
                                      "digits"});
        }
        options.expected_manifest = ManifestHash{*expected};
    }
    if (isatty(STDERR_FILENO) != 0) options.progress = show_progress;
    const auto file = read_file(arguments.record);
    if (!file) return refuse(arguments, file.error());
    Bytes earlier;
    if (!arguments.previous.empty()) {
        auto previous = read_previous(arguments.previous, earlier);
        if (!previous) return refuse(arguments, previous.error());
        options.previous = std::move(previous).value();
    }
    SystemRng rng;
    const auto report = verify(*file, rng, options);
    if (!report) return refuse(arguments, report.error());
    if (arguments.json) {
        std::cout << boost::json::serialize(report_json(*report)) << "\n";
    } else {
        std::cout << report_text(*report);
    }
    return report->valid ? exit_held : exit_did_not_hold;
}

}  // namespace

}  // namespace piaojue::tools

int main(int argc, char** argv) {
    piaojue::tools::Arguments arguments;
    CLI::App app{"验证表决记录 / checks the record of a vote, offline", "piaojue-verify"};
    app.add_option("record", arguments.record, "记录文件 / record file")
        ->required()
        ->type_name("RECORD");
    app.add_option("--expect-manifest", arguments.expect_manifest,
                   "会场公布的底稿指纹 / the manifest hash shown in the hall")
        ->type_name("HEX");
    app.add_option(
           "--previous", arguments.previous,
           "先前的记录：须是本记录的开头 / an earlier record, which this one must begin with")
        ->type_name("RECORD");
    app.add_flag("--json", arguments.json, "输出一个 JSON 对象 / one JSON object on stdout");
    app.set_version_flag("--version", "piaojue-verify " PJ_VERSION);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool asked = error.get_exit_code() == 0;  // --help, --version
        // The flag may stand behind what could not be parsed.
        arguments.json = std::any_of(
            argv, argv + argc, [](std::string_view argument) { return argument == "--json"; });
        if (!asked && arguments.json) {
            return piaojue::tools::refuse(arguments, {piaojue::Errc::malformed, error.what()});
        }
        return app.exit(error) == 0 ? piaojue::tools::exit_held : piaojue::tools::exit_unreadable;
    }
    try {
        return piaojue::tools::run(arguments);
    } catch (const std::exception& error) {
        return piaojue::tools::refuse(
            arguments, {piaojue::Errc::internal,
                        std::string{"环境故障 / the environment failed: "} + error.what()});
    }
}
