// The client: whom it believes, and what it says when the transport fails.
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <thread>

#include "tests/integration/loopback.hpp"

namespace piaojue::net {
namespace {

using std::chrono::milliseconds;

TransportFault fault_of(const ClientResult& result) {
    EXPECT_FALSE(result);
    EXPECT_FALSE(result.error().advice.empty());
    return result.error().fault;
}

// A plain TCP listener on a free port that answers every connection with the same bytes.
class PlainListener {
public:
    explicit PlainListener(std::string answer, bool close_after = true)
        : answer_(std::move(answer)), close_after_(close_after) {
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(::listen(socket_, 4), 0);
        socklen_t size = sizeof address;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread{[this] { serve(); }};
    }
    ~PlainListener() {
        ::shutdown(socket_, SHUT_RDWR);
        thread_.join();
        ::close(socket_);
    }
    PlainListener(const PlainListener&) = delete;
    PlainListener& operator=(const PlainListener&) = delete;
    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    void serve() {
        for (;;) {
            const int peer = ::accept(socket_, nullptr, nullptr);
            if (peer < 0) return;
            (void)::send(peer, answer_.data(), answer_.size(), MSG_NOSIGNAL);
            std::array<char, 512> sink{};
            while (!close_after_ && ::recv(peer, sink.data(), sink.size(), 0) > 0) {
            }
            ::close(peer);
        }
    }

