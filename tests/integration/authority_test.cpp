// The hall's certificate authority: what it signs is believed, and nothing else.
#include <fstream>

#include "server/net/certificate.hpp"
#include "server/net/client.hpp"
#include "server/net/detail/x509.hpp"
#include "tests/integration/loopback.hpp"

namespace piaojue::net {
namespace {

constexpr std::uint64_t year_seconds = 365ULL * 86'400;

template <class T>
T value_of(Result<T> result) {
    EXPECT_TRUE(result.has_value());
    return std::move(result).value();
}

class Authority : public Loopback {
protected:
    void SetUp() override {
        Loopback::SetUp();
        now_ = SystemClock{}.now_seconds();
        authority_ = make_authority({"hall", {"localhost", "hall.example"}, {"203.0.113.7"}}, now_);
        write_certificate(authority_, files().certificate, files().key);
    }

    [[nodiscard]] AuthorityFiles files() const { return {folder_ / "ca.crt", folder_ / "ca.key"}; }

    Result<MadeCertificate> issue(const CertificateSubject& subject) const {
        return issue_certificate(files(), subject, now_);
    }

    // The server of all other tests here, under this certificate.
    void serve(const MadeCertificate& made) {
        server_.reset();
        std::filesystem::remove(folder_ / "cert.pem");
        std::filesystem::remove(folder_ / "key.pem");
        write_certificate(made, folder_ / "cert.pem", folder_ / "key.pem");
        start();
    }

    // Absent: the server was believed.
    std::optional<TransportFault> fault_under(const TlsTrust& trust) {
        ClientOptions options = client_options();
        options.trust = trust;
        const auto answer = HttpsClient{options}.get("/hello");
        return answer ? std::nullopt : std::optional{answer.error().fault};
    }

