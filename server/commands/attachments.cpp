#include "server/commands/attachments.hpp"

#include "ballot/derived.hpp"
#include "server/commands/roll_names.hpp"
#include "server/simulate/vote_file.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

void add_source_options(cli::Options& options, AttachedFiles& files) {
    options.add("--source", files.source,
                "数据出处 / a text that says where the data is from; the record carries it");
    options.add(
        "--names", files.names,
        "代表名册：记录只载其指纹，出席情况表据此核对 / the roll's table: the record carries "
        "its fingerprint, by which the attendance is checked");
}

Result<std::vector<imports::Attached>> read_attached(imports::RoundTexts texts,
                                                     const AttachedFiles& files) {
    if (!files.source.empty()) {
        texts.source = PJ_TRY(simulate::read_text(files.source));
        if (texts.source.empty())
            return fail(Errc::malformed, files.source + ": empty; leave --source away");
    }
    if (!files.names.empty()) {
        if (!texts.source.empty() && !texts.source.ends_with('\n')) texts.source += '\n';
        texts.source += roll_table_line(PJ_TRY(roll_table_hash(files.names)));
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
