// server/teller/commands/ceremony.cpp — `ceremony`: a teller's part in the joint key
#include <fmt/format.h>

#include <memory>

#include "crypto/base/encoding.hpp"
#include "server/teller/ceremony_files.hpp"
#include "server/teller/commands/command.hpp"
#include "server/teller/connection.hpp"

namespace piaojue::teller::commands {

namespace {

struct CeremonyOptions {
    KeysOptions keys;
    ServerOptions server;
    std::string enrolment;
    std::string fingerprint;
    unsigned threshold = 0;
    unsigned wait_minutes = 10;
    std::string out;
    bool json = false;
};

struct CeremonyInputs {
    client::Endpoint endpoint;
    CeremonyPlan plan;
    Unlocked own;
    FileLock lock;  // of the keys: two runs at once could be shown different courses
};

// Without the fingerprint that everybody read aloud nothing begins.
Result<void> confirm_fingerprint(const CeremonyOptions& options, const std::string& fingerprint) {
    if (!options.fingerprint.empty()) {
        if (options.fingerprint == fingerprint) return {};
        return fail(Errc::wrong_manifest,
                    fmt::format("{} has the fingerprint {}, not {}; compare the lists, begin "
                                "nothing",
                                options.enrolment, fingerprint, options.fingerprint));
    }
    const std::string prompt = fmt::format(
        "登记名单指纹 / fingerprint of the enrolment: {}\n"
        "若与宣读的一致，请照样输入 / type it if it is what was read aloud: ",
        fingerprint);
    const Result<bool> typed = ask_to_type(prompt, fingerprint);
    if (!typed) {
        return fail(Errc::malformed,
                    "no terminal to confirm the fingerprint on; give "
                    "--fingerprint XXXX-XXXX-XXXX-XXXX");
    }
    if (!*typed) return fail(Errc::not_permitted, "the fingerprint was not confirmed");
    return {};
}

Result<CeremonyInputs> read_inputs(const CeremonyOptions& options) {
    if (!ceremony_was_begun(options.out)) PJ_TRY(check_new_file(options.out));
    CeremonyPlan plan;
    plan.enrolment = PJ_TRY(read_file(options.enrolment, limit::entry_bytes));
    const Enrolment enrolment = PJ_TRY(decode_enrolment(plan.enrolment));
    PJ_TRY(check_enrolment(enrolment));
    plan.threshold = static_cast<std::uint8_t>(options.threshold);
    plan.patience = std::chrono::minutes{options.wait_minutes};
    client::Endpoint endpoint =
        PJ_TRY(issue_endpoint(options.server.server, options.server.certificate));
    PJ_TRY(confirm_fingerprint(options, enrolment_fingerprint(enrolment_hash(plan.enrolment))));
    FileLock lock = PJ_TRY(FileLock::take(options.keys.keys));
    Unlocked own = PJ_TRY(unlock(options.keys));
    return CeremonyInputs{std::move(endpoint), std::move(plan), std::move(own), std::move(lock)};
}

Result<Said> hold(const CeremonyOptions& options, const CeremonyInputs& inputs) {
    fmt::print(stderr, "等待其他监票人…… / waiting for the other tellers…\n");
    client::Api api{inputs.endpoint};
    SystemRng rng;
    if (ceremony_was_begun(options.out)) {
        fmt::print(stderr, "接续未完成的仪式 / taking up the ceremony begun in {}\n",
                   progress_file_of(options.out).string());
    }
    CeremonyMemory memory = PJ_TRY(open_ceremony_memory(options.out, inputs.own, rng));
    const CeremonyOutcome outcome =
        PJ_TRY(run_ceremony(api, inputs.own.keys, inputs.plan, rng, std::move(memory)));
    PJ_TRY(save_ceremony_outcome(options.out, outcome, inputs.own, rng));
    // Between close and announce the server shows it to nobody.
    replace_file(enrolment_copy_of(options.out), inputs.plan.enrolment);
    const std::string ceremony = encode_hex(outcome.share_file.ceremony.value());
    const std::string joint_key = encode_hex(outcome.keys.joint_key.bytes());
    Said said;
    said.json["share"] = options.out;
    said.json["teller"] = outcome.share_file.teller.value();
    said.json["threshold"] = outcome.keys.threshold;
    said.json["tellers"] = outcome.keys.verification_shares.size();
    said.json["joint_key"] = joint_key;
    said.json["ceremony_sha256"] = ceremony;
    said.text = fmt::format(
        "联合密钥已生成 / the joint key is made: {} of {}, teller {}\n"
        "公钥 / public key  {}\n仪式 / ceremony    {}\n"
        "份额封存于 {}，口令同密钥文件。 / Share sealed in {}, under the passphrase of the keys.\n",
        outcome.keys.threshold, outcome.keys.verification_shares.size(),
        outcome.share_file.teller.value(), joint_key, ceremony, options.out, options.out);
    return said;
}

}  // namespace

Run add_ceremony(Options& command) {
    auto options = std::make_shared<CeremonyOptions>();
    add_keys_options(command, options->keys);
    add_server_options(command, options->server);
    command.add("--enrolment", options->enrolment, "登记条目 / enrolment entry").required();
    command.add("--fingerprint", options->fingerprint,
                "宣读的指纹，缺省在终端确认 / the fingerprint read aloud; confirmed on the "
                "terminal if not given");
    command
        .add("--threshold", options->threshold,
             "开箱所需人数 / how many tellers open the box together")
        .required()
        .between(2, 32);
    command
        .add("--wait-minutes", options->wait_minutes,
             "每轮等待他人的时间 / patience with the others, each round")
        .between(1, 600)
        .shows_default();
    command
        .add("--out", options->out,
             "新份额文件；中断后再运行同一命令即接续 / new share file; after an interruption the "
             "same command goes on from OUT.ceremony")
        .required();
    add_json_flag(command, options->json);
    return [options] {
        return run_command(
            options->json, [&] { return read_inputs(*options); },
            [&](const CeremonyInputs& inputs) { return hold(*options, inputs); });
    };
}

}  // namespace piaojue::teller::commands
