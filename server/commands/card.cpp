#include "server/commands/card.hpp"

#include "ballot/card.hpp"
#include "ballot/wire.hpp"
#include "server/teller/files.hpp"

namespace piaojue::commands {

namespace {

// The first line of a file that holds one code.
Result<SecretBuffer> read_code(const std::string& file) {
    const SecretBuffer bytes = PJ_TRY(teller::read_secret_file(file));
    const std::string_view text = as_text(bytes.expose());
    return SecretBuffer{as_bytes(text.substr(0, text.find_first_of("\r\n")))};
}

Result<CardSecret> read_card(const CardOptions& options) {
    if (options.card.empty() == options.card_file.empty()) {
        return fail(Errc::malformed, "give either --card CODE or --card-file FILE");
    }
    if (!options.card.empty()) return decode_card_code(options.card);
    const SecretBuffer read = PJ_TRY(read_code(options.card_file));
    return decode_card_code(as_text(read.expose()));
}

}  // namespace

bool CardOptions::given() const {
    return deputy != 0 || !card.empty() || !card_file.empty() || !roll_id.empty();
}

void add_card_options(Options& command, CardOptions& options, Card need) {
    cli::Option deputy = command.add("--deputy", options.deputy, "代表号 / number on the roll");
    deputy.between(1, limit::deputies);
    command.add("--card", options.card,
                "卡码，同机他人可见 / the card's code; other users of the machine can see it");
    command.add("--card-file", options.card_file, "卡码文件 / file that holds the card's code");
    cli::Option roll =
        command.add("--roll-id", options.roll_id, "名册编号 / id of the roll, 64 hex digits");
    if (need == Card::required) {
        deputy.required();
        roll.required();
    }
}

Result<SigningKey> read_identity(const CardOptions& options) {
    const RollId roll_id{PJ_TRY(read_hash("--roll-id", options.roll_id))};
    const CardSecret card = PJ_TRY(read_card(options));
    return identity_key(card, roll_id);
}

Result<SlipSeed> read_slip_file(const std::string& file) {
    const SecretBuffer read = PJ_TRY(read_code(file));
    return decode_slip_code(as_text(read.expose()));
}

}  // namespace piaojue::commands
