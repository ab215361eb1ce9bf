// server/commands/archive.cpp — `piaojue archive RECORD`: what the house keeps of a vote
//
// Exit 0: written. 1: the record does not verify, or names another table than --roll. 2: misused,
// unreadable, the folder is not empty, or a font is missing. Nothing half done is left.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "crypto/hash.hpp"
#include "server/client/child_process.hpp"
#include "server/commands/bundle_folder.hpp"
#include "server/commands/roll_names.hpp"

namespace piaojue::commands {

namespace {

namespace fs = std::filesystem;

struct ArchiveOptions {
    VerifiedOptions record;
    std::string roll;
    std::string papers_on;
    std::string out;
    bool json = false;
};

// What a program says to --version: its name and a number.
Result<std::string> version_of(const fs::path& program) {
    std::string said(256, '\0');
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw EnvError("no pipe");
    const pid_t child = client::start_child({program.string(), "--version"}, {ends[1], ends[1]});
    ::close(ends[1]);
    std::size_t length = 0;
    ssize_t got = 1;
    while (got > 0 && length < said.size()) {
        got = ::read(ends[0], said.data() + length, said.size() - length);
        if (got > 0) length += static_cast<std::size_t>(got);
    }
    ::close(ends[0]);
    const int code = client::wait_for_child(child);
    said.resize(length);
    const std::size_t gap = said.find(' ');
    if (code != 0 || gap == std::string::npos)
        return fail(Errc::internal, program.string() + " does not tell its version");
    return said.substr(gap + 1, said.find('\n') - gap - 1);
}

// This program, and those that lie beside it.
Result<std::vector<forms::ProgramFile>> programs() {
    const fs::path self = fs::read_symlink("/proc/self/exe");
    std::vector<forms::ProgramFile> out;
    for (const char* const name : {"piaojue", "piaojue-teller", "piaojue-verify"}) {
        const fs::path path = self.parent_path() / name;
        std::error_code ignored;
        if (!fs::exists(path, ignored)) continue;
        const Bytes bytes = PJ_TRY(teller::read_file(path));
        const std::string version = PJ_TRY(version_of(path));
        out.push_back({name, version, bytes.size(), sha256(bytes)});
    }
    return out;
}

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
