// server/data_dir.hpp — everything a congress has on the server's disk
//
//   log.db roll.db box.db hall.db
//   sheets.db                           docs/adr/0005; opening never creates
//   log.key box.key                     Ed25519 seeds, 32 bytes
//   issuing.der                         the issuing key, RSAPrivateKey in DER
//   ca.crt ca.key                       the hall's certificate authority: transport only
//   tls.crt tls.key                     what it signed for this server
//   setup.code                          lets setup entries in (PROTOCOL.md §16)
//   log.checkpoint seen.checkpoint      what this log has signed (server/log/log.hpp)
//   names.csv                           names of the roll, if they were imported (`piaojue import
//                                       roll FILE --to DIR`); read at each request
//   devices.list                        the hall's devices that were enrolled; absent: none
//   records/                            published records
//   serving                             there while a server runs, and after it was killed
// Files are 0600 in a folder of 0700; records and certificates may be read by others of the
// folder. Made whole by make_data_dir(): a folder that is there is complete.
//
// Secret: the keys and the code; private: the names. Failures throw EnvError that says which file
// and what to do.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/ids.hpp"
#include "ballot/manifest.hpp"
#include "crypto/base/clock.hpp"
#include "crypto/rsa_key.hpp"
#include "crypto/signature.hpp"

namespace piaojue {

class DataDir {
public:
    explicit DataDir(std::filesystem::path folder) : folder_(std::move(folder)) {}

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::filesystem::path file(std::string_view name) const { return folder_ / name; }

private:
    std::filesystem::path folder_;
};

struct NewCongress {
    std::string name;
    std::string name2;
    bool sample = false;
    // DNS names and IP addresses for the certificate, besides those of this machine itself.
    std::vector<std::string> tls_names;
    // A data directory whose authority is taken over, with what it may vouch for; empty: another
    // authority is made.
    std::filesystem::path authority_from;
};

struct MadeDataDir {
    CongressId congress;
    Bytes32 authority_fingerprint;
    Bytes32 certificate_fingerprint;
    std::string setup_code;
};

// Refuses `malformed` (a name that the congress entry or a certificate can not have) and
// `not_permitted` (the folder is there already, or the authority may not vouch for a name).
[[nodiscard]] Result<MadeDataDir> make_data_dir(const DataDir& dir, const NewCongress& congress,
                                                Rng& rng, const Clock& clock);

// ── rehearsals ──

// The folder of a rehearsal that is over, and that nobody uses any more, is renamed to
// DIR.rehearsal-UTCMINUTE, and kept. Its new place.
std::filesystem::path set_rehearsal_aside(const DataDir& dir, const Clock& clock);
// The newest of them; empty: none.
[[nodiscard]] std::filesystem::path newest_rehearsal(const DataDir& dir);

struct RenewedCertificate {
    std::vector<std::string> hosts;  // as URLs have them
    Bytes32 authority_fingerprint;
    Bytes32 certificate_fingerprint;
};

// Names and addresses besides those of this machine itself; none: those of before. The server's key
// stays. With new_authority every device has to be told anew whom to believe; without it refuses
// `not_permitted` where the authority is over or may not vouch for a name. Each file is replaced
// whole.
[[nodiscard]] Result<RenewedCertificate> renew_certificate(
    const DataDir& dir, const std::vector<std::string>& tls_names, bool new_authority,
    const Clock& clock);

// ── a server that was killed ──

inline constexpr std::array<std::string_view, 5> databases{"log.db", "roll.db", "box.db", "hall.db",
                                                           "sheets.db"};

// What was acknowledged last stands in DATABASE-wal until a database is closed in order: a folder
// that was copied without it would start with an older box, and nobody would know.
void check_left_whole(const DataDir& dir);

// Made when the databases are open, ended when they are closed: then nothing stands beside them.
class ServingMark {
public:
    explicit ServingMark(const DataDir& dir);
    ~ServingMark();
    ServingMark(const ServingMark&) = delete;
    ServingMark& operator=(const ServingMark&) = delete;

private:
    const DataDir dir_;
};

struct ServerKeys {
    SigningKey log_key;
    SigningKey box_key;
    IssuerPrivateKey issuing_key;
    Bytes32 setup_code_hash;
};
[[nodiscard]] ServerKeys read_keys(const DataDir& dir);

// The public part of the issuing key with its eight roots, as a manifest names it.
[[nodiscard]] IssuerKeyBytes issuer_bytes(const IssuerPrivateKey& key);

}  // namespace piaojue
