#include "server/commands/attachments.hpp"

#include <fmt/format.h>

#include "ballot/slip.hpp"
#include "server/imports/text.hpp"
#include "server/simulate/vote_file.hpp"
#include "server/teller/files.hpp"

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

Result<std::string> read_slips(const std::string& file) {
    const Bytes bytes = PJ_TRY(teller::read_file(file, limit::attachment_bytes));
    if (const auto slips = SlipList::decode(bytes); !slips) {
        return fail(Errc::malformed, fmt::format("{}: {}; give the --list that `piaojue-teller "
                                                 "slips` wrote",
                                                 file, slips.error().detail));
    }
    return std::string{as_text(bytes)};
}

}  // namespace

void add_source_option(cli::Options& options, std::string& source) {
    options.add("--source", source,
                "数据出处 / a text that says where the data is from; the record carries it");
}

Result<std::vector<client::Attached>> read_attached(RoundTexts texts) {
    if (!texts.source.empty()) texts.source = PJ_TRY(read_source(texts.source));
    if (!texts.slips.empty()) texts.slips = PJ_TRY(read_slips(texts.slips));
    std::vector<client::Attached> out;
    for (auto& [kind, text] : {std::pair{AttachmentKind::projects, &texts.projects},
                               std::pair{AttachmentKind::source, &texts.source},
                               std::pair{AttachmentKind::method, &texts.method},
                               std::pair{AttachmentKind::slips, &texts.slips}}) {
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
    for (const AttachmentKind kind : {AttachmentKind::projects, AttachmentKind::source,
                                      AttachmentKind::method, AttachmentKind::slips}) {
        const std::string name{client::attachment_name(kind)};
        out.push_back({kind, manifest.string() + "." + name});
    }
    return out;
}

}  // namespace piaojue::commands
