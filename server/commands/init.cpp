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
    if (!made) return report_error(options.json, made.error().code, made.error().detail, misused);

    const std::string congress = encode_hex(made->congress.value());
    const std::string fingerprint = encode_hex(made->certificate_fingerprint);
    if (options.json) {
        boost::json::object out;
        out["data"] = options.data;
        out["congress_id"] = congress;
        out["sample"] = options.congress.sample;
        out["certificate"] = dir.file("tls.crt").string();
        out["certificate_sha256"] = fingerprint;
        out["setup_code"] = made->setup_code;
        std::puts(boost::json::serialize(out).c_str());
        return held;
    }
    fmt::print(
        "{}{}\n\ncongress     {}\ncertificate  {}\n  SHA-256    {}\nsetup code   {}\n\n"
        "Keep {} to yourself and back it up. Next: piaojue serve --data {}\n",
        options.congress.sample ? "SAMPLE, not a real vote: " : "", options.congress.name, congress,
        dir.file("tls.crt").string(), fingerprint, made->setup_code, options.data, options.data);
    return held;
}

}  // namespace

Run add_init(CLI::App& command) {
    auto options = std::make_shared<InitOptions>();
    command.add_option("--data", options->data, "folder to make; it must not exist")->required();
    command.add_option("--name", options->congress.name, "name of the congress")->required();
    command.add_option("--name2", options->congress.name2, "its name in another language");
    command.add_flag("--sample", options->congress.sample,
                     "not a real vote: the manifest and everything printed say so");
    command.add_option("--tls-name", options->congress.tls_names,
                       "DNS name or IP address for the certificate, besides localhost; may be "
                       "given several times");
    command.add_flag("--json", options->json, "print one JSON object");
    return [options] { return run_reporting(options->json, [&options] { return run(*options); }); };
}

}  // namespace piaojue::commands
