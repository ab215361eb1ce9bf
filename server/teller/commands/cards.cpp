// server/teller/commands/cards.cpp — `cards`: one secret for each deputy, and the roll of their
// public halves                                                            PROTOCOL.md §5
#include <fmt/format.h>

#include <memory>

#include "ballot/card.hpp"
#include "ballot/entries/roll.hpp"
#include "server/teller/commands/command.hpp"
#include "server/teller/secret_join.hpp"

namespace piaojue::teller::commands {

namespace {

struct CardsOptions {
    std::string congress;
    std::uint32_t count = 0;
    std::string cards;
    std::string roll;
    bool json = false;
};

Result<CongressId> read_cards_inputs(const CardsOptions& options) {
    PJ_TRY(check_new_file(options.cards));
    PJ_TRY(check_new_file(options.roll));
    return CongressId{PJ_TRY(read_hash("--congress", options.congress))};
}

// The codes go through no plain string.
SecretBuffer add_row(const SecretBuffer& table, std::uint32_t number, const CardSecret& card) {
    const std::string number_text = fmt::format("{},", number);
    const SecretBuffer code = encode_card_code(card);
    return join_secret({table.expose(), as_bytes(number_text), code.expose(), as_bytes("\n")});
}

Result<Said> make_cards(const CardsOptions& options, const CongressId& congress) {
    SystemRng rng;
    Roll roll{congress, RollId{rng.bytes<size::hash>()}, {}};
    SecretBuffer table{as_bytes("no,code\n")};
    for (std::uint32_t number = 1; number <= options.count; ++number) {
        const CardSecret card = make_card_secret(rng);
        roll.identity_keys.push_back(identity_key(card, roll.roll_id).verify_key());
        table = add_row(table, number, card);
    }
    const Bytes entry = encode_roll(roll);
    PJ_TRY(write_new_file(options.cards, table.expose(), FileMode::owner_only));
    PJ_TRY(write_new_file(options.roll, entry, FileMode::owner_only));
    const std::string hash = encode_hex(roll_hash(entry).value());
    const std::string roll_id = encode_hex(roll.roll_id.value());
    Said said;
    said.json["cards"] = options.cards;
    said.json["roll"] = options.roll;
    said.json["count"] = options.count;
    said.json["roll_id"] = roll_id;
    said.json["roll_sha256"] = hash;
    said.text = fmt::format(
        "{} 张代表卡 / cards  {}\n名册条目 / roll entry  {}\n名册编号 / roll id  {}\n"
        "名册指纹 / roll hash  {}\n"
        "印完即删除卡码文件。 Remove the file of codes as soon as the cards are printed.\n",
        options.count, options.cards, options.roll, roll_id, hash);
    return said;
}

}  // namespace

Run add_cards(Options& command) {
    auto options = std::make_shared<CardsOptions>();
    command.add("--congress", options->congress, "大会编号 / congress id, hex").required();
    command.add("--count", options->count, "代表人数 / deputies due")
        .required()
        .between(1, limit::deputies);
    command.add("--cards", options->cards, "新文件：号码与卡码 / new file: no,code (CSV)")
        .required();
    command.add("--roll", options->roll, "新文件：名册条目 / new file for the roll entry")
        .required();
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_cards_inputs(*options); },
            [&](const CongressId& congress) { return make_cards(*options, congress); });
    };
}

}  // namespace piaojue::teller::commands
