#include "server/net/certificate.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "crypto/base/rng.hpp"
#include "server/net/detail/x509.hpp"

namespace piaojue::net {

namespace {

using openssl::check;
using openssl::check_ptr;

constexpr std::uint64_t day_seconds = 86'400;
constexpr std::uint64_t days_back = 365;
constexpr std::uint64_t days_ahead = 730;

void set_serial(X509* certificate) {
    auto serial = SystemRng{}.bytes<16>();
    serial.data_[0] = static_cast<Byte>((serial.data_[0] & 0x7FU) | 0x40U);  // positive, 16 bytes
    const openssl::BnHandle number{
        check_ptr(BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr), "BN_bin2bn")};
    (void)check_ptr(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)),
                    "BN_to_ASN1_INTEGER");
}

void set_name(X509* certificate, const std::string& common_name) {
    X509_NAME* const name = check_ptr(X509_get_subject_name(certificate), "subject name");
    check(X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
                                     reinterpret_cast<const unsigned char*>(common_name.data()),
                                     static_cast<int>(common_name.size()), -1, 0),
          "X509_NAME_add_entry_by_NID");
}

void set_validity(X509* certificate, std::uint64_t now_seconds) {
    const std::uint64_t back = std::min(now_seconds, days_back * day_seconds);
    (void)check_ptr(ASN1_TIME_set(X509_getm_notBefore(certificate),
                                  static_cast<std::time_t>(now_seconds - back)),
                    "notBefore");
    (void)check_ptr(ASN1_TIME_set(X509_getm_notAfter(certificate),
                                  static_cast<std::time_t>(now_seconds + days_ahead * day_seconds)),
                    "notAfter");
}

// Key identifiers are computed from the certificate and its issuer.
void add_extension(X509* certificate, X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const detail::X509ExtensionHandle extension{
        check_ptr(X509V3_EXT_conf_nid(nullptr, &context, nid, value), "X509V3_EXT_conf_nid")};
    check(X509_add_ext(certificate, extension.get(), -1), "X509_add_ext");
}

void push(GENERAL_NAMES* names, int type, ASN1_STRING* value) {
    detail::GeneralNameHandle name{check_ptr(GENERAL_NAME_new(), "GENERAL_NAME_new")};
    GENERAL_NAME_set0_value(name.get(), type, value);
    if (sk_GENERAL_NAME_push(names, name.get()) <= 0) openssl::raise("sk_GENERAL_NAME_push");
    (void)name.release();  // the stack owns it now
}

// Built from values, not from OpenSSL's configuration text, where a comma starts another name.
void add_alternative_names(X509* certificate, const CertificateSubject& subject) {
    const detail::GeneralNamesHandle names{check_ptr(GENERAL_NAMES_new(), "GENERAL_NAMES_new")};
    for (const std::string& dns : subject.names) {
        ASN1_IA5STRING* const text = check_ptr(ASN1_IA5STRING_new(), "ASN1_IA5STRING_new");
        push(names.get(), GEN_DNS, text);
        check(ASN1_STRING_set(text, dns.data(), static_cast<int>(dns.size())), "ASN1_STRING_set");
    }
    for (const std::string& address : subject.addresses) {
        ASN1_OCTET_STRING* const bytes = a2i_IPADDRESS(address.c_str());
        if (bytes == nullptr) {
            ERR_clear_error();
            throw EnvError("certificate: '" + address + "' is not an IP address");
        }
        push(names.get(), GEN_IPADD, bytes);
    }
    check(X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT),
          "X509_add1_ext_i2d");
}

