// server/teller/key_files.hpp — keys and shares at rest, and the serials of a person's statements
//
// Files sealed under a passphrase (crypto/sealed_file.hpp), readable by their owner alone; what is
// kept under the passphrase of the keys is sealed at the cost of their file. Beside a share lies
// `SHARE.ceremony` until the ceremony is over. Beside the keys lies `KEYS.serial`, the last serial
// used as decimal text: a serial is the largest of the seconds since 1970, one more than that, and
// one more than the log's last (PROTOCOL.md §9 asks that it grows; another device may hold the same
// keys).
//
// Secret: everything but the serial. Refusals: those of files.hpp and sealed_file.hpp.
#pragma once

#include "crypto/base/clock.hpp"
#include "crypto/sealed_file.hpp"
#include "server/teller/ceremony_progress.hpp"
#include "server/teller/files.hpp"
#include "server/teller/person_keys.hpp"
#include "server/teller/share_file.hpp"

namespace piaojue::teller {

// Of a new key file. `random`: the passphrase was made by a machine and needs no stretching. That
// it is random can not be seen; that it is too short can (`malformed`), as of one that a person
// chose (docs/adr/0029). Files that are there open under whatever sealed them.
inline constexpr std::ptrdiff_t chosen_passphrase_characters_min = 10;  // of UTF-8
inline constexpr std::size_t random_passphrase_bytes_min = 22;          // 128 bits in base64
[[nodiscard]] Result<SealCost> seal_cost_for(const SecretBuffer& passphrase, bool random);
[[nodiscard]] Result<void> save_new_keys(const std::filesystem::path& path, const PersonKeys& keys,
                                         ByteView passphrase, Rng& rng, const SealCost& cost);
[[nodiscard]] Result<PersonKeys> load_keys(const std::filesystem::path& path, ByteView passphrase);
// Refuses what load_keys does.
[[nodiscard]] Result<SealCost> seal_cost_of(const std::filesystem::path& path);

// Keys in use, with what seals the files that go with them.
struct Unlocked {
    PersonKeys keys;
    SecretBuffer passphrase;
    SealCost cost;  // of the key file
};
[[nodiscard]] Result<Unlocked> unlock_keys(const std::filesystem::path& path,
                                           SecretBuffer passphrase);

[[nodiscard]] Result<void> save_new_share(const std::filesystem::path& path, const ShareFile& share,
                                          ByteView passphrase, Rng& rng, const SealCost& cost);
[[nodiscard]] Result<ShareFile> load_share(const std::filesystem::path& path, ByteView passphrase);
// Durably, in the place of the one before: what TellerDevice remembers.
void save_share(const std::filesystem::path& path, const ShareFile& share, ByteView passphrase,
                Rng& rng, const SealCost& cost);

// The enrolment of the share's ceremony: between close and announce the server shows it to nobody.
[[nodiscard]] std::filesystem::path enrolment_copy_of(const std::filesystem::path& share);

// What a ceremony under way remembers; gone when its share file stands.
[[nodiscard]] std::filesystem::path progress_file_of(const std::filesystem::path& share);
[[nodiscard]] Result<CeremonyProgress> load_progress(const std::filesystem::path& path,
                                                     ByteView passphrase);
void save_progress(const std::filesystem::path& path, const CeremonyProgress& progress,
                   ByteView passphrase, Rng& rng, const SealCost& cost);

// Holds the keys for itself while it lives, so that two processes never post serials out of order.
class SerialBook {
public:
    [[nodiscard]] static Result<SerialBook> open(const std::filesystem::path& keys);

    // Remembered on the disk before it is given. `in_log`: CongressState::last_serial() of the key,
    // in a log that was just read. Refuses `malformed`: the file is not a number.
    [[nodiscard]] Result<std::uint32_t> next(const Clock& clock, std::uint32_t in_log);

private:
    SerialBook(FileLock lock, std::filesystem::path path)
        : lock_(std::move(lock)), path_(std::move(path)) {}

    FileLock lock_;
    std::filesystem::path path_;
};

}  // namespace piaojue::teller
