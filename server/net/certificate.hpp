// server/net/certificate.hpp — a self-signed TLS certificate
//
// ECDSA P-256, made on the machine that uses it, with the names and addresses it is reached by as
// subject alternative names. Clients pin it. TLS is transport only: no check of the record rests on
// it (PROTOCOL.md §16), so a hall without a certificate authority loses nothing.
//
// Secret: the key. Failures of OpenSSL or of the file system throw EnvError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/secret.hpp"

namespace piaojue::net {

struct CertificateSubject {
    std::string common_name;             // shown to people, not matched against anything
    std::vector<std::string> names;      // DNS names: "localhost", "vote.example"
    std::vector<std::string> addresses;  // IPv4 or IPv6 in text: "127.0.0.1", "::1"
};

struct SelfSigned {
    std::string certificate_pem;
    SecretBuffer key_pem;  // PKCS #8, not encrypted
    Bytes32 fingerprint;   // SHA-256 of the certificate's DER
};

// Valid from one year before now to two years after it: tablets with a wrong clock still connect.
[[nodiscard]] SelfSigned make_certificate(const CertificateSubject& subject,
                                          std::uint64_t now_seconds);

// Writes both files; neither may exist. The key file is readable by its owner alone (0600).
void write_certificate(const SelfSigned& made, const std::filesystem::path& certificate_file,
                       const std::filesystem::path& key_file);

// The names and addresses that a certificate (PEM) is for, as URLs have them: IPv6 in brackets.
[[nodiscard]] std::vector<std::string> hosts_of_certificate(const std::filesystem::path& file);

}  // namespace piaojue::net
