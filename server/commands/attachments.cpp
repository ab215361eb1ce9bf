#include "server/commands/attachments.hpp"

#include <fmt/format.h>

#include "server/imports/text.hpp"
#include "server/simulate/vote_file.hpp"

namespace piaojue::commands {

namespace {

Result<std::string> read_source(const std::string& file) {
    std::string text = PJ_TRY(simulate::read_text(file));
    if (text.empty()) return fail(Errc::malformed, file + ": empty; leave --source away");
    if (!imports::is_utf8(text)) {
        return fail(Errc::malformed, file + ": not UTF-8 text; save the file as UTF-8");
    }
    return text;
}

}  // namespace

void add_source_option(cli::Options& options, std::string& source) {
    options.add("--source", source,
                "数据出处 / a text that says where the data is from; the record carries it");
}

Result<std::vector<client::Attached>> read_attached(RoundTexts texts) {
    if (!texts.source.empty()) texts.source = PJ_TRY(read_source(texts.source));
    std::vector<client::Attached> out;
    for (auto& [kind, text] : {std::pair{AttachmentKind::projects, &texts.projects},
                               std::pair{AttachmentKind::source, &texts.source},
                               std::pair{AttachmentKind::method, &texts.method}}) {
        if (text->empty()) continue;
        if (text->size() > limit::attachment_bytes) {
            return fail(
                Errc::malformed,
                fmt::format("the {} has {} bytes, at most {} go into the record",
                            client::attachment_name(kind), text->size(), limit::attachment_bytes));
        }
        out.push_back({kind, std::move(*text)});
    }
    return out;
}

std::vector<AttachmentFile> attachment_files(const std::filesystem::path& manifest) {
    std::vector<AttachmentFile> out;
    for (const AttachmentKind kind :
         {AttachmentKind::projects, AttachmentKind::source, AttachmentKind::method}) {
        const std::string name{client::attachment_name(kind)};
        out.push_back({kind, manifest.string() + "." + name});
    }
    return out;
}

}  // namespace piaojue::commands
