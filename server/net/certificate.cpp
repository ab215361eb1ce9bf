#include "server/net/certificate.hpp"

#include <arpa/inet.h>
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
    check(X509_set_issuer_name(certificate, name), "X509_set_issuer_name");
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

void add_extension(X509* certificate, int nid, const char* value) {
    const detail::X509ExtensionHandle extension{
        check_ptr(X509V3_EXT_conf_nid(nullptr, nullptr, nid, value), "X509V3_EXT_conf_nid")};
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

std::string text_of(const ASN1_STRING* value) {
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
            static_cast<std::size_t>(ASN1_STRING_length(value))};
}

std::string address_of(const ASN1_STRING* value) {
    constexpr int ipv6_bytes = 16;
    const bool six = ASN1_STRING_length(value) == ipv6_bytes;
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (::inet_ntop(six ? AF_INET6 : AF_INET, ASN1_STRING_get0_data(value), text.data(),
                    text.size()) == nullptr)
        throw EnvError("certificate: an address of another length");
    return six ? "[" + std::string{text.data()} + "]" : std::string{text.data()};
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

}  // namespace

SelfSigned make_certificate(const CertificateSubject& subject, std::uint64_t now_seconds) {
    PJ_ASSERT(!subject.names.empty() || !subject.addresses.empty(),
              "a certificate for no name and no address");
    const openssl::PkeyHandle key{check_ptr(EVP_EC_gen("P-256"), "EVP_EC_gen")};
    const detail::X509Handle certificate{check_ptr(X509_new(), "X509_new")};
    check(X509_set_version(certificate.get(), X509_VERSION_3), "X509_set_version");
    set_serial(certificate.get());
    set_name(certificate.get(), subject.common_name);
    set_validity(certificate.get(), now_seconds);
    check(X509_set_pubkey(certificate.get(), key.get()), "X509_set_pubkey");
    add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature");
    add_extension(certificate.get(), NID_ext_key_usage, "serverAuth");
    add_alternative_names(certificate.get(), subject);
    // Returns the size of the signature.
    if (X509_sign(certificate.get(), key.get(), EVP_sha256()) <= 0) openssl::raise("X509_sign");

    SelfSigned made;
    const detail::BioHandle public_text{check_ptr(BIO_new(BIO_s_mem()), "BIO_new")};
    check(PEM_write_bio_X509(public_text.get(), certificate.get()), "PEM_write_bio_X509");
    made.certificate_pem = as_text(content_of(public_text.get()));
    const detail::BioHandle secret_text{check_ptr(BIO_new(BIO_s_secmem()), "BIO_new")};
    check(PEM_write_bio_PKCS8PrivateKey(secret_text.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                        nullptr),
          "PEM_write_bio_PKCS8PrivateKey");
    made.key_pem = SecretBuffer{content_of(secret_text.get())};
    unsigned int size = 0;
    check(X509_digest(certificate.get(), EVP_sha256(), made.fingerprint.data(), &size),
          "X509_digest");
    PJ_ASSERT(size == made.fingerprint.size(), "SHA-256 of another length");
    return made;
}

void write_certificate(const SelfSigned& made, const std::filesystem::path& certificate_file,
                       const std::filesystem::path& key_file) {
    write_new(key_file, made.key_pem.expose(), 0600);
    write_new(certificate_file, as_bytes(made.certificate_pem), 0644);
}

std::vector<std::string> hosts_of_certificate(const std::filesystem::path& file) {
    const detail::BioHandle in{check_ptr(BIO_new_file(file.c_str(), "r"), "BIO_new_file")};
    const detail::X509Handle certificate{
        check_ptr(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr), "PEM_read_bio_X509")};
    const detail::GeneralNamesHandle names{static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr))};
    std::vector<std::string> hosts;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        int type = 0;
        const void* const value =
            GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &type);
        if (type == GEN_DNS) hosts.push_back(text_of(static_cast<const ASN1_STRING*>(value)));
        if (type == GEN_IPADD) hosts.push_back(address_of(static_cast<const ASN1_STRING*>(value)));
    }
    return hosts;
}

}  // namespace piaojue::net
