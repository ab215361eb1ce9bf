// server/teller/commands/enter.cpp — `enter`: few sheets of paper, each as an encrypted ballot
//                                                                     PROTOCOL.md §7.5
// Two people key the sheets, each into a file of his own, and both sign each ballot. All are on the
// disk before the first is sent; the same command sends the same bytes again.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "crypto/base/encoding.hpp"
#include "server/imports/marks_text.hpp"
#include "server/teller/commands/sheet_table.hpp"
#include "server/teller/connection.hpp"
#include "server/teller/files.hpp"
#include "server/teller/sheet_entry.hpp"

namespace piaojue::teller::commands {

namespace {

struct EnterOptions {
    TableOptions table;
    KeysOptions second;
    std::string box;
    std::string file;
    std::string second_file;
    std::string kept;
};

struct EnterInputs {
    TableInputs table;
    Unlocked second;
    client::Endpoint box;
    SecretBuffer marks;
    SecretBuffer second_marks;
};

Result<EnterInputs> read_enter_inputs(const EnterOptions& options) {
    SecretBuffer marks = PJ_TRY(read_secret_file(options.file));
    SecretBuffer second_marks = PJ_TRY(read_secret_file(options.second_file));
    client::Endpoint box = PJ_TRY(box_endpoint(options.box, options.table.server.certificate));
    TableInputs table = PJ_TRY(read_table_inputs(options.table));
    KeysOptions second_keys = options.second;
    if (second_keys.passphrase_file.empty())
        second_keys.passphrase_file = options.table.keys.passphrase_file;
    Unlocked second = PJ_TRY(unlock(second_keys));
    return EnterInputs{std::move(table), std::move(second), std::move(box), std::move(marks),
                       std::move(second_marks)};
}

// Sealed now, or by a run before this one.
Result<std::vector<EncryptedBallot>> kept_sheets(const EnterOptions& options,
                                                 const std::vector<Marks>& marks,
                                                 const Round& round, const Witnesses& witnesses) {
    if (!std::filesystem::exists(options.kept)) {
        SystemRng rng;
        return seal_and_keep(options.kept, marks, round, witnesses, rng);
    }
    auto kept = PJ_TRY(read_kept(options.kept, round));
    if (kept.size() != marks.size()) {
        return fail(Errc::malformed,
                    fmt::format("{} holds {} sheets that were sealed before, {} has {}: send "
                                "them with the same files, further ones with another --kept",
                                options.kept, kept.size(), options.file, marks.size()));
    }
    return kept;
}

Result<Said> enter_sheets(const EnterOptions& options, const EnterInputs& inputs) {
    const SheetTable table = PJ_TRY(sit_down_at(options.table, inputs.table));
    const Witnesses witnesses =
        PJ_TRY(sheet_witnesses(table.state, inputs.table.own.keys, inputs.second.keys));
    const RoundState& current = *table.state.round();
    const auto marks = PJ_TRY(
        imports::agreed_sheets(current.manifest, {options.file, as_text(inputs.marks.expose())},
                               {options.second_file, as_text(inputs.second_marks.expose())}));
    const Round round = PJ_TRY(round_of_sheets(current));
    const auto sheets = PJ_TRY(kept_sheets(options, marks, round, witnesses));
    client::Api box{inputs.box};
    Said said;
    boost::json::array entered;
    PJ_TRY(
        send_sheets(box, round, sheets, [&](const EncryptedBallot& sheet, const Promise& promise) {
            entered.push_back(
                boost::json::object{{"tracking_code", sheet.tracking_code().text()},
                                    {"ballot_id", encode_hex(sheet.id().value())},
                                    {"promise", encode_hex(encode_promise(promise))}});
            said.text +=
                fmt::format("✓ 已录入票箱 / in the box  {}\n", sheet.tracking_code().text());
        }));
    said.text += fmt::format("请将 {0} 张纸票封存 / seal the {0} sheets\n", sheets.size());
    said.json["manifest_sha256"] = encode_hex(round.hash().value());
    said.json["sheets"] = std::move(entered);
    return said;
}

}  // namespace

Run add_enter(Options& command) {
    auto options = std::make_shared<EnterOptions>();
    command
        .add("file", options->file,
             "第一人所录，一行一张：1,3,-4、blank 或 none / as the first person keyed them, a line "
             "a sheet: 1,3,-4 or blank or none")
        .required();
    command
        .add("--second-file", options->second_file,
             "第二人所录的同样各张 / the same sheets as the second person keyed them")
        .required();
    command
        .add("--second", options->second.keys, "第二人的密钥文件 / key file of the second person")
        .required();
    command.add("--second-passphrase-file", options->second.passphrase_file,
                "第二人的口令文件，缺省同第一人 / the second person's; the first one's if not "
                "given");
    command
        .add("--kept", options->kept,
             "密封后的票，先写后发，凭它重复 / the sealed ballots: made before anything is sent; "
             "the same file sends them again")
        .required();
    command.add("--box", options->box, "票箱 HOST:PORT / the box origin").required();
    add_table_options(command, options->table);
    return [options] {
        return run_command(
            options->table.json, [&] { return read_enter_inputs(*options); },
            [&](const EnterInputs& inputs) { return enter_sheets(*options, inputs); });
    };
}

}  // namespace piaojue::teller::commands
