// server/teller/commands/enrolment.cpp — `enrolment` and `fingerprint`: the list of all persons
#include <fmt/format.h>

#include <memory>

#include "crypto/base/encoding.hpp"
#include "server/teller/commands/command.hpp"

namespace piaojue::teller::commands {

namespace {

constexpr std::array<std::string_view, 3> role_words{"工作人员 official", "监票人 scrutineer",
                                                     "掌钥监票人 teller"};

Said say_enrolment(const std::string& file, const Enrolment& enrolment, const EnrolmentHash& hash) {
    Said said;
    const std::string fingerprint = enrolment_fingerprint(hash);
    boost::json::array persons;
    std::string list;
    for (std::size_t i = 0; i < enrolment.persons.size(); ++i) {
        const Person& person = enrolment.persons[i];
        const std::string_view role = role_words[static_cast<std::size_t>(person.role) - 1];
        const auto teller =
            enrolment.teller_number(PersonNumber{static_cast<std::uint16_t>(i + 1)});
        boost::json::object row;
        row["person"] = i + 1;
        row["role"] = static_cast<unsigned>(person.role);
        row["teller"] = nullptr;
        if (teller) row["teller"] = teller->value();
        row["name"] = person.name;
        persons.push_back(std::move(row));
        list += fmt::format("{:>5}  {}  {}{}\n", i + 1, person.name, role,
                            teller ? fmt::format(" {}", teller->value()) : "");
    }
    said.json["enrolment"] = file;
    said.json["congress_id"] = encode_hex(enrolment.congress.value());
    said.json["fingerprint"] = fingerprint;
    said.json["enrolment_sha256"] = encode_hex(hash.value());
    said.json["persons"] = std::move(persons);
    said.text = fmt::format(
        "{}\n大会 / congress  {}\n指纹 / fingerprint  {}\n"
        "请全体登记人员宣读并核对指纹。 Everybody enrolled reads the fingerprint aloud.\n",
        list, encode_hex(enrolment.congress.value()), fingerprint);
    return said;
}

// ── enrolment ──

struct EnrolmentOptions {
    std::vector<std::string> lines;
    std::string congress;
    std::string out;
    bool json = false;
};

Result<Enrolment> read_lines(const EnrolmentOptions& options) {
    PJ_TRY(check_new_file(options.out));
    Enrolment enrolment{CongressId{PJ_TRY(read_hash("--congress", options.congress))}, {}};
    constexpr std::size_t line_bytes_max = 4096;
    for (const std::string& file : options.lines) {
        const Bytes bytes = PJ_TRY(read_file(file, line_bytes_max));
        auto person = decode_person(bytes);
        if (!person) {
            return fail(person.error().code,
                        fmt::format("{} is no enrolment line: {}", file, person.error().detail));
        }
        if (!check_person(enrolment.congress, *person)) {
            return fail(Errc::signature_rejected,
                        fmt::format("{}: not signed for this congress by its own keys; ask {} for "
                                    "a new line",
                                    file, person->name));
        }
        enrolment.persons.push_back(*std::move(person));
    }
    PJ_TRY(check_enrolment(enrolment));
    return enrolment;
}

Result<Said> make_enrolment(const EnrolmentOptions& options, const Enrolment& enrolment) {
    const Bytes entry = encode_enrolment(enrolment);
    PJ_TRY(decode_enrolment(entry));  // limits of the whole list
    PJ_TRY(write_new_file(options.out, entry, FileMode::readable));
    return say_enrolment(options.out, enrolment, enrolment_hash(entry));
}

// ── fingerprint ──

struct FingerprintOptions {
    std::string file;
    bool json = false;
};

Result<Bytes> read_enrolment(const FingerprintOptions& options) {
    return read_file(options.file, limit::entry_bytes);
}

Result<Said> say_fingerprint(const FingerprintOptions& options, const Bytes& entry) {
    const Enrolment enrolment = PJ_TRY(decode_enrolment(entry));
    PJ_TRY(check_enrolment(enrolment));
    return say_enrolment(options.file, enrolment, enrolment_hash(entry));
}

}  // namespace

Run add_enrolment(Options& command) {
    auto options = std::make_shared<EnrolmentOptions>();
    command
        .add("lines", options->lines,
             "登记行，按人员编号排列 / enrolment lines in the order of the person numbers")
        .required();
    command.add("--congress", options->congress, "大会编号 / congress id, hex").required();
    command.add("--out", options->out, "新文件 / new file for the entry").required();
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_lines(*options); },
            [&](const Enrolment& enrolment) { return make_enrolment(*options, enrolment); });
    };
}

Run add_fingerprint(Options& command) {
    auto options = std::make_shared<FingerprintOptions>();
    command.add("file", options->file, "登记条目 / enrolment entry").required();
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_enrolment(*options); },
            [&](const Bytes& entry) { return say_fingerprint(*options, entry); });
    };
}

}  // namespace piaojue::teller::commands
