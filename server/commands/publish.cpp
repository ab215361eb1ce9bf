// server/commands/publish.cpp — `piaojue publish RECORD`: a static site of a verified record
//
// Exit 0: written. 1: the record does not verify. 2: misused, unreadable, the folder is not empty,
// or a font is missing. Nothing half done is left.
#include <fmt/format.h>

#include <memory>

#include "server/commands/bundle_folder.hpp"
#include "server/commands/command.hpp"
#include "server/commands/record_file.hpp"

namespace piaojue::commands {

namespace {

struct PublishOptions {
    VerifiedOptions record;
    std::string lang = "zh";
    std::string out;
    bool json = false;
};

int run(const PublishOptions& options) {
    if (const auto free = teller::check_new_folder(options.out); !free)
        return report_error(options.json, free.error(), misused);
    const auto file = read_record_file(options.record);
    if (!file) return report_error(options.json, file.error().error, file.error().exit_code);
    const auto fonts = forms::Fonts::find(options.record.fonts);
    if (!fonts) return report_error(options.json, fonts.error(), misused);
    const auto site = forms::site_of(
        file->data, file->bytes, options.lang == "en" ? forms::Lang::en : forms::Lang::zh, *fonts);
    if (!site) return report_error(options.json, site.error(), misused);
    return write_bundle(options.json, options.out, *site, *file, teller::FileMode::readable);
}

}  // namespace

Run add_publish(Options& command) {
    auto options = std::make_shared<PublishOptions>();
    add_verified_options(command, options->record);
    command
        .add("--out", options->out, "网站文件夹：新建，或为空 / folder of the site: new, or empty")
        .required();
    command
        .add("--lang", options->lang,
             "各表的语言；网页两种都有 / language of the forms; the "
             "page has both")
        .one_of({"zh", "en"})
        .shows_default();
    add_json_flag(command, options->json);
    return [options] { return run(*options); };
}

}  // namespace piaojue::commands
