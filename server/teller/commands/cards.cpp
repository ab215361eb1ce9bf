// server/teller/commands/cards.cpp — `cards`: one secret for each deputy, and the roll of their
// public halves                                                            PROTOCOL.md §5
#include <fmt/format.h>

#include <memory>

#include "server/imports/import.hpp"
#include "server/teller/commands/command.hpp"
#include "server/teller/credentials.hpp"
#include "server/teller/files.hpp"
#include "server/teller/secret_join.hpp"

namespace piaojue::teller::commands {

namespace {

struct CardsOptions {
    std::string congress;
    std::uint32_t count = 0;
    std::string names;
    std::string cards;
    std::string roll;
    bool json = false;
};

struct CardsInputs {
    CongressId congress;
    std::uint32_t count;
    std::vector<imports::Record> deputies;  // of the roll of names, if there is one
};

Result<CardsInputs> read_cards_inputs(const CardsOptions& options) {
    PJ_TRY(check_new_file(options.cards));
    PJ_TRY(check_new_file(options.roll));
    const CongressId congress{PJ_TRY(read_hash("--congress", options.congress))};
    CardsInputs out{congress, options.count, {}};
    if (options.names.empty()) {
        if (options.count == 0) return fail(Errc::malformed, "give --count N or --names ROLL.csv");
        return out;
    }
    const Bytes bytes = PJ_TRY(read_file(options.names, imports::file_bytes_max));
    imports::Import import = imports::import_table(bytes, imports::Kind::roll);
    if (!import.ok()) {
        return fail(Errc::malformed,
                    fmt::format("{}: {}", options.names, imports::spoken_errors(import)));
    }
    out.deputies = std::move(import.records);
    out.count = static_cast<std::uint32_t>(out.deputies.size());
    if (options.count != 0 && options.count != out.count) {
        return fail(Errc::malformed, fmt::format("{} has {} deputies, --count says {}",
                                                 options.names, out.count, options.count));
    }
    return out;
}

// The codes go through no plain string. Names stand beside them in this file and nowhere else.
SecretBuffer add_row(const SecretBuffer& table, std::uint32_t number, const SecretBuffer& code,
                     const std::string& deputy) {
    const std::string number_text = fmt::format("{},", number);
    return join_secret(
        {table.expose(), as_bytes(number_text), code.expose(), as_bytes(deputy), as_bytes("\n")});
}

// ",name,delegation" of the deputy at this place; nothing without a roll of names.
std::string deputy_text(const CardsInputs& inputs, std::uint32_t number) {
    if (inputs.deputies.empty()) return {};
    const imports::Record& deputy = inputs.deputies.at(number - 1);
    return fmt::format(",{},{}", imports::quoted_field(deputy.of(imports::Field::name)),
                       imports::quoted_field(deputy.of(imports::Field::delegation)));
}

Result<Said> write_cards(const CardsOptions& options, const CardsInputs& inputs) {
    SystemRng rng;
    const Cards cards = make_cards(inputs.congress, inputs.count, rng);
    const bool named = !inputs.deputies.empty();
    SecretBuffer table{as_bytes(named ? "no,code,name,delegation\n" : "no,code\n")};
    for (std::uint32_t number = 1; number <= inputs.count; ++number) {
        table = add_row(table, number, cards.codes[number - 1], deputy_text(inputs, number));
    }
    const Bytes entry = encode_roll(cards.roll);
    PJ_TRY(write_new_file(options.cards, table.expose(), FileMode::owner_only));
    PJ_TRY(write_new_file(options.roll, entry, FileMode::owner_only));
    const std::string hash = encode_hex(roll_hash(entry).value());
    const std::string roll_id = encode_hex(cards.roll.roll_id.value());
    Said said;
    said.json["cards"] = options.cards;
    said.json["roll"] = options.roll;
    said.json["count"] = inputs.count;
    said.json["roll_id"] = roll_id;
    said.json["roll_sha256"] = hash;
    said.text = fmt::format(
        "{} 张代表卡 / cards  {}\n名册条目 / roll entry  {}\n名册编号 / roll id  {}\n"
        "名册指纹 / roll hash  {}\n"
        "印完即删除卡码文件。 Remove the file of codes as soon as the cards are printed.\n",
        inputs.count, options.cards, options.roll, roll_id, hash);
    return said;
}

}  // namespace

Run add_cards(Options& command) {
    auto options = std::make_shared<CardsOptions>();
    command.add("--congress", options->congress, "大会编号 / congress id, hex").required();
    command.add("--count", options->count, "代表人数 / deputies due").between(1, limit::deputies);
    command.add(
        "--names", options->names,
        "名册（piaojue import 所得）：按其次序每人一张 / an imported roll: one card a deputy, "
        "in its order, with name and delegation");
    command.add("--cards", options->cards, "新文件：号码与卡码 / new file: no,code and names (CSV)")
        .required();
    command.add("--roll", options->roll, "新文件：名册条目 / new file for the roll entry")
        .required();
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_cards_inputs(*options); },
            [&](const CardsInputs& inputs) { return write_cards(*options, inputs); });
    };
}

}  // namespace piaojue::teller::commands
