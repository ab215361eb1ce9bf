// server/data_dir.cpp — everything a congress has on the server's disk
#include "server/data_dir.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "ballot/entries/congress.hpp"
#include "crypto/base/encoding.hpp"
#include "crypto/base/reader.hpp"
#include "crypto/blind_rsa.hpp"
#include "crypto/hash.hpp"
#include "server/box/store.hpp"
#include "server/hall/relay_store.hpp"
#include "server/hall/sheet_desk.hpp"
#include "server/log/files.hpp"
#include "server/log/log.hpp"
#include "server/net/certificate.hpp"
#include "server/roll/store.hpp"

namespace piaojue {
namespace {

constexpr std::size_t congress_name_max = 200;
constexpr std::size_t setup_code_bits = 100;
constexpr std::size_t setup_code_bytes = 13;

bool is_address(const std::string& text) {
    std::array<unsigned char, sizeof(in6_addr)> parsed{};
    return inet_pton(AF_INET, text.c_str(), parsed.data()) == 1 ||
           inet_pton(AF_INET6, text.c_str(), parsed.data()) == 1;
}

// Five groups of four.
std::string make_setup_code(Rng& rng) {
    const FixedBytes<setup_code_bytes> random = rng.bytes<setup_code_bytes>();
    const std::string characters = encode_crockford(random, setup_code_bits);
    std::string out;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (i != 0 && i % 4 == 0) out += '-';
        out += characters[i];
    }
    return out;
}

// A DNS name as certificates have it (RFC 1035 §2.3.1, wildcard and underscore let through).
bool is_host(const std::string& text) {
    constexpr std::size_t dns_name_max = 253;
    constexpr std::string_view letters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._*";
    if (is_address(text)) return true;
    return !text.empty() && text.size() <= dns_name_max &&
           text.find_first_not_of(letters) == std::string::npos;
}

// A line for each language: a page shows its own.
tl::unexpected<Error> refuse(const std::string& chinese, const std::string& english) {
    return fail(Errc::malformed, chinese + "\n" + english);
}

Result<void> check_name(const std::string& chinese, const std::string& english,
                        const std::string& name) {
    if (!is_plain_text(as_bytes(name)))
        return refuse(chinese + "里有不能印出的字符，请在一行里重新输入",
                      english +
                          " has characters that can not be printed: type it anew, on one "
                          "line");
    if (name.size() > congress_name_max)
        return refuse(chinese + "“" + name + "”太长：有 " + std::to_string(name.size()) +
                          " 字节，最多 200 字节，约 66 个汉字，请缩短",
                      english + " '" + name + "' is too long: it has " +
                          std::to_string(name.size()) + " bytes, 200 at most: shorten it");
    return {};
}

Result<void> check_names(const NewCongress& congress) {
    PJ_TRY(check_name("大会名称", "the name of the congress", congress.name));
    PJ_TRY(check_name("另一语言的名称", "its name in another language", congress.name2));
    if (congress.name.empty())
        return refuse("大会名称是空的，请填写全称",
                      "the name of the congress is empty: write it in full");
    for (const std::string& name : congress.tls_names) {
        if (!is_host(name))
            return refuse(
                "服务器的名称和地址里，“" + name + "”既不是域名也不是 IP 地址，请改正或删去",
                "names and addresses of the server: '" + name +
                    "' is neither a DNS name nor an IP address: correct it or leave "
                    "it out");
    }
    return {};
}

net::CertificateSubject subject_of(const std::vector<std::string>& tls_names) {
    net::CertificateSubject subject{"piaojue", {"localhost"}, {"127.0.0.1", "::1"}};
    for (const std::string& name : tls_names) {
        auto& known = is_address(name) ? subject.addresses : subject.names;
        if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
    }
    return subject;
}

net::AuthorityFiles authority_of(const DataDir& dir) {
    return {dir.file("ca.crt"), dir.file("ca.key")};
}

// With a copy of the key: the folder it comes from is kept whole.
Bytes32 take_over_authority(const DataDir& dir, const std::filesystem::path& from) {
    for (const auto& [name, mode] : {std::pair{"ca.key", log::FileMode::owner_only},
                                     std::pair{"ca.crt", log::FileMode::readable}}) {
        const std::optional<SecretBuffer> content = log::read_secret_file(from / name);
        if (!content) throw EnvError((from / name).string() + " is missing");
        log::write_file_whole(dir.file(name), content->expose(), mode);
    }
    return net::fingerprint_of_certificate(dir.file("ca.crt"));
}

Result<void> write_tls(const DataDir& dir, const NewCongress& congress, const Clock& clock,
                       MadeDataDir& out) {
    if (congress.authority_from.empty()) {
        net::CertificateSubject subject = subject_of(congress.tls_names);
        // What people see in a device's list of authorities: which hall, and of which vote.
        subject.common_name = "票决 " + log_origin(out.congress);
        const net::MadeCertificate authority = net::make_authority(subject, clock.now_seconds());
        net::write_certificate(authority, dir.file("ca.crt"), dir.file("ca.key"));
        out.authority_fingerprint = authority.fingerprint;
    } else {
        out.authority_fingerprint = take_over_authority(dir, congress.authority_from);
    }
    const net::MadeCertificate made = PJ_TRY(net::issue_certificate(
        authority_of(dir), subject_of(congress.tls_names), clock.now_seconds()));
    net::write_certificate(made, dir.file("tls.crt"), dir.file("tls.key"));
    out.certificate_fingerprint = made.fingerprint;
    return {};
}

void write_secret(const DataDir& dir, std::string_view name, ByteView content) {
    log::write_file_whole(dir.file(name), content, log::FileMode::owner_only);
}

// In a folder that nobody sees yet.
Result<MadeDataDir> fill(const DataDir& dir, const NewCongress& congress, Rng& rng,
                         const Clock& clock) {
    const SigningKey log_key = SigningKey::generate(rng);
    const SigningKey box_key = SigningKey::generate(rng);
    const IssuerPrivateKey issuing_key = IssuerPrivateKey::generate();
    write_secret(dir, "log.key", log_key.seed().expose());
    write_secret(dir, "box.key", box_key.seed().expose());
    write_secret(dir, "issuing.der", issuing_key.to_der().expose());

    MadeDataDir made;
    made.setup_code = make_setup_code(rng);
    write_secret(dir, "setup.code", as_bytes(made.setup_code + "\n"));
    const Bytes entry = encode_congress(
        {congress.sample, rng.bytes<32>(), log_key.verify_key(), congress.name, congress.name2});
    made.congress = congress_id(entry);
    PJ_TRY(write_tls(dir, congress, clock, made));
    log::Log::create({dir.file("log.db"), dir.file("log.checkpoint"), dir.file("seen.checkpoint")},
                     entry, log_key);
    roll::Store::create_file(dir.file("roll.db"));
    box::Store::create_file(dir.file("box.db"));
    hall::RelayStore::create_file(dir.file("hall.db"));
    hall::SheetDesk::create_file(dir.file("sheets.db"));
    std::filesystem::create_directory(dir.file("records"));
    return made;
}

// SQLite's journal, which holds what the file does not yet.
std::filesystem::path newest_of(const DataDir& dir, std::string_view database) {
    std::filesystem::path journal = dir.file(database);
    journal += "-wal";
    return journal;
}

std::string rehearsal_prefix(const DataDir& dir) {
    const std::filesystem::path folder = std::filesystem::absolute(dir.folder()).lexically_normal();
    const std::string text = folder.string();
    return text.substr(0, text.find_last_not_of('/') + 1) + ".rehearsal-";
}

SecretBuffer read_secret(const DataDir& dir, std::string_view name) {
    std::optional<SecretBuffer> content = log::read_secret_file(dir.file(name));
    if (!content)
        throw EnvError(dir.file(name).string() +
                       " is missing: is this a folder of `piaojue init`?");
    return *std::move(content);
}

SigningKey read_signing_key(const DataDir& dir, std::string_view name) {
    const SecretBuffer seed = read_secret(dir, name);
    if (seed.size() != size::key)
        throw EnvError(dir.file(name).string() + " is not a key of 32 bytes");
    return SigningKey::from_seed(SecretBytes<32>::from(seed.expose()));
}

}  // namespace

