// server/net/certificate.hpp — the hall's certificate authority and what it signs
//
// ECDSA P-256, all made on the machine that uses it (RFC 5280). The server's certificate has the
// names and addresses it is reached by as subject alternative names. Programs pin it; browsers
// believe the authority, and go on believing when an address has changed and the certificate is
// renewed. The authority may vouch for its own names and for private addresses alone (§4.2.1.10,
// name constraints): whoever steals it can play no other site to a tablet that believes it. TLS is
// transport only: no check of the record rests on it (PROTOCOL.md §16).
//
// Secret: the keys. Failures of OpenSSL or of the file system throw EnvError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

namespace piaojue::net {

struct CertificateSubject {
    std::string common_name;             // shown to people, not matched against anything
    std::vector<std::string> names;      // DNS names: "localhost", "vote.example"
    std::vector<std::string> addresses;  // IPv4 or IPv6 in text: "127.0.0.1", "::1"
};

struct MadeCertificate {
    std::string certificate_pem;  // the certificate, then the one that signed it if there is one
    SecretBuffer key_pem;         // PKCS #8, not encrypted
    Bytes32 fingerprint;          // SHA-256 of the certificate's DER
};

// All are valid from one year before now to two years after it: tablets with a wrong clock still
// connect. What an authority signs ends with it.

// Signs itself.
[[nodiscard]] MadeCertificate make_certificate(const CertificateSubject& subject,
                                               std::uint64_t now_seconds);
// May sign for the subject's names and addresses, and for the private addresses of RFC 1918,
// RFC 3927, RFC 4193 and RFC 4291 (link-local and loopback).
[[nodiscard]] MadeCertificate make_authority(const CertificateSubject& subject,
                                             std::uint64_t now_seconds);

struct AuthorityFiles {
    std::filesystem::path certificate;  // PEM
    std::filesystem::path key;          // PEM
};
// With a new key, or with the one of key_file (PEM) where there is one; then key_pem is empty.
// Refuses `not_permitted`: the authority is over, or may not vouch for a name or address, which are
// told; in a line of Chinese and one of English.
[[nodiscard]] Result<MadeCertificate> issue_certificate(const AuthorityFiles& authority,
                                                        const CertificateSubject& subject,
                                                        std::uint64_t now_seconds,
                                                        const std::filesystem::path& key_file = {});

// Writes both files; neither may exist. The key file is readable by its owner alone (0600).
void write_certificate(const MadeCertificate& made, const std::filesystem::path& certificate_file,
                       const std::filesystem::path& key_file);

// The names and addresses that a certificate (PEM) is for.
[[nodiscard]] CertificateSubject subject_of_certificate(const std::filesystem::path& file);
// The same, as URLs have them: IPv6 in brackets.
[[nodiscard]] std::vector<std::string> hosts_of_certificate(const std::filesystem::path& file);

// In seconds since 1970.
struct Validity {
    std::uint64_t not_before = 0;
    std::uint64_t not_after = 0;
};
[[nodiscard]] Validity validity_of_certificate(const std::filesystem::path& file);

// SHA-256 of its DER.
[[nodiscard]] Bytes32 fingerprint_of_certificate(const std::filesystem::path& file);

// Whether a certificate (PEM) may sign others: then a client believes it instead of pinning it.
// False for what is no certificate.
[[nodiscard]] bool is_authority(const std::string& certificate_pem);

}  // namespace piaojue::net
