#include "server/commands/record_file.hpp"

#include <fmt/format.h>

#include "ballot/tools/run_on_threads.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

namespace {

Error does_not_hold(const Report& report) {
    std::string failed;
    for (const CheckResult& check : report.checks) {
        if (check.passed) continue;
        failed += fmt::format("{}{}: {}", failed.empty() ? "" : "; ", check_name(check.check),
                              check.detail);
    }
    return {Errc::not_permitted,
            "记录未通过核验，不据以出表；请重新取回，并与公布的 SHA-256 核对 / the record does not "
            "verify, nothing is made of it; fetch it again, and compare its SHA-256 with the one "
            "that was published. 原因 / causes: " +
                failed};
}

}  // namespace

void add_verified_options(Options& command, VerifiedOptions& options) {
    using forms::Face;
    const auto family = [&options](Face face) -> std::string& {
        return options.fonts.families[static_cast<std::size_t>(face)];
    };
    command.add("record", options.record, "记录文件 / record file").required();
    command.add("--expect-manifest", options.expect_manifest,
                "底稿指纹 / manifest hash that was shown in the hall");
    command.add("--fonts", options.fonts.folders,
                "单位自有字体所在文件夹 / a folder of the office's fonts");
    command.add("--font-text", family(Face::text), "正文字体（仿宋） / family of the text");
    command.add("--font-title", family(Face::title), "标题字体（小标宋） / family of titles");
    command.add("--font-heading", family(Face::heading), "小标题字体（黑体） / family of headings");
}

tl::expected<RecordFile, RecordRefusal> read_record_file(const VerifiedOptions& options) {
    const auto refused = [](const Error& error, int exit_code) {
        return tl::unexpected<RecordRefusal>{RecordRefusal{error, exit_code}};
    };
    VerifyOptions verification;
    verification.run = tools::run_on_threads;
    if (!options.expect_manifest.empty()) {
        const auto expected = read_hash("--expect-manifest", options.expect_manifest);
        if (!expected) return refused(expected.error(), misused);
        verification.expected_manifest = ManifestHash{*expected};
    }
    auto file = teller::read_file(options.record);
    if (!file) return refused(file.error(), misused);
    SystemRng rng;
    const auto verdict = verify_record(*file, rng, verification);
    if (!verdict) return refused(verdict.error(), misused);
    if (const auto* report = std::get_if<Report>(&*verdict))
        return refused(does_not_hold(*report), not_held);
    const auto& record = std::get<VerifiedRecord>(*verdict);
    forms::FormData data = forms::form_data(record);
    return RecordFile{std::move(*file), std::move(data), record.report().anchored};
}

}  // namespace piaojue::commands