    std::string answer_;
    bool close_after_;
    int socket_ = -1;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

TEST_F(Loopback, another_certificate_than_the_pinned_one_is_rejected) {
    start();
    ClientOptions options = client_options();
    options.trust.pinned_certificate =
        make_certificate({"test hall", {"localhost"}, {"127.0.0.1"}}, SystemClock{}.now_seconds())
            .certificate_pem;
    HttpsClient client{options};
    EXPECT_EQ(fault_of(client.get("/hello")), TransportFault::certificate_rejected);
    EXPECT_EQ(server_->counts(0).answered, 0U);
}

std::string pem_of(X509* certificate, EVP_PKEY* key) {
    const openssl::Handle<BIO, BIO_vfree> text{BIO_new(BIO_s_mem())};
    if (certificate != nullptr) PEM_write_bio_X509(text.get(), certificate);
    if (key != nullptr) PEM_write_bio_PrivateKey(text.get(), key, nullptr, nullptr, 0, nullptr, {});
    char* data = nullptr;
    const long size = BIO_get_mem_data(text.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

// An authority, and a certificate for 127.0.0.1 that it signed.
struct Signed {
    std::string authority_pem;
    MadeCertificate server;
};

Signed make_signed_certificate() {
    using X509Handle = openssl::Handle<X509, X509_free>;
    const openssl::PkeyHandle key{EVP_EC_gen("P-256")};
    const auto make = [&](const char* name, const X509* issuer, int nid, const char* extension) {
        X509Handle certificate{X509_new()};
        X509_set_version(certificate.get(), X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), issuer == nullptr ? 1 : 2);
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
        X509_set_pubkey(certificate.get(), key.get());
        X509_NAME* const subject = X509_get_subject_name(certificate.get());
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
        X509_set_issuer_name(certificate.get(),
                             issuer == nullptr ? subject : X509_get_subject_name(issuer));
        const openssl::Handle<X509_EXTENSION, X509_EXTENSION_free> added{
            X509V3_EXT_conf_nid(nullptr, nullptr, nid, extension)};
        X509_add_ext(certificate.get(), added.get(), -1);
        X509_sign(certificate.get(), key.get(), EVP_sha256());
        return certificate;
    };
    const X509Handle authority =
        make("authority", nullptr, NID_basic_constraints, "critical,CA:TRUE");
    const X509Handle server = make("server", authority.get(), NID_subject_alt_name, "IP:127.0.0.1");
    Signed out;
    out.authority_pem = pem_of(authority.get(), nullptr);
    out.server.certificate_pem = pem_of(server.get(), nullptr);
    out.server.key_pem = SecretBuffer{as_bytes(pem_of(nullptr, key.get()))};
    return out;
}

TEST_F(Loopback, a_pinned_authority_does_not_let_in_what_it_signed) {
    const Signed made = make_signed_certificate();
    write_certificate(made.server, folder_ / "signed.pem", folder_ / "signed-key.pem");
    write_certificate({made.authority_pem, SecretBuffer{as_bytes("unused")}, {}},
                      folder_ / "authority.pem", folder_ / "authority-key.pem");
    OriginConfig config;
    config.tls = {folder_ / "signed.pem", folder_ / "signed-key.pem"};
    config.router = std::make_shared<const http::Router>(rows());
    HttpServer server{{}, {config}};
    server.start();
    ClientOptions options;
    options.host = "127.0.0.1";
    options.port = server.port(0);
    options.trust.pinned_certificate = made.authority_pem;
    EXPECT_EQ(fault_of(HttpsClient{options}.get("/hello")), TransportFault::certificate_rejected);
    options.trust = {"", made.authority_pem};  // as an authority it does
    const ClientResult answer = HttpsClient{options}.get("/hello");
    EXPECT_TRUE(answer) << answer.error().advice;
}

TEST_F(Loopback, the_pinned_certificate_must_name_the_host) {
    start();
    ClientOptions options = client_options();
    options.host = "localhost";
    EXPECT_TRUE(HttpsClient{options}.get("/hello"));
    options.host = "127.0.0.2";  // the same machine; a name the certificate does not have
    server_->stop();
    OriginConfig config;
    config.address = "0.0.0.0";
    config.tls = {folder_ / "cert.pem", folder_ / "key.pem"};
    config.router = std::make_shared<const http::Router>(rows());
    HttpServer everywhere{{}, {config}};
    everywhere.start();
    options.port = everywhere.port(0);
    EXPECT_EQ(fault_of(HttpsClient{options}.get("/hello")), TransportFault::certificate_rejected);
    options.host = "127.0.0.1";
    EXPECT_TRUE(HttpsClient{options}.get("/hello"));
}

TEST_F(Loopback, an_outdated_certificate_is_rejected) {
    constexpr std::uint64_t year = 365ULL * 86'400;
    const MadeCertificate old =
        make_certificate({"old", {}, {"127.0.0.1"}}, SystemClock{}.now_seconds() - 3 * year);
    write_certificate(old, folder_ / "old.pem", folder_ / "old-key.pem");
    OriginConfig config;
    config.tls = {folder_ / "old.pem", folder_ / "old-key.pem"};
    config.router = std::make_shared<const http::Router>(rows());
    HttpServer server{{}, {config}};
    server.start();
    ClientOptions options;
    options.host = "127.0.0.1";
    options.port = server.port(0);
    options.trust.pinned_certificate = old.certificate_pem;
    EXPECT_EQ(fault_of(HttpsClient{options}.get("/hello")), TransportFault::certificate_rejected);
}

TEST_F(Loopback, an_authority_can_be_believed_instead) {
    start();
    ClientOptions options = client_options();
    options.trust = {"", certificate_};
    const ClientResult answer = HttpsClient{options}.get("/hello");
    EXPECT_TRUE(answer) << answer.error().advice;
    options.trust = {"", "no certificate"};
    EXPECT_THROW(HttpsClient{options}, EnvError);
    options.trust = {"no certificate", {}};
    EXPECT_THROW(HttpsClient{options}, EnvError);
}

TEST_F(Loopback, nobody_there_is_unreachable) {
    start();
    const ClientOptions options = client_options();
    server_->stop();
    server_.reset();
    EXPECT_EQ(fault_of(HttpsClient{options}.get("/hello")), TransportFault::unreachable);
}

TEST_F(Loopback, a_name_without_an_address_is_unknown) {
    start();
    ClientOptions options = client_options();
    options.host = "piaojue.invalid";
    EXPECT_EQ(fault_of(HttpsClient{options}.get("/hello")), TransportFault::unknown_host);
}

TEST_F(Loopback, a_server_without_tls_fails_the_handshake) {
    start();
    const PlainListener plain{"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"};
    ClientOptions options = client_options();
    options.port = plain.port();
    EXPECT_EQ(fault_of(HttpsClient{options}.get("/hello")), TransportFault::handshake_failed);
}

TEST_F(Loopback, a_silent_server_is_left_at_the_deadline) {
    start();
    const PlainListener silent{"", false};
    ClientOptions options = client_options();
    options.port = silent.port();
    options.deadline = milliseconds{100};
    HttpsClient client{options};
    EXPECT_EQ(fault_of(client.get("/hello")), TransportFault::timed_out);
    options.port = keeping();
    HttpsClient waiting{options};
    EXPECT_EQ(fault_of(waiting.get("/gate")), TransportFault::timed_out);
    gate_.open();
    bool usable = false;  // afterwards; a slow machine may need more than one deadline
    for (int i = 0; i < 100 && !usable; ++i)
        usable = waiting.get("/hello").has_value();
    EXPECT_TRUE(usable);
}

TEST_F(Loopback, an_answer_over_the_clients_limit_is_malformed) {
    start();
    ClientOptions options = client_options();
    options.answer_bytes_max = 1000;
    EXPECT_EQ(fault_of(HttpsClient{options}.get("/large")), TransportFault::answer_malformed);
}

TEST_F(Loopback, a_kept_connection_that_the_server_closed_is_replaced_for_reading) {
    Limits limits;
    limits.idle_time = milliseconds{1};
    start(limits);
    ClientOptions options = client_options();
    options.keep_alive = true;
    HttpsClient client{options};
    ASSERT_TRUE(client.get("/hello"));
    while (server_->counts(0).open_now > 0)
        std::this_thread::yield();
    const ClientResult again = client.get("/hello");
    EXPECT_TRUE(again) << again.error().advice;
    EXPECT_EQ(server_->counts(0).accepted, 2U);
}

TEST_F(Loopback, the_key_file_belongs_to_its_owner_alone) {
    namespace fs = std::filesystem;
    const fs::path key = folder_ / "key.pem";
    EXPECT_EQ(fs::status(key).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    fs::permissions(key, fs::perms::group_read, fs::perm_options::add);
    EXPECT_THROW(start(), EnvError);
}

TEST_F(Loopback, certificate_files_are_never_overwritten) {
    const MadeCertificate other =
        make_certificate({"other", {"localhost"}, {"::1"}}, SystemClock{}.now_seconds());
    EXPECT_THROW(write_certificate(other, folder_ / "new.pem", folder_ / "key.pem"), EnvError);
    EXPECT_THROW((void)make_certificate({"x", {}, {"300.1.1.1"}}, 0), EnvError);
}

TEST_F(Loopback, a_key_of_another_certificate_is_refused) {
    const MadeCertificate other =
        make_certificate({"other", {"localhost"}, {}}, SystemClock{}.now_seconds());
    write_certificate(other, folder_ / "other.pem", folder_ / "other-key.pem");
    EXPECT_THROW((void)make_server_context({folder_ / "cert.pem", folder_ / "other-key.pem"}),
                 EnvError);
    EXPECT_THROW((void)make_server_context({folder_ / "none.pem", folder_ / "key.pem"}), EnvError);
}

}  // namespace
}  // namespace piaojue::net
