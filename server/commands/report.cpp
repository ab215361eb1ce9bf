// server/commands/report.cpp — `piaojue report RECORD`: an official form of a verified record
//
// Exit 0: written. 1: the record does not verify; the checks that failed are named, nothing is
// written. 2: misused, unreadable, or a font is missing.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "ballot/forms/compose.hpp"
#include "ballot/forms/pdf.hpp"
#include "ballot/forms/render.hpp"
#include "ballot/tools/run_on_threads.hpp"
#include "server/commands/command.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

namespace {

struct ReportOptions {
    std::string record;
    std::string form;
    std::string format = "pdf";
    std::string lang = "zh";
    std::string notice;
    std::string out;
    std::string expect_manifest;
    forms::FontWishes fonts;
    bool json = false;
};

// The bytes of the file, and what is told about them.
struct Rendered {
    std::string bytes;
    std::vector<std::string> fonts;
    std::size_t pages = 0;
};

Error does_not_hold(const Report& report) {
    std::string failed;
    for (const CheckResult& check : report.checks) {
        if (check.passed) continue;
        failed += fmt::format("{}{}: {}", failed.empty() ? "" : "; ", check_name(check.check),
                              check.detail);
    }
    return {
        Errc::not_permitted,
        "记录未通过核验，不出报告 / the record does not verify, no form is made of it: " + failed};
}

Result<forms::Wish> wish_of(const ReportOptions& options) {
    const auto form = forms::form_from_name(options.form);
    if (!form) {
        return fail(Errc::malformed,
                    "--form: result, internal, notice, count or chair; json needs none");
    }
    forms::Wish out{*form, options.lang == "en" ? forms::Lang::en : forms::Lang::zh, {}};
    if (options.notice.empty()) return out;
    if (*form != forms::Form::notice) return fail(Errc::malformed, "--notice is for --form notice");
    out.notice = PJ_TRY(enum_from_name<Notice>(options.notice));
    return out;
}

Result<Rendered> render(const ReportOptions& options, const forms::FormData& data) {
    if (options.format == "json") return Rendered{forms::json_of(data), {}, 0};
    const forms::Document document = forms::compose(data, PJ_TRY(wish_of(options)));
    if (options.format == "html") return Rendered{forms::html_of(document), {}, 0};
    if (options.format == "csv") return Rendered{forms::csv_of(document), {}, 0};
    const forms::Fonts fonts = PJ_TRY(forms::Fonts::find(options.fonts));
    forms::Pdf pdf = PJ_TRY(forms::pdf_of(document, fonts));
    return Rendered{std::move(pdf.bytes), std::move(pdf.fonts), pdf.pages};
}

Said said(const ReportOptions& options, const Rendered& rendered, const Report& report) {
    boost::json::array fonts;
    std::string families;
    for (const std::string& family : rendered.fonts) {
        fonts.emplace_back(family);
        families += (families.empty() ? "" : ", ") + family;
    }
    Said out;
    out.text = fmt::format("已写出 / written: {}\n", options.out);
    if (rendered.pages > 0) {
        out.text +=
            fmt::format("{0} 页 / pages: {0}; 字体 / fonts: {1}\n", rendered.pages, families);
    }
    if (!report.anchored)
        out.text += "未比对底稿指纹 / the manifest hash was not compared (--expect-manifest)\n";
    out.json["out"] = options.out;
    out.json["form"] = nullptr;
    if (options.format != "json") out.json["form"] = options.form;
    out.json["format"] = options.format;
    out.json["pages"] = nullptr;
    if (rendered.pages > 0) out.json["pages"] = rendered.pages;
    out.json["fonts"] = std::move(fonts);
    out.json["anchored"] = report.anchored;
    out.json["sample"] = report.sample;
    out.json["record_sha256"] = encode_hex(report.record_sha256);
    return out;
}

int run(const ReportOptions& options) {
    VerifyOptions verification;
    verification.run = tools::run_on_threads;
    if (options.format != "json") {
        if (const auto wish = wish_of(options); !wish)
            return report_error(options.json, wish.error(), misused);
    }
    if (!options.expect_manifest.empty()) {
        const auto expected = read_hash("--expect-manifest", options.expect_manifest);
        if (!expected) return report_error(options.json, expected.error(), misused);
        verification.expected_manifest = ManifestHash{*expected};
    }
    const auto file = teller::read_file(options.record);
    if (!file) return report_error(options.json, file.error(), misused);
    SystemRng rng;
    const auto verdict = verify_record(*file, rng, verification);
    if (!verdict) return report_error(options.json, verdict.error(), misused);
    if (const auto* report = std::get_if<Report>(&*verdict))
        return report_error(options.json, does_not_hold(*report), not_held);
    const auto& record = std::get<VerifiedRecord>(*verdict);
    const auto rendered = render(options, forms::form_data(record));
    if (!rendered) return report_error(options.json, rendered.error(), misused);
    teller::replace_file(options.out, as_bytes(rendered->bytes));
    const Said words = said(options, *rendered, record.report());
    if (options.json) {
        print_json(words.json);
    } else {
        std::fputs(words.text.c_str(), stdout);
    }
    return held;
}

void add_fonts(Options& command, forms::FontWishes& fonts) {
    using forms::Face;
    const auto family = [&fonts](Face face) -> std::string& {
        return fonts.families[static_cast<std::size_t>(face)];
    };
    command.add("--fonts", fonts.folders,
                "单位自有字体所在文件夹 / a folder of the office's fonts");
    command.add("--font-text", family(Face::text), "正文字体（仿宋） / family of the text");
    command.add("--font-title", family(Face::title), "标题字体（小标宋） / family of titles");
    command.add("--font-heading", family(Face::heading), "小标题字体（黑体） / family of headings");
}

}  // namespace

Run add_report(Options& command) {
    auto options = std::make_shared<ReportOptions>();
    command.add("record", options->record, "记录文件 / record file").required();
    command.add(
        "--form", options->form,
        "报告单 result、完整报告 internal、公告 notice、清点报告 count、执行主席宣读页 chair");
    command
        .add("--format", options->format,
             "pdf, html, csv; json: 各表所依据的全部数据 / the "
             "whole object behind all forms")
        .one_of({"pdf", "html", "csv", "json"})
        .shows_default();
    command.add("--lang", options->lang, "语言 / language").one_of({"zh", "en"}).shows_default();
    command
        .add("--notice", options->notice,
             "公告内容，缺省按票决办法 / what the notice tells; as the method has it if not given")
        .one_of({"names", "names_and_votes"});
    command.add("--out", options->out, "写到此处，已有则替换 / where it goes, replaced when there")
        .required();
    command.add("--expect-manifest", options->expect_manifest,
                "底稿指纹 / manifest hash that was shown in the hall");
    add_fonts(command, options->fonts);
    add_json_flag(command, options->json);
    return [options] { return run(*options); };
}

}  // namespace piaojue::commands
