#include "server/teller/key_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace piaojue::teller {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t sealed_file_bytes_max = sealed_secret_bytes_max + 1024;

Result<SecretBuffer> unseal(const fs::path& path, ByteView passphrase) {
    const Bytes sealed = PJ_TRY(read_file(path, sealed_file_bytes_max));
    auto secret = open_sealed_file(sealed, passphrase);
    if (!secret) {
        return fail(secret.error().code,
                    fmt::format("{}: {}", path.string(), secret.error().detail));
    }
    return secret;
}

void seal_again(const fs::path& path, const SecretBuffer& secret, ByteView passphrase, Rng& rng,
                const SealCost& cost) {
    const Result<Bytes> sealed = seal_file(secret.expose(), passphrase, rng, cost);
    PJ_ASSERT(sealed.has_value(), "a passphrase that opened the keys seals again");
    replace_file(path, *sealed);
}

Result<std::uint32_t> read_serial(const fs::path& path) {
    constexpr std::size_t digits_max = 32;
    const Bytes bytes = PJ_TRY(read_file(path, digits_max));
    std::string_view text = as_text(bytes);
    while (!text.empty() && text.back() == '\n')
        text.remove_suffix(1);
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return fail(Errc::malformed, path.string() +
                                         " is not a serial; remove it, the clock gives the next "
                                         "one");
    }
    return value;
}

// Of UTF-8: the bytes that begin one.
std::ptrdiff_t characters_of(ByteView text) {
    return std::ranges::count_if(text, [](Byte byte) { return (byte & 0xC0) != 0x80; });
}

}  // namespace

Result<SealCost> seal_cost_for(const SecretBuffer& passphrase, bool random) {
    if (!random) {
        if (characters_of(passphrase.expose()) < chosen_passphrase_characters_min) {
            return fail(Errc::malformed,
                        fmt::format("a passphrase that a person chose has at least {} characters; "
                                    "choose a longer one, three words that do not belong together",
                                    chosen_passphrase_characters_min));
        }
        return SealCost::chosen();
    }
    if (passphrase.size() < random_passphrase_bytes_min) {
        return fail(Errc::malformed,
                    fmt::format("a passphrase made by a machine has at least {} characters; one "
                                "that a person chose is not called random",
                                random_passphrase_bytes_min));
    }
    return SealCost::least();
}

Result<void> save_new_keys(const fs::path& path, const PersonKeys& keys, ByteView passphrase,
                           Rng& rng, const SealCost& cost) {
    const SecretBuffer secret = encode_person_keys(keys);
    const Bytes sealed = PJ_TRY(seal_file(secret.expose(), passphrase, rng, cost));
    return write_new_file(path, sealed, FileMode::owner_only);
}

Result<PersonKeys> load_keys(const fs::path& path, ByteView passphrase) {
    const SecretBuffer secret = PJ_TRY(unseal(path, passphrase));
    auto keys = decode_person_keys(secret.expose());
    if (!keys) return fail(keys.error().code, path.string() + " holds no person's keys");
    return keys;
}

Result<SealCost> seal_cost_of(const fs::path& path) {
    return piaojue::seal_cost_of(PJ_TRY(read_file(path, sealed_file_bytes_max)));
}

Result<Unlocked> unlock_keys(const fs::path& path, SecretBuffer passphrase) {
    PersonKeys keys = PJ_TRY(load_keys(path, passphrase.expose()));
    const SealCost cost = PJ_TRY(seal_cost_of(path));
    return Unlocked{std::move(keys), std::move(passphrase), cost};
}

Result<void> save_new_share(const fs::path& path, const ShareFile& share, ByteView passphrase,
                            Rng& rng, const SealCost& cost) {
    const SecretBuffer secret = encode_share_file(share);
    const Bytes sealed = PJ_TRY(seal_file(secret.expose(), passphrase, rng, cost));
    return write_new_file(path, sealed, FileMode::owner_only);
}

Result<ShareFile> load_share(const fs::path& path, ByteView passphrase) {
    const SecretBuffer secret = PJ_TRY(unseal(path, passphrase));
    auto share = decode_share_file(secret.expose());
    if (!share) return fail(share.error().code, path.string() + " holds no share");
    return share;
}

void save_share(const fs::path& path, const ShareFile& share, ByteView passphrase, Rng& rng,
                const SealCost& cost) {
    seal_again(path, encode_share_file(share), passphrase, rng, cost);
}

fs::path enrolment_copy_of(const fs::path& share) {
    fs::path out = share;
    out += ".enrolment";
    return out;
}

fs::path progress_file_of(const fs::path& share) {
    fs::path out = share;
    out += ".ceremony";
    return out;
}

Result<CeremonyProgress> load_progress(const fs::path& path, ByteView passphrase) {
    const SecretBuffer secret = PJ_TRY(unseal(path, passphrase));
    auto progress = decode_ceremony_progress(secret.expose());
    if (!progress) {
        return fail(progress.error().code, path.string() + " holds no ceremony under way");
    }
    return progress;
}

void save_progress(const fs::path& path, const CeremonyProgress& progress, ByteView passphrase,
                   Rng& rng, const SealCost& cost) {
    seal_again(path, encode_ceremony_progress(progress), passphrase, rng, cost);
}

Result<SerialBook> SerialBook::open(const fs::path& keys) {
    FileLock lock = PJ_TRY(FileLock::take(keys));
    fs::path path = keys;
    path += ".serial";
    return SerialBook{std::move(lock), std::move(path)};
}

Result<std::uint32_t> SerialBook::next(const Clock& clock, std::uint32_t in_log) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    std::uint64_t serial = std::max(clock.now_seconds(), std::uint64_t{in_log} + 1);
    if (fs::exists(path_)) {
        const std::uint64_t last = PJ_TRY(read_serial(path_));
        serial = std::max(serial, last + 1);
    }
    if (serial > most) return fail(Errc::malformed, "no serial is left; set the clock right");
    replace_file(path_, as_bytes(fmt::format("{}\n", serial)));
    return static_cast<std::uint32_t>(serial);
}

}  // namespace piaojue::teller
