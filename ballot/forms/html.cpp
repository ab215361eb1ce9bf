#include "ballot/forms/markup.hpp"
#include "ballot/forms/render.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"

namespace piaojue::forms {

namespace {

// Colours and the one red line are those of the project's pages; the sheet is GB/T 9704's.
constexpr std::string_view style = R"(
@page{size:A4;margin:37mm 26mm 35mm 28mm}
body{max-width:156mm;margin:2rem auto;padding:0 1rem;color:#1c1b1a;background:#fff;
font:16px/1.75 "FangSong","FandolFang","Noto Serif CJK SC",serif}
.institution{font:700 1.4rem/1.4 "FandolSong","Noto Serif CJK SC",serif;text-align:center;
border-bottom:3px solid #9e1b1f;padding-bottom:.6rem;margin:0 0 1.6rem}
h1{font:700 1.8rem/1.4 "FandolSong","Noto Serif CJK SC",serif;text-align:center;margin:0 0 1rem}
h2{font:700 1.05rem/1.5 "FandolHei","Noto Sans CJK SC",sans-serif;margin:1.5rem 0 .5rem;
break-after:avoid}
p{margin:.4rem 0;text-indent:2em}p.item,p.center,p.signer,p.note{text-indent:0}
p.item{padding-left:2em}p.center{text-align:center}p.signer{text-align:right;padding-right:4em}
p.note,.foot{font-size:.85rem;color:#4b4845}
.sample{border:2px solid #1c1b1a;border-left-width:12px;font-weight:700;padding:.3rem .8rem}
table{border-collapse:collapse;width:100%;margin:.6rem 0;line-height:1.45;
font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid #857f77;padding:.3rem .4rem;text-align:left;vertical-align:top}
thead th{border-top:2px solid #1c1b1a;border-bottom:2px solid #1c1b1a}
thead{display:table-header-group}tr{break-inside:avoid}
.right{text-align:right}.facts th{font-weight:400;color:#4b4845;width:24%}
dl{margin:.5rem 0}dt{font-size:.85rem;color:#4b4845}
dd{margin:0 0 .4rem;font:.9rem/1.5 "Noto Sans Mono CJK SC",monospace;overflow-wrap:anywhere}
.sign{list-style:none;padding:0;display:grid;grid-template-columns:1fr 1fr;gap:1.6rem 2rem}
.sign li{border-bottom:1px solid #1c1b1a;padding-bottom:.2rem}
.foot{border-top:1px solid #dad6cf;margin-top:2rem}
)";

std::string_view class_of(Manner manner) {
    switch (manner) {
    case Manner::body: return "body";
    case Manner::item: return "item";
    case Manner::center: return "center";
    case Manner::signer: return "signer";
    case Manner::note: return "note";
    }
    PJ_UNREACHABLE("a manner outside its enumeration");
}

std::string html(const Heading& heading) {
    return fmt::format("<h2>{}</h2>\n", escaped(heading.text));
}

std::string html(const Paragraph& paragraph) {
    return fmt::format("<p class=\"{}\">{}</p>\n", class_of(paragraph.manner),
                       escaped(paragraph.text));
}

std::string html(const FieldList& list) {
    std::string out = "<table class=\"facts\"><tbody>\n";
    for (const Field& field : list.fields) {
        out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escaped(field.label),
                           escaped(field.value));
    }
    return out + "</tbody></table>\n";
}

std::string html(const Table& table) {
    const auto side = [&table](std::size_t i) {
        return table.columns[i].align == Align::right ? " class=\"right\"" : "";
    };
    std::string out = "<table><thead><tr>";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        out += fmt::format("<th scope=\"col\"{}>{}</th>", side(i), escaped(table.columns[i].head));
    }
    out += "</tr></thead><tbody>\n";
    for (const auto& row : table.rows) {
        out += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i)
            out += fmt::format("<td{}>{}</td>", side(i), escaped(row[i]));
        out += "</tr>\n";
    }
    return out + "</tbody></table>\n";
}

std::string html(const Fingerprint& fingerprint) {
    return fmt::format("<dl><dt>{}</dt><dd>{}</dd></dl>\n", escaped(fingerprint.label),
                       escaped(fingerprint.groups));
}

std::string html(const Signatures& signatures) {
    std::string out = "<ul class=\"sign\">\n";
    for (const std::string& label : signatures.labels)
        out += fmt::format("<li>{}</li>\n", escaped(label));
    return out + "</ul>\n";
}

}  // namespace

std::string html_of_block(const Block& block) {
    return std::visit([](const auto& one) { return html(one); }, block);
}

std::string style_source(std::string_view style_text) {
    return fmt::format("'sha256-{}'", encode_base64(sha256(as_bytes(style_text))));
}

std::string html_of(const Document& document) {
    const std::string lang = document.lang == Lang::zh ? "zh-Hans" : "en";
    std::string out = fmt::format(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "{}\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
        "<title>{} · {}</title>\n<style>{}</style></head>\n<body>\n",
        lang, style_source(style), escaped(document.title), escaped(document.institution), style);
    if (!document.sample.empty())
        out +=
            fmt::format("<div class=\"sample\" role=\"note\">{}</div>\n", escaped(document.sample));
    out += fmt::format("<header class=\"institution\">{}</header>\n<main>\n<h1>{}</h1>\n",
                       escaped(document.institution), escaped(document.title));
    for (const Block& block : document.blocks)
        out += html_of_block(block);
    out += fmt::format("</main>\n<footer class=\"foot\">{}</footer>\n</body></html>\n",
                       escaped(document.foot));
    return out;
}

}  // namespace piaojue::forms
