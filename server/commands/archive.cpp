// server/commands/archive.cpp — `piaojue archive RECORD`: what the house keeps of a vote
//
// Exit 0: written. 1: the record does not verify, or names another table than --roll. 2: misused,
// unreadable, the folder is not empty, or a font is missing. Nothing half done is left.
#include <fmt/format.h>

#include <memory>

#include "server/commands/bundle_folder.hpp"
#include "server/commands/programs.hpp"
#include "server/commands/roll_names.hpp"

namespace piaojue::commands {

namespace {

struct ArchiveOptions {
    VerifiedOptions record;
    std::string roll;
    std::string papers_on;
    std::string out;
    bool json = false;
};

int run(const ArchiveOptions& options) {
    if (const auto free = teller::check_new_folder(options.out); !free)
        return report_error(options.json, free.error(), misused);
    if (const auto day = check_day(options.papers_on); !day)
        return report_error(options.json, day.error(), misused);
    const auto file = read_record_file(options.record);
    if (!file) return report_error(options.json, file.error().error, file.error().exit_code);
    forms::ArchiveWish wish;
    wish.extras.papers_on = options.papers_on;
    if (!options.roll.empty()) {
        auto roll = read_roll_names(options.roll, file->data);
        if (!roll) return report_error(options.json, roll.error(), exit_of(roll.error()));
        wish.extras.roll = std::move(*roll);
    }
    auto found = programs();
    if (!found) return report_error(options.json, found.error(), misused);
    wish.programs = std::move(*found);
    const auto fonts = forms::Fonts::find(options.record.fonts);
    if (!fonts) return report_error(options.json, fonts.error(), misused);
    const auto archive = forms::archive_of(file->data, file->bytes, wish, *fonts);
    if (!archive) return report_error(options.json, archive.error(), misused);
    return write_bundle(options.json, options.out, *archive, *file, teller::FileMode::owner_only);
}

}  // namespace

Run add_archive(Options& command) {
    auto options = std::make_shared<ArchiveOptions>();
    add_verified_options(command, options->record);
    command
        .add("--out", options->out,
             "档案文件夹：新建，或为空 / folder of the archive: new, or empty")
        .required();
    add_roll_option(command, options->roll);
    add_papers_option(command, options->papers_on);
    add_json_flag(command, options->json);
    return [options] { return run(*options); };
}

}  // namespace piaojue::commands
