// server/teller/commands/slips.cpp — `slips`: sealed slips to be drawn, and the list of them
//                                                                            PROTOCOL.md §7.4
#include <fmt/format.h>

#include <memory>

#include "ballot/wire.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/hash.hpp"
#include "server/teller/commands/command.hpp"
#include "server/teller/credentials.hpp"
#include "server/teller/files.hpp"
#include "server/teller/secret_join.hpp"

namespace piaojue::teller::commands {

namespace {

struct SlipsOptions {
    std::uint32_t count = 0;
    std::string slips;
    std::string list;
    bool json = false;
};

Result<std::uint32_t> read_slips_inputs(const SlipsOptions& options) {
    PJ_TRY(check_new_file(options.slips));
    PJ_TRY(check_new_file(options.list));
    return options.count;
}

// The codes go through no plain string.
Result<Said> write_slips(const SlipsOptions& options, std::uint32_t count) {
    SystemRng rng;
    const Slips slips = PJ_TRY(make_slips(count, rng));
    SecretBuffer table{as_bytes("no,code\n")};
    for (std::uint32_t number = 1; number <= count; ++number) {
        const std::string number_text = fmt::format("{},", number);
        table = join_secret({table.expose(), as_bytes(number_text),
                             slips.codes[number - 1].expose(), as_bytes("\n")});
    }
    const Bytes content = slips.list.encode();
    PJ_TRY(write_new_file(options.slips, table.expose(), FileMode::owner_only));
    PJ_TRY(write_new_file(options.list, content, FileMode::readable));
    Said said;
    said.json["slips"] = options.slips;
    said.json["list"] = options.list;
    said.json["count"] = count;
    said.json["list_sha256"] = encode_hex(sha256(content));
    said.text = fmt::format(
        "{} 张票条 / slips  {}\n清单 / list  {}\n清单 SHA-256 / of the list  {}\n"
        "印好封好即删除条码文件。 Remove the file of codes as soon as the slips are printed and "
        "sealed.\n",
        count, options.slips, options.list, encode_hex(sha256(content)));
    return said;
}

}  // namespace

Run add_slips(Options& command) {
    auto options = std::make_shared<SlipsOptions>();
    command.add("--count", options->count, "张数，含备用 / how many, spare ones included")
        .required()
        .between(1, limit::slips);
    command.add("--slips", options->slips, "新文件：号码与条码 / new file: no,code (CSV)")
        .required();
    command
        .add("--list", options->list,
             "新文件：清单，交给 piaojue manifest --slips / new file for the list, for `piaojue "
             "manifest --slips`")
        .required();
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_slips_inputs(*options); },
            [&](std::uint32_t count) { return write_slips(*options, count); });
    };
}

}  // namespace piaojue::teller::commands