// What an authority may vouch for anywhere: nobody's public name or address is among them.
constexpr std::array<const char*, 8> private_networks{
    "127.0.0.0/255.0.0.0",     "10.0.0.0/255.0.0.0",
    "172.16.0.0/255.240.0.0",  "192.168.0.0/255.255.0.0",
    "169.254.0.0/255.255.0.0", "::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "fc00::/fe00::",           "fe80::/ffc0::"};

void permit(NAME_CONSTRAINTS* constraints, int type, ASN1_STRING* value) {
    detail::GeneralSubtreeHandle subtree{check_ptr(GENERAL_SUBTREE_new(), "GENERAL_SUBTREE_new")};
    GENERAL_NAME_set0_value(subtree->base, type, value);
    if (sk_GENERAL_SUBTREE_push(constraints->permittedSubtrees, subtree.get()) <= 0)
        openssl::raise("sk_GENERAL_SUBTREE_push");
    (void)subtree.release();  // the stack owns it now
}

void permit_network(NAME_CONSTRAINTS* constraints, const std::string& network) {
    ASN1_OCTET_STRING* const bytes = a2i_IPADDRESS_NC(network.c_str());
    if (bytes == nullptr) {
        ERR_clear_error();
        throw EnvError("certificate: '" + network + "' is not a network");
    }
    permit(constraints, GEN_IPADD, bytes);
}

// A name permits what lies under it too: `example` and `box.example`.
void add_name_constraints(X509* authority, const CertificateSubject& subject) {
    const detail::NameConstraintsHandle constraints{
        check_ptr(NAME_CONSTRAINTS_new(), "NAME_CONSTRAINTS_new")};
    constraints->permittedSubtrees =
        check_ptr(sk_GENERAL_SUBTREE_new_null(), "sk_GENERAL_SUBTREE_new");
    for (const std::string& dns : subject.names) {
        ASN1_IA5STRING* const text = check_ptr(ASN1_IA5STRING_new(), "ASN1_IA5STRING_new");
        permit(constraints.get(), GEN_DNS, text);
        check(ASN1_STRING_set(text, dns.data(), static_cast<int>(dns.size())), "ASN1_STRING_set");
    }
    for (const char* const network : private_networks)
        permit_network(constraints.get(), network);
    for (const std::string& address : subject.addresses) {
        const bool six = address.find(':') != std::string::npos;
        permit_network(
            constraints.get(),
            address + (six ? "/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" : "/255.255.255.255"));
    }
    check(X509_add1_ext_i2d(authority, NID_name_constraints, constraints.get(), 1,
                            X509V3_ADD_DEFAULT),
          "X509_add1_ext_i2d");
}

ByteView content_of(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    if (size <= 0 || data == nullptr) openssl::raise("BIO_get_mem_data");
    return as_bytes({data, static_cast<std::size_t>(size)});
}

void write_new(const std::filesystem::path& file, ByteView content, ::mode_t mode) {
    const auto failed = [&](const char* what) {
        return EnvError("certificate: cannot " + std::string{what} + " " + file.string() + ": " +
                        std::generic_category().message(errno));
    };
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor < 0) throw failed("create");
    const ::ssize_t written = ::write(descriptor, content.data(), content.size());
    const bool whole = written == static_cast<::ssize_t>(content.size());
    const bool stored = whole && ::fsync(descriptor) == 0;
    const EnvError failure = failed("write");
    ::close(descriptor);
    if (stored) return;
    ::unlink(file.c_str());
    throw failure;
}

detail::X509Handle begin(const CertificateSubject& subject, EVP_PKEY* key,
                         std::uint64_t now_seconds) {
    PJ_ASSERT(!subject.names.empty() || !subject.addresses.empty(),
              "a certificate for no name and no address");
    detail::X509Handle certificate{check_ptr(X509_new(), "X509_new")};
    check(X509_set_version(certificate.get(), X509_VERSION_3), "X509_set_version");
    set_serial(certificate.get());
    set_name(certificate.get(), subject.common_name);
    set_validity(certificate.get(), now_seconds);
    check(X509_set_pubkey(certificate.get(), key), "X509_set_pubkey");
    return certificate;
}

void sign_by(X509* certificate, X509* issuer, EVP_PKEY* issuer_key) {
    check(X509_set_issuer_name(certificate, X509_get_subject_name(issuer)), "X509_set_issuer_name");
    add_extension(certificate, issuer, NID_subject_key_identifier, "hash");
    if (issuer != certificate)
        add_extension(certificate, issuer, NID_authority_key_identifier, "keyid:always");
    // Returns the size of the signature.
    if (X509_sign(certificate, issuer_key, EVP_sha256()) <= 0) openssl::raise("X509_sign");
}

void add_server_extensions(X509* certificate, const CertificateSubject& subject) {
    add_extension(certificate, nullptr, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate, nullptr, NID_key_usage, "critical,digitalSignature");
    add_extension(certificate, nullptr, NID_ext_key_usage, "serverAuth");
    add_alternative_names(certificate, subject);
}

openssl::PkeyHandle new_key() {
    return openssl::PkeyHandle{check_ptr(EVP_EC_gen("P-256"), "EVP_EC_gen")};
}

SecretBuffer key_text(EVP_PKEY* key) {
    const detail::BioHandle text{check_ptr(BIO_new(BIO_s_secmem()), "BIO_new")};
    check(PEM_write_bio_PKCS8PrivateKey(text.get(), key, nullptr, nullptr, 0, nullptr, nullptr),
          "PEM_write_bio_PKCS8PrivateKey");
    return SecretBuffer{content_of(text.get())};
}

std::string certificate_text(X509* certificate) {
    const detail::BioHandle text{check_ptr(BIO_new(BIO_s_mem()), "BIO_new")};
    check(PEM_write_bio_X509(text.get(), certificate), "PEM_write_bio_X509");
    return std::string{as_text(content_of(text.get()))};
}

