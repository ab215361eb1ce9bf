// server/net/tls.hpp — the TLS policy, in one place for both ends
//
// TLS 1.3 and nothing older. No tickets, no session cache, no early data: a resumed session is a
// thread from one request to the next, and the box must not be able to join two requests.
//
// Secret: the server's key, which stays inside OpenSSL. Failures throw EnvError and say which file.
#pragma once

#include <openssl/ssl.h>

#include <filesystem>
#include <string>

#include "crypto/openssl/handles.hpp"

namespace piaojue::net {

using SslContext = openssl::Handle<SSL_CTX, SSL_CTX_free>;

struct TlsFiles {
    std::filesystem::path certificate;  // PEM, the server's own first, then its chain
    std::filesystem::path key;          // PEM, readable by its owner alone
};

[[nodiscard]] SslContext make_server_context(const TlsFiles& files);

// Whom a client believes: one pinned certificate, or one authority. Exactly one is set.
struct TlsTrust {
    std::string pinned_certificate;  // PEM; the server must show this very certificate
    std::string authority;           // PEM; the server must show what it signed
};

[[nodiscard]] SslContext make_client_context(const TlsTrust& trust);

// Demands that the certificate names this host or IP address, and sends the name if it is one.
void expect_host(SSL* connection, const std::string& host);

// After the handshake: whether the server showed exactly this certificate (PEM).
[[nodiscard]] bool shows_certificate(const SSL* connection, const std::string& pinned_certificate);

}  // namespace piaojue::net
