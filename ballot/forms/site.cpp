// The site that a published vote is told by: one page in two languages, forms, the record
#include <algorithm>

#include "ballot/forms/bundle.hpp"
#include "ballot/forms/markup.hpp"
#include "ballot/forms/parts.hpp"
#include "ballot/forms/pdf.hpp"
#include "ballot/forms/render.hpp"
#include "ballot/forms/words_bundle.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"

namespace piaojue::forms {

namespace {

// The project's pages: white, hairlines, one red rule; it prints as it stands.
constexpr std::string_view site_style = R"(
@page{size:A4;margin:20mm}
body{max-width:50rem;margin:0 auto;padding:0 1.25rem 3rem;color:#1c1b1a;background:#fff;
font:1.0625rem/1.6 "Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
a{color:inherit;text-underline-offset:.2em}
a:focus-visible,.wide:focus-visible{outline:4px solid #0a5bc4;outline-offset:3px}
.masthead{display:flex;flex-wrap:wrap;justify-content:space-between;
align-items:baseline;gap:.25rem 1rem;
border-bottom:3px solid #9e1b1f;padding:1.25rem 0 .6rem}
.masthead p,h1,h2{font-family:"Noto Serif CJK SC","Noto Serif SC","Songti SC",SimSun,serif;
font-weight:700}
.masthead p{font-size:1.25rem;line-height:1.4;margin:0}
.masthead a{padding:.6rem 0}
h1{font-size:clamp(1.5rem,4.5vw,2rem);line-height:1.35;margin:1.5rem 0 .8rem}
h2{font-size:1.2rem;line-height:1.5;margin:2rem 0 .5rem;
border-bottom:2px solid #1c1b1a;break-after:avoid}
p{margin:.5rem 0}.signer{text-align:right}.item{margin:.15rem 0 .15rem 2em}
.note{color:#4b4845}
.sample{border:2px solid #1c1b1a;border-left-width:12px;font-weight:700;
padding:.3rem .8rem;margin-top:1rem}
section{margin-bottom:3rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;line-height:1.45;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid #dad6cf;padding:.4rem .5rem;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid #1c1b1a}
.wide th,.wide td:not(:nth-child(2)){white-space:nowrap}tr{break-inside:avoid}
.right{text-align:right}
ol{padding-left:1.6em}li{margin:.5rem 0}
code,.code{font-family:"Noto Sans Mono CJK SC",ui-monospace,monospace;overflow-wrap:anywhere}
pre{background:#f7f5f1;padding:.6rem .8rem;margin:.4rem 0;white-space:pre-wrap}
.files td,.files th{display:block;border:0;padding:.1rem 0}
.files tr{display:block;border-bottom:1px solid #dad6cf;padding:.5rem 0}
.files .code{font-size:.85rem;color:#4b4845}
)";

struct SiteForm {
    Form form;
    Term title;
};

// Never the internal one, and votes only where the notice has them.
std::vector<SiteForm> forms_of(const FormData& data) {
    std::vector<SiteForm> out{{Form::notice, words::notice}, {Form::count, words::count}};
    if (data.notice == Notice::names_and_votes)
        out.insert(out.begin() + 1, {Form::result, words::result});
    return out;
}

std::string form_file(Form form, std::string_view suffix) {
    return fmt::format("forms/{}.{}", form_names.at(static_cast<std::size_t>(form)), suffix);
}

std::string paragraph(const std::string& text, std::string_view kind = "body") {
    return fmt::format("<p class=\"{}\">{}</p>\n", kind, escaped(text));
}

std::string heading(const std::string& text) {
    return fmt::format("<h2>{}</h2>\n", escaped(text));
}

// The words of the notice, without its number and its proofs: those stand below.
std::string notice_part(const FormData& data, const Speech& speech) {
    const Document notice = compose(data, {Form::notice, speech.lang(), {}});
    std::string out = heading(notice.title);
    for (const Block& block : notice.blocks) {
        const auto* one = std::get_if<Paragraph>(&block);
        if (one == nullptr || one->manner == Manner::center || one->manner == Manner::note)
            continue;
        out += html_of_block(block);
    }
    return out;
}

std::string votes_part(const FormData& data, const Speech& speech) {
    if (data.notice == Notice::names) return paragraph(speech(words::no_votes_here), "note");
    std::string out;
    const Sheet sheet{data, speech.lang(), words::result};
    for (const RoundData& round : data.rounds) {
        if (!round.report.is_opened()) continue;
        out += heading(data.rounds.size() < 2 ? speech(words::votes)
                                              : speech.say(words::round, round.report.round,
                                                           speech.kind(round.report.kind)));
        // On a phone it may be wider than the screen: whoever has keys alone scrolls it too.
        out += fmt::format(
            "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">{}</div>\n",
            escaped(speech(words::votes)), html_of_block(votes_table(sheet, round, false)));
        out +=
            paragraph(speech.say(words::share_note, speech.base(round.ruling.share_base)), "note");
    }
    return out + paragraph(speech(words::votes_here), "note");
}

std::string verify_part(const FormData& data, const Speech& speech) {
    const Bytes32& manifest = data.manifest.value();
    std::string out = heading(speech(words::how)) + paragraph(speech(words::how_why)) + "<ol>\n";
    const auto item = [&out](const std::string& text, const std::string& more = {}) {
        out += fmt::format("<li>{}{}</li>\n", escaped(text), more);
    };
    item(speech(words::how_note));
    item(speech.say(words::how_get, record_name));
    item(speech(words::how_run),
         fmt::format("<pre><code>piaojue-verify {} --expect-manifest {}</code></pre>", record_name,
                     encode_hex(manifest)));
    item(speech(words::how_compare),
         fmt::format("<p>{}<br><span class=\"code\">{}</span></p>",
                     escaped(speech(words::how_groups)), grouped(manifest)));
    item(speech.say(words::how_files, sums_name));
    return out + "</ol>\n";
}

std::string language_part(const FormData& data, Lang lang) {
    const Speech speech{lang};
    const bool chinese = lang == Lang::zh;
    const std::string title = data.rounds.empty() ? speech(words::site_of_vote)
                                                  : speech.name(data.rounds.front().report.title,
                                                                data.rounds.front().report.title2);
    std::string out = fmt::format(
        "<section lang=\"{0}\" id=\"{1}\">\n<header class=\"masthead\"><p>{2}</p><a href=\"#{3}\" "
        "lang=\"{4}\">{5}</a></header>\n",
        chinese ? "zh-Hans" : "en", chinese ? "zh" : "en",
        escaped(speech.name(data.congress, data.congress2)), chinese ? "en" : "zh",
        chinese ? "en" : "zh-Hans", speech(words::to_other));
    if (data.sample)
        out += fmt::format("<div class=\"sample\" role=\"note\">{}</div>\n",
                           escaped(speech(words::sample)));
    out += fmt::format("<h1>{}</h1>\n", escaped(title));
    return out + notice_part(data, speech) + votes_part(data, speech) + verify_part(data, speech) +
           "</section>\n";
}

std::string files_part(const FormData& data, const Bundle& bundle) {
    const Speech zh{Lang::zh};
    const Speech en{Lang::en};
    const auto both = [&](const Term& term) { return zh(term) + " " + en(term); };
    std::string out = fmt::format("<section id=\"files\">\n{}<table class=\"files\"><tbody>\n",
                                  heading(both(words::files)));
    for (const BundleFile& file : bundle) {
        std::string what = both(words::record_file);
        for (const SiteForm& form : forms_of(data)) {
            if (file.name.starts_with(form_file(form.form, ""))) what = both(form.title);
        }
        out += fmt::format(
            "<tr><th scope=\"row\"><a href=\"{0}\">{0}</a></th><td>{1} · {2} {3}</td>"
            "<td class=\"code\">SHA-256 {4}</td></tr>\n",
            file.name, escaped(what), file.bytes.size(), escaped(both(words::bytes)),
            encode_hex(sha256(as_bytes(file.bytes))));
    }
    return out +
           fmt::format("</tbody></table>\n<p><a href=\"{0}\">{0}</a></p>\n</section>\n", sums_name);
}

std::string index_of(const FormData& data, const Bundle& bundle) {
    return fmt::format(
               "<!doctype html>\n<html lang=\"zh-Hans\"><head><meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
               "style-src {}\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
               "<title>{} · {}</title>\n<style>{}</style></head>\n<body>\n<main>\n",
               style_source(site_style), escaped(Speech{Lang::zh}(words::site_of_vote)),
               escaped(data.congress), site_style) +
           language_part(data, Lang::zh) + language_part(data, Lang::en) +
           files_part(data, bundle) + "</main>\n</body></html>\n";
}

}  // namespace

std::string sums_of(const Bundle& bundle) {
    std::vector<std::string> lines;
    for (const BundleFile& file : bundle)
        lines.push_back(file.name);
    std::sort(lines.begin(), lines.end());
    std::string out;
    for (const std::string& name : lines) {
        const auto file = std::find_if(bundle.begin(), bundle.end(),
                                       [&](const BundleFile& one) { return one.name == name; });
        out += fmt::format("{}  {}\n", encode_hex(sha256(as_bytes(file->bytes))), name);
    }
    return out;
}

Result<Bundle> site_of(const FormData& data, ByteView record, Lang lang, const Fonts& fonts) {
    Bundle out;
    for (const SiteForm& form : forms_of(data)) {
        const Document document = compose(data, {form.form, lang, {}});
        Pdf pdf = PJ_TRY(pdf_of(document, fonts));
        out.push_back({form_file(form.form, "html"), html_of(document)});
        out.push_back({form_file(form.form, "pdf"), std::move(pdf.bytes)});
    }
    out.push_back({std::string{record_name}, std::string{as_text(record)}});
    out.push_back({"index.html", index_of(data, out)});
    out.push_back({std::string{sums_name}, sums_of(out)});
    return out;
}

}  // namespace piaojue::forms