    std::uint64_t now_ = 0;
    MadeCertificate authority_;
};

TEST_F(Authority, what_it_signed_is_believed_by_programs_and_browsers) {
    const MadeCertificate made = value_of(issue({"box", {"localhost"}, {"127.0.0.1"}}));
    serve(made);
    EXPECT_EQ(fault_under({"", authority_.certificate_pem}), std::nullopt);
    EXPECT_EQ(fault_under({made.certificate_pem, ""}), std::nullopt);
    const MadeCertificate other = make_authority({"other", {"localhost"}, {}}, now_);
    EXPECT_EQ(fault_under({"", other.certificate_pem}), TransportFault::certificate_rejected);
}

TEST_F(Authority, a_renewed_certificate_is_believed_by_those_who_believed_the_one_before) {
    const MadeCertificate made = value_of(issue({"box", {"localhost"}, {"127.0.0.1"}}));
    serve(made);
    const MadeCertificate renewed = value_of(issue_certificate(
        files(), {"box", {"hall.example"}, {"127.0.0.1", "10.1.2.3"}}, now_, folder_ / "key.pem"));
    EXPECT_EQ(renewed.key_pem.size(), 0U);
    std::ofstream{folder_ / "cert.pem"} << renewed.certificate_pem;
    server_.reset();
    start();  // the key is that of before, or the server would not start
    EXPECT_EQ(fault_under({"", authority_.certificate_pem}), std::nullopt);
    EXPECT_EQ(fault_under({made.certificate_pem, ""}), TransportFault::certificate_rejected);
    EXPECT_EQ(hosts_of_certificate(folder_ / "cert.pem"),
              (std::vector<std::string>{"hall.example", "127.0.0.1", "10.1.2.3"}));
}

TEST_F(Authority, vouches_for_its_names_and_for_private_addresses_alone) {
    for (const CertificateSubject& subject : std::vector<CertificateSubject>{
             {"box", {"hall.example"}, {}},
             {"box", {"box.hall.example"}, {}},
             {"box", {"localhost"}, {"127.0.0.1", "::1"}},
             {"box", {}, {"10.0.0.1", "172.31.255.255", "192.168.1.1", "169.254.0.9"}},
             {"box", {}, {"fd00::1", "fe80::1", "203.0.113.7"}}})
        EXPECT_TRUE(issue(subject).has_value());
    for (const CertificateSubject& subject :
         std::vector<CertificateSubject>{{"box", {"bank.example"}, {}},
                                         {"box", {"hall.example", "bank.example"}, {}},
                                         {"box", {"nothall.example"}, {}},
                                         {"box", {"example"}, {}},
                                         {"box", {}, {"203.0.113.8"}},
                                         {"box", {}, {"172.32.0.1"}},
                                         {"box", {}, {"192.169.0.1"}},
                                         {"box", {}, {"2001:db8::1"}}}) {
        const auto refused = issue(subject);
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, Errc::not_permitted);
        const std::string& strange =
            subject.names.empty() ? subject.addresses.front() : subject.names.back();
        EXPECT_NE(refused.error().detail.find("作保：" + strange + "。"), std::string::npos);
        EXPECT_NE(refused.error().detail.find("not for " + strange + ":"), std::string::npos);
    }
}

// A thief has the key and asks nobody whether he may sign.
MadeCertificate sign_unasked(const AuthorityFiles& files, const char* names) {
    const auto authority = detail::read_certificate(files.certificate);
    const auto authority_key = detail::read_key(files.key);
    const openssl::PkeyHandle key{EVP_EC_gen("P-256")};
    const detail::X509Handle made{X509_new()};
    X509_set_version(made.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 7);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
    X509_set_pubkey(made.get(), key.get());
    X509_set_issuer_name(made.get(), X509_get_subject_name(authority.get()));
    const detail::X509ExtensionHandle extension{
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names)};
    X509_add_ext(made.get(), extension.get(), -1);
    X509_sign(made.get(), authority_key.get(), EVP_sha256());
    const auto text = [](auto&& write) {
        const detail::BioHandle out{BIO_new(BIO_s_mem())};
        write(out.get());
        char* data = nullptr;
        const long size = BIO_get_mem_data(out.get(), &data);
        return std::string{data, static_cast<std::size_t>(size)};
    };
    const std::string key_pem = text([&](BIO* out) {
        PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return {text([&](BIO* out) { PEM_write_bio_X509(out, made.get()); }),
            SecretBuffer{as_bytes(key_pem)},
            {}};
}

TEST_F(Authority, a_thief_of_its_key_can_play_no_other_site) {
    serve(sign_unasked(files(), "IP:127.0.0.1"));
    EXPECT_EQ(fault_under({"", authority_.certificate_pem}), std::nullopt);
    serve(sign_unasked(files(), "IP:127.0.0.1,DNS:bank.example"));
    EXPECT_EQ(fault_under({"", authority_.certificate_pem}), TransportFault::certificate_rejected);
}

TEST_F(Authority, what_it_signs_ends_with_it) {
    now_ += year_seconds;
    const MadeCertificate late = value_of(issue({"box", {"localhost"}, {}}));
    std::ofstream{folder_ / "late.pem"} << late.certificate_pem;
    const auto end_of = [](const std::filesystem::path& file) {
        const auto certificate = detail::read_certificate(file);
        std::tm time{};
        ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &time);
        return ::timegm(&time);
    };
    EXPECT_EQ(end_of(folder_ / "late.pem"), end_of(files().certificate));
    now_ += 2 * year_seconds;
    const auto refused = issue({"box", {"localhost"}, {}});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::not_permitted);
}

TEST_F(Authority, is_told_from_a_certificate) {
    EXPECT_TRUE(is_authority(authority_.certificate_pem));
    EXPECT_FALSE(is_authority(certificate_));
    EXPECT_FALSE(is_authority(value_of(issue({"box", {"localhost"}, {}})).certificate_pem));
    EXPECT_FALSE(is_authority("nothing of the kind"));
}

TEST_F(Authority, files_that_do_not_belong_together_are_told) {
    EXPECT_THROW((void)issue_certificate({files().certificate, folder_ / "key.pem"},
                                         {"box", {"localhost"}, {}}, now_),
                 EnvError);
    EXPECT_THROW(
        (void)issue_certificate({folder_ / "none", files().key}, {"box", {"localhost"}, {}}, now_),
        EnvError);
}

}  // namespace
}  // namespace piaojue::net
