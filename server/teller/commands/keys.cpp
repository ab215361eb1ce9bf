// server/teller/commands/keys.cpp — `keys` and `line`: a person's keys, and the line that enrols
// them
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "crypto/base/encoding.hpp"
#include "server/teller/commands/command.hpp"

namespace piaojue::teller::commands {

namespace {

constexpr std::array<std::pair<std::string_view, Role>, 3> roles{{
    {"official", Role::official},
    {"scrutineer", Role::scrutineer},
    {"teller", Role::teller},
}};

std::string_view role_name(Role role) {
    return roles[static_cast<std::size_t>(role) - 1].first;
}

// ── keys ──

struct NewKeysOptions {
    std::string role;
    std::string name;
    std::string out;
    std::string passphrase_file;
    bool random_passphrase = false;
    bool json = false;
};

struct NewKeys {
    Role role;
    SecretBuffer passphrase;
    SealCost cost;
};

Result<NewKeys> read_new_keys(const NewKeysOptions& options) {
    PJ_TRY(check_new_file(options.out));
    PJ_TRY(check_person_name(options.name));
    const auto* const row = std::find_if(
        roles.begin(), roles.end(), [&](const auto& one) { return one.first == options.role; });
    PJ_ASSERT(row != roles.end(), "a role of the option's list");
    SecretBuffer passphrase = PJ_TRY(read_new_passphrase(options.passphrase_file));
    const SealCost cost = PJ_TRY(seal_cost_for(passphrase, options.random_passphrase));
    return NewKeys{row->second, std::move(passphrase), cost};
}

Result<Said> make_keys(const NewKeysOptions& options, const NewKeys& inputs) {
    SystemRng rng;
    const PersonKeys keys = make_person_keys(inputs.role, options.name, rng);
    PJ_TRY(save_new_keys(options.out, keys, inputs.passphrase.expose(), rng, inputs.cost));
    const std::string statement_key = encode_hex(keys.statement_key.verify_key().bytes());
    Said said;
    said.json["keys"] = options.out;
    said.json["role"] = options.role;
    said.json["name"] = options.name;
    said.json["statement_key"] = statement_key;
    said.text = fmt::format(
        "密钥已封存于 / keys sealed in {}\n公钥 / public key  {}\n"
        "口令与文件分开保管，二者缺一不可。\n"
        "Keep file and passphrase apart; without either the keys are lost.\n",
        options.out, statement_key);
    return said;
}

// ── line ──

struct LineOptions {
    KeysOptions keys;
    std::string congress;
    std::string out;
    bool json = false;
};

struct LineInputs {
    CongressId congress;
    Unlocked own;
};

Result<LineInputs> read_line_inputs(const LineOptions& options) {
    PJ_TRY(check_new_file(options.out));
    const CongressId congress{PJ_TRY(read_hash("--congress", options.congress))};
    Unlocked own = PJ_TRY(unlock(options.keys));
    return LineInputs{congress, std::move(own)};
}

Result<Said> make_line(const LineOptions& options, const LineInputs& inputs) {
    const Person person = enrolment_line(inputs.congress, inputs.own.keys);
    PJ_TRY(write_new_file(options.out, encode_person(person), FileMode::readable));
    Said said;
    said.json["line"] = options.out;
    said.json["role"] = role_name(person.role);
    said.json["name"] = person.name;
    said.text = fmt::format("登记行 / enrolment line: {} ({}, {})\n", options.out, person.name,
                            role_name(person.role));
    return said;
}

}  // namespace

Run add_keys(Options& command) {
    auto options = std::make_shared<NewKeysOptions>();
    command.add("--role", options->role, "角色 / official, scrutineer or teller")
        .required()
        .one_of({"official", "scrutineer", "teller"});
    command.add("--name", options->name, "姓名或职务 / name or office, as enrolled").required();
    command.add("--out", options->out, "新密钥文件 / new key file, never overwritten").required();
    command.add("--passphrase-file", options->passphrase_file,
                "口令文件，缺省在终端询问 / file that holds the passphrase; asked twice on "
                "the terminal if not given");
    command.flag("--random-passphrase", options->random_passphrase,
                 "口令由机器随机产生，至少 22 个字符，开启文件时不再延时 / the passphrase is "
                 "random, of at least 22 "
                 "characters, and needs no stretching");
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_new_keys(*options); },
            [&](const NewKeys& inputs) { return make_keys(*options, inputs); });
    };
}

Run add_line(Options& command) {
    auto options = std::make_shared<LineOptions>();
    add_keys_options(command, options->keys);
    command.add("--congress", options->congress, "大会编号 / congress id, hex").required();
    command.add("--out", options->out, "登记行文件 / new file for the line").required();
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_line_inputs(*options); },
            [&](const LineInputs& inputs) { return make_line(*options, inputs); });
    };
}

}  // namespace piaojue::teller::commands