Result<MadeDataDir> make_data_dir(const DataDir& dir, const NewCongress& congress, Rng& rng,
                                  const Clock& clock) {
    namespace fs = std::filesystem;
    PJ_TRY(check_names(congress));
    if (fs::exists(dir.folder()))
        return fail(Errc::not_permitted,
                    dir.folder().string() + " 已经存在：请换一个文件夹，或先移走它\n" +
                        dir.folder().string() + " exists: choose another folder or remove it");
    fs::path unseen = dir.folder();
    unseen += ".new";
    try {
        if (dir.folder().has_parent_path()) fs::create_directories(dir.folder().parent_path());
        fs::remove_all(unseen);  // of an init that was cut off
        fs::create_directory(unseen);
        fs::permissions(unseen, fs::perms::owner_all);
        MadeDataDir made = PJ_TRY(fill(DataDir{unseen}, congress, rng, clock));
        fs::rename(unseen, dir.folder());
        return made;
    } catch (const fs::filesystem_error& failure) {
        throw EnvError(failure.what());
    }
}

std::filesystem::path set_rehearsal_aside(const DataDir& dir, const Clock& clock) {
    const auto seconds = static_cast<std::time_t>(clock.now_seconds());
    std::tm utc{};
    PJ_ASSERT(::gmtime_r(&seconds, &utc) != nullptr, "a time without a date");
    std::array<char, 32> minute{};
    PJ_ASSERT(std::strftime(minute.data(), minute.size(), "%Y%m%dT%H%MZ", &utc) > 0, "a minute");
    const std::filesystem::path aside = rehearsal_prefix(dir) + minute.data();
    std::filesystem::path to = aside;
    for (int again = 2; std::filesystem::exists(to); ++again)
        to = aside.string() + "-" + std::to_string(again);
    try {
        std::filesystem::rename(dir.folder(), to);
    } catch (const std::filesystem::filesystem_error& failure) {
        throw EnvError(failure.what());
    }
    return to;
}

