// server/commands/certificate.cpp — `piaojue certificate`: the server's certificate for other
// names, or for two years more
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/json.hpp>
#include <memory>

#include "crypto/base/encoding.hpp"
#include "server/commands/command.hpp"
#include "server/data_dir.hpp"

namespace piaojue::commands {
namespace {

struct CertificateOptions {
    std::string data;
    std::vector<std::string> tls_names;
    bool new_authority = false;
    bool json = false;
};

int run(const CertificateOptions& options) {
    const DataDir dir{options.data};
    const Result<RenewedCertificate> made =
        renew_certificate(dir, options.tls_names, options.new_authority, SystemClock{});
    if (!made) return report_error(options.json, made.error(), misused);

    const std::string authority = encode_hex(made->authority_fingerprint);
    const std::string fingerprint = encode_hex(made->certificate_fingerprint);
    if (options.json) {
        boost::json::object out;
        out["hosts"] = boost::json::array(made->hosts.begin(), made->hosts.end());
        out["authority"] = dir.file("ca.crt").string();
        out["authority_sha256"] = authority;
        out["certificate"] = dir.file("tls.crt").string();
        out["certificate_sha256"] = fingerprint;
        print_json(out);
        return held;
    }
    fmt::print(
        "names        {}\nauthority    {}\n  SHA-256    {}\ncertificate  {}\n  SHA-256    {}\n\n"
        "A server that runs shows it once it is started again.{}\n",
        fmt::join(made->hosts, ", "), dir.file("ca.crt").string(), authority,
        dir.file("tls.crt").string(), fingerprint,
        options.new_authority ? " Every device has to be given the new ca.crt." : "");
    return held;
}

}  // namespace

Run add_certificate(Options& command) {
    auto options = std::make_shared<CertificateOptions>();
    command.add("--data", options->data, "大会文件夹 / the folder of `piaojue init`").required();
    command.add(
        "--tls-name", options->tls_names,
        "证书上的域名或地址 / DNS name or IP address besides localhost, in place of those of "
        "before; may be given several times");
    command.flag("--new-authority", options->new_authority,
                 "新建证书机构 / make a new certificate authority too: for names that the old one "
                 "may not vouch for");
    add_json_flag(command, options->json);
    return [options] { return run(*options); };
}

}  // namespace piaojue::commands
