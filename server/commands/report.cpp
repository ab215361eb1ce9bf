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
#include "server/commands/command.hpp"
#include "server/commands/record_file.hpp"
#include "server/commands/roll_names.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

namespace {

struct ReportOptions {
    VerifiedOptions record;
    std::string form;
    std::string format = "pdf";
    std::string lang = "zh";
    std::string notice;
    std::string roll;
    std::string papers_on;
    std::uint8_t round = 0;
    std::string out;
    bool json = false;
};

// The bytes of the file, and what is told about them.
struct Rendered {
    std::string bytes;
    std::vector<std::string> fonts;
    std::size_t pages = 0;
};

Result<forms::Wish> wish_of(const ReportOptions& options) {
    const auto form = forms::form_from_name(options.form);
    if (!form) {
        return fail(Errc::malformed,
                    "--form: result, internal, notice, count, chair, attendance, ballot or "
                    "destruction; json needs none");
    }
    forms::Wish out{*form, options.lang == "en" ? forms::Lang::en : forms::Lang::zh, {}};
    const auto only_for = [form](bool given, forms::Form of, std::string_view option) {
        if (!given || *form == of) return Result<void>{};
        return Result<void>{
            fail(Errc::malformed, fmt::format("{} is for --form {}", option,
                                              forms::form_names.at(static_cast<std::size_t>(of))))};
    };
    PJ_TRY(only_for(!options.notice.empty(), forms::Form::notice, "--notice"));
    PJ_TRY(only_for(!options.roll.empty(), forms::Form::attendance, "--roll"));
    PJ_TRY(only_for(options.round != 0, forms::Form::ballot, "--round"));
    PJ_TRY(only_for(!options.papers_on.empty(), forms::Form::destruction, "--destroy-papers-on"));
    PJ_TRY(check_day(options.papers_on));
    if (!options.notice.empty()) out.notice = PJ_TRY(enum_from_name<Notice>(options.notice));
    out.extras.papers_on = options.papers_on;
    out.round = options.round;
    return out;
}

bool has_round(const forms::FormData& data, std::uint8_t number) {
    return std::any_of(
        data.rounds.begin(), data.rounds.end(),
        [number](const forms::RoundData& round) { return round.report.round == number; });
}

Result<Rendered> render(const ReportOptions& options, const forms::FormData& data) {
    if (options.format == "json") return Rendered{forms::json_of(data), {}, 0};
    forms::Wish wish = PJ_TRY(wish_of(options));
    if (!options.roll.empty()) wish.extras.roll = PJ_TRY(read_roll_names(options.roll, data));
    if (wish.round != 0 && !has_round(data, wish.round))
        return fail(Errc::malformed, "--round: the record counts no round of this number");
    const forms::Document document = forms::compose(data, wish);
    if (auto bytes = forms::file_of(document, options.format))
        return Rendered{*std::move(bytes), {}, 0};
    const forms::Fonts fonts = PJ_TRY(forms::Fonts::find(options.record.fonts));
    forms::Pdf pdf = PJ_TRY(forms::pdf_of(document, fonts));
    return Rendered{std::move(pdf.bytes), std::move(pdf.fonts), pdf.pages};
}

Said said(const ReportOptions& options, const Rendered& rendered, const RecordFile& record) {
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
    if (!record.anchored) out.text += not_anchored;
    out.json["out"] = options.out;
    out.json["form"] = nullptr;
    if (options.format != "json") out.json["form"] = options.form;
    out.json["format"] = options.format;
    out.json["pages"] = nullptr;
    if (rendered.pages > 0) out.json["pages"] = rendered.pages;
    out.json["fonts"] = std::move(fonts);
    out.json["anchored"] = record.anchored;
    out.json["sample"] = record.data.sample;
    out.json["record_sha256"] = encode_hex(record.data.record_sha256);
    return out;
}

int run(const ReportOptions& options) {
    if (options.format != "json") {
        if (const auto wish = wish_of(options); !wish)
            return report_error(options.json, wish.error(), misused);
    }
    const auto file = read_record_file(options.record);
    if (!file) return report_error(options.json, file.error().error, file.error().exit_code);
    const auto rendered = render(options, file->data);
    if (!rendered) return report_error(options.json, rendered.error(), exit_of(rendered.error()));
    teller::replace_file(options.out, as_bytes(rendered->bytes));
    const Said words = said(options, *rendered, *file);
    if (options.json) {
        print_json(words.json);
    } else {
        std::fputs(words.text.c_str(), stdout);
    }
    return held;
}

}  // namespace

Run add_report(Options& command) {
    auto options = std::make_shared<ReportOptions>();
    add_verified_options(command, options->record);
    command.add("--form", options->form,
                "报告单 result、完整报告 internal、公告 notice、清点报告 count、执行主席宣读页 "
                "chair、出席情况表 "
                "attendance、票决票 ballot、销毁登记表 destruction");
    command
        .add("--format", options->format,
             "pdf, html, docx, xlsx, csv; json: 各表所依据的全部数据 / the "
             "whole object behind all forms")
        .one_of({"pdf", "html", "docx", "xlsx", "csv", "json"})
        .shows_default();
    command.add("--lang", options->lang, "语言 / language").one_of({"zh", "en"}).shows_default();
    command
        .add("--notice", options->notice,
             "公告内容，缺省按票决办法 / what the notice tells; as the method has it if not given")
        .one_of({"names", "names_and_votes"});
    add_roll_option(command, options->roll);
    command.add(
        "--round", options->round,
        "哪一轮的票决票，缺省为最后一轮 / of which round the ballot paper is; of the newest "
        "if not given");
    add_papers_option(command, options->papers_on);
    command.add("--out", options->out, "写到此处，已有则替换 / where it goes, replaced when there")
        .required();
    add_json_flag(command, options->json);
    return [options] { return run(*options); };
}

}  // namespace piaojue::commands