std::filesystem::path newest_rehearsal(const DataDir& dir) {
    const std::filesystem::path prefix = rehearsal_prefix(dir);
    std::filesystem::path newest;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator{prefix.parent_path(), none}) {
        const bool is_one =
            entry.path().filename().string().starts_with(prefix.filename().string());
        // Minutes are written so that the later one is the greater text.
        if (is_one && entry.is_directory() && entry.path() > newest) newest = entry.path();
    }
    return newest;
}

Result<RenewedCertificate> renew_certificate(const DataDir& dir,
                                             const std::vector<std::string>& tls_names,
                                             bool new_authority, const Clock& clock) {
    const auto replace = [&](std::string_view name, ByteView content, log::FileMode mode) {
        log::write_file_whole(dir.file(name), content, mode);
    };
    const net::CertificateSubject before = net::subject_of_certificate(dir.file("tls.crt"));
    const net::CertificateSubject subject = tls_names.empty() ? before : subject_of(tls_names);
    net::AuthorityFiles authority = authority_of(dir);
    if (new_authority) {
        net::CertificateSubject vouches = subject;
        vouches.common_name = net::subject_of_certificate(authority.certificate).common_name;
        const net::MadeCertificate made = net::make_authority(vouches, clock.now_seconds());
        // A cut between the two leaves a key without its certificate: the next renewal says so.
        replace("ca.key", made.key_pem.expose(), log::FileMode::owner_only);
        replace("ca.crt", as_bytes(made.certificate_pem), log::FileMode::readable);
    }
    const net::MadeCertificate made = PJ_TRY(
        net::issue_certificate(authority, subject, clock.now_seconds(), dir.file("tls.key")));
    replace("tls.crt", as_bytes(made.certificate_pem), log::FileMode::readable);
    return RenewedCertificate{net::hosts_of_certificate(dir.file("tls.crt")),
                              net::fingerprint_of_certificate(authority.certificate),
                              made.fingerprint};
}

void check_left_whole(const DataDir& dir) {
    if (!std::filesystem::exists(dir.file("serving"))) return;
    for (const std::string_view database : databases) {
        if (std::filesystem::exists(newest_of(dir, database))) continue;
        throw EnvError(newest_of(dir, database).string() +
                       " is missing: the server was killed, and the newest ballots may stand there "
                       "alone; copy the whole folder again, with this file. Only if it was opened "
                       "by sqlite3, which takes that file in: remove " +
                       dir.file("serving").string());
    }
}

ServingMark::ServingMark(const DataDir& dir) : dir_(dir) {
    log::write_file_whole(dir_.file("serving"), {}, log::FileMode::owner_only);
}

ServingMark::~ServingMark() {
    const bool closed = std::ranges::none_of(databases, [this](std::string_view database) {
        return std::filesystem::exists(newest_of(dir_, database));
    });
    std::error_code told_at_the_next_start;
    if (closed) std::filesystem::remove(dir_.file("serving"), told_at_the_next_start);
}

ServerKeys read_keys(const DataDir& dir) {
    SigningKey log_key = read_signing_key(dir, "log.key");
    SigningKey box_key = read_signing_key(dir, "box.key");
    Result<IssuerPrivateKey> issuing =
        IssuerPrivateKey::from_der(read_secret(dir, "issuing.der").expose());
    if (!issuing) throw EnvError(dir.file("issuing.der").string() + " is not an issuing key");
    const SecretBuffer code = read_secret(dir, "setup.code");
    ByteView text = code.expose();
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text = text.first(text.size() - 1);
    return {std::move(log_key), std::move(box_key), std::move(*issuing), sha256(text)};
}

IssuerKeyBytes issuer_bytes(const IssuerPrivateKey& key) {
    IssuerKeyBytes out;
    out.modulus = Bytes384::from(key.public_key().modulus());
    const std::vector<Bytes> roots = prove_permutation(key);
    PJ_ASSERT(roots.size() == out.roots.size(), "eight roots");
    std::transform(roots.begin(), roots.end(), out.roots.begin(),
                   [](const Bytes& root) { return Bytes384::from(root); });
    return out;
}

}  // namespace piaojue
