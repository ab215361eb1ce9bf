// server/commands/init.cpp — `piaojue init`: keys, databases and the congress entry in a new folder
#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "crypto/base/encoding.hpp"
#include "server/commands/command.hpp"
#include "server/data_dir.hpp"

namespace piaojue::commands {
namespace {

struct InitOptions {
    std::string data;
    NewCongress congress;
    bool json = false;
};

int run(const InitOptions& options) {
    const DataDir dir{options.data};
    SystemRng rng;
    const SystemClock clock;
    const Result<MadeDataDir> made = make_data_dir(dir, options.congress, rng, clock);
    if (!made) return report_error(options.json, made.error(), misused);

    const std::string congress = encode_hex(made->congress.value());
    const std::string authority = encode_hex(made->authority_fingerprint);
    const std::string fingerprint = encode_hex(made->certificate_fingerprint);
    if (options.json) {
        boost::json::object out;
        out["data"] = options.data;
        out["congress_id"] = congress;
        out["sample"] = options.congress.sample;
        out["authority"] = dir.file("ca.crt").string();
        out["authority_sha256"] = authority;
        out["certificate"] = dir.file("tls.crt").string();
        out["certificate_sha256"] = fingerprint;
        out["setup_code"] = made->setup_code;
        print_json(out);
        return held;
    }
    fmt::print(
        "{}{}\n\ncongress     {}\nauthority    {}\n  SHA-256    {}\ncertificate  {}\n"
        "  SHA-256    {}\nsetup code   {}\n\n"
        "Keep {} to yourself and back it up.\n下一步 / Next: piaojue serve --data {} --host "
        "0.0.0.0 "
        "--issue-port 8443 --box-port 8444\n",
        options.congress.sample ? "SAMPLE, not a real vote: " : "", options.congress.name, congress,
        dir.file("ca.crt").string(), authority, dir.file("tls.crt").string(), fingerprint,
        made->setup_code, options.data, options.data);
    return held;
}

}  // namespace

Run add_init(Options& command) {
    auto options = std::make_shared<InitOptions>();
    command.add("--data", options->data, "要新建的文件夹 / folder to make; it must not exist")
        .required();
    command.add("--name", options->congress.name, "大会名称 / name of the congress").required();
    command.add("--name2", options->congress.name2,
                "另一语言的名称 / its name in another language");
    command.flag("--sample", options->congress.sample,
                 "样例，处处标明 / not a real vote: the manifest and everything printed say so");
    command.add("--tls-name", options->congress.tls_names,
                "证书上的域名或地址 / DNS name or IP address for the certificate, besides "
                "localhost; may be "
                "given several times");
    add_json_flag(command, options->json);
    return [options] { return run(*options); };
}

}  // namespace piaojue::commands