// As the authority was restricted when it was made.
bool vouches_for(X509* issuer, X509* certificate) {
    // Until it has been looked at once, OpenSSL's certificate has no alternative names to check.
    check(X509_check_purpose(certificate, -1, 0), "X509_check_purpose");
    const detail::NameConstraintsHandle constraints{static_cast<NAME_CONSTRAINTS*>(
        X509_get_ext_d2i(issuer, NID_name_constraints, nullptr, nullptr))};
    return !constraints || NAME_CONSTRAINTS_check(certificate, constraints.get()) == X509_V_OK;
}

std::vector<CertificateSubject> each_alone(const CertificateSubject& subject) {
    std::vector<CertificateSubject> out;
    for (const std::string& name : subject.names)
        out.push_back({subject.common_name, {name}, {}});
    for (const std::string& address : subject.addresses)
        out.push_back({subject.common_name, {}, {address}});
    return out;
}

}  // namespace

MadeCertificate make_certificate(const CertificateSubject& subject, std::uint64_t now_seconds) {
    const openssl::PkeyHandle key = new_key();
    const detail::X509Handle certificate = begin(subject, key.get(), now_seconds);
    add_server_extensions(certificate.get(), subject);
    sign_by(certificate.get(), certificate.get(), key.get());
    return {certificate_text(certificate.get()), key_text(key.get()),
            detail::fingerprint_of(certificate.get())};
}

MadeCertificate make_authority(const CertificateSubject& subject, std::uint64_t now_seconds) {
    const openssl::PkeyHandle key = new_key();
    const detail::X509Handle authority = begin(subject, key.get(), now_seconds);
    add_extension(authority.get(), nullptr, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    add_extension(authority.get(), nullptr, NID_key_usage, "critical,keyCertSign,cRLSign");
    add_name_constraints(authority.get(), subject);
    sign_by(authority.get(), authority.get(), key.get());
    return {certificate_text(authority.get()), key_text(key.get()),
            detail::fingerprint_of(authority.get())};
}

Result<MadeCertificate> issue_certificate(const AuthorityFiles& authority,
                                          const CertificateSubject& subject,
                                          std::uint64_t now_seconds,
                                          const std::filesystem::path& key_file) {
    const detail::X509Handle issuer = detail::read_certificate(authority.certificate);
    const openssl::PkeyHandle issuer_key = detail::read_key(authority.key);
    if (X509_check_private_key(issuer.get(), issuer_key.get()) != 1) {
        ERR_clear_error();
        throw EnvError(authority.key.string() + " is not the key of " +
                       authority.certificate.string());
    }
    const openssl::PkeyHandle key = key_file.empty() ? new_key() : detail::read_key(key_file);
    const detail::X509Handle certificate = begin(subject, key.get(), now_seconds);
    auto now = static_cast<std::time_t>(now_seconds);
    if (X509_cmp_time(X509_get0_notAfter(issuer.get()), &now) <= 0)
        return fail(Errc::not_permitted,
                    "会场的证书颁发者已经过期，请新建一个\n"
                    "the certificate authority is over; make a new one");
    if (ASN1_TIME_compare(X509_get0_notAfter(certificate.get()), X509_get0_notAfter(issuer.get())) >
        0)
        check(X509_set1_notAfter(certificate.get(), X509_get0_notAfter(issuer.get())), "notAfter");
    const auto may_sign_for = [&](X509* made, const CertificateSubject& whom) {
        add_server_extensions(made, whom);
        sign_by(made, issuer.get(), issuer_key.get());
        return vouches_for(issuer.get(), made);
    };
    if (!may_sign_for(certificate.get(), subject)) {
        std::string refused;
        for (const CertificateSubject& one : each_alone(subject)) {
            const detail::X509Handle alone = begin(one, key.get(), now_seconds);
            if (may_sign_for(alone.get(), one)) continue;
            if (!refused.empty()) refused += ", ";
            refused += one.names.empty() ? one.addresses.front() : one.names.front();
        }
        return fail(Errc::not_permitted,
                    "会场证书的颁发者不能为这些名称或地址作保：" + refused +
                        "。它只管建立时写下的名称和内网地址；请删去，或换一个新的颁发者\n"
                        "the certificate authority vouches for the names it was made with and for "
                        "private addresses alone, not for " +
                        refused + ": leave them out, or make a new one");
    }
    return MadeCertificate{certificate_text(certificate.get()) + certificate_text(issuer.get()),
                           key_file.empty() ? key_text(key.get()) : SecretBuffer{},
                           detail::fingerprint_of(certificate.get())};
}

void write_certificate(const MadeCertificate& made, const std::filesystem::path& certificate_file,
                       const std::filesystem::path& key_file) {
    write_new(key_file, made.key_pem.expose(), 0600);
    write_new(certificate_file, as_bytes(made.certificate_pem), 0644);
}

}  // namespace piaojue::net
