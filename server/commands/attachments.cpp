#include "server/commands/attachments.hpp"

#include "server/simulate/vote_file.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

void add_source_option(cli::Options& options, std::string& source) {
    options.add("--source", source,
                "数据出处 / a text that says where the data is from; the record carries it");
}

Result<std::vector<imports::Attached>> read_attached(imports::RoundTexts texts,
                                                     const AttachedFiles& files) {
    if (!files.source.empty()) {
        texts.source = PJ_TRY(simulate::read_text(files.source));
        if (texts.source.empty())
            return fail(Errc::malformed, files.source + ": empty; leave --source away");
    }
    if (!files.slips.empty()) {
        const Bytes slips = PJ_TRY(teller::read_file(files.slips, limit::attachment_bytes));
        texts.slips = as_text(slips);
    }
    return imports::attach(std::move(texts));
}

AttachmentFile attachment_file(const std::filesystem::path& manifest, AttachmentKind kind) {
    return {kind, manifest.string() + "." + std::string{imports::attachment_name(kind)}};
}

std::vector<AttachmentFile> attachment_files(const std::filesystem::path& manifest) {
    std::vector<AttachmentFile> out;
    for (const AttachmentKind kind : {AttachmentKind::projects, AttachmentKind::source,
                                      AttachmentKind::method, AttachmentKind::slips})
        out.push_back(attachment_file(manifest, kind));
    return out;
}

}  // namespace piaojue::commands
