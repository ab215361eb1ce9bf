#include "server/net/tls.hpp"

#include <sys/stat.h>

#include "crypto/base/assert.hpp"
#include "server/net/detail/x509.hpp"

namespace piaojue::net {

namespace {

using openssl::check;
using openssl::check_ptr;

// libssl's control calls return a long; the convention is the same.
void check_control(long code, const char* what) {
    if (code != 1) openssl::raise(what);
}

SslContext make_context(const SSL_METHOD* method) {
    SslContext context{check_ptr(SSL_CTX_new(method), "SSL_CTX_new")};
    check_control(SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION),
                  "TLS 1.3 as the oldest");
    check_control(SSL_CTX_set_max_proto_version(context.get(), TLS1_3_VERSION),
                  "TLS 1.3 as the newest");
    check_control(SSL_CTX_set1_groups_list(context.get(), "X25519:P-256"), "key exchange groups");
    SSL_CTX_set_options(context.get(), SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE |
                                        SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                        SSL_MODE_RELEASE_BUFFERS);
    return context;
}

[[noreturn]] void refuse_file(const std::filesystem::path& file, const char* why) {
    ERR_clear_error();
    throw EnvError("TLS: " + file.string() + ": " + why);
}

void require_private(const std::filesystem::path& key) {
    struct stat status {};
    if (::stat(key.c_str(), &status) != 0) refuse_file(key, "cannot be read");
    if ((status.st_mode & 077U) != 0)
        refuse_file(key, "others than its owner may read this key: chmod 600");
}

detail::X509Handle parse_certificate(const std::string& pem) {
    const detail::BioHandle text{
        check_ptr(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), "BIO_new_mem_buf")};
    detail::X509Handle certificate{PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr)};
    if (certificate == nullptr) {
        ERR_clear_error();
        throw EnvError("TLS: what a client believes is not a certificate in PEM");
    }
    return certificate;
}

bool is_address(const std::string& host) {
    const openssl::Handle<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> parsed{
        a2i_IPADDRESS(host.c_str())};
    ERR_clear_error();
    return parsed != nullptr;
}

}  // namespace

SslContext make_server_context(const TlsFiles& files) {
    SslContext context = make_context(TLS_server_method());
    check(SSL_CTX_set_num_tickets(context.get(), 0), "SSL_CTX_set_num_tickets");
    require_private(files.key);
    if (SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) != 1)
        refuse_file(files.certificate, "not a certificate in PEM");
    if (SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1)
        refuse_file(files.key, "not a private key in PEM, or not that of the certificate");
    if (SSL_CTX_check_private_key(context.get()) != 1)
        refuse_file(files.key, "not the key of the certificate");
    return context;
}

SslContext make_client_context(const TlsTrust& trust) {
    PJ_ASSERT(trust.pinned_certificate.empty() != trust.authority.empty(),
              "a client trusts one certificate or one authority");
    SslContext context = make_context(TLS_client_method());
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    const bool pinned = !trust.pinned_certificate.empty();
    const detail::X509Handle believed =
        parse_certificate(pinned ? trust.pinned_certificate : trust.authority);
    X509_STORE* const store = SSL_CTX_get_cert_store(context.get());
    check(X509_STORE_add_cert(store, believed.get()), "X509_STORE_add_cert");
    if (!pinned) return context;
    // The pinned certificate is the end of the chain, whoever signed it.
    check(X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN), "X509_STORE_set_flags");
    return context;
}

void expect_host(SSL* connection, const std::string& host) {
    X509_VERIFY_PARAM* const rules = SSL_get0_param(connection);
    if (is_address(host)) {
        check(X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()), "expected address");
        return;
    }
    X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    check(X509_VERIFY_PARAM_set1_host(rules, host.data(), host.size()), "expected host");
    // SSL_set_tlsext_host_name() without its C cast; the text is copied.
    check_control(SSL_ctrl(connection, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                           const_cast<char*>(host.c_str())),
                  "server name");
}

bool shows_certificate(const SSL* connection, const std::string& pinned_certificate) {
    const detail::X509Handle shown{SSL_get1_peer_certificate(connection)};
    if (shown == nullptr) return false;
    const detail::X509Handle pinned = parse_certificate(pinned_certificate);
    return X509_cmp(shown.get(), pinned.get()) == 0;
}

}  // namespace piaojue::net
