// Certificates and their keys as they lie on the disk, and what they are for
#include <arpa/inet.h>

#include <array>
#include <ctime>

#include "server/net/certificate.hpp"
#include "server/net/detail/x509.hpp"

namespace piaojue::net {

namespace {

using openssl::check_ptr;

detail::BioHandle open_file(const std::filesystem::path& file) {
    detail::BioHandle in{BIO_new_file(file.c_str(), "r")};
    if (in == nullptr) {
        ERR_clear_error();
        throw EnvError("certificate: " + file.string() + " can not be read");
    }
    return in;
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
    return text.data();
}

std::string common_name_of(const X509* certificate) {
    const X509_NAME* const name = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    return at < 0 ? std::string{}
                  : text_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
}

std::uint64_t seconds_of(const ASN1_TIME* time) {
    std::tm utc{};
    openssl::check(ASN1_TIME_to_tm(time, &utc), "ASN1_TIME_to_tm");
    return static_cast<std::uint64_t>(::timegm(&utc));
}

}  // namespace

namespace detail {

X509Handle read_certificate(const std::filesystem::path& file) {
    const BioHandle in = open_file(file);
    X509Handle certificate{PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)};
    if (certificate == nullptr) {
        ERR_clear_error();
        throw EnvError("certificate: " + file.string() + " is not a certificate in PEM");
    }
    return certificate;
}

openssl::PkeyHandle read_key(const std::filesystem::path& file) {
    const BioHandle in = open_file(file);
    openssl::PkeyHandle key{PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr)};
    if (key == nullptr) {
        ERR_clear_error();
        throw EnvError("certificate: " + file.string() + " is not a private key in PEM");
    }
    return key;
}

Bytes32 fingerprint_of(const X509* certificate) {
    Bytes32 out;
    unsigned int size = 0;
    openssl::check(X509_digest(certificate, EVP_sha256(), out.data(), &size), "X509_digest");
    PJ_ASSERT(size == out.size(), "SHA-256 of another length");
    return out;
}

}  // namespace detail

CertificateSubject subject_of_certificate(const std::filesystem::path& file) {
    const detail::X509Handle certificate = detail::read_certificate(file);
    CertificateSubject out{common_name_of(certificate.get()), {}, {}};
    const detail::GeneralNamesHandle names{static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr))};
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        int type = 0;
        const auto* const value = static_cast<const ASN1_STRING*>(
            GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &type));
        if (type == GEN_DNS) out.names.push_back(text_of(value));
        if (type == GEN_IPADD) out.addresses.push_back(address_of(value));
    }
    return out;
}

std::vector<std::string> hosts_of_certificate(const std::filesystem::path& file) {
    CertificateSubject subject = subject_of_certificate(file);
    std::vector<std::string> hosts = std::move(subject.names);
    for (const std::string& address : subject.addresses)
        hosts.push_back(address.find(':') == std::string::npos ? address : "[" + address + "]");
    return hosts;
}

Validity validity_of_certificate(const std::filesystem::path& file) {
    const detail::X509Handle certificate = detail::read_certificate(file);
    return {seconds_of(X509_get0_notBefore(certificate.get())),
            seconds_of(X509_get0_notAfter(certificate.get()))};
}

Bytes32 fingerprint_of_certificate(const std::filesystem::path& file) {
    return detail::fingerprint_of(detail::read_certificate(file).get());
}

bool is_authority(const std::string& certificate_pem) {
    const detail::BioHandle text{
        check_ptr(BIO_new_mem_buf(certificate_pem.data(), static_cast<int>(certificate_pem.size())),
                  "BIO_new_mem_buf")};
    const detail::X509Handle certificate{PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr)};
    ERR_clear_error();
    return certificate != nullptr && X509_check_ca(certificate.get()) == 1;
}

}  // namespace piaojue::net
