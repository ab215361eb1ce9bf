// server/teller/commands/recount.cpp — `recount`: a published record, verified and counted again
#include <memory>

#include "ballot/tools/report_json.hpp"
#include "ballot/tools/report_text.hpp"
#include "server/teller/commands/command.hpp"
#include "server/teller/commands/terminal.hpp"

namespace piaojue::teller::commands {

namespace {

struct RecountOptions {
    std::string record;
    std::string expect_manifest;
    bool json = false;
};

Result<Report> recount(const RecountOptions& options) {
    VerifyOptions verification;
    verification.progress = show_progress;
    if (!options.expect_manifest.empty()) {
        verification.expected_manifest =
            ManifestHash{PJ_TRY(read_hash("--expect-manifest", options.expect_manifest))};
    }
    const Bytes record = PJ_TRY(read_file(options.record));
    SystemRng rng;
    return verify(record, rng, verification);
}

int run_recount(const RecountOptions& options) {
    const Result<Report> report = recount(options);
    if (!report) return report_error(options.json, report.error(), misused);
    if (options.json) {
        print_json(tools::report_json(*report));
    } else {
        std::fputs(tools::report_text(*report).c_str(), stdout);
    }
    return report->valid ? held : not_held;
}

}  // namespace

Run add_recount(Options& command) {
    auto options = std::make_shared<RecountOptions>();
    command.add("record", options->record, "记录文件 / record file").required();
    command.add("--expect-manifest", options->expect_manifest,
                "底稿指纹 / manifest hash that was shown in the hall");
    add_json_flag(command, options->json);
    return [options] { return run_recount(*options); };
}

}  // namespace piaojue::teller::commands
